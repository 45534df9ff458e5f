"""Which subjects a figure may be about, and how strongly the text says so.

Nearest governing subject in the clause, then the sentence, then the running subject, then the headline; a definite
continuation (`the project`, `the line`, `it`) goes on about the last subject that it fits.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from claims.figure import Figure
from extractors.document import Document
from extractors.lexicon import Lexicon
from extractors.subjects import Mention
from extractors.topics import (
    OPENING_NOUN,
    STRENGTH,
    Continuation,
    Topics,
    follow,
    is_example,
    opens,
    preposition_before,
)

# Weights of the evidence, in the same coin as extractors.measures; set on the development set.
_SAME_SENTENCE = 10.0
_PER_WORD = 0.2
_SENTENCE_FLOOR = 5.0
_AFTER = -2.0  # named after the figure, and not as its complement
_COMPLEMENT_WORDS = 6.0  # `300 MW Quaid-e-Azam Solar Park`, `70% of the Sahiwal plant`
_ANOTHER_FIGURE = -3.5  # another figure stands between: the name is that one's complement
_DIVIDED_AFTER = -2.0  # a comma or `and` stands between
_BESIDE = 1.5  # directly before the figure: `Hub Rs69 billion, Port Qasim Rs85.5 billion`
_BESIDE_WORDS = 1.5
_OTHER_CLAUSE = -0.5
_OPENS_SENTENCE = 1.5
_AFTER_PREPOSITION = -1.5  # `in Gwadar`, `from the port`: a place on the way, not what is talked about
_CONTINUED = 8.5  # `the road`, `it`
_RUNNING = 6.5
_RUNNING_PARAGRAPH = 0.5
_RUNNING_PAST = 4.5  # the sentence opens with a subject of its own
_EXAMPLE = -2.0
_PASSED = -2.0
_SUPPORT = 0.2  # for each context word near a weak alias
_ENOUGH = 3
_PLACE_NAME = -2.0  # the word names a place as well
_EARLIER = 4.0
_PER_SENTENCE = 0.5
_EARLIER_FLOOR = 1.0
_TITLE = 2.5
_ANCESTOR = -2.5  # the programme, where one of its parts is named in the same sentence
_LOOK_BACK = 20  # mentions
_SILENT = frozenset({"institution", "place"})  # they speak or lie somewhere; a sentence is about something else
_DIVIDERS = frozenset({",", "and", ";"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A subject that a figure may be about."""

    subject: str
    score: float
    why: str
    in_passing: bool = False  # a programme that is named beside its part


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

    def candidates(self, figure: Figure) -> dict[str, Candidate]:
        """The best evidence for each subject that the text up to the figure's sentence names."""
        found: dict[str, Candidate] = {}
        number = self._document.layout.number(figure.start)
        for candidate in self._all(figure, number):
            subject = self._lexicon.wholes.get(candidate.subject, candidate.subject)
            known = found.get(subject)
            if known is None or candidate.score > known.score:
                found[subject] = candidate if subject == candidate.subject else replace(candidate, subject=subject)
        return self._prefer_parts(found, number)

    def _all(self, figure: Figure, number: int) -> Iterable[Candidate]:
        place = self._document.words_of(figure)
        last = bisect_left(self._sentences, number + 1)
        for mention in self._mentions[max(last - _LOOK_BACK, 0) : last]:
            yield self._weigh(mention, place, number, figure)
        yield from self._running(number)
        for continuation in self._topics.continuations.get(number, ()):
            yield self._continued(continuation, place, figure.start)
        for mention in self._document.title_mentions:
            yield Candidate(mention.subject, _TITLE + STRENGTH[mention.strength], f"{mention.subject}: the headline")

    def _running(self, number: int) -> Iterable[Candidate]:
        topic = self._topics.before(number)
        if topic is None:
            return
        sentences = self._document.layout.sentences
        together = sentences[number].paragraph == sentences[number - 1].paragraph
        score = _RUNNING + (_RUNNING_PARAGRAPH if together else 0.0)
        if self._has_own_topic(number):
            score = _RUNNING_PAST
        yield Candidate(topic, score, f"{topic}: what the sentences before are about")

    def _kind(self, subject: str) -> str:
        return self._lexicon.topic.subjects[subject].kind

    def _has_own_topic(self, number: int) -> bool:
        first, last = bisect_left(self._sentences, number), bisect_left(self._sentences, number + 1)
        return any(
            opens(self._document, mention) and self._kind(mention.subject) not in _SILENT
            for mention in self._mentions[first:last]
        )

    def _continued(self, continuation: Continuation, place: tuple[int, int], figure_start: int) -> Candidate:
        distance = self._document.distance(place, (continuation.word, continuation.word + 1))
        score = _CONTINUED - 0.1 * distance
        opening = self._document.tokens.at(self._document.sentence_of(figure_start).start)
        if continuation.word - opening <= OPENING_NOUN:
            score += _OPENS_SENTENCE
        if continuation.word >= place[1] and distance > _COMPLEMENT_WORDS:
            score += _AFTER
        word = self._document.tokens.words[continuation.word]
        return Candidate(continuation.subject, score, f"{continuation.subject}: “{word}” goes on about it")

    def _weigh(self, mention: Mention, place: tuple[int, int], number: int, figure: Figure) -> Candidate:
        name = self._document.text[mention.start : mention.end]
        score = STRENGTH[mention.strength] + _SUPPORT * min(mention.support, _ENOUGH)
        if self._document.mentions.is_place(mention) and self._kind(mention.subject) != "place":
            score += _PLACE_NAME
        if mention.sentence == number:
            score += self._in_sentence(mention, place, figure)
            where = "the same sentence"
        else:
            score += max(_EARLIER - _PER_SENTENCE * (number - mention.sentence - 1), _EARLIER_FLOOR)
            where = "an earlier sentence"
        subject = self._wholes.get((mention.first, mention.subject), mention.subject)
        return Candidate(subject, score, f"{subject}: “{name}” in {where}")

    def _in_sentence(self, mention: Mention, place: tuple[int, int], figure: Figure) -> float:
        document = self._document
        distance = document.distance(place, (mention.first, mention.last))
        score = max(_SAME_SENTENCE - _PER_WORD * distance, _SENTENCE_FLOOR)
        score += _EXAMPLE if distance > _COMPLEMENT_WORDS and is_example(document, mention) else 0.0
        start, end = document.layout.sentences[mention.sentence].clause(figure.start)
        if not start <= mention.start < end:
            score += _OTHER_CLAUSE
        if mention.first >= place[1]:
            score += self._after(mention, place, distance)
        else:
            score += _BESIDE if distance <= _BESIDE_WORDS else self._passed(mention, place)
        return score + self._position(mention) + self._bound_elsewhere(mention, place)

    def _after(self, mention: Mention, place: tuple[int, int], distance: float) -> float:
        if distance <= _BESIDE_WORDS:
            return _BESIDE
        score = _AFTER if distance > _COMPLEMENT_WORDS else 0.0
        if _DIVIDERS.intersection(self._document.tokens.lower[place[1] : mention.first]):
            score += _DIVIDED_AFTER
        if self._figure_between(place[1], mention.first):
            score += _ANOTHER_FIGURE
        return score

    def _bound_elsewhere(self, mention: Mention, place: tuple[int, int]) -> float:
        """A name that directly follows another figure is the complement of that one: `809km of roads and …`."""
        if mention.first >= place[0]:
            return 0.0
        before = bisect_left(self._figure_starts, mention.first)
        if not before or self._figures[before - 1] == place:
            return 0.0
        other = self._figures[before - 1]
        near = 0 <= mention.first - other[1] <= 3 and "," not in self._document.tokens.lower[other[1] : mention.first]
        return _ANOTHER_FIGURE / 2 if near else 0.0

    def _passed(self, mention: Mention, place: tuple[int, int]) -> float:
        """In a list of names with figures, a name belongs to the figure after it, not to those after the next name."""
        following = bisect_left(self._figure_starts, mention.last)
        if following == len(self._figures) or self._figures[following][0] >= place[0]:
            return 0.0
        after = self._figures[following][1]
        first, last = bisect_left(self._sentences, mention.sentence), bisect_left(self._sentences, mention.sentence + 1)
        later = any(
            after <= other.first < place[0] and other.subject != mention.subject for other in self._mentions[first:last]
        )
        return _PASSED if later else 0.0

    def _figure_between(self, first: int, last: int) -> bool:
        following = bisect_left(self._figure_starts, first)
        return following < len(self._figure_starts) and self._figure_starts[following] < last

    def _position(self, mention: Mention) -> float:
        """What a sentence opens with is what it is about; what follows a preposition of place seldom is."""
        if opens(self._document, mention):
            return _OPENS_SENTENCE
        return _AFTER_PREPOSITION if preposition_before(self._document, mention) else 0.0

    def _prefer_parts(self, found: dict[str, Candidate], number: int) -> dict[str, Candidate]:
        """A programme gives way to its part, where the sentence names both and is not about the programme."""
        ancestors = self._lexicon.subjects.ancestors
        first, last = bisect_left(self._sentences, number), bisect_left(self._sentences, number + 1)
        here = self._mentions[first:last]
        named = {mention.subject for mention in here}
        named |= {continuation.subject for continuation in self._topics.continuations.get(number, ())}
        above = {ancestor for subject in named for ancestor in ancestors[subject]}
        for mention in here:
            if mention.subject in above and (self._names_many(mention, here) or opens(self._document, mention)):
                above.discard(mention.subject)
        return {
            subject: replace(candidate, score=candidate.score + _ANCESTOR, in_passing=True)
            if subject in above
            else candidate
            for subject, candidate in found.items()
        }

    def _names_many(self, mention: Mention, here: Sequence[Mention]) -> bool:
        """Whether one phrase names several parts, and so the whole: `zones in Karachi and Islamabad`."""
        same = {other.subject for other in here if (other.first, other.last) == (mention.first, mention.last)}
        return len(same) > 2


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
