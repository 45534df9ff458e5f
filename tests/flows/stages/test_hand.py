from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from claims.amendment import Amendment
from claims.article import DateOrigin
from claims.errors import BadConfiguration
from claims.figure import Bound
from claims.report import Verdict
from flows.desk import Ledger
from flows.stages.hand import BY_HAND, Note, Noted, add_note, figure_of
from store.articles import ArticleKind, due_articles, find_article
from store.changes import list_changes
from store.counts import count_all
from store.engine import reading
from store.reports import claims_of_revision, statuses_of_revision
from tests.flows.stages.conftest import START, Clock
from tests.flows.stages.telling import signed, stands, tell

DAY = date(2026, 3, 31)
SAID = "The railway is to cost $6.8bn, the ministry notes."
NOTE = Note(
    source="Ministry of Railways",
    text=SAID,
    url="https://example.org/note.pdf?utm_source=mail",
    day=DAY,
    title="A note",
    typed=Amendment(figure=figure_of("$6.8bn"), subject="ml-1", measure="cost", status="planned"),
)


def added(ledger: Ledger, note: Note = NOTE, who: str = "ayesha") -> Noted:
    return add_note(ledger, note, signed(who, "from the press room"))


def test_a_note_is_an_article_of_its_own_kind_signed_and_dated(ledger: Ledger) -> None:
    noted = added(ledger)
    assert (noted.is_new, noted.claims, noted.changes) == (True, 1, 1)
    with reading(ledger.engine) as session:
        article = find_article(session, noted.article)
        (report,) = claims_of_revision(session, noted.article, 1)
        assert due_articles(session, START.replace(year=2030), limit=9) == (), "nobody visits a note"
    assert article is not None
    assert (article.kind, article.url) == (ArticleKind.HAND, "https://example.org/note.pdf")
    revision = noted.revision
    assert (revision.author, revision.notes, revision.seen_at) == ("ayesha", ("from the press room",), START)
    assert (revision.extractor, revision.date_origin) == (BY_HAND, DateOrigin.HAND)
    assert (report.quote, report.claim.why) == (SAID, ("typed in by hand",))
    assert SAID[report.claim.figure.start : report.claim.figure.end] == "$6.8bn"


def test_a_note_is_compared_like_any_article(ledger: Ledger) -> None:
    tell(ledger, "$8.5bn", "dawn", days_ago=1)
    added(ledger)
    with reading(ledger.engine) as session:
        lines = {each.change.outlet: each.change for each in list_changes(session)}
    line = lines["Ministry of Railways"]
    assert (line.verdict, line.old, line.new) == (Verdict.CONFLICTING, "$8.5 bn", "$6.8 bn")
    assert line.url == "https://example.org/note.pdf"
    assert stands(ledger) == ["$8.5bn (not $6.8bn)"]


def test_the_same_note_again_adds_nothing_whoever_types_it(ledger: Ledger, clock: Clock) -> None:
    first = added(ledger)
    with reading(ledger.engine) as session:
        before = count_all(session)
    clock.forward(days=2)
    again = added(ledger, replace(NOTE, text=f"  {SAID}\n"), who="bilal")
    assert (again.is_new, again.article, again.revision.author) == (False, first.article, "ayesha")
    with reading(ledger.engine) as session:
        assert count_all(session) == before


@pytest.mark.parametrize(
    "other",
    [
        replace(NOTE, source="dawn"),
        replace(NOTE, day=date(2026, 3, 30)),
        replace(NOTE, url=None),
        replace(NOTE, typed=replace(NOTE.typed, scope="phase-1")),
    ],
)
def test_another_source_day_address_or_claim_is_another_note(ledger: Ledger, other: Note) -> None:
    first = added(ledger)
    second = added(ledger, other)
    assert second.is_new
    assert second.article != first.article


def test_a_source_is_meant_by_its_id_or_its_name(ledger: Ledger) -> None:
    source = next(iter(ledger.topic.sources.values()))
    outlets = []
    for name in (source.id, source.name.upper(), "A Gazette"):
        with_name = added(ledger, replace(NOTE, source=f" {name} "))
        with reading(ledger.engine) as session:
            article = find_article(session, with_name.article)
        assert article is not None
        outlets.append(article.outlet)
    assert outlets == [source.id, source.id, "A Gazette"]


def test_a_figure_without_a_text_is_its_own_quote(ledger: Ledger) -> None:
    noted = added(ledger, replace(NOTE, text="", url=None))
    with reading(ledger.engine) as session:
        (report,) = claims_of_revision(session, noted.article, 1)
        (line,) = list_changes(session)
    assert (report.quote, line.change.url) == ("$6.8bn", None)


def test_a_status_is_typed_with_its_subject(ledger: Ledger) -> None:
    note = replace(NOTE, text="Work has stopped.", typed=Amendment(subject="ml-1", status="stalled"))
    noted = added(ledger, note)
    with reading(ledger.engine) as session:
        (report,) = statuses_of_revision(session, noted.article, 1)
    assert (report.claim.status, report.quote, report.claim.why) == (
        "stalled",
        "Work has stopped.",
        ("typed in by hand",),
    )


def test_a_text_alone_is_read_like_an_article(ledger: Ledger) -> None:
    text = "Investment of $25.4 billion has been made under CPEC so far, the minister said."
    noted = added(ledger, replace(NOTE, text=text, typed=Amendment()))
    assert noted.revision.extractor != BY_HAND
    with reading(ledger.engine) as session:
        (report,) = claims_of_revision(session, noted.article, 1)
    assert (report.claim.subject, report.claim.measure) == ("cpec", "investment")
    assert report.claim.figure.words == "$25.4 billion"


def test_a_note_without_a_day_is_known_since_it_was_typed(ledger: Ledger) -> None:
    noted = added(ledger, replace(NOTE, day=None))
    with reading(ledger.engine) as session:
        (report,) = claims_of_revision(session, noted.article, 1)
    assert report.known == START
    assert noted.revision.date_origin is DateOrigin.NONE


@pytest.mark.parametrize(
    ("note", "message"),
    [
        (replace(NOTE, source=" "), "source: say who states it"),
        (replace(NOTE, day=date(2026, 4, 1)), "date: 2026-04-01 has not come yet"),
        (replace(NOTE, text="The railway is to cost a lot."), "does not stand in the text"),
        (replace(NOTE, typed=Amendment(subject="ml-1", measure="cost")), "figure: none was given"),
        (replace(NOTE, typed=replace(NOTE.typed, subject="ml1")), "did you mean ml-1"),
        (replace(NOTE, typed=replace(NOTE.typed, measure=None)), "measure: none was given"),
        (replace(NOTE, typed=replace(NOTE.typed, measure="capacity")), "capacity is not stated in 'USD'"),
        (replace(NOTE, text="", typed=Amendment(subject="ml-1", status="stalled")), "text: give the words"),
        (replace(NOTE, text="Nothing of note.", typed=Amendment()), "nothing was read in the text"),
    ],
)
def test_a_note_that_is_unclear_is_refused_and_leaves_nothing(ledger: Ledger, note: Note, message: str) -> None:
    with reading(ledger.engine) as session:
        before = count_all(session)
    with pytest.raises(BadConfiguration, match=message):
        added(ledger, note)
    with reading(ledger.engine) as session:
        assert count_all(session) == before


@pytest.mark.parametrize("words", ["much", "", "$6.8bn or $8.5bn", "it costs $6.8bn"])
def test_what_is_not_exactly_one_figure_is_refused(words: str) -> None:
    with pytest.raises(BadConfiguration, match="type one figure"):
        figure_of(words)


def test_a_figure_is_read_as_in_an_article() -> None:
    figure = figure_of(" more than 300 MW ")
    assert (figure.value, figure.unit, figure.bound, figure.words) == (
        Decimal(300),
        "MW",
        Bound.MORE_THAN,
        "more than 300 MW",
    )
