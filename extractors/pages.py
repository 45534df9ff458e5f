"""A page → the article on it, or the reason why there is none.

The text is trafilatura's in its default mode (`fast` loses whole articles of some outlets). Dates come from the feed,
then from what the page states for machines with a time, then from the visible page as a day; where each came from is
recorded. A page that cannot be read raises Unreadable with the name of its outcome: it never comes back half-read.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from lxml.html import HtmlElement
from trafilatura import bare_extraction

from claims.article import Article, Candidate, DateOrigin, Page
from claims.errors import SkipReason, Unreadable
from claims.topic import Source
from extractors.dates import FUTURE_ALLOWED, read_moment
from extractors.furniture import clear_furniture
from extractors.html import html_text, html_tree, plain_words, title_of
from extractors.structured import Structured, read_structured
from extractors.urls import absolute_url, article_key, canonical_url, host_of
from extractors.walls import Seen, wall_of
from extractors.wires import Marks, find_wire, marks_of_source

LONGEST_TEXT = 400_000
_LONGEST_TITLE = 300
_LONGEST_NAME = 150
_DATES_DIFFER = timedelta(days=3)
_FIRST_DAY = "2000-01-01"
_LISTED = (DateOrigin.FEED, DateOrigin.SITEMAP)


def read_article(
    page: Page, candidate: Candidate, source: Source, now: datetime, marks: Marks | None = None
) -> Article:
    """The article on a page that was listed as `candidate`.

    `marks` are the agencies' marks of the topic (extractors.wires.marks_of); without them only the source's own are
    known. Raises Unreadable: empty, too-large, not-html, bad-encoding, error-page, bot-wall, paywall, live-blog,
    gallery.
    """
    markup = html_text(page)
    tree = html_tree(markup, page.url)
    structured = read_structured(tree)
    page_title = title_of(tree) or structured.headline or ""
    clear_furniture(tree)
    document = _extract(tree, page.url, now)
    text = _paragraphs(document.text if document else "")
    wall = wall_of(Seen(page.url, page_title, markup, text, structured))
    if wall:
        raise Unreadable(wall[0], f"{page.url}: {wall[1]}")
    date = _find_date(candidate, structured, document.date if document else None, source, now)
    address = _find_address(page, structured, source)
    author = plain_words(structured.author or (document and document.author) or "", _LONGEST_NAME) or None
    return Article(
        key=article_key(address.url),
        url=address.url,
        source=source.id,
        title=_title(candidate, structured, document.title if document else None, page_title),
        text=text,
        published=date.at,
        date_origin=date.origin,
        author=author,
        language=structured.language or source.language,
        wire=find_wire(text, author, marks or marks_of_source(source)),
        notes=(*date.notes, *address.notes),
    )


@dataclass(frozen=True, slots=True)
class _Date:
    at: datetime | None
    origin: DateOrigin
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Address:
    url: str
    notes: tuple[str, ...] = ()


def _extract(tree: HtmlElement, url: str, now: datetime) -> Any:
    """trafilatura's document, or None where it finds nothing."""
    latest = (now + FUTURE_ALLOWED).date().isoformat()
    days = {"original_date": True, "extensive_search": False, "min_date": _FIRST_DAY, "max_date": latest}
    try:
        return bare_extraction(
            tree,
            url=url,
            with_metadata=True,
            include_comments=False,
            deduplicate=False,
            date_extraction_params=days,
        )
    except MemoryError:
        raise
    except Exception as error:  # whatever a stranger's page does to the library costs that page only
        why = f"{url}: the text of the page cannot be read ({type(error).__name__}: {error})"
        raise Unreadable(SkipReason.NOT_HTML, why) from error


def _paragraphs(text: str | None) -> str:
    lines = (" ".join(line.split()) for line in (text or "")[:LONGEST_TEXT].splitlines())
    return "\n\n".join(line for line in lines if line)


def _title(candidate: Candidate, structured: Structured, extracted: str | None, page_title: str) -> str:
    found = (candidate.title, structured.headline, extracted, page_title)
    words = (plain_words(each, _LONGEST_TITLE) for each in found if each)
    return next((title for title in words if title), "")


def _find_date(candidate: Candidate, structured: Structured, day: str | None, source: Source, now: datetime) -> _Date:
    """The best date of publication, strongest origin first, with notes on what was refused or contradicts it."""
    notes: list[str] = []
    listed = candidate.published
    if listed is not None and listed > now + FUTURE_ALLOWED:
        notes.append(f"the listing's date {listed:%Y-%m-%d %H:%M} UTC lies in the future and was refused")
        listed = None
    stated = _stated(structured, source, now, notes)
    if listed is not None and candidate.date_origin in _LISTED:
        if stated.at is not None and abs(stated.at - listed) > _DATES_DIFFER:
            notes.append(f"the listing says {listed:%Y-%m-%d}, the page {stated.at:%Y-%m-%d}; the listing's was taken")
        return _Date(listed, candidate.date_origin, tuple(notes))
    if stated.at is not None and stated.origin is DateOrigin.STRUCTURED:
        return _Date(stated.at, stated.origin, tuple(notes))
    if listed is not None:
        return _Date(listed, candidate.date_origin, tuple(notes))
    if stated.at is None and day is not None:
        visible = read_moment(day, source.zone, now)
        stated = _Date(visible.at, DateOrigin.PAGE) if visible else stated
    return _Date(stated.at, stated.origin, tuple(notes))


def _stated(structured: Structured, source: Source, now: datetime, notes: list[str]) -> _Date:
    """The first date for machines that can be read; a day without a time ranks with the dates of the visible page."""
    best = _Date(None, DateOrigin.NONE)
    for text in structured.published:
        moment = read_moment(text, source.zone, now)
        if moment is None:
            notes.append(f"the page's date {text[:40]!r} was refused: it cannot be read, or lies ahead or before 2000")
        elif not moment.day_only:
            return _Date(moment.at, DateOrigin.STRUCTURED)
        elif best.at is None:
            best = _Date(moment.at, DateOrigin.PAGE)
    return best


def _find_address(page: Page, structured: Structured, source: Source) -> _Address:
    """The page's canonical link where it can be believed, else the address that answered."""
    here = canonical_url(page.url)
    link = structured.canonical and absolute_url(page.url, structured.canonical)
    if not link or canonical_url(link) == here:
        return _Address(here)
    there = canonical_url(link)
    if host_of(there) not in (host_of(here), *source.hosts):
        return _Address(here, (f"the page calls {there} its address, which is on another host; not believed",))
    if article_key(there) == article_key(here):
        return _Address(there)
    if urlsplit(there).path == "/" or _is_shorter(here, there):
        return _Address(here, (f"the page calls {there} its address, which is a section; not believed",))
    return _Address(there)


def _is_shorter(here: str, there: str) -> bool:
    """Whether an address is that of a folder above another one's."""
    return urlsplit(here).path.startswith(urlsplit(there).path.rstrip("/") + "/")
