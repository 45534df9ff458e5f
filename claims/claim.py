"""Claims: a figure, or a status, tied to what it is about and to who says so."""

from dataclasses import dataclass

from claims.figure import Figure, Unread


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A figure tied to a tracked subject and a measure.

    `subject` is None where nothing in the registry could be linked: the claim is kept, so that a person can see
    the miss. `quote_start` and `quote_end` span the clause or sentence that carries the figure, as offsets into the
    article's text.
    `why` holds one readable line per decision of the linker (subject, measure, status …).
    """

    figure: Figure
    subject: str | None
    measure: str | None
    scope: str | None = None
    status: str | None = None
    period: str | None = None
    attributed_to: str | None = None
    quote_start: int = 0
    quote_end: int = 0
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusClaim:
    """How far along an initiative is said to be; `status` is an id of the status ladder, `start:end` the clause."""

    subject: str
    status: str
    start: int
    end: int
    attributed_to: str | None = None
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that was read in one text."""

    claims: tuple[Claim, ...]
    statuses: tuple[StatusClaim, ...]
    unread: tuple[Unread, ...]
