"""How far a reading of a seed document agrees with what people wrote down of it in the baseline."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from claims.claim import Claim, Reading, StatusClaim
from claims.topic import BaselineDocument, BaselineFigure, BaselineStatus
from claims.units import dimension


@dataclass(frozen=True, slots=True)
class ReadFigure:
    """A figure of the baseline and the claim that was read in its place; `claim` is None where nothing was read.

    `is_read`: value and dimension are right. `is_linked`: subject and measure are right, too.
    """

    figure: BaselineFigure
    claim: Claim | None
    is_read: bool
    is_linked: bool


@dataclass(frozen=True, slots=True)
class ReadStatus:
    """A status claim of the baseline, and whether the same subject and status were read in overlapping words."""

    status: BaselineStatus
    is_read: bool


@dataclass(frozen=True, slots=True)
class Agreement:
    """The baseline of one document beside what is read in it; `further` are claims that the baseline does not have."""

    document: BaselineDocument
    figures: tuple[ReadFigure, ...]
    statuses: tuple[ReadStatus, ...]
    further: tuple[Claim, ...]
    further_statuses: tuple[StatusClaim, ...]


def agreement(document: BaselineDocument, reading: Reading) -> Agreement:
    """Lay a reading beside the baseline; figures meet where their words overlap."""
    figures = tuple(_read_figure(each, reading.claims) for each in document.figures)
    matched = {id(each.claim) for each in figures}
    return Agreement(
        document=document,
        figures=figures,
        statuses=tuple(
            ReadStatus(each, any(_same(each, read) for read in reading.statuses)) for each in document.statuses
        ),
        further=tuple(claim for claim in reading.claims if id(claim) not in matched),
        further_statuses=tuple(
            read for read in reading.statuses if not any(_same(each, read) for each in document.statuses)
        ),
    )


def _read_figure(figure: BaselineFigure, claims: Sequence[Claim]) -> ReadFigure:
    overlapping = [claim for claim in claims if _overlap(claim.figure, figure)]
    best = max(overlapping, key=lambda claim: (_is_read(figure, claim), _is_linked(figure, claim)), default=None)
    if best is None:
        return ReadFigure(figure, None, False, False)
    is_read = _is_read(figure, best)
    return ReadFigure(figure, best, is_read, is_read and _is_linked(figure, best))


def _is_read(figure: BaselineFigure, claim: Claim) -> bool:
    read = claim.figure
    same_value = (read.value, read.value_high) == (figure.value, figure.value_high)
    return same_value and dimension(read.unit) == dimension(figure.unit)


def _is_linked(figure: BaselineFigure, claim: Claim) -> bool:
    return (claim.subject, claim.measure) == (figure.subject, figure.measure)


def _same(status: BaselineStatus, read: StatusClaim) -> bool:
    return (status.subject, status.status) == (read.subject, read.status) and _overlap(status, read)


class _Spanned(Protocol):
    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


def _overlap(one: _Spanned, other: _Spanned) -> bool:
    return one.start < other.end and other.start < one.end
