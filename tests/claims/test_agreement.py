from dataclasses import replace
from datetime import date
from decimal import Decimal

from claims.agreement import agreement
from claims.claim import Claim, Reading, StatusClaim
from claims.figure import Bound, Figure
from claims.topic import BaselineDocument, BaselineFigure, BaselineStatus

FIGURE = BaselineFigure(
    subject="cpec",
    measure="investment",
    value=Decimal(25),
    value_high=None,
    bound=Bound.EXACT,
    unit="USD",
    scope=None,
    status="actual",
    period=None,
    attributed_to=None,
    start=10,
    end=14,
    statement="It drew 25 dollars.",
    words="$25",
)
STATUS = BaselineStatus(subject="ml-1", status="planned", attributed_to=None, start=20, end=40)
DOCUMENT = BaselineDocument(
    id="0",
    outlet=None,
    sha256="",
    characters=50,
    published=None,
    known=date(2025, 9, 26),
    figures=(FIGURE,),
    statuses=(STATUS,),
)
READ = Claim(figure=Figure(10, 13, "$25", Decimal(25), None, Bound.EXACT, "USD"), subject="cpec", measure="investment")


def test_a_figure_agrees_where_words_value_and_link_do() -> None:
    (read,) = agreement(DOCUMENT, Reading((READ,), (), ())).figures
    assert (read.claim, read.is_read, read.is_linked) == (READ, True, True)


def test_a_figure_can_be_read_and_linked_otherwise() -> None:
    claim = replace(READ, subject="ml-1")
    (read,) = agreement(DOCUMENT, Reading((claim,), (), ())).figures
    assert (read.is_read, read.is_linked) == (True, False)


def test_a_wrong_value_is_not_read_whatever_its_link() -> None:
    claim = replace(READ, figure=replace(READ.figure, value=Decimal(26)))
    (read,) = agreement(DOCUMENT, Reading((claim,), (), ())).figures
    assert (read.claim, read.is_read, read.is_linked) == (claim, False, False)


def test_what_was_not_read_and_what_was_read_beyond_are_told() -> None:
    elsewhere = replace(READ, figure=replace(READ.figure, start=0, end=3))
    found = agreement(DOCUMENT, Reading((elsewhere,), (), ()))
    assert found.figures[0].claim is None
    assert found.further == (elsewhere,)


def test_a_status_agrees_where_subject_and_rung_do_in_overlapping_words() -> None:
    same = StatusClaim(subject="ml-1", status="planned", start=30, end=50)
    apart = replace(same, start=40, end=50)
    found = agreement(DOCUMENT, Reading((), (same, apart), ()))
    assert [each.is_read for each in found.statuses] == [True]
    assert found.further_statuses == (apart,)
