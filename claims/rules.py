"""Rules that a dismissal teaches: until a day, lines like the dismissed one are recorded without a sound.

A rule never hides a line and never moves the ledger; it only takes away the noise, and the line's reason names it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from claims.report import Change, Severity


class RuleAbout(StrEnum):
    """Which later lines of the series a rule is about."""

    PAIR = "pair"  # those that set the same two values against each other, whoever says so
    OUTLET = "outlet"  # all of the same outlet
    CLUSTER = "cluster"  # all of the same copy cluster


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What a person wants to hear no more of, from `since` until the moment `until`.

    `outlet` or `cluster` is set where the rule is about one; `old` and `new` are the two values as the log words them.
    """

    id: int
    series: str
    about: RuleAbout
    outlet: str | None = None
    cluster: str | None = None
    old: str | None = None
    new: str | None = None
    since: datetime
    until: datetime
    who: str
    why: str = ""

    def covers(self, line: Change) -> bool:
        """Whether the rule is about a line of the change log, found while it holds."""
        if line.series != self.series or not self.since <= line.found < self.until:
            return False
        match self.about:
            case RuleAbout.OUTLET:
                return line.outlet == self.outlet
            case RuleAbout.CLUSTER:
                return line.cluster == self.cluster
            case _:
                return {line.old, line.new} == {self.old, self.new}


def hushed(lines: Iterable[Change], rules: Sequence[Rule]) -> tuple[Change, ...]:
    """The lines, those without a sound that a rule covers; each of these names the rule in its reason."""
    return tuple(_hushed(line, next((rule for rule in rules if rule.covers(line)), None)) for line in lines)


def _hushed(line: Change, rule: Rule | None) -> Change:
    if rule is None:
        return line
    reason = f"Silent by rule {rule.id} of {rule.who} until {rule.until:%Y-%m-%d}"
    return replace(line, severity=Severity.NONE, why=f"{line.why} {reason}{f' ({rule.why})' if rule.why else ''}.")
