"""Reads the claims of a news text: figures tied to subject, measure, scope, status, period and speaker.

    text ─► figures ─► document (sentences, mentions, cues) ─► link ─► select ─► status, scope, period, speaker ─► Claim

Every claim explains itself in `why`. Pure and deterministic; no text makes it raise.
"""

from datetime import date

from claims.claim import Claim, Reading
from extractors.document import open_document
from extractors.figures import scan
from extractors.lexicon import Lexicon, compile_lexicon
from extractors.linking import Linker
from extractors.progress import read_statuses
from extractors.scopes import scope_of
from extractors.selection import wanted
from extractors.speakers import find_speakers
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
    periods = PeriodReader(document, figures, [figure for figure, _ in links if figure.unit == "date"])
    claims = []
    for figure, chosen in links:
        if chosen.measure is None:
            continue
        status = statuses.read(figure, chosen.measure, chosen.subject)
        period = periods.read(figure, chosen.measure, status.value, flows=_flows(lexicon, chosen.subject))
        start, end = document.sentence_of(figure.start).clause(figure.start)
        claims.append(
            Claim(
                figure=figure,
                subject=chosen.subject,
                measure=chosen.measure.id,
                scope=scope_of(document, start, end),
                status=status.value,
                period=period.value,
                attributed_to=speakers.by_sentence[document.layout.number(figure.start)],
                quote_start=start,
                quote_end=max(end, figure.end),
                why=(*chosen.why, status.why, *period.why),
            )
        )
    return Reading(tuple(claims), progress, unread)


def _flows(lexicon: Lexicon, subject: str | None) -> bool:
    return subject is not None and lexicon.topic.subjects[subject].kind == "trade-flow"
