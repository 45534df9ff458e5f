"""`cpecwatch replay`: the kept texts, read again by today's rules and topic pack."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from claims.rereading import Reread
from claims.wording import words
from flows.settings import load_configuration
from review.options import AsJson, Home
from review.terminal import counted, out, show_json, show_table

if TYPE_CHECKING:
    from flows.stages.replay import Replayed

Accept = Annotated[bool, typer.Option("--accept", help="Keep the new readings; without it nothing is recorded.")]


def replay(accept: Accept = False, home: Home = None, as_json: AsJson = False) -> None:
    """Read the kept texts again, by today's rules and topic pack, and show what is read otherwise.

    Nothing counts before you accept it. Accepting keeps both readings, withdraws what is no longer read, compares what
    is new, and wakes nobody; no decision is dropped.

    Example: cpecwatch replay --accept
    """
    from flows.desk import opened_ledger
    from flows.stages import replay as stage

    with opened_ledger(load_configuration(home)) as ledger:
        done = stage.accept(ledger) if accept else stage.look(ledger)
        version = ledger.reading
    if as_json:
        show_json({"reading": version, "accepted": accept} | asdict(done))
    else:
        _show(done, version, accepted=accept)


def _show(done: "Replayed", version: str, *, accepted: bool) -> None:
    rows = [row for each in done.differences for row in _rows(each)]
    if rows:
        show_table("read otherwise", ("article", "what", "words", "before → now"), rows)
    texts, differences = counted(done.texts, "text"), counted(len(rows), "difference")
    out.print(f"{texts} read again by version {version}, {differences}", markup=False)
    if accepted:
        lines, again = counted(done.changes, "line"), counted(done.reopened, "decision")
        out.print(f"kept: {lines} in the log, {again} to look at again")
    elif done.texts:
        out.print("nothing is recorded; keep it with: cpecwatch replay --accept")


def _rows(each: Reread) -> Iterator[tuple[str, str, str, str]]:
    for report in each.added:
        claim = report.claim
        yield each.article, "added", claim.figure.words, f"→ {claim.subject or '?'} {claim.measure or '?'}"
    for report in each.gone:
        claim = report.claim
        yield each.article, "gone", claim.figure.words, f"{claim.subject or '?'} {claim.measure or '?'} →"
    for pair in each.relinked:
        yield each.article, "relinked", words(pair.was.claim.figure), "; ".join(pair.differences)
    for what, statuses in (("status added", each.statuses_added), ("status gone", each.statuses_gone)):
        for status in statuses:
            yield each.article, what, status.quote, f"{status.claim.subject}: {status.claim.status}"
