"""Deciding by kept states is deciding by all reports, whatever came before and in whatever order."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, event
from sqlmodel import Session, col, delete, select

from claims.figure import Bound
from claims.folded import standing_text, timeline_text
from claims.holdings import Known
from claims.identity import claim_id, status_id
from claims.intake import Reports, weigh, weigh_statuses
from claims.ladder import timeline
from claims.policy import Policy
from claims.report import Judgement, Report, StatusReport
from claims.series import series_from_text, series_of
from claims.standing import standing
from claims.topic import Temporal
from store import history as history_module
from store import holdings
from store.articles import join_clusters
from store.changes import add_changes
from store.copies import copy_candidates, shingles_of_all, sizes_of
from store.decisions import record_decision, undo_decision
from store.engine import open_engine, transaction, upgrade
from store.history import groups_of, history, status_history, subjects_with_status
from store.holdings import StoredHoldings, open_holdings
from store.reports import add_claims, add_correction, add_statuses
from store.rules import rules_that_hold
from store.standings import adopt
from store.tables import ClaimRow, StandingRow
from store.withdrawals import note_statements
from tests.store.factory import (
    DAY,
    NOON,
    a_change,
    a_figure,
    a_report,
    a_status_report,
    an_article,
    keep_article,
    seen,
    signed,
)

POLICY = Policy(
    temporal={"investment": Temporal.CUMULATIVE, "cost": Temporal.PLAN, "debt": Temporal.LEVEL, "loan": Temporal.EVENT},
    temporal_by_status={},
    flow_subjects=frozenset(),
    watched=frozenset({"cpec"}),
)


@pytest.fixture(autouse=True)
def short_spans(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that few reports are many."""
    monkeypatch.setattr(holdings, "SPAN", 2)


@pytest.fixture
def adopted(session: Session) -> Session:
    adopt(session, POLICY)
    return session


@dataclass(frozen=True)
class Everything(Known):
    """All reports of the ledger. One that a person corrected is known, though another stands in its place."""

    read: frozenset[str] = frozenset()

    def holds(self, report: str) -> bool:
        return report in self.read or Known.holds(self, report)


def everything(session: Session) -> Everything:
    read = session.exec(select(ClaimRow.id).where(col(ClaimRow.corrects).is_(None)))
    statuses = status_history(session, subjects_with_status(session))
    return Everything(history(session, groups_of(session)), statuses, frozenset(read))


def bare(told: Any) -> Any:
    """A decision, with no more of the report that it was decided against than comparing needs."""
    against = told.decision.against
    return told.report.id, replace(told.decision, against=against and against.id)


def decided(reports: Reports, known: Any) -> list[Any]:
    weighed = (*weigh(reports, known, POLICY), *weigh_statuses(reports, known, POLICY))
    return [bare(each) for each in weighed]


def arrive(session: Session, figures: Sequence[Report], statuses: Sequence[StatusReport] = ()) -> None:
    """Take in reports of one article by the kept states, and check that all reports would have said the same."""
    reports = Reports(tuple(figures), tuple(statuses))
    known = StoredHoldings(session, figures, statuses, POLICY)
    assert decided(reports, known) == decided(reports, everything(session))
    known.keep(add_claims(session, figures, POLICY, seen()) | add_statuses(session, statuses, seen()))


def check_states(session: Session) -> None:
    """Every state that lacks nothing is what all reports of its series come to."""
    known = everything(session)
    entries = [entry for members in known.entries.values() for entry in members]
    rows = session.exec(select(StandingRow).where(StandingRow.series_key != "", col(StandingRow.complete))).all()
    for row in rows:
        key = series_from_text(row.series_key)
        own = [entry for entry in entries if series_of(entry.report.claim, POLICY) == key]
        if key.measure == "status":
            assert row.state == timeline_text(timeline(known.statuses.get(key.subject, ()), POLICY))
        else:
            assert row.state == standing_text(standing(own, POLICY))


# --- any sequence of reports, decisions and late arrivals -------------------------------------------------------------

ARTICLES = [f"news.example/{number}" for number in range(6)]


@st.composite
def articles(draw: st.DrawFn) -> tuple[list[Report], list[StatusReport]]:
    """Reports of one article, of any day, some of them said before."""
    article = draw(st.sampled_from(ARTICLES))
    of_article: dict[str, Any] = {
        "known": draw(st.none() | st.integers(0, 12).map(lambda step: NOON + step * 40 * DAY)),
        "outlet": draw(st.sampled_from(["Dawn", "APP", "Nation"])),
        "cluster": article,
    }
    figures = [
        a_report(
            a_figure(
                Decimal(draw(st.integers(1, 9))) * 10**9,
                words=draw(st.sampled_from(["$5bn", "$5.0bn"])),
                bound=draw(st.sampled_from([Bound.EXACT, Bound.ABOUT, Bound.MORE_THAN])),
                unit=draw(st.sampled_from(["USD", "USD", "PKR"])),
            ),
            article,
            measure=draw(st.sampled_from(["investment", "cost", "debt", "loan"])),
            scope=draw(st.sampled_from([None, None, "phase 1", "phase 2"])),
            status=draw(st.sampled_from([None, "planned", "completed", "forecast"])),
            period=draw(st.sampled_from([None, "2023", "2024"])),
        )
        for _ in range(draw(st.integers(0, 4)))
    ]
    statuses = [
        a_status_report(name, article, attributed_to=draw(st.sampled_from([None, "Minister"])))
        for name in draw(st.lists(st.sampled_from(["planned", "signed", "completed", "stalled", "target"]), max_size=2))
    ]
    named = [replace(each, id=claim_id(article, each.claim), **of_article) for each in figures]
    told = [replace(each, id=status_id(article, each.claim), **of_article) for each in statuses]
    return list({each.id: each for each in named}.values()), list({each.id: each for each in told}.values())


ACTS = st.one_of(
    articles(),
    articles(),
    st.tuples(st.sampled_from([*Judgement, "undo", "join", "withdraw"]), st.integers(0, 50)),
)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(ACTS, min_size=1, max_size=14))
def test_deciding_by_states_is_deciding_by_all_reports(adopted: Session, acts: list[Any]) -> None:
    session = adopted
    with session.begin_nested() as savepoint:
        for key in ARTICLES:
            keep_article(session, an_article(key))
        for number, act in enumerate(acts):
            if isinstance(act[0], list):
                arrive(session, *act)
            else:
                interfere(session, act[0], act[1], number)
            session.flush()
            check_states(session)
        savepoint.rollback()
    session.expire_all()


def interfere(session: Session, act: str, choice: int, number: int) -> None:
    """What else changes what the reports mean."""
    ids = sorted(session.exec(select(ClaimRow.id).where(col(ClaimRow.corrects).is_(None))))
    if act == "join":
        join_clusters(session, ARTICLES[choice % 6], [ARTICLES[choice // 6 % 6]])
    elif act == "withdraw":
        note_statements(session, ARTICLES[choice % 6], ids[: choice % 5], NOON)
    elif ids:
        report = ids[choice % len(ids)]
        change = a_change(report=report, id=f"h1-{report}")
        add_changes(session, [change])
        if act == "undo":
            undo_decision(session, change.id, signed(hours=number))
        else:
            typed = correction(session, report, choice) if act is Judgement.CORRECTED else None
            record_decision(session, change.id, Judgement(act), signed(hours=number), replacement=typed)


def correction(session: Session, report: str, choice: int) -> str:
    """Add what a person says that the article says."""
    row = session.get_one(ClaimRow, report)
    typed = a_report(a_figure(Decimal(choice) * 10**9), row.article, measure="cost", scope="phase 1")
    typed = replace(typed, known=row.known, outlet=row.outlet, cluster=row.cluster)
    add_correction(session, typed, POLICY, corrects=report, revision=1, recorded=NOON)
    return typed.id


# --- what is kept, dropped and folded again ---------------------------------------------------------------------------


def take_in(session: Session, *reports: Report) -> None:
    """Keep the articles of some reports, and take the reports in one by one."""
    for report in reports:
        keep_article(session, an_article(report.article))
        arrive(session, [report])


def a_series(count: int, *, first: int = 0) -> list[Report]:
    """Reports of one series, a day apart, each of another article."""
    return [
        a_report(article=f"news.example/{number}", known=NOON + number * DAY, outlet=f"outlet {number % 5}")
        for number in range(first, first + count)
    ]


def ends(session: Session) -> list[tuple[int, bool]]:
    rows = session.exec(select(StandingRow).where(StandingRow.group_key == "cpec|investment|USD")).all()
    return sorted((row.size, row.complete) for row in rows)


def test_the_last_state_and_two_to_come_back_to_are_kept(adopted: Session) -> None:
    take_in(adopted, *a_series(9))
    assert ends(adopted) == [(0, False), (5, False), (7, False), (9, True)]


def test_a_late_report_folds_only_the_end_of_the_series(adopted: Session) -> None:
    take_in(adopted, *a_series(9))
    late = replace(a_series(1, first=20)[0], known=NOON + 6 * DAY + DAY / 2)
    keep_article(adopted, an_article(late.article))
    known = StoredHoldings(adopted, [late], (), POLICY)
    (series,) = known.series([series_from_text("cpec|investment||USD|")], POLICY)
    assert [entry.report.known for entry in series.tail] == [NOON + 7 * DAY, NOON + 8 * DAY]
    arrive(adopted, [late])
    check_states(adopted)


def test_all_states_can_be_dropped_at_any_time(adopted: Session) -> None:
    take_in(adopted, *a_series(3))
    adopted.exec(delete(StandingRow))
    assert isinstance(open_holdings(adopted, a_series(1, first=3), (), POLICY), Known)
    adopt(adopted, POLICY)
    assert isinstance(open_holdings(adopted, a_series(1, first=3), (), POLICY), StoredHoldings)
    take_in(adopted, *a_series(1, first=3))
    assert ends(adopted)[-1] == (4, True)
    check_states(adopted)


def test_a_long_series_that_is_folded_anew_gets_a_state_to_come_back_to(adopted: Session) -> None:
    for report in a_series(8):
        keep_article(adopted, an_article(report.article))
    add_claims(adopted, a_series(8), POLICY, seen())
    take_in(adopted, *a_series(1, first=8))
    assert ends(adopted) == [(0, False), (7, False), (9, True)]


def test_another_policy_drops_the_states_and_names_the_series_anew(adopted: Session) -> None:
    flow = a_report(subject="fdi", measure="investment", period="FY2025")
    take_in(adopted, flow)
    other = replace(POLICY, flow_subjects=frozenset({"fdi"}))
    adopt(adopted, other)
    assert adopted.get_one(ClaimRow, flow.id).series_key == "fdi|investment||USD|2024-07-01/2025-06-30"
    assert [row.state for row in adopted.exec(select(StandingRow).where(StandingRow.series_key != ""))] == [None]
    adopt(adopted, POLICY)
    adopted.expire_all()
    assert adopted.get_one(ClaimRow, flow.id).series_key == "fdi|investment||USD|"


def test_what_a_person_typed_counts_from_when_an_article_says_it_too(adopted: Session) -> None:
    report, typed = a_series(1)[0], a_report(a_figure(Decimal(3)), "news.example/0", known=NOON)
    take_in(adopted, report)
    add_correction(adopted, typed, POLICY, corrects=report.id, revision=1, recorded=NOON)
    arrive(adopted, [typed])
    check_states(adopted)
    take_in(adopted, *a_series(1, first=1))
    check_states(adopted)
    assert ends(adopted)[-1] == (3, True)


# --- cost -------------------------------------------------------------------------------------------------------------


@contextmanager
def counted(session: Session) -> Iterator[list[str]]:
    """The statements that a session sends meanwhile."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        sent.append(statement)

    engine = session.connection().engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


@pytest.mark.parametrize("count", [6, 60])
def test_a_report_costs_as_many_statements_and_reads_as_many_reports_however_long_its_series(
    adopted: Session, count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in(adopted, *a_series(count))
    (new,) = a_series(1, first=count)
    keep_article(adopted, an_article(new.article))
    read: list[str] = []
    monkeypatch.setattr(history_module, "report_of", lambda row: read.append(row.id))
    with counted(adopted) as sent:
        known = StoredHoldings(adopted, [new], (), POLICY)
        weigh(Reports((new,), ()), known, POLICY)
        known.keep(add_claims(adopted, [new], POLICY, seen()))
    assert len(sent) <= 16
    assert read == []
    state = adopted.exec(select(StandingRow.state).where(StandingRow.size == count + 1)).one()
    assert state is not None and len(state) < 6_000


def test_an_article_costs_no_statement_for_each_of_its_claims(adopted: Session) -> None:
    articles = {size: an_article(f"news.example/{size}") for size in (2, 20)}
    counts = {}
    for size, article in articles.items():
        keep_article(adopted, article)
        figures = [a_report(article=article.key, scope=f"lot{size}x{number}") for number in range(size)]
        with counted(adopted) as sent:
            known = StoredHoldings(adopted, figures, (), POLICY)
            known.keep(add_claims(adopted, figures, POLICY, seen()))
        counts[size] = len(sent)
    assert counts[2] == counts[20], counts


def test_no_statement_of_recording_looks_through_a_table(tmp_path: Path) -> None:
    """The planner's word: whatever is asked while an article is taken in is found by an index."""
    with closing_engine(f"sqlite:///{tmp_path / 'plans.db'}") as engine:
        upgrade(engine)
        with transaction(engine) as session:
            adopt(session, POLICY)
            take_in(session, *a_series(5))
            late = replace(a_series(1, first=9)[0], known=NOON + DAY / 2, cluster="news.example/1")
            keep_article(session, an_article(late.article))
            with asked(engine) as sent:
                copy_candidates(session, range(9), NOON - 14 * DAY, NOON)
                shingles_of_all(session, ["news.example/1"])
                sizes_of(session, ["news.example/1"])
                arrive_quickly(session, late)
                join_clusters(session, "news.example/1", ["news.example/2"])
                record_a_decision(session, late.id)
            plans = {statement: plan_of(session, statement, values) for statement, values in sent}
    scanned = {
        statement: plan for statement, plan in plans.items() if re.search(r"SCAN (?!(\d+ )?CONSTANT ROW|\d+$)", plan)
    }
    assert scanned == {}


def arrive_quickly(session: Session, report: Report) -> None:
    known = StoredHoldings(session, [report], (), POLICY)
    weigh(Reports((report,), ()), known, POLICY)
    known.keep(add_claims(session, [report], POLICY, seen()))


def record_a_decision(session: Session, report: str) -> None:
    add_changes(session, [a_change(report=report)])
    rules_that_hold(session, NOON, series={a_change().series})
    record_decision(session, a_change().id, Judgement.ACCEPTED, signed())


@contextmanager
def closing_engine(url: str) -> Iterator[Engine]:
    engine = open_engine(url)
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def asked(engine: Engine) -> Iterator[list[tuple[str, Any]]]:
    """The queries, updates and deletions that are sent meanwhile, with their values."""
    sent: list[tuple[str, Any]] = []

    def note(_connection: object, _cursor: object, statement: str, values: Any, _context: object, many: bool) -> None:
        if statement.lstrip().startswith(("SELECT", "UPDATE", "DELETE")):
            sent.append((statement, values[0] if many else values))

    event.listen(engine, "before_cursor_execute", note)
    yield sent
    event.remove(engine, "before_cursor_execute", note)


def plan_of(session: Session, statement: str, values: Any) -> str:
    rows = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
    return "; ".join(row[3] for row in rows)
