"""The ledger follows from its dated reports and decisions, in whatever order they reach the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from claims.figure import Bound
from claims.policy import Policy
from claims.report import Judgement, Report
from claims.standing import Standing, standing
from claims.topic import Temporal
from store.changes import add_changes
from store.decisions import Signature, record_decision
from store.history import history
from store.reports import add_claims, add_correction
from tests.store.factory import DAY, NOON, a_change, a_figure, a_report, an_article, keep_article, seen

GROUP = "cpec|cost|USD"
POLICY = Policy(temporal={"cost": Temporal.PLAN}, temporal_by_status={}, flow_subjects=frozenset(), watched=frozenset())
BILLION = 10**9


@dataclass(frozen=True, slots=True)
class Told:
    """An outlet tells a cost on a day."""

    number: int
    billions: int
    day: int

    @property
    def report(self) -> Report:
        return self.saying(self.billions)

    def saying(self, billions: int) -> Report:
        article = f"news.example/{self.number}"
        figure = a_figure(Decimal(billions * BILLION), words=f"${billions}bn", bound=Bound.EXACT)
        known = NOON + self.day * DAY
        return a_report(figure, article, measure="cost", known=known, outlet=f"outlet {self.number}")

    def arrive(self, session: Session) -> None:
        keep_article(session, an_article(self.report.article))
        add_claims(session, [self.report], POLICY, seen())
        add_changes(session, [a_change(self.number, report=self.report.id)])


@dataclass(frozen=True, slots=True)
class Judged:
    """A person judges the change about a report, at an hour that no other decision has."""

    told: Told
    judgement: Judgement
    hour: int

    def arrive(self, session: Session) -> None:
        replacement = self.told.saying(7) if self.judgement is Judgement.CORRECTED else None
        if replacement is not None:
            add_correction(session, replacement, POLICY, corrects=self.told.report.id, revision=1, recorded=NOON)
        record_decision(
            session,
            a_change(self.told.number).id,
            self.judgement,
            Signature(who="ayesha", at=NOON + timedelta(hours=self.hour)),
            replacement=replacement.id if replacement else None,
        )


@st.composite
def stories(draw: st.DrawFn) -> tuple[list[Told], list[Judged]]:
    """Some reports, several of one value, and some decisions about them."""
    days = draw(st.lists(st.integers(0, 800), min_size=2, max_size=4))
    reports = [Told(number, draw(st.sampled_from([6, 7, 9])), day) for number, day in enumerate(days)]
    acts = draw(st.lists(st.tuples(st.sampled_from(reports[:2]), st.sampled_from(Judgement)), min_size=2, max_size=6))
    return reports, [Judged(told, judgement, hour) for hour, (told, judgement) in enumerate(acts)]


def ledger_after(session: Session, events: Sequence[Told | Judged]) -> Standing:
    """What stands when the events have arrived in this order; nothing of them is kept."""
    with session.begin_nested() as savepoint:
        for event in events:
            event.arrive(session)
        session.flush()
        stands = standing(history(session, [GROUP]).get(GROUP, []), POLICY)
        savepoint.rollback()
    session.expire_all()
    return stands


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(story=stories(), data=st.data())
def test_any_order_of_the_same_dated_reports_and_decisions_ends_in_the_same_ledger(
    session: Session, story: tuple[list[Told], list[Judged]], data: st.DataObject
) -> None:
    reports, decisions = story
    shuffled: list[Told | Judged] = data.draw(st.permutations([*reports, *decisions]))
    # A decision can only be about a report that is there: it waits for it.
    order: list[Told | Judged] = []
    for event in shuffled:
        if isinstance(event, Judged) and event.told not in order:
            order.append(event.told)
        if event not in order:
            order.append(event)
    assert ledger_after(session, order) == ledger_after(session, [*reports, *decisions])


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(story=stories())
def test_a_second_arrival_of_the_reports_changes_nothing(
    session: Session, story: tuple[list[Told], list[Judged]]
) -> None:
    reports, decisions = story
    assert ledger_after(session, [*reports, *decisions, *reports]) == ledger_after(session, [*reports, *decisions])
