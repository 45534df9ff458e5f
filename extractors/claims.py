"""Reads the claims of a news text: figures tied to subject, measure, scope, status, period and speaker.

    text ─► figures ─► document (sentences, mentions, cues) ─► link ─► select ─► status, scope, period, speaker ─► Claim

Every claim explains itself in `why`. Pure and deterministic; no text makes it raise.
"""

from datetime import date

from claims.claim import Claim, Reading
from claims.figure import Figure
from extractors.candidates import SubjectFinder
from extractors.document import Document, open_document
from extractors.figures import scan
from extractors.grammar.quantities import BARE_UNIT
from extractors.lexicon import Lexicon, compile_lexicon
from extractors.linking import Link, link
from extractors.progress import read_statuses
from extractors.scopes import scope_of
from extractors.selection import COORDINATED, wanted
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
    links = _link_all(lexicon, document, figures)
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


def _link_all(lexicon: Lexicon, document: Document, figures: tuple[Figure, ...]) -> list[tuple[Figure, Link]]:
    """The figures that become claims, in the text's order, each tied knowing what the last of its kind was tied to."""
    finder = SubjectFinder(lexicon, document, figures)
    last: dict[str, tuple[Figure, Link]] = {}
    linked = []
    for figure in figures:
        before = last.get(figure.unit)
        chosen = link(
            lexicon, document, finder, figure, before[1] if before and _goes_on(document, before[0], figure) else None
        )
        last[figure.unit] = (figure, chosen)
        if figure.unit.startswith("count:"):
            last[BARE_UNIT] = last[figure.unit]
        linked.append((figure, chosen))
    return wanted(document, linked)


def _goes_on(document: Document, before: Figure, figure: Figure) -> bool:
    """Whether a figure may state what the last of its unit did: dates only in one list, others up to a sentence on."""
    if figure.unit == "date":
        return figure.start - before.end <= COORDINATED
    return document.layout.number(figure.start) - document.layout.number(before.start) <= 1
