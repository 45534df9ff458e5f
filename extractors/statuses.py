"""The status that a text gives a figure: planned, completed, actual, a target …

Cue words come from the topic's ladder; negation and modality go before them. A figure of a thing (its cost, its length)
has the status of the thing; a figure of a result (exports, jobs) is actual, or else forecast, planned, a target.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from claims.claim import StatusClaim
from claims.figure import Figure
from claims.topic import Measure, Temporal
from extractors.cues import Cue
from extractors.document import Document
from extractors.lexicon import Lexicon
from extractors.linking import Link
from extractors.modality import Mood, mood_around, mood_before
from extractors.phrases import Hit
from extractors.progress import FUTURE_OF

_REACH = 14.0
_OF_ANOTHER = 6.0
_ONGOING = "under-construction"
_WORTH = re.compile(
    r"\s*(?:more\s+)?(?:\w+\s+)?(?:worth|costing|valued at|at a cost of|of)\s*(?:around|about|over)?\s*"
)
_WORTH_REACH = 40
_OTHER_CLAUSE = 4.0
_BEFORE = 1.5  # a status mostly follows its figure: `11 as finished and 11 more as under construction`
_MOOD_WORDS = 8  # after the figure
_STOPS = frozenset({",", ";", "and", "that", "which", "who", "where", "while", "but", "."})
_MOVING = frozenset({Temporal.FLOW, Temporal.LEVEL, Temporal.CUMULATIVE})


@dataclass(frozen=True, slots=True)
class Status:
    """A status of a figure (None: the text gives none), and why."""

    value: str | None
    why: str


class StatusReader:
    """Reads the statuses of the figures of one document."""

    def __init__(
        self,
        lexicon: Lexicon,
        document: Document,
        progress: tuple[StatusClaim, ...],
        linked: Sequence[tuple[Figure, Link]],
    ) -> None:
        """`progress` are the document's status claims: what it says of a thing is true of the thing's figures.

        `linked` are its figures, whose dates tell whether a thing is still to be begun or finished.
        """
        self._lexicon = lexicon
        self._document = document
        self._cue_firsts = [hit.first for hit in document.cues.statuses]
        self._states: dict[str, list[StatusClaim]] = {}
        for claim in progress:
            self._states.setdefault(claim.subject, []).append(claim)
        self._figures = [(figure, document.words_of(figure)) for figure, _ in linked]
        self._places = [place[0] for _, place in self._figures]
        self._counted: tuple[Figure, Status] | None = None
        self._unfinished: dict[str, str] = {}
        for figure, chosen in linked:
            if figure.unit == "date" and chosen.subject and chosen.measure and self._is_ahead(figure):
                # A completion is a plan until it happens; a start is an event, and what is not begun is only planned.
                begins = chosen.measure.temporal is Temporal.EVENT
                known = self._unfinished.get(chosen.subject, _ONGOING)
                self._unfinished[chosen.subject] = "planned" if begins else known

    def read(self, figure: Figure, measure: Measure, subject: str | None) -> Status:
        """The status of a figure that states `measure` of `subject`."""
        if figure.unit == "date":
            return self._of_date(figure, measure)
        shared = self._shared(figure)
        if not self._is_of_a_thing(measure):
            return shared or self._of_result(figure, measure)
        status = (
            self._nearest(figure)
            or self._meant(figure, measure)
            or self._of_subject(figure, subject)
            or Status(measure.usual_status, "status: none is said")
        )
        if measure.dimension == "count":
            self._counted = (figure, status)
        return status

    def _shared(self, figure: Figure) -> Status | None:
        """The status of what was counted just before: `21 projects worth $15.2bn finished`."""
        if self._counted is None or not 0 < figure.start - self._counted[0].end <= _WORTH_REACH:
            return None
        between = self._document.text[self._counted[0].end : figure.start]
        return self._counted[1] if _WORTH.fullmatch(between) else None

    def _is_of_a_thing(self, measure: Measure) -> bool:
        """Whether cue words of the ladder bear on the measure; not where the measure itself is a rung (committed)."""
        usual = self._lexicon.topic.statuses.get(measure.usual_status or "")
        if measure.dimension == "duration":  # how long something takes or took is no state of the thing
            return False
        own_rung = measure.temporal is Temporal.PLAN and usual is not None and usual.id in ("committed", "approved")
        return not own_rung and (measure.temporal not in _MOVING or "completed" in measure.temporal_by_status)

    def _mood(self, figure: Figure) -> Mood:
        """The mood of the words before the figure in its clause, and of the few after it."""
        tokens = self._document.tokens
        first, last = self._document.words_of(figure)
        opening = tokens.at(self._document.sentence_of(figure.start).clause(figure.start)[0])
        after = tokens.lower[last : last + _MOOD_WORDS]
        stop = next((place for place, word in enumerate(after) if word in _STOPS), len(after))
        return mood_around(" ".join(tokens.lower[opening:first]), " ".join(after[:stop]))

    def _meant(self, figure: Figure, measure: Measure) -> Status | None:
        mood = self._mood(figure)
        if mood is Mood.DONE:
            return None
        grows = measure.temporal is Temporal.FLOW or (
            measure.temporal is Temporal.CUMULATIVE and measure.dimension == "count"
        )
        value = "planned"
        if mood is Mood.WANTED:
            value = "target"
        elif mood is Mood.POSSIBLE or (mood is Mood.FUTURE and grows):
            value = "forecast"
        return Status(value, "status: the clause is about the future")

    def _of_result(self, figure: Figure, measure: Measure) -> Status:
        return self._meant(figure, measure) or Status(measure.usual_status, f"status: usual for {measure.id}")

    def _is_ahead(self, figure: Figure) -> bool:
        """Whether a date lies after the publication; without one, whether its clause is about the future."""
        published = self._document.published.isoformat() if self._document.published else None
        value = str(figure.value_high or figure.value)
        if published and len(value) != len("04-01"):
            return value > published[: len(value)]
        return self._mood(figure) is not Mood.DONE

    def _of_date(self, figure: Figure, measure: Measure) -> Status:
        if self._is_ahead(figure):
            return Status("planned", "status: the date is still to come")
        return Status(measure.usual_status or "actual", "status: the date has passed")

    def _of_subject(self, figure: Figure, subject: str | None) -> Status | None:
        """What the text last said of the thing before the figure, else what it says of it first."""
        states = [claim for claim in self._states.get(subject or "", ()) if self._rung(claim.status) is not None]
        unfinished = self._unfinished.get(subject or "")
        if unfinished and all(self._rung(claim.status) == "completed" for claim in states):
            return Status(unfinished, f"status: a date of {subject} is still to come")
        if not states:
            return None
        before = [claim for claim in states if claim.start <= figure.start]
        chosen = before[-1] if before else states[0]
        return Status(self._rung(chosen.status), f"status: {chosen.subject} is {chosen.status} elsewhere in the text")

    def _rung(self, status: str) -> str | None:
        return self._lexicon.topic.statuses[status].claim_status if status in self._lexicon.topic.statuses else None

    def _nearest(self, figure: Figure) -> Status | None:
        """The nearest word of the ladder in the figure's sentence, pulled down where it is only meant."""
        document = self._document
        place = document.words_of(figure)
        sentence = document.sentence_of(figure.start)
        first, last = document.tokens.range(sentence.start, sentence.end)
        clause = document.tokens.range(*sentence.clause(figure.start))
        low, high = bisect_left(self._cue_firsts, first), bisect_left(self._cue_firsts, last)
        best: tuple[float, Hit[Cue]] | None = None
        for hit in document.cues.statuses[low:high]:
            if self._rung(hit.meaning.id) is None:
                continue
            distance = document.distance(place, (hit.first, hit.last)) + (_BEFORE if hit.last <= place[0] else 0.0)
            distance += 0.0 if clause[0] <= hit.first < clause[1] else _OTHER_CLAUSE
            distance += _OF_ANOTHER if self._belongs_before(hit, figure, place[0]) else 0.0
            if distance <= _REACH and (best is None or distance < best[0]):
                best = (distance, hit)
        return self._state(best[1], first) if best else None

    def _belongs_before(self, hit: Hit[Cue], figure: Figure, place: int) -> bool:
        """Whether a cue is that of a figure of the same unit before it: `seven are complete and six …`."""
        if hit.first >= place:
            return False
        low = bisect_left(self._places, self._document.tokens.at(self._document.sentence_of(figure.start).start))
        return any(
            other.unit == figure.unit and where[1] <= hit.first
            for other, where in self._figures[low : bisect_left(self._places, place)]
        )

    def _state(self, hit: Hit[Cue], opening: int) -> Status:
        words = " ".join(self._document.tokens.words[hit.first : hit.last])
        rung = self._rung(hit.meaning.id)
        if rung in FUTURE_OF and mood_before(self._document.tokens, hit.first, opening) not in (Mood.DONE, Mood.DENIED):
            return Status("planned", f"status: “{words}” is still to come")
        return Status(rung, f"status: “{words}”")
