"""Strangers' words made harmless: quotes, titles and names from articles, shown in plain text, Markdown or HTML.

A quote may hold anything: tags, Markdown, control characters, marks that turn the direction of the text around, and
stacks of accents that cover the lines above. What is shown keeps its letters and loses its powers.
"""

import re
import unicodedata
from html import escape
from itertools import groupby
from urllib.parse import quote, urlsplit

_LONGEST = 300
_ELLIPSIS = "…"
_ACCENTS_IN_A_ROW = 3
# CommonMark lets all ASCII punctuation be escaped; these are what renderers give a meaning to. A colon escaped keeps a
# quoted address from becoming a link.
_CALMED = frozenset("*_`#[]()<>|~\\!&:@+-=.{}")
_SPACE = re.compile(r"\s+")
# Chat services call everybody at `@everyone` even where it is escaped; a word joiner after the sign stops that.
_WORD_JOINER = "\u2060"


def plain(text: str, longest: int = _LONGEST) -> str:
    """A text on one line: no control, direction or invisible marks, and no more than `longest` characters."""
    spaced = "".join(" " if character.isspace() else character for character in text if _is_shown(character))
    one_line = _SPACE.sub(" ", _without_towers(spaced)).strip()
    return one_line if len(one_line) <= longest else one_line[: longest - 1].rstrip() + _ELLIPSIS


def markdown(text: str, longest: int = _LONGEST) -> str:
    """The plain text with every mark escaped that Markdown could read as markup, a link or a call to somebody."""
    return "".join(_calmed(character) for character in plain(text, longest))


def html(text: str, longest: int = _LONGEST) -> str:
    """The plain text, escaped for an element or an attribute."""
    return escape(plain(text, longest), quote=True)


def link(url: str | None) -> str | None:
    """A web address that is safe to print and to follow by hand: http or https, ASCII, no spaces; else None."""
    if url is None:
        return None
    try:
        parts = urlsplit(url.strip())
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.username is None
    except ValueError:
        return None
    return quote(parts.geturl(), safe="%/:?#@!$&*+,;=~-._") if usable else None


def _is_shown(character: str) -> bool:
    # Cc control, Cf format (direction marks, zero-width, soft hyphen), Cs half characters, Co private, Cn unassigned.
    return character.isspace() or not unicodedata.category(character).startswith("C")


def _without_towers(text: str) -> str:
    """Three accents on a letter are a language, thirty are a blot over the lines around it."""
    runs = groupby(text, key=lambda character: unicodedata.category(character) in ("Mn", "Me"))
    return "".join("".join(run)[:_ACCENTS_IN_A_ROW] if are_accents else "".join(run) for are_accents, run in runs)


def _calmed(character: str) -> str:
    if character == "@":
        return f"\\@{_WORD_JOINER}"
    return f"\\{character}" if character in _CALMED else character
