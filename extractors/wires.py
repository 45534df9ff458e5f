"""Whose copy is it? Marks of news agencies in a text: `(APP)`, `told Xinhua`, `Credit: INP-WealthPk`.

Twelve copies of one agency's story are one witness. A mark that holds a word in lower case (`told APP`) is a phrase and
counts anywhere; a bare name (`Reuters`) counts only where credits stand, in the first and last lines and in the name of
the author, since any story may mention an agency in passing. A credit for a photo is none for the text.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from claims.topic import Source, Topic
from extractors.folding import fold

_HEAD, _TAIL = 250, 250
_WORD = re.compile(r"[^\W\d_]+")
_PHOTO = re.compile(r"(?:photo|image|picture|file|pic|video|screengrab|courtesy)s?\b[^.\n]{0,40}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Marks:
    """Pairs of a mark and the id of the agency that it credits. Hashable, and small enough to cross processes."""

    pairs: tuple[tuple[str, str], ...]


def marks_of(topic: Topic) -> Marks:
    """The marks of every agency that a topic knows."""
    return Marks(tuple((mark, agency) for agency, marks in topic.agencies.items() for mark in marks))


def marks_of_source(source: Source) -> Marks:
    """The marks of one source alone."""
    return Marks(tuple((mark, source.id) for mark in source.wire_marks))


def find_wire(text: str, author: str | None, marks: Marks) -> str | None:
    """The id of the agency that a text credits, or None: the author's credit first, then the first in the text."""
    folded, by = fold(text), fold(author or "")
    found = [place for place in (_first(folded, by, mark, agency) for mark, agency in marks.pairs) if place]
    return min(found)[1] if found else None


def _first(folded: str, author: str, mark: str, agency: str) -> tuple[int, str] | None:
    pattern = _pattern(mark)
    if author and pattern.search(author):
        return -1, agency
    for found in pattern.finditer(folded):
        if (_is_phrase(mark) or _in_margin(found, folded)) and not _PHOTO.search(folded[: found.start()][-60:]):
            return found.start(), agency
    return None


def _in_margin(found: re.Match[str], text: str) -> bool:
    return found.end() <= _HEAD or found.start() >= len(text) - _TAIL


@lru_cache(maxsize=512)
def _pattern(mark: str) -> re.Pattern[str]:
    words = r"\s+".join(re.escape(word) for word in fold(mark).split())
    before = r"(?<!\w)" if mark[0].isalnum() else ""
    after = r"(?!\w)" if mark[-1].isalnum() else ""
    return re.compile(before + words + after)


def _is_phrase(mark: str) -> bool:
    return any(word.islower() for word in _WORD.findall(mark))
