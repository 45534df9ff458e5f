"""Telling a ledger: reports in the order in which they came, and what the change log said of each.

    corridor = telling.about("cpec", "committed-investment", status="planned")
    assert corridor.says("2015-04-20", "Punjab Times", "$46 billion") == "new"

The words are read by the program's own grammar, so that a scenario is told in the words of the press.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any

from claims.claim import Claim, StatusClaim
from claims.decide import decide
from claims.figure import Figure
from claims.ladder import StatusEntry, decide_status, timeline
from claims.policy import Policy
from claims.report import Finding, Judgement, KnownFrom, Report, Severity, StatusReport, Verdict
from claims.series import SeriesKey, series_of
from claims.standing import Entry, standing
from claims.wording import words as wording
from extractors.claims import Lexicon, read_claims
from extractors.figures import read_figures

SIGHTING = "sighting"


@dataclass
class Telling:
    """A ledger that hears one report after the other; `alerts` are the verdicts that woke somebody."""

    policy: Policy
    lexicon: Lexicon
    entries: list[Entry] = field(default_factory=list)
    statuses: list[StatusEntry] = field(default_factory=list)
    alerts: list[str] = field(default_factory=list)
    last: Finding | None = None

    def about(self, subject: str, measure: str, **usual: Any) -> "Line":
        """Reports of one measure of one subject; `usual` are the fields of a claim unless a report says otherwise."""
        return Line(self, {"subject": subject, "measure": measure, **usual})

    def moves(self, day: str, outlet: str, subject: str, status: str, by: str | None = "a minister") -> str:
        """What the log says of a status that an outlet reports."""
        claim = StatusClaim(subject=subject, status=status, start=0, end=1, attributed_to=by)
        report = StatusReport(claim=claim, **self._printed(day, outlet, status, None))
        decision = decide_status(report, self.statuses, self.policy)
        self.statuses.append(StatusEntry(report))
        return self._heard(decision.verdict, decision.severity, decision.finding)

    def hear(self, claim: Claim, day: str, outlet: str, article: str | None) -> str:
        """What the log says of a figure that an outlet reports."""
        report = Report(claim=claim, **self._printed(day, outlet, claim.figure.words, article))
        decision = decide(report, self.entries, self.policy)
        self.entries.append(Entry(report))
        return self._heard(decision.verdict, decision.severity, decision.finding)

    def reads(self, day: str, outlet: str, text: str) -> list[str]:
        """What the log says of all that the program reads in a text, as `subject measure verdict`; no sightings."""
        reading = read_claims(self.lexicon, text, published=date.fromisoformat(day))
        linked = [claim for claim in reading.claims if claim.subject and claim.measure]
        lines = [f"{each.subject} {each.measure} {self.hear(each, day, outlet, text)}" for each in linked]
        for each in reading.statuses:
            lines.append(
                f"{each.subject} status {self.moves(day, outlet, each.subject, each.status, each.attributed_to)}"
            )
        return [line for line in lines if not line.endswith(SIGHTING)]

    def accept(self) -> None:
        """A person accepts the last report of a figure."""
        self.entries[-1] = replace(self.entries[-1], judgement=Judgement.ACCEPTED)

    def status_of(self, subject: str) -> str | None:
        """The status that stands for a subject."""
        entries = [each for each in self.statuses if each.report.claim.subject == subject]
        report = timeline(entries, self.policy).report
        return report.claim.status if report else None

    @property
    def why(self) -> str:
        """The reason that the log gave for the last verdict."""
        return self.last.why if self.last else ""

    @property
    def rule(self) -> str:
        """The rule that the last verdict went by."""
        return self.last.rule if self.last else ""

    def _heard(self, verdict: Verdict | None, severity: Severity, finding: Finding) -> str:
        self.last = finding
        said = verdict.value if verdict else SIGHTING
        if severity is Severity.ALERT:
            self.alerts.append(said)
        return said

    def _printed(self, day: str, outlet: str, words: str, article: str | None) -> dict[str, Any]:
        number = len(self.entries) + len(self.statuses)
        story = article or f"{outlet} {day} {words} {number}"
        return {
            "id": f"{number:03}",
            "known": datetime.fromisoformat(day).replace(tzinfo=UTC),
            "known_from": KnownFrom.PUBLISHED,
            "outlet": outlet,
            "cluster": story,
            "article": story,
            "quote": words,
        }


@dataclass(frozen=True)
class Line:
    """Reports of one kind; what the claims have in common is given once."""

    telling: Telling
    usual: dict[str, Any]

    def says(self, day: str, outlet: str, words: str, *, article: str | None = None, **given: Any) -> str:
        """What the log says when an outlet prints some words on a day; `given` are fields of this claim alone."""
        stated = figure_in(words, date.fromisoformat(day))
        claim = Claim(figure=stated, **{**self.usual, **given})
        return self.telling.hear(claim, day, outlet, article)

    @property
    def stands(self) -> list[str]:
        """The figures that stand, in words, of all series of this subject and measure."""
        return self._each(lambda strand: [strand.report])

    @property
    def disputes(self) -> list[str]:
        """The figures that contradict what stands and wait for a person, in words."""
        return self._each(lambda strand: strand.contested)

    @property
    def witnesses(self) -> int:
        """How many independent witnesses there are for what stands, all strands together."""
        return len(self._each(lambda strand: strand.witnesses))

    def _each(self, wanted: Callable[[Any], Iterable[Report]]) -> list[str]:
        by_series: dict[SeriesKey | None, list[Entry]] = {}
        for entry in self.telling.entries:
            claim = entry.report.claim
            if (claim.subject, claim.measure) == (self.usual["subject"], self.usual["measure"]):
                by_series.setdefault(series_of(claim, self.telling.policy), []).append(entry)
        states = [standing(entries, self.telling.policy) for entries in by_series.values()]
        reports = [report for state in states for strand in state.strands for report in wanted(strand)]
        return [wording(report.claim.figure) for report in reports]


def figure_in(words: str, published: date) -> Figure:
    """The one figure that some words state."""
    figures = read_figures(words, published)
    assert len(figures) == 1, f"{words!r} states {len(figures)} figures"
    return figures[0]
