"""HTML text → a parsed tree and plain words, safe on anything a stranger may write."""

import html
import re

from lxml.etree import LxmlError
from lxml.html import HtmlElement
from trafilatura import load_html

from claims.article import Page
from claims.errors import SkipReason, Unreadable
from extractors.charset import decode

LARGEST_PAGE = 10_000_000
# Real pages have up to five thousand tags, and hundreds of attributes where a widget keeps its state in one. What is
# worked out for a page grows with the tags (2 kB each), and with the square of the attributes of one tag.
MOST_TAGS = 50_000
MOST_ATTRIBUTES = 5_000
_LONGEST_LINE = 1_000
_TAG = re.compile(r"<(?:/?[a-zA-Z][^<>]*|!--.*?--|!\[CDATA\[.*?\]\])>", re.DOTALL)
_DROPPED = re.compile(r"<(script|style)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0e7f]")  # Chinese, Japanese, Thai
_QUOTED = r"""(?:"[^"]*+"|'[^']*+')"""
_OPEN_TAG = re.compile(rf"<[a-zA-Z](?:[^>=]++|=\s*+{_QUOTED}?+)*+")
_VALUE = re.compile(rf"=\s*+{_QUOTED}?+")
_OTHER_KINDS = (b"%PDF", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"PK\x03\x04", b"\x1f\x8b", b"RIFF", b"\xd0\xcf\x11\xe0")
_HTML_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml", "")


def html_text(page: Page) -> str:
    """The decoded HTML of a page. Raises Unreadable where it is empty, too large, no HTML, or in no known encoding."""
    body = page.body
    if not body.strip(b" \t\r\n\0"):
        raise Unreadable(SkipReason.EMPTY, f"{page.url}: the answer has no body")
    if len(body) > LARGEST_PAGE:
        raise Unreadable(SkipReason.TOO_LARGE, f"{page.url}: {len(body)} bytes; {LARGEST_PAGE} are allowed")
    kind = (page.header("content-type") or "").partition(";")[0].strip().lower()
    if kind not in _HTML_TYPES or body.startswith(_OTHER_KINDS):
        raise Unreadable(SkipReason.NOT_HTML, f"{page.url}: not a web page but {kind or 'a binary file'}")
    text = decode(body, page.header("content-type"), page.url)
    if text.lstrip()[:1] in ("{", "["):
        raise Unreadable(SkipReason.NOT_HTML, f"{page.url}: not a web page but JSON")
    _refuse_bomb(text, page.url)
    return text


def _refuse_bomb(text: str, url: str) -> None:
    """Raise Unreadable (too-large) for markup that would take a parser minutes or gigabytes, in one look at it."""
    tags = text.count("<") - text.count("</")
    if tags > MOST_TAGS:
        raise Unreadable(SkipReason.TOO_LARGE, f"{url}: {tags} tags; {MOST_TAGS} are allowed")
    for tag in _OPEN_TAG.finditer(text):
        if tag.end() - tag.start() > 2 * MOST_ATTRIBUTES and _attributes(tag[0]) > MOST_ATTRIBUTES:
            raise Unreadable(SkipReason.TOO_LARGE, f"{url}: a tag with more than {MOST_ATTRIBUTES} attributes")


def _attributes(tag: str) -> int:
    """How many attributes a tag has; one with a value that stands without quotes counts twice."""
    return len(_VALUE.sub(" ", tag).replace("/", " ").split()) - 1


def html_tree(text: str, url: str) -> HtmlElement:
    """The parsed page. Raises Unreadable (not-html) where nothing can be made of it."""
    try:
        tree = load_html(text)
    except (LxmlError, ValueError, RecursionError) as error:
        raise Unreadable(SkipReason.NOT_HTML, f"{url}: the page cannot be parsed ({type(error).__name__})") from error
    if tree is None:
        raise Unreadable(SkipReason.NOT_HTML, f"{url}: not a web page")
    return tree


def plain_words(markup: str, longest: int = _LONGEST_LINE) -> str:
    """One line of plain words: no tags, no entities, single spaces, cut at `longest` characters.

    Feeds escape their titles once, twice or not at all, so entities are undone before and after tags are taken out.
    """
    text = _TAG.sub(" ", _DROPPED.sub(" ", html.unescape(markup[: longest * 20])))
    return " ".join(html.unescape(text).replace("\0", "").split())[:longest].strip()


def count_words(text: str) -> int:
    """How many words a text has; where a script puts no spaces between them, two characters count as one."""
    return len(text.split()) + (0 if text.isascii() else len(_UNSPACED.findall(text)) // 2)


def title_of(tree: HtmlElement) -> str | None:
    """What the page's title element says."""
    found = tree.findtext(".//title")
    return plain_words(found) or None if found else None
