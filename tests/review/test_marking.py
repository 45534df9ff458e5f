from decimal import Decimal

from claims.claim import Claim, Reading
from claims.figure import Bound, Figure, Unread
from review.marking import Mark, stretches

TEXT = "It drew $25bn, and 3 zillion more."


def claim(start: int, end: int, subject: str | None) -> Claim:
    figure = Figure(start, end, TEXT[start:end], Decimal(25), None, Bound.EXACT, "USD")
    return Claim(figure=figure, subject=subject, measure=None)


def marked(*claims: Claim, unread: tuple[Unread, ...] = ()) -> list[tuple[str, Mark]]:
    return [(each.text, each.mark) for each in stretches(TEXT, Reading(claims, (), unread))]


def test_the_pieces_are_the_text() -> None:
    pieces = marked(claim(8, 13, "cpec"), unread=(Unread(19, 28, "3 zillion", "scale"),))
    assert "".join(text for text, _ in pieces) == TEXT
    assert pieces[1] == ("$25bn", Mark.LINKED)
    assert pieces[3] == ("3 zillion", Mark.UNREAD)


def test_a_figure_about_nothing_that_is_tracked_is_marked_so() -> None:
    assert ("$25bn", Mark.UNLINKED) in marked(claim(8, 13, None))


def test_of_overlapping_figures_the_first_is_marked() -> None:
    assert [text for text, mark in marked(claim(8, 13, "cpec"), claim(9, 20, "cpec")) if mark is Mark.LINKED] == [
        "$25bn"
    ]


def test_a_text_without_figures_is_plain() -> None:
    assert marked() == [(TEXT, Mark.PLAIN)]
