"""The status that a text gives a figure: planned, completed, actual, a target …

Cue words come from the topic's ladder; negation and modality go before them.
"""

from claims.figure import Figure
from claims.topic import Measure
from extractors.cues import Cue
from extractors.document import Document
from extractors.lexicon import Lexicon
from extractors.modality import Mood, mood_before, mood_of_clause
from extractors.phrases import Hit

_MEANT = {Mood.POSSIBLE: "forecast", Mood.WANTED: "target"}
# Rungs that a verb in the future only plans.
_FUTURE_OF = frozenset({"completed", "signed", "approved", "under-construction", "actual"})
_REACH = 14.0
_OTHER_CLAUSE = 6.0


def figure_status(lexicon: Lexicon, document: Document, figure: Figure, measure: Measure) -> tuple[str | None, str]:
    """The status of a figure, and why."""
    if figure.unit == "date":
        return _date_status(document, figure, measure)
    if measure.usual_status:
        return _usual_status(lexicon, document, figure, measure)
    found = _nearest(lexicon, document, figure)
    if found:
        return found
    mood = _mood(document, figure)
    if mood is not Mood.DONE:
        return _MEANT.get(mood, "planned"), "status: the clause is about the future"
    return None, "status: none is said"


def _mood(document: Document, figure: Figure) -> Mood:
    start, end = document.sentence_of(figure.start).clause(figure.start)
    return mood_of_clause(document.text[start:end].lower())


def _usual_status(lexicon: Lexicon, document: Document, figure: Figure, measure: Measure) -> tuple[str | None, str]:
    mood = _mood(document, figure)
    if mood is Mood.DONE:
        return measure.usual_status, f"status: usual for {measure.id}"
    return _MEANT.get(mood, "planned"), "status: the clause is about the future"


def _date_status(document: Document, figure: Figure, measure: Measure) -> tuple[str | None, str]:
    published = document.published.isoformat() if document.published else None
    value = str(figure.value_high or figure.value)
    if published and value[0].isdigit() and len(value) != 5:
        future = value > published[: len(value)]
    else:
        future = _mood(document, figure) is not Mood.DONE
    if future:
        return "planned", "status: the date is still to come"
    return measure.usual_status or "actual", "status: the date has passed"


def _nearest(lexicon: Lexicon, document: Document, figure: Figure) -> tuple[str, str] | None:
    """The nearest word of the ladder in the figure's sentence, pulled down where it is only meant."""
    place = document.words_of(figure)
    sentence = document.sentence_of(figure.start)
    first, last = document.tokens.range(sentence.start, sentence.end)
    clause = document.tokens.range(*sentence.clause(figure.start))
    best: tuple[float, Hit[Cue]] | None = None
    for hit in document.cues.statuses:
        if not first <= hit.first < last or lexicon.topic.statuses[hit.meaning.id].claim_status is None:
            continue
        distance = document.distance(place, (hit.first, hit.last))
        distance += 0.0 if clause[0] <= hit.first < clause[1] else _OTHER_CLAUSE
        if distance <= _REACH and (best is None or distance < best[0]):
            best = (distance, hit)
    if best is None:
        return None
    hit = best[1]
    words = " ".join(document.tokens.words[hit.first : hit.last])
    rung = lexicon.topic.statuses[hit.meaning.id].claim_status
    if rung in _FUTURE_OF and mood_before(document.tokens, hit.first, first) in (Mood.PLANNED, Mood.POSSIBLE):
        return "planned", f"status: “{words}” is still to come"
    return rung or "planned", f"status: “{words}”"
