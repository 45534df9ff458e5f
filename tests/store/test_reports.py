from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select

from claims.claim import Claim, StatusClaim
from claims.figure import Bound, Figure, Unread
from claims.report import KnownFrom, Report, StatusReport
from store.articles import Visit, note_reread, save_article, save_revision
from store.reports import (
    add_claims,
    add_statuses,
    add_unread,
    claims_of_revision,
    find_reports,
    find_status_reports,
    statuses_of_revision,
)
from store.tables import ClaimRow, SightingRow, UnreadRow
from tests.store.factory import (
    DAY,
    NOON,
    POLICY,
    TEXT,
    a_figure,
    a_report,
    a_status_report,
    an_article,
    keep_article,
    seen,
)

KEY = an_article().key
# Texts as they come, but for what no database holds (tests/store/test_columns.py).
TEXTS = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=40)
OPTIONAL = st.none() | TEXTS
OFFSETS = st.integers(0, 2**31 - 1)
TIMES = st.none() | st.datetimes(timezones=st.timezones())
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False)
DATES = st.dates().map(lambda day: day.isoformat())


def figures() -> st.SearchStrategy[Figure]:
    values = st.one_of(
        st.tuples(NUMBERS, st.none() | NUMBERS),
        st.tuples(DATES, st.none() | DATES),
    )
    return st.builds(
        lambda pair, **given: Figure(value=pair[0], value_high=pair[1], **given),
        values,
        start=OFFSETS,
        end=OFFSETS,
        words=TEXTS,
        bound=st.sampled_from(Bound),
        unit=st.sampled_from(["USD", "PKR", "MW", "date", "count:job"]),
    )


def reports() -> st.SearchStrategy[Report]:
    claims = st.builds(
        Claim,
        figure=figures(),
        subject=OPTIONAL,
        measure=OPTIONAL,
        scope=OPTIONAL,
        status=OPTIONAL,
        period=OPTIONAL,
        attributed_to=OPTIONAL,
        quote_start=OFFSETS,
        quote_end=OFFSETS,
        why=st.lists(TEXTS, max_size=3).map(tuple),
    )
    return st.builds(
        Report,
        id=TEXTS,
        claim=claims,
        known=TIMES,
        known_from=st.sampled_from(KnownFrom),
        outlet=TEXTS,
        cluster=TEXTS,
        article=st.just(KEY),
        quote=TEXTS,
    )


@pytest.fixture(autouse=True)
def article(session: Session) -> None:
    keep_article(session)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(reports())
def test_a_report_comes_back_as_it_was(session: Session, report: Report) -> None:
    with session.begin_nested() as savepoint:
        add_claims(session, [report], POLICY, seen())
        session.expire_all()
        assert find_reports(session, [report.id]) == {report.id: report}
        savepoint.rollback()


def test_a_status_report_comes_back_as_it_was(session: Session) -> None:
    claim = StatusClaim(subject="ml-1", status="signed", start=1, end=2, attributed_to="Ahsan Iqbal", why=("a", "b"))
    report = StatusReport(
        id="s1-x",
        claim=claim,
        known=None,
        known_from=KnownFrom.FETCHED,
        outlet="Example News",
        cluster="c",
        article=KEY,
        quote="It was signed.",
    )
    add_statuses(session, [report], seen())
    assert find_status_reports(session, ["s1-x", "s1-y"]) == {"s1-x": report}


def test_the_group_and_the_series_of_a_claim_are_kept(session: Session) -> None:
    add_claims(session, [a_report(scope="Phase 1"), a_report(subject=None)], POLICY, seen())
    keys = {(row.group_key, row.series_key) for row in session.exec(select(ClaimRow))}
    assert keys == {("cpec|investment|USD", "cpec|investment|phase-1|USD|"), (None, None)}


def test_only_new_reports_are_named(session: Session) -> None:
    old, new = a_report(), a_report(a_figure(Decimal(62)))
    assert add_claims(session, [old], POLICY, seen()) == {old.id}
    assert add_claims(session, [old, new], POLICY, seen()) == {new.id}
    assert add_claims(session, [old, new], POLICY, seen()) == frozenset()
    assert add_claims(session, [], POLICY, seen()) == frozenset()
    status = a_status_report()
    assert add_statuses(session, [status], seen()) == {status.id}
    assert add_statuses(session, [status], seen()) == frozenset()


def test_a_claim_said_twice_in_one_text_is_kept_once(session: Session) -> None:
    report = a_report()
    assert add_claims(session, [report, report], POLICY, seen()) == {report.id}
    assert claims_of_revision(session, KEY, 1) == (report,)


def test_a_claim_keeps_its_first_sighting(session: Session) -> None:
    first, again = a_report(known=NOON - DAY), a_report(known=NOON, quote="Other words.")
    add_claims(session, [first], POLICY, seen(1))
    add_claims(session, [again], POLICY, seen(2, recorded=NOON + DAY))
    assert find_reports(session, [first.id]) == {first.id: first}


def test_each_revision_has_the_claims_that_stand_in_it(session: Session) -> None:
    stays, goes, comes = (a_report(a_figure(Decimal(number))) for number in (1, 2, 3))
    save_revision(session, an_article(text=f"{TEXT} Edited."), extractor="x1", seen_at=NOON)
    add_claims(session, [goes, stays], POLICY, seen(1))
    add_claims(session, [comes, stays], POLICY, seen(2))
    add_statuses(session, [a_status_report()], seen(1))
    assert set(claims_of_revision(session, KEY, 1)) == {stays, goes}
    assert set(claims_of_revision(session, KEY, 2)) == {stays, comes}
    assert statuses_of_revision(session, KEY, 1) == (a_status_report(),)
    assert statuses_of_revision(session, KEY, 2) == ()


def test_a_claim_is_shown_where_it_stands_in_each_revision(session: Session) -> None:
    later = "Updated. ML-1 was signed. CPEC drew over $25 bn."
    save_revision(session, an_article(text=later), extractor="x1", seen_at=NOON)
    claim, moved = a_report(), a_report(a_figure(start=36, end=47), quote_start=26, quote_end=48)
    status, moved_status = a_status_report(), a_status_report(start=9, end=25)
    for revision, figure, stage in ((1, claim, status), (2, moved, moved_status)):
        add_claims(session, [figure], POLICY, seen(revision))
        add_statuses(session, [stage], seen(revision))
    assert claims_of_revision(session, KEY, 1) == (claim,)
    (shown,) = claims_of_revision(session, KEY, 2)
    assert (shown.id, shown.quote, shown.claim.figure.words) == (claim.id, "CPEC drew over $25 bn.", "over $25 bn")
    (shown_status,) = statuses_of_revision(session, KEY, 2)
    assert (shown_status.id, shown_status.quote) == (status.id, "ML-1 was signed.")
    assert later[shown_status.claim.start : shown_status.claim.end] == "ML-1 was signed."


def test_claims_come_in_the_order_of_the_text(session: Session) -> None:
    late, early = a_report(a_figure(Decimal(1), start=20)), a_report(a_figure(Decimal(2), start=10))
    add_claims(session, [late, early], POLICY, seen())
    assert [report.id for report in claims_of_revision(session, KEY, 1)] == [early.id, late.id]


def test_a_text_that_returned_has_the_claims_of_its_first_revision(session: Session) -> None:
    add_claims(session, [a_report()], POLICY, seen(1))
    add_statuses(session, [a_status_report()], seen(1))
    save_revision(session, an_article(text="edited"), extractor="x1", seen_at=NOON)
    returned = save_revision(session, an_article(), extractor="x1", seen_at=NOON)
    assert claims_of_revision(session, KEY, returned.n) == (a_report(),)
    assert statuses_of_revision(session, KEY, returned.n) == (a_status_report(),)


def test_only_the_extractor_that_counts_is_heard(session: Session) -> None:
    before, after = a_report(), a_report(a_figure(Decimal(26)))
    add_claims(session, [before], POLICY, seen(extractor="x1"))
    add_claims(session, [after], POLICY, seen(extractor="x2"))
    assert claims_of_revision(session, KEY, 1) == (before,)
    note_reread(session, KEY, 1, "x2")
    assert claims_of_revision(session, KEY, 1) == (after,)


def test_an_unknown_revision_has_no_claims(session: Session) -> None:
    assert claims_of_revision(session, KEY, 7) == ()
    assert statuses_of_revision(session, "unknown", 1) == ()


def test_an_unread_number_is_kept_once(session: Session) -> None:
    unread = [Unread(3, 9, "7 zillion", "unknown scale"), Unread(20, 22, "7X", "unknown unit")]
    add_unread(session, KEY, unread, seen())
    add_unread(session, KEY, unread, seen())
    assert len(session.exec(select(UnreadRow)).all()) == 2


def test_thousands_of_reports_are_added_and_found_at_once(session: Session) -> None:
    many = [a_report(a_figure(Decimal(number))) for number in range(12_000)]
    save_article(session, an_article("other"), outlet="o", visit=Visit(at=NOON))
    new = add_claims(session, many, POLICY, seen())
    assert len(new) == 12_000
    assert find_reports(session, [report.id for report in many]).keys() == new
    assert len(session.exec(select(SightingRow.report)).all()) == 12_000
