"""A text cut where its figures begin and end, so that a terminal or a page can mark them."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from claims.claim import Claim, Reading
from claims.figure import Unread


class Mark(StrEnum):
    """What a stretch of text is."""

    PLAIN = "plain"
    LINKED = "linked"
    UNLINKED = "unlinked"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a text; `claim` is the claim whose figure it is."""

    text: str
    mark: Mark
    claim: Claim | None = None


def stretches(text: str, reading: Reading) -> Iterator[Stretch]:
    """The whole text, cut at its figures. Of figures that overlap the first one is marked."""
    at = 0
    marked: list[Claim | Unread] = [*reading.claims, *reading.unread]
    for found in sorted(marked, key=_start):
        start, end = _start(found), _end(found)
        if start < at or end <= start:
            continue
        if at < start:
            yield Stretch(text[at:start], Mark.PLAIN)
        yield Stretch(text[start:end], _mark(found), found if isinstance(found, Claim) else None)
        at = end
    if at < len(text):
        yield Stretch(text[at:], Mark.PLAIN)


def _mark(found: Claim | Unread) -> Mark:
    if isinstance(found, Unread):
        return Mark.UNREAD
    return Mark.LINKED if found.subject else Mark.UNLINKED


def _start(found: Claim | Unread) -> int:
    return found.figure.start if isinstance(found, Claim) else found.start


def _end(found: Claim | Unread) -> int:
    return found.figure.end if isinstance(found, Claim) else found.end
