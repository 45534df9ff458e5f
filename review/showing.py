"""How a run and the change log are shown in a terminal."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from claims.report import Change, Verdict
from claims.run import RunReport, tally
from review.terminal import counted, err, harmless, local, out, say, show_table

if TYPE_CHECKING:
    from store.changes import LoggedChange

# The order in which a person wants to know.
LOUDEST_FIRST = (
    Verdict.CONFLICTING,
    Verdict.REVISED,
    Verdict.UPDATED,
    Verdict.STATUS_CHANGED,
    Verdict.NEW,
    Verdict.REFINED,
    Verdict.CORROBORATED,
    Verdict.OUTDATED,
)
STYLES = {
    Verdict.CONFLICTING: "bold red",
    Verdict.REVISED: "bold magenta",
    Verdict.UPDATED: "bold yellow",
    Verdict.STATUS_CHANGED: "bold cyan",
    Verdict.NEW: "bold green",
}
QUOTE_WIDTH = 160


@contextmanager
def progress_bar() -> Iterator[Callable[[str, int, int], None]]:
    """A bar on standard error that a pass tells its stages to; gone when the pass ends."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True) as bar:
        bars: dict[str, TaskID] = {}

        def tell(stage: str, done: int, of: int) -> None:
            if stage not in bars:
                bars[stage] = bar.add_task(stage, total=of)
            bar.update(bars[stage], completed=done, total=of)

        yield tell


def show_run(report: RunReport) -> None:
    """The sources of a run with what each gave, then whatever was skipped, and why."""
    sources = dict.fromkeys(item.source for item in report.items)
    tallies = [tally(source, report.items) for source in sources]
    show_table(
        "sources",
        ("source", "found", "new", "edited", "unchanged", "failed"),
        [(each.source, each.found, each.new, each.edited, each.unchanged, each.failed) for each in tallies],
    )
    if report.skipped:
        show_table(
            "skipped, each with its reason",
            ("source", "reason", "what happened"),
            [(item.source, item.reason, item.message) for item in report.skipped],
        )
    out.print(f"{counted(report.claims, 'new claim')}, {counted(report.changes, 'change')}")


def show_changes(logged: Sequence["LoggedChange"], names: Mapping[str, str], zone: str | None) -> None:
    """The changes by verdict, the loudest first: old → new, the words that say so, and where they stand."""
    by_verdict: dict[Verdict, list[LoggedChange]] = defaultdict(list)
    for each in logged:
        by_verdict[each.change.verdict].append(each)
    for verdict in LOUDEST_FIRST:
        if by_verdict[verdict]:
            out.print()
            out.print(f"{verdict.value} ({len(by_verdict[verdict])})", style=STYLES.get(verdict, "bold"), markup=False)
            for each in by_verdict[verdict]:
                _show_change(each, names, zone)


def _show_change(logged: "LoggedChange", names: Mapping[str, str], zone: str | None) -> None:
    change = logged.change
    subject = names.get(change.subject or "", change.subject or "?")
    say(f"{change.id[:11]}  {subject} · {change.measure or 'status'}: {moved(change)}", indent=2)
    say(f"“{shortened(change.quote)}”", indent=4, style="italic")
    witnesses = counted(change.witnesses, "witness", "witnesses")
    say(f"{change.outlet}, {local(change.found, zone)}, {witnesses} · {change.why}", indent=4, style="dim")
    if logged.reverted:
        say(f"reverted: since {local(logged.reverted, zone)} the article says again what it said before", indent=4)


def moved(change: Change) -> str:
    """`old → new`, or what there is of it."""
    return " → ".join(part for part in (change.old, change.new) if part)


def shortened(quote: str) -> str:
    """A quote of one line, cut at a word."""
    line = " ".join(harmless(quote).split())
    return line if len(line) <= QUOTE_WIDTH else line[:QUOTE_WIDTH].rsplit(" ", 1)[0] + " …"


def change_record(logged: "LoggedChange") -> dict[str, Any]:
    """A change as a JSON object."""
    return asdict(logged.change) | {"state": logged.state, "reverted": logged.reverted}
