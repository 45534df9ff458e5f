"""Which subjects a figure may be about, and what in the text speaks for each.

Names in the figure's sentence, words that go on about a subject (`the project`, `it`), the running subject, names of
earlier sentences, the headline and the lead. What the evidence is worth stands in extractors.weights.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claims.figure import Figure
from extractors.document import Document
from extractors.evidence import Feature, worth
from extractors.lexicon import Lexicon
from extractors.prominence import Prominence, prominence
from extractors.subjects import Mention, Strength
from extractors.topics import (
    OPENING_NOUN,
    Continuation,
    Topics,
    follow,
    is_example,
    opens,
    preposition_before,
)

_BESIDE_WORDS = 1.5  # directly beside the figure: `Hub Rs69 billion`, `300 MW Quaid-e-Azam Solar Park`
_COMPLEMENT_WORDS = 6.0  # `70% of the Sahiwal plant`
_FAR = 25.0  # words; what is farther is no farther
_FAR_BACK = 8  # sentences
_LOOK_BACK = 25  # mentions
_ENOUGH = 3  # context words near a weak alias
_SILENT = frozenset({"institution", "place"})  # they speak or lie somewhere; a sentence is about something else
_DIVIDERS = frozenset({",", "and", ";"})
_COMPLEMENTS = 3  # words between a figure and the name that it governs
_ROW = 3  # names
_ROW_WORDS = 4  # between two of them
_REPORTS = frozenset({
    "said", "says", "told", "stated", "showed", "shows", "show", "reported", "reports", "announced", "noted", "added",
    "data", "figures", "documents", "statistics", "officials", "estimates", "expects", "according", "quoting", "citing",
})  # fmt: skip
_SAID_AFTER = 3  # words after a name in which its verb of saying stands
_SAID_BEFORE = 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """A subject that a figure may be about, with one piece of evidence for it."""

    subject: str
    features: tuple[Feature, ...]
    why: str
    in_passing: bool = False  # a programme that is named beside its part
    alone: bool = False  # nothing names it: only the measure speaks for it
    score: float = 0.0  # what its evidence is worth


def strongest_of_each(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Of several candidates for one subject the one with the best evidence."""
    best: dict[str, Candidate] = {}
    for candidate in candidates:
        known = best.get(candidate.subject)
        if known is None or candidate.score > known.score:
            best[candidate.subject] = candidate
    return list(best.values())


class SubjectFinder:
    """Candidates for the figures of one document."""

    def __init__(self, lexicon: Lexicon, document: Document, figures: Sequence[Figure]) -> None:
        """Follow the document's running subject once."""
        self._lexicon = lexicon
        self._document = document
        self._mentions = document.mentions.items
        self._sentences = [mention.sentence for mention in self._mentions]
        self._figures = [document.words_of(figure) for figure in figures if figure.unit not in ("date", "ordinal")]
        self._figure_starts = [place[0] for place in self._figures]
        self._topics: Topics = follow(lexicon, document)
        self._wholes = _wholes(lexicon, document)
        self._prominence: Prominence = prominence(lexicon, document)
        self._around: dict[int, list[Candidate]] = {}
        self._qualities: dict[tuple[int, str], tuple[Feature, ...]] = {}
        self._rows: dict[int, frozenset[int]] = {}
        self._passing: dict[int, frozenset[str]] = {}

    def candidates(self, figure: Figure) -> list[Candidate]:
        """The evidence for each subject that the text names; a subject may have several pieces."""
        number = self._document.layout.number(figure.start)
        place = self._document.words_of(figure)
        if number not in self._around:
            elsewhere = (self._finished(candidate, number) for candidate in self._elsewhere(number))
            self._around[number] = strongest_of_each(elsewhere)
        here = [self._finished(candidate, number) for candidate in self._in_sentence(figure, place, number)]
        return [*here, *self._around[number]]

    def _finished(self, candidate: Candidate, number: int) -> Candidate:
        """A candidate under the name of its whole, with what the text as a whole says of it."""
        subject = self._lexicon.wholes.get(candidate.subject, candidate.subject)
        passing = subject in self._in_passing(number)
        features = (*candidate.features, *self._prominence.features(subject))
        if passing:
            features = (*features, ("in-passing", 1.0))
        if subject == self._prominence.main and self._opens_paragraph(number):
            features = (*features, ("main-anew", 1.0))
        score = worth(features, self._lexicon.weights)
        return Candidate(subject, features, candidate.why, in_passing=passing, score=score)

    def _opens_paragraph(self, number: int) -> bool:
        """Whether a sentence is the first of its paragraph, where a text comes back to what it is about."""
        sentences = self._document.layout.sentences
        return number == 0 or sentences[number].paragraph != sentences[number - 1].paragraph

    def _in_sentence(self, figure: Figure, place: tuple[int, int], number: int) -> Iterable[Candidate]:
        for mention in self._of_sentence(number):
            yield self._named(mention, place, figure)
        for continuation in self._topics.continuations.get(number, ()):
            yield self._continued(continuation, place, figure.start)

    def _of_sentence(self, number: int) -> Sequence[Mention]:
        return self._mentions[bisect_left(self._sentences, number) : bisect_left(self._sentences, number + 1)]

    def _elsewhere(self, number: int) -> Iterable[Candidate]:
        """What does not depend on where in its sentence a figure stands."""
        yield from self._running(number)
        first = bisect_left(self._sentences, number)
        last_of = {mention.subject: mention for mention in self._mentions[max(first - _LOOK_BACK, 0) : first]}
        paragraph = self._document.layout.sentences[number].paragraph
        for mention in last_of.values():
            together = self._document.layout.sentences[mention.sentence].paragraph == paragraph
            back = min(number - mention.sentence, _FAR_BACK)
            features = (("paragraph" if together else "earlier", 1.0), ("sentences-back", float(back)))
            yield self._candidate(mention, (*features, *self._quality(mention)), "an earlier sentence")
        for mention in self._document.title_mentions:
            yield Candidate(mention.subject, (("titled", 1.0),), f"{mention.subject}: the headline")
        main = self._prominence.main
        if main is not None and main not in last_of:
            yield Candidate(main, (("main-alone", 1.0),), f"{main}: what the text is about")

    def _running(self, number: int) -> Iterable[Candidate]:
        topic = self._topics.before(number)
        if topic is None:
            return
        sentences = self._document.layout.sentences
        together = sentences[number].paragraph == sentences[number - 1].paragraph
        features: list[Feature] = [("running", 1.0)]
        if together:
            features.append(("running-paragraph", 1.0))
        if self._has_own_topic(number):
            features.append(("running-past", 1.0))
        yield Candidate(topic, tuple(features), f"{topic}: what the sentences before are about")

    def _kind(self, subject: str) -> str:
        return self._lexicon.topic.subjects[subject].kind

    def _has_own_topic(self, number: int) -> bool:
        return any(
            opens(self._document, mention) and self._kind(mention.subject) not in _SILENT
            for mention in self._of_sentence(number)
        )

    def _continued(self, continuation: Continuation, place: tuple[int, int], figure_start: int) -> Candidate:
        distance = self._document.distance(place, (continuation.word, continuation.word + 1))
        features: list[Feature] = [("continued", 1.0), ("continued-words", min(distance, _FAR) / 10)]
        opening = self._document.tokens.at(self._document.sentence_of(figure_start).start)
        if continuation.word - opening <= OPENING_NOUN:
            features.append(("continued-opens", 1.0))
        if continuation.word >= place[1] and distance > _COMPLEMENT_WORDS:
            features.append(("continued-after", 1.0))
        word = self._document.tokens.words[continuation.word]
        return Candidate(continuation.subject, tuple(features), f"{continuation.subject}: “{word}” goes on about it")

    def _candidate(self, mention: Mention, features: tuple[Feature, ...], where: str) -> Candidate:
        name = self._document.text[mention.start : mention.end]
        subject = self._wholes.get((mention.first, mention.subject), mention.subject)
        return Candidate(subject, features, f"{subject}: “{name}” in {where}")

    def _quality(self, mention: Mention) -> tuple[Feature, ...]:
        """How surely a mention names its subject, wherever it stands."""
        key = (mention.first, mention.subject)
        if key not in self._qualities:
            self._qualities[key] = tuple(self._qualities_of(mention))
        return self._qualities[key]

    def _qualities_of(self, mention: Mention) -> list[Feature]:
        features: list[Feature] = []
        if mention.strength is not Strength.STRONG:
            features.append(("weak" if mention.strength is Strength.WEAK else "faint", 1.0))
            features.append(("support", float(min(mention.support, _ENOUGH))))
        if self._document.mentions.is_place(mention) and self._kind(mention.subject) != "place":
            features.append(("place-name", 1.0))
        if self._reports(mention):
            features.append(("reports", 1.0))
        return features

    def _reports(self, mention: Mention) -> bool:
        """Whether a name is that of who speaks or counts: `the State Bank said`, `data of the ministry`."""
        lower = self._document.tokens.lower
        after = lower[mention.last : mention.last + _SAID_AFTER]
        before = lower[max(mention.first - _SAID_BEFORE, 0) : mention.first]
        return bool(_REPORTS.intersection(after) or _REPORTS.intersection(before))

    def _named(self, mention: Mention, place: tuple[int, int], figure: Figure) -> Candidate:
        document = self._document
        distance = document.distance(place, (mention.first, mention.last))
        features: list[Feature] = [("sentence", 1.0)]
        if distance > _COMPLEMENT_WORDS and is_example(document, mention):
            features.append(("example", 1.0))
        start, end = document.layout.sentences[mention.sentence].clause(figure.start)
        if start <= mention.start < end:
            features.append(("clause", 1.0))
        features += self._after(mention, place, distance) if mention.first >= place[1] else ()
        features += self._before(mention, place, distance) if mention.first < place[1] else ()
        if self._is_listed(mention):
            features.append(("listed", 1.0))
        if opens(document, mention):
            features.append(("opens", 1.0))
        elif preposition_before(document, mention):
            features.append(("after-preposition", 1.0))
        return self._candidate(mention, (*features, *self._quality(mention)), "the same sentence")

    def _is_listed(self, mention: Mention) -> bool:
        """Whether a name is one of three or more in a row (`plants, roads and the port`): the row is of the whole."""
        if mention.sentence not in self._rows:
            self._rows[mention.sentence] = _rows(self._document, self._of_sentence(mention.sentence))
        return mention.first in self._rows[mention.sentence]

    def _before(self, mention: Mention, place: tuple[int, int], distance: float) -> Iterable[Feature]:
        yield "before-words", min(distance, _FAR) / 10
        if distance <= _BESIDE_WORDS:
            yield "beside-before", 1.0
        elif self._is_passed(mention, place):
            yield "passed", 1.0
        if self._is_bound(mention, place):
            yield "bound", 1.0
        if not any(mention.first < other.first < place[0] for other in self._of_sentence(mention.sentence)):
            yield "nearest-before", 1.0

    def _after(self, mention: Mention, place: tuple[int, int], distance: float) -> Iterable[Feature]:
        yield "after", 1.0
        if distance <= _BESIDE_WORDS:
            yield "beside-after", 1.0
            return
        yield "after-words", min(distance, _FAR) / 10
        divided = _DIVIDERS.intersection(self._document.tokens.lower[place[1] : mention.first])
        if divided:
            yield "after-divided", 1.0
        if distance <= _COMPLEMENT_WORDS and not divided:
            yield "complement", 1.0
        if self._figure_between(place[1], mention.first):
            yield "after-figure", 1.0

    def _is_bound(self, mention: Mention, place: tuple[int, int]) -> bool:
        """Whether a name follows another figure closely, as the complement of that one: `809km of roads and …`."""
        if mention.first >= place[0]:
            return False
        before = bisect_left(self._figure_starts, mention.first)
        if not before or self._figures[before - 1] == place:
            return False
        end = self._figures[before - 1][1]
        near = 0 <= mention.first - end <= _COMPLEMENTS
        return near and "," not in self._document.tokens.lower[end : mention.first]

    def _is_passed(self, mention: Mention, place: tuple[int, int]) -> bool:
        """In a list of names with figures, a name belongs to the figure after it, not to those after the next name."""
        following = bisect_left(self._figure_starts, mention.last)
        if following == len(self._figures) or self._figures[following][0] >= place[0]:
            return False
        after = self._figures[following][1]
        return any(
            after <= other.first < place[0] and other.subject != mention.subject
            for other in self._of_sentence(mention.sentence)
        )

    def _figure_between(self, first: int, last: int) -> bool:
        following = bisect_left(self._figure_starts, first)
        return following < len(self._figure_starts) and self._figure_starts[following] < last

    def _in_passing(self, number: int) -> frozenset[str]:
        """Programmes that give way to their part: the sentence names both and is not about the programme."""
        if number not in self._passing:
            here = self._of_sentence(number)
            named = {mention.subject for mention in here}
            named |= {continuation.subject for continuation in self._topics.continuations.get(number, ())}
            above = {ancestor for subject in named for ancestor in self._lexicon.subjects.ancestors[subject]}
            meant = {
                mention.subject
                for mention in here
                if mention.subject in above and (self._names_many(mention, here) or opens(self._document, mention))
            }
            self._passing[number] = frozenset(above - meant)
        return self._passing[number]

    def _names_many(self, mention: Mention, here: Sequence[Mention]) -> bool:
        """Whether one phrase names several parts, and so the whole: `zones in Karachi and Islamabad`."""
        same = {other.subject for other in here if (other.first, other.last) == (mention.first, mention.last)}
        return len(same) > 2


def _rows(document: Document, here: Sequence[Mention]) -> frozenset[int]:
    """The first words of the names of a sentence that stand in a row, with commas or `and` and no figure between."""
    found: set[int] = set()
    row: list[Mention] = []
    for mention in here:
        between = document.tokens.lower[row[-1].last : mention.first] if row else ()
        near = len(between) <= _ROW_WORDS and not any(word.isdigit() for word in between)
        if row and mention.first >= row[-1].last and not (near and _DIVIDERS.intersection(between)):
            row = []
        row.append(mention)
        if len({one.first for one in row}) >= _ROW:
            found.update(one.first for one in row)
    return frozenset(found)


def _wholes(lexicon: Lexicon, document: Document) -> dict[tuple[int, str], str]:
    """Where one phrase names several parts of one whole (`energy and transport projects`), the whole, by part."""
    named: dict[tuple[int, int, str], list[Mention]] = {}
    for mention in document.mentions.items:
        parent = lexicon.topic.subjects[mention.subject].parent
        if parent is not None:
            named.setdefault((mention.first, mention.last, parent), []).append(mention)
    return {
        (mention.first, mention.subject): parent
        for (_, _, parent), parts in named.items()
        if len({mention.subject for mention in parts}) > 1
        for mention in parts
    }
