"""Reads the claims of a news text: figures tied to subject, measure, scope, status, period and speaker.

    text ─► figures ─► document (sentences, mentions, cues) ─► link ─► select ─► status, scope, period, speaker ─► Claim

Every claim explains itself in `why`. Pure and deterministic; no text makes it raise.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from claims.claim import Claim, Reading
from claims.figure import Figure
from claims.topic import Measure
from extractors.document import Document, open_document
from extractors.figures import scan
from extractors.lexicon import Lexicon, compile_lexicon
from extractors.linking import Link, Linker
from extractors.progress import read_statuses
from extractors.scopes import scope_of
from extractors.selection import wanted
from extractors.speakers import Speakers, find_speakers
from extractors.statuses import StatusReader
from extractors.timing import PeriodReader

__all__ = ["Lexicon", "compile_lexicon", "read_claims"]


def read_claims(lexicon: Lexicon, text: str, *, title: str | None = None, published: date | None = None) -> Reading:
    """Read one article. Offsets of the result are into `text` as given; `title` helps linking and is not read itself.

    `published` resolves yearless dates and relative periods. Never raises.
    """
    figures, unread = scan(text, published)
    document = open_document(lexicon, text, title, published)
    if not document.layout.sentences:
        return Reading((), (), unread)
    speakers = find_speakers(document.text, document.layout)
    progress = read_statuses(lexicon, document, speakers)
    linker = Linker(lexicon, document, figures)
    links = wanted(lexicon, document, [(figure, linker.link(figure)) for figure in figures])
    statuses = StatusReader(lexicon, document, progress, links)
    reader = _Reader(lexicon, document, speakers, statuses, _periods(document, figures, links))
    return Reading(tuple(reader.claim(figure, chosen) for figure, chosen in links), progress, unread)


def _periods(document: Document, figures: Sequence[Figure], links: Sequence[tuple[Figure, Link]]) -> PeriodReader:
    return PeriodReader(document, figures, [figure for figure, _ in links if figure.unit == "date"])


@dataclass(frozen=True, slots=True)
class _Reader:
    """Makes claims of the figures of one document, once they are tied."""

    lexicon: Lexicon
    document: Document
    speakers: Speakers
    statuses: StatusReader
    periods: PeriodReader

    def claim(self, figure: Figure, chosen: Link) -> Claim:
        """The claim of a figure; one that is tied to no measure has neither status nor period."""
        start, end = self.document.sentence_of(figure.start).clause(figure.start)
        claim = Claim(
            figure=figure,
            subject=chosen.subject,
            measure=None,
            scope=scope_of(self.document, start, end),
            attributed_to=self.speakers.by_sentence[self.document.layout.number(figure.start)],
            quote_start=min(start, figure.start),
            quote_end=max(end, figure.end),
            why=chosen.why,
        )
        return self._with_measure(claim, chosen.measure) if chosen.measure else claim

    def _with_measure(self, claim: Claim, measure: Measure) -> Claim:
        status = self.statuses.read(claim.figure, measure, claim.subject)
        flows = claim.subject is not None and self.lexicon.topic.subjects[claim.subject].kind == "trade-flow"
        period = self.periods.read(claim.figure, measure, status.value, flows=flows)
        why = (*claim.why, status.why, *period.why)
        return replace(claim, measure=measure.id, status=status.value, period=period.value, why=why)
