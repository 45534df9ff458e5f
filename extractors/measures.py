"""What a figure measures: its unit says what it can be, the cue words around it say what it is.

What each piece of evidence is worth stands in extractors.weights.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claims.figure import Bound, Figure
from claims.topic import Measure, Temporal
from extractors.cues import Cue
from extractors.document import Document
from extractors.evidence import Feature, worth
from extractors.lexicon import Lexicon
from extractors.phrases import Hit

_BESIDE = 2.5  # `$5 billion loan`, `a loan of $5 billion`
_FAR = 15.0  # words; what is farther is no farther
_AGAINST_REACH = 9.0
_LONGEST_CUE = 3  # words beyond the first: `cost of` says less than `estimated cost`


@dataclass(frozen=True, slots=True)
class Scored:
    """A measure that a figure may state, the evidence for it, what that is worth, and why (for people)."""

    measure: Measure
    features: tuple[Feature, ...]
    score: float
    why: str
    cue: int | None = None  # the first word of its cue in the figure's sentence, if there is one


def fitting(lexicon: Lexicon, unit: str) -> tuple[Measure, ...]:
    """Measures whose units admit a figure; a count may state any other count too.

    No list of nouns is complete, nor is one of units: what no measure lists falls to those that catch all.
    """
    listed = lexicon.by_unit.get(unit, ())
    if not unit.startswith("count:"):
        return listed or lexicon.catching
    return (*listed, *(measure for measure in lexicon.counting if unit not in measure.units))


def score_measures(lexicon: Lexicon, document: Document, figure: Figure, between: Sequence[int]) -> list[Scored]:
    """Every measure that fits the figure's unit, with its evidence; the best is not always the one that is chosen.

    `between` are the first words of the document's figures, in order: a cue beyond another figure says less.
    """
    near = _Evidence(lexicon, document, figure, between)
    return [near.weigh(measure, figure.unit) for measure in fitting(lexicon, figure.unit)]


class _Evidence:
    """The cues around one figure, by measure."""

    def __init__(self, lexicon: Lexicon, document: Document, figure: Figure, between: Sequence[int]) -> None:
        self._lexicon = lexicon
        self._document = document
        self._between = between
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
        # `by 2030` tells when something is to be done, not when it happened.
        self._deadline = figure.unit == "date" and figure.bound in (Bound.AT_MOST, Bound.LESS_THAN)
        self._title = {hit.meaning.id for hit in document.title_cues.measures}

    def weigh(self, measure: Measure, unit: str) -> Scored:
        """The evidence for one measure."""
        features: list[Feature] = []
        why = ""
        cue: int | None = None
        if unit.startswith("count:") and unit in measure.units:
            sharers = len(self._lexicon.by_unit.get(unit, ()))
            features.append(("own-noun", 1 / sharers))
            features.append(("listed-noun", 1.0))
            why = f"{measure.id}: counts {unit.removeprefix('count:')}"
        weighed = [(self._cue(hit), hit) for hit in self._for.get(measure.id, ())]
        if weighed:
            best, hit = max(weighed, key=lambda pair: worth(pair[0], self._lexicon.weights))
            features += best
            cue = hit.first if hit.first >= self._sentence[0] else None
            features.append(("cues", min(len(weighed), 3) - 1.0))
            words = " ".join(self._document.tokens.words[hit.first : hit.last])
            why = f"{measure.id}: “{words}”"
        elif measure.catch_all:
            features.append(("catch-all", 1.0))
        if self._deadline and measure.temporal is Temporal.PLAN:
            features.append(("deadline", 1.0))
        if measure.id in self._title:
            features.append(("cue-headline", 1.0))
            why = why or f"{measure.id}: the headline"
        if measure.id in self._against:
            against = sum(map(self._speaks_against, self._against[measure.id]))
            features += [("against", float(min(against, 2)))] if against else []
        found = tuple(features)
        return Scored(measure, found, worth(found, self._lexicon.weights), why or f"{measure.id}: the unit", cue)

    def _cue(self, hit: Hit[Cue]) -> tuple[Feature, ...]:
        longer = float(min(hit.last - hit.first - 1, _LONGEST_CUE))
        if hit.first < self._sentence[0]:
            return (("cue-previous-sentence", 1.0), ("cue-longer", longer))
        if self._place[0] <= hit.first and hit.last <= self._place[1]:
            return (("cue-in-figure", 1.0), ("cue-longer", longer))
        return (("cue-longer", longer), *self._where(hit))

    def _where(self, hit: Hit[Cue]) -> Iterable[Feature]:
        distance = self._document.distance(self._place, (hit.first, hit.last))
        after = hit.first >= self._place[1]
        yield "cue", 1.0
        yield ("cue-after", 1.0) if after else ("cue-before", 1.0)
        yield "cue-words", min(distance, _FAR) / 10
        if distance <= _BESIDE:
            yield ("cue-beside-after" if after else "cue-beside-before"), 1.0
        if not self._clause[0] <= hit.first < self._clause[1]:
            yield "cue-other-clause", 1.0
        low, high = (self._place[1], hit.first) if after else (hit.last, self._place[0])
        beyond = bisect_left(self._between, high) - bisect_left(self._between, low)
        if beyond > 0:
            yield "cue-beyond-figure", float(min(beyond, 2))

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
