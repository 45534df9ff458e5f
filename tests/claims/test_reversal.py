"""Edits that an article takes back."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.report import Change, Severity, Verdict
from claims.reversal import Reversals, ToldEdit, reversals, without_reversals

REPORTS = ("c-62", "c-26", "c-40")


def told(old: str = "c-62", new: str | None = "c-26", *, is_reverted: bool = False) -> ToldEdit:
    return ToldEdit(change=f"{old} {new}", old=old, new=new, is_reverted=is_reverted)


def line(against: str, report: str | None, verdict: Verdict = Verdict.REVISED) -> Change:
    return Change(
        id=f"{verdict} {against} {report}",
        verdict=verdict,
        severity=Severity.ALERT,
        subject="corridor",
        measure="cost",
        series="corridor|cost||USD|",
        report=report,
        against=against,
        old=None,
        new=None,
        quote="",
        url=None,
        outlet="dawn",
        cluster="a",
        why="",
        found=datetime(2026, 1, 1, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("edit", "stated", "what"),
    [
        (told(), {"c-62"}, "reverted"),
        (told(), {"c-62", "c-26"}, "reverted"),  # it says both: the old value did not vanish
        (told(), {"c-26"}, "nothing"),
        (told(), {"c-40"}, "nothing"),  # on to a third value
        (told(is_reverted=True), {"c-62"}, "nothing"),
        (told(is_reverted=True), {"c-26"}, "again"),
        (told(is_reverted=True), {"c-40"}, "nothing"),
        (told(new=None), {"c-62"}, "reverted"),
        (told(new=None), set(), "nothing"),
        (told(new=None, is_reverted=True), set(), "again"),
        (told(new=None, is_reverted=True), {"c-62"}, "nothing"),
    ],
)
def test_what_becomes_of_an_edit(edit: ToldEdit, stated: set[str], what: str) -> None:
    found = reversals([edit], frozenset(stated))
    marks = (edit.change,)
    assert found == Reversals(marks if what == "reverted" else (), marks if what == "again" else ())


@given(
    st.lists(st.builds(told, st.sampled_from(REPORTS), st.sampled_from((*REPORTS, None)), is_reverted=st.booleans())),
    st.frozensets(st.sampled_from(REPORTS)),
)
def test_a_second_look_at_the_same_text_finds_nothing(edits: list[ToldEdit], stated: frozenset[str]) -> None:
    found = reversals(edits, stated)
    marked = [
        ToldEdit(
            change=each.change,
            old=each.old,
            new=each.new,
            is_reverted=(each.is_reverted or each.change in found.reverted) and each.change not in found.again,
        )
        for each in edits
        if not (each.change in found.reverted and each.change in found.again)
    ]
    again = reversals([each for each in marked if each.old != each.new], stated)
    assert again == Reversals((), ())


def test_an_edit_that_undoes_a_told_one_is_no_line() -> None:
    back, on, other = line("c-26", "c-62"), line("c-26", "c-40"), line("c-26", "c-62", Verdict.UPDATED)
    assert without_reversals([back, on, other], [told()]) == (on, other)


def test_an_edit_that_is_made_again_is_no_second_line() -> None:
    assert without_reversals([line("c-62", "c-26"), line("c-40", None)], [told(), told("c-40", None)]) == ()


def test_a_value_that_vanished_and_another_that_vanishes_are_two_lines() -> None:
    gone = line("c-26", None)
    assert without_reversals([gone], [told(new=None)]) == (gone,)
