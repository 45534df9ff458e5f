"""What the ledger holds, as far as new reports have to be laid against it.

Deciding asks for the series of a report, and only where nothing there compares with it for the others of its group;
so the store can hand out what it keeps folded, instead of every report there ever was.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from claims.ladder import Course, StatusEntry
from claims.policy import Policy
from claims.report import Report, StatusReport
from claims.series import SeriesKey, series_of
from claims.standing import Entry, Series


class Holdings(Protocol):
    """The ledger, asked about what matters to some new reports."""

    def holds(self, report: str) -> bool:
        """Whether the report with this id is in the ledger, dismissed or not."""

    def keys(self, groups: Collection[str], policy: Policy) -> Iterable[SeriesKey]:
        """The series of some groups, in any order."""

    def series(self, keys: Sequence[SeriesKey], policy: Policy) -> Sequence[Series]:
        """What is known of each of some series, in their order; of an unknown one an empty series."""

    def course(self, subject: str) -> Course:
        """What is known of the statuses of a subject."""


@dataclass(frozen=True, slots=True)
class Known:
    """Holdings from entries: figures by group, statuses by subject."""

    entries: Mapping[str, Sequence[Entry]]
    statuses: Mapping[str, Sequence[StatusEntry]]

    def holds(self, report: str) -> bool:
        """See Holdings."""
        figures = (entry.report.id for members in self.entries.values() for entry in members)
        statuses = (entry.report.id for members in self.statuses.values() for entry in members)
        return report in figures or report in statuses

    def keys(self, groups: Collection[str], policy: Policy) -> Iterable[SeriesKey]:
        """See Holdings."""
        return [key for key in self._by_series(policy) if key.group in groups]

    def series(self, keys: Sequence[SeriesKey], policy: Policy) -> Sequence[Series]:
        """See Holdings."""
        members = self._by_series(policy)
        return [Series(tail=tuple(members.get(key, ()))) for key in keys]

    def course(self, subject: str) -> Course:
        """See Holdings."""
        return Course(tail=tuple(self.statuses.get(subject, ())))

    def _by_series(self, policy: Policy) -> dict[SeriesKey, list[Entry]]:
        found: defaultdict[SeriesKey, list[Entry]] = defaultdict(list)
        for entry in (each for members in self.entries.values() for each in members):
            if key := series_of(entry.report.claim, policy):
                found[key].append(entry)
        return found


class Extended:
    """Holdings with the reports of one article added one by one; what is held already is not added again."""

    def __init__(self, held: Holdings) -> None:
        self._held = held
        self._added: set[str] = set()
        self._series: dict[SeriesKey, Series] = {}
        self._courses: dict[str, Course] = {}

    def holds(self, report: str) -> bool:
        """See Holdings."""
        return report in self._added or self._held.holds(report)

    def keys(self, groups: Collection[str], policy: Policy) -> Iterable[SeriesKey]:
        """See Holdings."""
        return {*self._held.keys(groups, policy), *(key for key in self._series if key.group in groups)}

    def series(self, keys: Sequence[SeriesKey], policy: Policy) -> Sequence[Series]:
        """See Holdings."""
        others = [key for key in keys if key not in self._series]
        found = self._series | dict(zip(others, self._held.series(others, policy), strict=True))
        return [found[key] for key in keys]

    def course(self, subject: str) -> Course:
        """See Holdings."""
        return self._courses.get(subject) or self._held.course(subject)

    def add(self, report: Report, policy: Policy) -> None:
        """Count a report of a figure as known."""
        key = series_of(report.claim, policy)
        if key is not None and not self.holds(report.id):
            self._series[key] = self.series([key], policy)[0].with_entry(Entry(report))
            self._added.add(report.id)

    def add_status(self, report: StatusReport) -> None:
        """Count a report of a status as known."""
        if not self.holds(report.id):
            subject = report.claim.subject
            self._courses[subject] = self.course(subject).with_entry(StatusEntry(report))
            self._added.add(report.id)
