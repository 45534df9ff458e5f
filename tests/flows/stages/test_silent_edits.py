"""Edits of an article: told once, reverted when the page goes back; what it no longer says does not stand."""

import pytest

from claims.report import Severity, Verdict
from claims.run import Outcome
from flows.desk import Ledger
from store.articles import revisions
from store.engine import reading
from tests.flows.stages.conftest import Clock
from tests.flows.stages.publishing import lines, publish, told
from tests.flows.stages.telling import stands, status_stands

INTRODUCTION = "ISLAMABAD: Officials met to review the China-Pakistan Economic Corridor."
FIRST = f"{INTRODUCTION}\n\nInvestment of $25.4 billion has been made under CPEC so far, the minister said."
EDITED = FIRST.replace("$25.4", "$26.8")
EMPTIED = FIRST.replace("of $25.4 billion ", "")
OTHER_WORDS = f"{FIRST}\n\nAn earlier version of this report gave another figure."


def go(ledger: Ledger, clock: Clock, *texts: str) -> list[Outcome]:
    """The article with one text after the other, an hour apart."""
    outcomes = []
    for text in texts:
        outcomes.append(publish(ledger, text).outcome)
        clock.forward(hours=1)
    return outcomes


def reverted(ledger: Ledger) -> list[bool]:
    return [line.reverted is not None for line in lines(ledger, Verdict.REVISED)]


def test_an_edit_is_told_once_and_the_new_figure_stands(ledger: Ledger, clock: Clock) -> None:
    assert go(ledger, clock, FIRST, EDITED, EDITED) == [Outcome.NEW, Outcome.EDITED, Outcome.UNCHANGED]
    assert told(ledger, Verdict.REVISED) == ["revised $25.4 bn → $26.8 bn"]
    assert stands(ledger) == ["$26.8 billion"]
    assert reverted(ledger) == [False]


def test_a_figure_that_vanished_does_not_stand_as_the_outlets_word(ledger: Ledger, clock: Clock) -> None:
    go(ledger, clock, FIRST, EMPTIED)
    assert told(ledger, Verdict.REVISED) == ["revised $25.4 bn → –"]
    assert stands(ledger) == []


def test_what_another_outlet_says_stands_on_when_the_first_takes_it_back(ledger: Ledger, clock: Clock) -> None:
    publish(ledger, "Elsewhere we read that investment of $25.4 billion was made under CPEC.", key="other.example/7")
    go(ledger, clock, FIRST, EMPTIED)
    assert stands(ledger) == ["$25.4 billion"]


def test_a_page_that_goes_back_points_to_the_earlier_text_and_the_line_is_reverted(
    ledger: Ledger, clock: Clock
) -> None:
    assert go(ledger, clock, FIRST, EDITED, FIRST)[-1] is Outcome.RETURNED
    with reading(ledger.engine) as session:
        assert [each.returns_to for each in revisions(session, "news.example/1")] == [None, None, 1]
    assert told(ledger, Verdict.REVISED) == ["revised $25.4 bn → $26.8 bn"], "no new line"
    assert reverted(ledger) == [True]
    assert stands(ledger) == ["$25.4 billion"]


def test_forth_again_is_no_second_alarm(ledger: Ledger, clock: Clock) -> None:
    go(ledger, clock, FIRST, EDITED, FIRST)
    count = len(lines(ledger))
    assert go(ledger, clock, EDITED, FIRST, EDITED) == [Outcome.RETURNED] * 3
    assert len(lines(ledger)) == count
    assert reverted(ledger) == [False]
    assert stands(ledger) == ["$26.8 billion"]


def test_back_in_other_words_is_no_alarm_either(ledger: Ledger, clock: Clock) -> None:
    assert go(ledger, clock, FIRST, EDITED, OTHER_WORDS)[-1] is Outcome.EDITED
    assert told(ledger, Verdict.REVISED) == ["revised $25.4 bn → $26.8 bn"]
    assert reverted(ledger) == [True]
    assert stands(ledger) == ["$25.4 billion"]


def test_a_vanished_figure_that_comes_back_stands_again(ledger: Ledger, clock: Clock) -> None:
    go(ledger, clock, FIRST, EMPTIED, FIRST)
    assert reverted(ledger) == [True]
    assert stands(ledger) == ["$25.4 billion"]


def test_a_third_value_is_another_edit(ledger: Ledger, clock: Clock) -> None:
    go(ledger, clock, FIRST, EDITED, FIRST.replace("$25.4", "$29.1"))
    assert told(ledger, Verdict.REVISED) == ["revised $25.4 bn → $26.8 bn", "revised $26.8 bn → $29.1 bn"]
    assert reverted(ledger) == [False, False]
    assert stands(ledger) == ["$29.1 billion"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(FIRST.replace("$25.4 billion", "$25.4\u00a0billion"), id="typography"),
        pytest.param(f"{FIRST}\n\nThe session ended late.", id="a paragraph more"),
        pytest.param(FIRST.replace("Officials met", "Officials of both sides met"), id="other words"),
        pytest.param("\n\n".join(reversed(FIRST.split("\n\n"))), id="another order"),
    ],
)
def test_what_leaves_the_figures_alone_is_no_line_and_withdraws_nothing(
    ledger: Ledger, clock: Clock, text: str
) -> None:
    go(ledger, clock, FIRST, text)
    assert told(ledger, Verdict.REVISED) == []
    assert stands(ledger) == ["$25.4 billion"]


def test_a_status_that_was_edited_away_does_not_stand(ledger: Ledger, clock: Clock) -> None:
    signed = f"{INTRODUCTION}\n\nThe ML-1 agreement was signed, the minister said."
    go(ledger, clock, f"{INTRODUCTION}\n\nML-1 has been approved, the minister said.", signed, INTRODUCTION)
    assert status_stands(ledger) is None


def test_an_edit_alarms(ledger: Ledger, clock: Clock) -> None:
    go(ledger, clock, FIRST, EDITED)
    assert [line.change.severity for line in lines(ledger, Verdict.REVISED)] == [Severity.ALERT]
