"""What a figure measures: its unit says what it can be, the cue words around it say what it is."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from claims.figure import Figure
from claims.topic import Measure
from extractors.cues import Cue
from extractors.document import Document
from extractors.lexicon import Lexicon
from extractors.phrases import Hit

# Weights of the evidence, in the same coin as extractors.candidates; set on the development set.
_IN_FIGURE = 7.0  # the cue is part of the figure's own words: `1.2 million jobs`
_NEAR = 6.0
_PER_WORD = 0.35
_FAR = 1.2  # a cue anywhere in the sentence
_OTHER_CLAUSE = -1.0
_LONGER_CUE = 0.7  # per word beyond the first: `cost of` says less than `estimated cost`
_PREVIOUS_SENTENCE = 1.2
_TITLE = 1.0
_AGAINST = -2.5
_AGAINST_REACH = 9.0
_OWN_NOUN = 4.0  # the measure lists the noun that is counted
_SHARED_BY_MANY = 4  # measures that count people: the noun alone says little


@dataclass(frozen=True, slots=True)
class Scored:
    """A measure that a figure may state, how strongly the text says so, and why (for people)."""

    measure: Measure
    score: float
    why: str
    cue: int | None = None  # the first word of its cue in the figure's sentence, if there is one


def fitting(lexicon: Lexicon, unit: str) -> tuple[Measure, ...]:
    """Measures whose units admit a figure; a count may state any other count too: no list of nouns is complete."""
    listed = lexicon.by_unit.get(unit, ())
    if not unit.startswith("count:"):
        return listed
    return (*listed, *(measure for measure in lexicon.counting if unit not in measure.units))


def score_measures(lexicon: Lexicon, document: Document, figure: Figure) -> list[Scored]:
    """Every measure that fits the figure's unit, with its evidence; the best is not always the one that is chosen."""
    near = _Evidence(lexicon, document, figure)
    return [near.weigh(measure, figure.unit) for measure in fitting(lexicon, figure.unit)]


class _Evidence:
    """The cues around one figure, by measure."""

    def __init__(self, lexicon: Lexicon, document: Document, figure: Figure) -> None:
        self._lexicon = lexicon
        self._document = document
        self._place = document.words_of(figure)
        sentence = document.sentence_of(figure.start)
        self._sentence = document.tokens.range(sentence.start, sentence.end)
        self._clause = document.tokens.range(*sentence.clause(figure.start))
        number = document.layout.number(figure.start)
        previous = document.layout.sentences[number - 1] if number else None
        together = previous is not None and previous.paragraph == sentence.paragraph
        opening = document.tokens.at(previous.start) if previous and together else self._sentence[0]
        self._for = _by_measure(document.cues.measures, opening, self._sentence[1])
        self._against = _by_measure(document.cues.against_measures, *self._sentence)
        self._title = {hit.meaning.id for hit in document.title_cues.measures}

    def weigh(self, measure: Measure, unit: str) -> Scored:
        score, why = 0.0, ""
        weights = [(self._weight(hit), hit) for hit in self._for.get(measure.id, ())]
        cue: int | None = None
        sharers = len(self._lexicon.by_unit.get(unit, ()))
        if unit.startswith("count:") and unit in measure.units and (weights or sharers < _SHARED_BY_MANY):
            score = _OWN_NOUN / sharers**0.5
            why = f"{measure.id}: counts {unit.removeprefix('count:')}"
        if weights:
            best, hit = max(weights, key=lambda pair: pair[0])
            cue = hit.first if hit.first >= self._sentence[0] else None
            words = " ".join(self._document.tokens.words[hit.first : hit.last])
            score, why = score + best, f"{measure.id}: “{words}”"
        elif measure.id in self._title:
            score, why = score + _TITLE, f"{measure.id}: the headline"
        score += sum(_AGAINST for hit in self._against.get(measure.id, ()) if self._speaks_against(hit))
        return Scored(measure, score, why or f"{measure.id}: the unit", cue)

    def _weight(self, hit: Hit[Cue]) -> float:
        if hit.first < self._sentence[0]:
            return _PREVIOUS_SENTENCE
        longer = _LONGER_CUE * (hit.last - hit.first - 1)
        if self._place[0] <= hit.first and hit.last <= self._place[1]:
            return _IN_FIGURE + longer
        distance = self._document.distance(self._place, (hit.first, hit.last))
        weight = max(_NEAR - _PER_WORD * distance, _FAR) + longer
        return weight if self._clause[0] <= hit.first < self._clause[1] else weight + _OTHER_CLAUSE

    def _speaks_against(self, hit: Hit[Cue]) -> bool:
        return self._document.distance(self._place, (hit.first, hit.last)) <= _AGAINST_REACH


def _by_measure(hits: Sequence[Hit[Cue]], first: int, last: int) -> dict[str, list[Hit[Cue]]]:
    """The hits that begin within words `first` to `last`, by measure; hits are in the order of the text."""
    found: dict[str, list[Hit[Cue]]] = {}
    for hit in hits[bisect_left(hits, first, key=_first) : bisect_left(hits, last, key=_first)]:
        found.setdefault(hit.meaning.id, []).append(hit)
    return found


def _first(hit: Hit[Cue]) -> int:
    return hit.first
