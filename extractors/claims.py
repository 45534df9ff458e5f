"""Reads the claims of a news text: figures tied to subject, measure, scope, status, period and speaker.

    text ─► figures ─► document (sentences, mentions, cues) ─► link ─► select ─► status, scope, period, speaker ─► Claim

Every claim explains itself in `why`. Pure and deterministic; no text makes it raise.
"""

from datetime import date

from claims.claim import Claim, Reading
from claims.figure import Figure
from claims.topic import Temporal
from extractors.candidates import SubjectFinder
from extractors.document import Document, open_document
from extractors.figures import scan
from extractors.lexicon import Lexicon, compile_lexicon
from extractors.linking import Link, link
from extractors.periods import Period, find_periods
from extractors.progress import read_statuses
from extractors.scopes import scope_of
from extractors.selection import is_wanted
from extractors.speakers import Speakers, find_speakers
from extractors.statuses import figure_status

__all__ = ["Lexicon", "compile_lexicon", "read_claims"]

_MOVING = frozenset({Temporal.FLOW, Temporal.LEVEL, Temporal.CUMULATIVE})


def read_claims(lexicon: Lexicon, text: str, *, title: str | None = None, published: date | None = None) -> Reading:
    """Read one article. Offsets of the result are into `text` as given; `title` helps linking and is not read itself.

    `published` resolves yearless dates and relative periods. Never raises.
    """
    figures, unread = scan(text, published)
    document = open_document(lexicon, text, title, published)
    if not document.layout.sentences:
        return Reading((), (), unread)
    reader = _Reader(lexicon, document, figures)
    claims = tuple(claim for figure in figures if (claim := reader.claim(figure)) is not None)
    return Reading(claims, reader.statuses, unread)


class _Reader:
    """Reads the claims of one document."""

    def __init__(self, lexicon: Lexicon, document: Document, figures: tuple[Figure, ...]) -> None:
        self._lexicon = lexicon
        self._document = document
        self._finder = SubjectFinder(lexicon, document, figures)
        self._last: dict[str, tuple[int, Link]] = {}
        self._speakers: Speakers = find_speakers(document.text, document.layout)
        self.statuses = read_statuses(lexicon, document, self._speakers)
        self._periods = _free_of_figures(find_periods(document.text, document.published), figures)

    def claim(self, figure: Figure) -> Claim | None:
        chosen = self._link(figure)
        if not is_wanted(self._document, figure, chosen) or chosen.measure is None:
            return None
        if chosen.subject is None and not self._document.mentions.about:
            return None
        status, why_status = figure_status(self._lexicon, self._document, figure, chosen.measure)
        sentence = self._document.sentence_of(figure.start)
        start, end = sentence.clause(figure.start)
        period, why_period = self._period(figure, chosen)
        return Claim(
            figure=figure,
            subject=chosen.subject,
            measure=chosen.measure.id,
            scope=scope_of(self._document, start, end),
            status=status,
            period=period,
            attributed_to=self._speakers.by_sentence[self._document.layout.number(figure.start)],
            quote_start=start,
            quote_end=max(end, figure.end),
            why=(*chosen.why, why_status, *why_period),
        )

    def _link(self, figure: Figure) -> Link:
        """Tie a figure, knowing what the last figure of its kind was tied to."""
        kind = figure.unit.partition(":")[0]
        number = self._document.layout.number(figure.start)
        sentence, before = self._last.get(kind, (-9, None))
        chosen = link(self._lexicon, self._document, self._finder, figure, before if number - sentence <= 1 else None)
        self._last[kind] = (number, chosen)
        return chosen

    def _period(self, figure: Figure, chosen: Link) -> tuple[str | None, tuple[str, ...]]:
        """The nearest period of the sentence, for a figure that changes with time."""
        if chosen.measure is None or chosen.measure.temporal not in _MOVING or figure.unit in ("date", "ordinal"):
            return None, ()
        sentence = self._document.sentence_of(figure.start)
        here = [period for period in self._periods if sentence.start <= period.start < sentence.end]
        if not here:
            return None, ()
        nearest = min(here, key=lambda period: _gap(figure, period))
        return nearest.value, (f"period: “{self._document.text[nearest.start : nearest.end]}”",)


def _gap(figure: Figure, period: Period) -> int:
    return period.start - figure.end if period.start >= figure.end else figure.start - period.end + 5


def _free_of_figures(periods: tuple[Period, ...], figures: tuple[Figure, ...]) -> tuple[Period, ...]:
    """Periods that are no part of another figure: `2000` in `2000 MW` is no year."""
    taken = [(figure.start, figure.end) for figure in figures if figure.unit != "date"]
    return tuple(
        period for period in periods if not any(start < period.end and period.start < end for start, end in taken)
    )
