"""Folded states as text and back, so that a state can be kept beside the reports that it was folded from.

Of each report the text holds what comparing needs; its quotation, offsets and reasons stay in the ledger. Reports are
read from the text when they are looked at: most new ones repeat what stands, and never ask what stood before.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from functools import cached_property
from hashlib import sha256
from typing import Any, Generic, TypeAlias, TypeVar, cast, overload

from claims.claim import Claim, StatusClaim
from claims.figure import Bound, Figure, Value
from claims.ladder import Timeline
from claims.policy import Policy
from claims.report import KnownFrom, Report, StatusReport
from claims.series import SeriesKey
from claims.standing import Dispute, Standing, Strand

# Whoever changes what a state holds, or how one is folded or compared, must raise it: kept states are then dropped.
FOLDING = 2

Packed: TypeAlias = list[Any]
Told = TypeVar("Told")


def recipe(policy: Policy) -> str:
    """What kept states depend on beside the reports: the rules of folding, and the policy by which they compare."""
    parts = (
        FOLDING,
        sorted(policy.temporal.items()),
        sorted((measure, sorted(by_status.items())) for measure, by_status in policy.temporal_by_status.items()),
        sorted(policy.flow_subjects),
        sorted(policy.ranks.items()),
        sorted(policy.classes.items()),
    )
    return f"f1-{sha256(json.dumps(parts).encode()).hexdigest()[:32]}"


def standing_text(state: Standing) -> str:
    """The state of a series as lines of JSON in ASCII; `standing_from` reads it back.

    The first line is the state, then each strand has two: what was superseded, and what disputes it. These two are the
    long ones, and are read, and written anew, only where a report touches them.
    """
    strands = [
        {
            "report": _packed(strand.report),
            "affirmed": _packed(strand.affirmed),
            "witnesses": _packed_text(strand.witnesses),
            "outlets": sorted(strand.outlets),
            "clusters": sorted(strand.clusters),
        }
        for strand in state.strands
    ]
    lines = [_json({"last": state.last and _packed(state.last), "strands": strands})]
    for strand in state.strands:
        lines += [_packed_text(strand.superseded), _disputes_text(strand.disputes)]
    return "\n".join(lines)


def standing_from(text: str, key: SeriesKey) -> Standing:
    """The state of the series `key` that `standing_text` wrote. Its reports have no quotation and no offsets."""

    def report(packed: Packed) -> Report:
        return _report(packed, key)

    def dispute(packed: Packed) -> Dispute:
        told, outlets = packed
        return Dispute(Unread(told, report), frozenset(outlets))

    state, *rest = text.split("\n")
    found = json.loads(state)
    strands = (
        Strand(
            report=report(each["report"]),
            affirmed=report(each["affirmed"]),
            witnesses=Unread(each["witnesses"], report),
            outlets=frozenset(each["outlets"]),
            clusters=frozenset(each["clusters"]),
            superseded=Unread(superseded, report),
            disputes=Unread(disputes, dispute),
        )
        for each, superseded, disputes in zip(found["strands"], rest[::2], rest[1::2], strict=True)
    )
    return Standing(tuple(strands), found["last"] and report(found["last"]))


def timeline_text(known: Timeline) -> str:
    """A timeline as JSON in ASCII: of each status the last step to it, which is all that deciding asks for."""
    last_of = {step.claim.status: place for place, step in enumerate(known.steps)}
    record = {
        "steps": [_packed_status(known.steps[place]) for place in sorted(last_of.values())],
        "rank": known.rank,
        "witnesses": known.witnesses,
        "outlets": sorted(known.outlets),
        "clusters": sorted(known.clusters),
        "last": known.last and _packed_status(known.last),
    }
    return _json(record)


def timeline_from(text: str, subject: str) -> Timeline:
    """The timeline of a subject that `timeline_text` wrote; of each status it has one step, in order."""
    found = json.loads(text)
    return Timeline(
        steps=tuple(_status_report(step, subject) for step in found["steps"]),
        rank=found["rank"],
        witnesses=found["witnesses"],
        outlets=frozenset(found["outlets"]),
        clusters=frozenset(found["clusters"]),
        last=found["last"] and _status_report(found["last"], subject),
    )


class Unread(Sequence[Told], Generic[Told]):
    """Values that are read from their JSON one by one when they are looked at; unread ones are written as they are."""

    def __init__(self, source: str | list[Packed], read: Callable[[Packed], Told]) -> None:
        self._source = source
        self._read = read
        self._found: dict[int, Told] = {}

    @cached_property
    def text(self) -> str:
        """The JSON of all."""
        return self._source if isinstance(self._source, str) else _json(self._source)

    @cached_property
    def _packed(self) -> list[Packed]:
        return cast(list[Packed], json.loads(self._source)) if isinstance(self._source, str) else self._source

    def __len__(self) -> int:
        return len(self._packed)

    @overload
    def __getitem__(self, place: int) -> Told: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Told]: ...

    def __getitem__(self, place: int | slice) -> Told | Sequence[Told]:
        if isinstance(place, slice):
            return tuple(self[each] for each in range(len(self))[place])
        place = range(len(self))[place]
        if place not in self._found:
            self._found[place] = self._read(self._packed[place])
        return self._found[place]

    def __iter__(self) -> Iterator[Told]:
        return (self[place] for place in range(len(self)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))


def _json(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"))


def _packed_text(reports: Sequence[Report]) -> str:
    return reports.text if isinstance(reports, Unread) else _json([_packed(report) for report in reports])


def _disputes_text(disputes: Sequence[Dispute]) -> str:
    if isinstance(disputes, Unread):
        return disputes.text
    packed = (f"[{_packed_text(each.witnesses)},{_json(sorted(each.outlets))}]" for each in disputes)
    return f"[{','.join(packed)}]"


def _packed(report: Report) -> Packed:
    claim, figure = report.claim, report.claim.figure
    return [
        report.id,
        _packed_value(figure.value),
        _packed_value(figure.value_high),
        figure.bound.value,
        figure.unit,
        figure.words,
        claim.scope,
        claim.status,
        claim.period,
        *_packed_origin(report),
    ]


def _report(packed: Packed, key: SeriesKey) -> Report:
    report, value, high, bound, unit, words, scope, status, period, *origin = packed
    stated = _value(value)
    assert stated is not None
    return Report(
        id=report,
        claim=Claim(
            figure=Figure(
                start=0, end=0, words=words, value=stated, value_high=_value(high), bound=Bound(bound), unit=unit
            ),
            subject=key.subject,
            measure=key.measure,
            scope=scope,
            status=status,
            period=period,
        ),
        quote="",
        **_origin(origin),
    )


def _packed_status(report: StatusReport) -> Packed:
    return [report.id, report.claim.status, report.claim.attributed_to, *_packed_origin(report)]


def _status_report(packed: Packed, subject: str) -> StatusReport:
    report, status, speaker, *origin = packed
    claim = StatusClaim(subject=subject, status=status, start=0, end=0, attributed_to=speaker)
    return StatusReport(id=report, claim=claim, quote="", **_origin(origin))


def _packed_origin(report: Report | StatusReport) -> Packed:
    known = None if report.known is None else report.known.astimezone(UTC).isoformat()
    return [known, report.known_from.value, report.outlet, report.cluster, report.article]


def _origin(packed: Packed) -> dict[str, Any]:
    known, known_from, outlet, cluster, article = packed
    return {
        "known": None if known is None else datetime.fromisoformat(known),
        "known_from": KnownFrom(known_from),
        "outlet": outlet,
        "cluster": cluster,
        "article": article,
    }


def _packed_value(value: Value | None) -> str | list[str] | None:
    """A number as its text, a date as a list of it."""
    return [value] if isinstance(value, str) else None if value is None else str(value)


def _value(packed: str | list[str] | None) -> Value | None:
    return packed[0] if isinstance(packed, list) else None if packed is None else Decimal(packed)
