"""Silent edits: which figures of an article changed, vanished or appeared between two of its revisions.

Typography, order and repetition are no edits: what an article still states somewhere, it did not take back.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cached_property
from heapq import nlargest

from claims.claim import Claim
from claims.identity import figure_form, fingerprint
from claims.scopes import normal_scope
from claims.units import dimension
from claims.wording import words

# Two clauses of one sentence before and after an edit share most of their words; two of different sentences do not.
_SAME_SENTENCE = 0.6
# Enough to tell sentences apart; a page without any full stop must not cost minutes.
_WORDS_COMPARED = 80
# Likeness is measured for the few that share most words: a table of a thousand figures must not cost minutes either.
_LOOKED_AT = 8


class EditKind(StrEnum):
    """What became of a figure."""

    CHANGED = "changed"
    VANISHED = "vanished"
    APPEARED = "appeared"


@dataclass(frozen=True, slots=True)
class Revision:
    """One text of an article with the claims that were read in it."""

    text: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A figure that is not what it was. A side is None, its quote empty, where the figure is not in that revision."""

    kind: EditKind
    old: Claim | None
    new: Claim | None
    old_quote: str
    new_quote: str
    why: str

    @property
    def is_silent_correction(self) -> bool:
        """Whether the article took back what it said; a figure that only appeared is news like any other."""
        return self.kind is not EditKind.APPEARED


def edits_between(older: Revision, newer: Revision) -> tuple[Edit, ...]:
    """The edits from one revision of an article to a later one, in the order of the older text, then the newer.

    Figures are paired by what they are about (subject, measure, scope, quantity), then by the likeness of their
    sentences; a figure whose subject alone is read differently is no edit.
    """
    before, after = _unmatched(older, newer), _unmatched(newer, older)
    pairs = _paired(before, after, is_of_one_link=True)
    pairs |= _paired(_without(before, pairs), _without(after, pairs.values()), is_of_one_link=False)
    left = _without(after, pairs.values())
    changed_or_gone = [_changed(each, pairs[each]) if each in pairs else _vanished(each) for each in before]
    return (*(edit for edit in changed_or_gone if edit is not None), *(_appeared(each) for each in left))


class _Place:
    """A claim at its place in a revision. Compared by identity: one text may state one figure twice."""

    def __init__(self, claim: Claim, text: str) -> None:
        self.claim = claim
        self.quote = text[claim.quote_start : claim.quote_end]

    @cached_property
    def link(self) -> tuple[str | None, ...] | None:
        """What the figure is about; None where that is not known."""
        claim = self.claim
        if claim.subject is None or claim.measure is None:
            return None
        return claim.subject, claim.measure, normal_scope(claim.scope), dimension(claim.figure.unit)

    @cached_property
    def form(self) -> tuple[str, ...]:
        """The figure itself."""
        return figure_form(self.claim.figure)

    @cached_property
    def sentence(self) -> list[str]:
        """The words of its quote, without typography."""
        return fingerprint(self.quote).split()[:_WORDS_COMPARED]

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        return frozenset(self.sentence)

    def linked_alike(self, others: Iterable["_Place"]) -> list["_Place"]:
        """Those that are known to be about the same thing."""
        return [other for other in others if self.link is not None and self.link == other.link]

    def shared_words(self, other: "_Place") -> int:
        """How many words the two sentences share: a cheap first look at their likeness."""
        return len(self.vocabulary & other.vocabulary)

    def likeness(self, other: "_Place") -> float:
        """How alike the two sentences are, 0 to 1."""
        return SequenceMatcher(None, self.sentence, other.sentence, autojunk=False).ratio()


def _unmatched(one: Revision, other: Revision) -> list[_Place]:
    """The claims of a revision whose statement the other revision does not make."""
    elsewhere = [_Place(claim, other.text) for claim in other.claims]
    stated = {(place.link, place.form) for place in elsewhere if place.link is not None}
    printed = {(place.form, tuple(place.sentence)) for place in elsewhere}
    places = [_Place(claim, one.text) for claim in one.claims]
    return [
        place
        for place in places
        if (place.link, place.form) not in stated and (place.form, tuple(place.sentence)) not in printed
    ]


def _paired(before: Sequence[_Place], after: Sequence[_Place], *, is_of_one_link: bool) -> dict[_Place, _Place]:
    """Pairs of one link, or else of one sentence; the most alike first, and each place in one pair at most."""
    row = {place: number for number, place in enumerate((*before, *after))}
    candidates = [
        (-one.likeness(other), row[one], row[other], one, other)
        for one in before
        for other in nlargest(_LOOKED_AT, one.linked_alike(after) if is_of_one_link else after, one.shared_words)
    ]
    pairs: dict[_Place, _Place] = {}
    taken: set[_Place] = set()
    for likeness, _, _, one, other in sorted(candidates, key=lambda candidate: candidate[:3]):
        if one not in pairs and other not in taken and (is_of_one_link or -likeness >= _SAME_SENTENCE):
            pairs[one] = other
            taken.add(other)
    return pairs


def _without(places: Iterable[_Place], taken: Iterable[_Place]) -> list[_Place]:
    gone = set(taken)
    return [place for place in places if place not in gone]


def _changed(old: _Place, new: _Place) -> Edit | None:
    if old.form == new.form:
        return None
    return Edit(
        kind=EditKind.CHANGED,
        old=old.claim,
        new=new.claim,
        old_quote=old.quote,
        new_quote=new.quote,
        why=f"The article said {words(old.claim.figure)} and now says {words(new.claim.figure)}.",
    )


def _vanished(old: _Place) -> Edit:
    why = f"The article said {words(old.claim.figure)} and no longer says so."
    return Edit(kind=EditKind.VANISHED, old=old.claim, new=None, old_quote=old.quote, new_quote="", why=why)


def _appeared(new: _Place) -> Edit:
    why = f"The article did not say {words(new.claim.figure)} before."
    return Edit(kind=EditKind.APPEARED, old=None, new=new.claim, old_quote="", new_quote=new.quote, why=why)
