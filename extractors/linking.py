"""Ties a figure to a subject and a measure: the pair for which the text speaks loudest together."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claims.figure import Figure
from claims.topic import Measure
from extractors.candidates import Candidate, SubjectFinder
from extractors.document import Document
from extractors.evidence import Feature, worth
from extractors.grammar.quantities import BARE_UNIT
from extractors.lexicon import Lexicon
from extractors.measures import Scored, score_measures

# What stands between two figures of which the second is compared with, or listed beside, the first.
_PARTNER = re.compile(
    r"[^.;]{0,60}?\b(?:from|against|compared (?:with|to)|than|versus|over|to|and|or)\s+(?:\w+\s+)?|\s*[,(/-]?\s*"
)
_OWNER_FEATURES = ("owner-of-parent", "owner-of-part", "owner-alone")
_PARTNER_REACH = 80  # characters
COORDINATED = 6  # characters between two dates of one list: `2020, 2025 and 2030`


@dataclass(frozen=True, slots=True)
class Link:
    """What a figure was tied to; `subject` is None where nothing was named that it could be about."""

    subject: str | None
    measure: Measure | None
    score: float
    cue: int | None  # the first word of the cue that speaks for the measure in the figure's sentence
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What the figures before say of this one: evidence for the subject of the last, and for the last of its unit."""

    subject: str | None = None
    of_subject: tuple[Feature, ...] = ()
    measure: str | None = None
    of_measure: tuple[Feature, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """A subject and a measure that a figure may be tied to, what that is worth, and the evidence for it."""

    candidate: Candidate
    scored: Scored
    score: float
    together: tuple[tuple[Feature, ...], ...]  # evidence for the pair, beside that of either


class Linker:
    """Ties the figures of one document, one after the other, in the order of the text."""

    def __init__(self, lexicon: Lexicon, document: Document, figures: Sequence[Figure]) -> None:
        """Look for the document's subjects once."""
        self._lexicon = lexicon
        self._document = document
        self._finder = SubjectFinder(lexicon, document, figures)
        self._firsts = [document.words_of(figure)[0] for figure in figures]
        get = lexicon.weights.get
        self._most_of_owner = max(0.0, *(get(name, 0.0) for name in _OWNER_FEATURES))
        self._last: tuple[Figure, Link] | None = None
        self._last_of_unit: dict[str, tuple[Figure, Link]] = {}

    def link(self, figure: Figure) -> Link:
        """The best pair of subject and measure for a figure; figures are asked for in the order of the text."""
        best = self._best(figure)
        chosen = self._unlinked(figure) if best is None or best.candidate.alone else _link(best)
        if best is not None and best.score > chosen.score:
            chosen = _link(best)
        self._last = (figure, chosen)
        self._last_of_unit[figure.unit] = self._last
        if figure.unit.startswith("count:"):
            self._last_of_unit[BARE_UNIT] = self._last
        return chosen

    def pairs(self, figure: Figure) -> Iterable[Pair]:
        """Every pair that a figure may be tied to, each subject with its best evidence."""
        for _, pairs in self._by_measure(figure):
            yield from pairs

    def _best(self, figure: Figure) -> Pair | None:
        """The best pair; measures that cannot win whatever the subject are not looked at."""
        best: Pair | None = None
        for ceiling, pairs in sorted(self._by_measure(figure), key=lambda entry: -entry[0]):
            if best is not None and ceiling < best.score:
                break
            for pair in pairs:
                if best is None or pair.score > best.score:
                    best = pair
        return best

    def _by_measure(self, figure: Figure) -> Iterable[tuple[float, Iterable[Pair]]]:
        """For each measure what its pairs are worth at most, and the pairs, not yet made."""
        told = self._told(figure)
        subjects = self._strongest(self._finder.candidates(figure), told)
        highest = max((score for _, score in subjects.values()), default=0.0) + self._lexicon.affinities.highest
        for scored in score_measures(self._lexicon, self._document, figure, self._firsts):
            repeated = told.of_measure if scored.measure.id == told.measure else ()
            base = scored.score + worth(repeated, self._lexicon.weights)
            yield base + highest + self._most_of_owner, self._pairs(scored, base, subjects, told)

    def _pairs(
        self, scored: Scored, base: float, subjects: dict[str, tuple[Candidate, float]], told: Told
    ) -> Iterable[Pair]:
        repeated = told.of_measure if scored.measure.id == told.measure else ()
        cued = scored.cue is not None
        for candidate, score in (*subjects.values(), *self._owners(subjects, scored.measure)):
            affinity = self._lexicon.affinities.of[candidate.subject, scored.measure.id]
            followed = told.of_subject if candidate.subject == told.subject else ()
            together = (repeated, followed, affinity.cued if cued else affinity.uncued)
            yield Pair(
                candidate, scored, base + score + (affinity.worth_cued if cued else affinity.worth_uncued), together
            )

    def _strongest(self, candidates: Iterable[Candidate], told: Told) -> dict[str, tuple[Candidate, float]]:
        """The best evidence for each subject, with what it is worth."""
        weights = self._lexicon.weights
        followed = worth(told.of_subject, weights)
        best: dict[str, tuple[Candidate, float]] = {}
        for candidate in candidates:
            score = worth(candidate.features, weights) + (followed if candidate.subject == told.subject else 0.0)
            known = best.get(candidate.subject)
            if known is None or score > known[1]:
                best[candidate.subject] = (candidate, score)
        return best

    def _owners(self, subjects: dict[str, tuple[Candidate, float]], measure: Measure) -> list[tuple[Candidate, float]]:
        """Subjects that take this measure, with the evidence of the parent that is named, or of a part of it."""
        found = []
        for owner in self._lexicon.owners.get(measure.id, ()):
            why = f"{owner}: takes {measure.id} of what is named"
            parent = subjects.get(self._lexicon.topic.subjects[owner].parent or "")
            if parent:
                found.append(self._owner(owner, parent, "owner-of-parent", why))
            elif not subjects:
                alone = Candidate(owner, (("owner-alone", 1.0),), why, alone=True)
                found.append((alone, worth(alone.features, self._lexicon.weights)))
            found += [
                self._owner(owner, entry, "owner-of-part", why)
                for entry in subjects.values()
                if self._gives_up(entry[0], owner, measure)
            ]
        return found

    def _owner(self, owner: str, named: tuple[Candidate, float], name: str, why: str) -> tuple[Candidate, float]:
        feature = (name, 1.0)
        candidate = Candidate(owner, (*named[0].features, feature), why)
        return candidate, named[1] + worth((feature,), self._lexicon.weights)

    def _gives_up(self, part: Candidate, owner: str, measure: Measure) -> bool:
        """Whether a part of the owner, of one kind with it, takes other measures and leaves this one to it."""
        subjects = self._lexicon.topic.subjects
        subject = subjects[part.subject]
        same_kind = subject.parent == owner and subject.kind == subjects[owner].kind
        return same_kind and bool(subject.measures) and measure.id not in subject.measures

    def _unlinked(self, figure: Figure) -> Link:
        """The likeliest measure of a figure where no subject is named."""
        measures = score_measures(self._lexicon, self._document, figure, self._firsts)
        best = max(measures, key=lambda scored: scored.score, default=None)
        if best is None:
            return Link(None, None, 0.0, None, ())
        return Link(None, best.measure, best.score, best.cue, (best.why, "no subject is named"))

    def _told(self, figure: Figure) -> Told:
        """What the figures before say of this one."""
        if self._last is None:
            return Told()
        last, link = self._last
        alike = self._last_of_unit.get(figure.unit)
        of_measure = tuple(self._from(alike[0], figure, "measure")) if alike else ()
        measure = alike[1].measure.id if alike and alike[1].measure else None
        return Told(link.subject, tuple(self._from(last, figure, "subject")), measure, of_measure)

    def _from(self, before: Figure, figure: Figure, what: str) -> Iterable[Feature]:
        if figure.unit == "date" and what == "measure":
            if figure.start - before.end <= COORDINATED:
                yield "same-measure-dates", 1.0
            return
        gap = self._document.layout.number(figure.start) - self._document.layout.number(before.start)
        if gap <= 1:
            yield f"same-{what}-{'sentence' if gap == 0 else 'next'}", 1.0
        if gap == 0 and before.unit == figure.unit and self._are_partners(before, figure):
            yield f"same-{what}-partner", 1.0

    def _are_partners(self, before: Figure, figure: Figure) -> bool:
        if figure.start - before.end > _PARTNER_REACH:
            return False
        return _PARTNER.fullmatch(self._document.text, before.end, figure.start) is not None


def _link(pair: Pair) -> Link:
    why = (pair.candidate.why, pair.scored.why)
    return Link(pair.candidate.subject, pair.scored.measure, pair.score, pair.scored.cue, why)
