"""`cpecwatch changes` and `cpecwatch show`: the change log."""

from dataclasses import asdict
from datetime import datetime
from typing import Annotated

import typer

from claims.errors import BadConfiguration
from claims.report import Judgement, Verdict
from flows.settings import load_configuration
from flows.topic_pack import read_topic
from review.opening import reading_ledger
from review.options import AsJson, Home
from review.showing import change_record, moved, show_changes
from review.terminal import counted, in_utc, local, out, say, show_json, show_table

Verdicts = Annotated[list[Verdict] | None, typer.Option("--verdict", help="Only this verdict; may be repeated.")]
States = Annotated[list[Judgement] | None, typer.Option("--state", help="Only this state; may be repeated.")]
Subject = Annotated[str | None, typer.Option(help="Only this subject, by id.")]
Outlet = Annotated[str | None, typer.Option(help="Only this source, by id.")]
Since = Annotated[datetime | None, typer.Option(help="Found on or after this day or time (UTC).")]
Search = Annotated[str | None, typer.Option("--search", help="Words to find in the quote, the reason or the values.")]
Limit = Annotated[int, typer.Option(min=1, help="At most so many.")]


def changes(
    verdict: Verdicts = None,
    subject: Subject = None,
    outlet: Outlet = None,
    state: States = None,
    since: Since = None,
    search: Search = None,
    limit: Limit = 100,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """The change log, the loudest verdicts first, with the words that say so.

    Example: cpecwatch changes --verdict conflicting --subject ml-1 --since 2026-05-01
    """
    from store.changes import ChangeFilter, list_changes

    wanted = ChangeFilter(
        verdicts=tuple(verdict or ()),
        states=tuple(state or ()),
        subject=subject,
        outlet=outlet,
        since=in_utc(since),
        text=search,
        limit=limit,
    )
    configuration = load_configuration(home)
    names = {each.id: each.name for each in read_topic(configuration.settings.seeds).subjects.values()}
    if subject is not None and subject not in names:
        raise BadConfiguration(f"no subject is called {subject}; seeds/subjects.yaml lists them")
    with reading_ledger(configuration) as session:
        found = list_changes(session, wanted)
    if as_json:
        show_json([change_record(each) for each in found])
        return
    show_changes(found, names, configuration.settings.timezone)
    out.print(counted(len(found), "change") + (f" (the newest {limit})" if len(found) == limit else ""))


Identity = Annotated[str, typer.Argument(help="Id of a change, or its first characters.", show_default=False)]


def show(change: Identity, home: Home = None, as_json: AsJson = False) -> None:
    """One change with its evidence: the words, the page, the witnesses, why this verdict, and what people said of it.

    Example: cpecwatch show h1-3f9a2c
    """
    from flows.stages.decisions import find_change
    from store.decisions import decisions_of
    from store.reports import find_reports

    configuration = load_configuration(home)
    with reading_ledger(configuration) as session:
        found = find_change(session, change)
        decisions = decisions_of(session, found.change.id)
        sides = find_reports(session, [each for each in (found.change.report, found.change.against) if each])
    if as_json:
        record = change_record(found) | {"run": found.run}
        show_json(record | {"decisions": decisions, "reports": list(sides.values())})
        return
    zone = configuration.settings.timezone
    rows = [(name, _shown(value, zone)) for name, value in asdict(found.change).items()]
    state = [("state", found.state), ("reverted", _shown(found.reverted, zone))]
    show_table(f"{found.change.verdict}: {moved(found.change)}", ("field", "value"), [*rows, *state])
    for label, identity_ in (("said before", found.change.against), ("says now", found.change.report)):
        if identity_ in sides:
            side = sides[identity_]
            say(f"{label}: {side.outlet}, {local(side.known, zone)}: “{side.quote.strip()}”")
    for each in decisions:
        said = each.judgement or f"undid {each.undo_of}"
        because = f" ({each.why})" if each.why else ""
        say(f"decision {each.id}, {local(each.at, zone)}, {each.who}: {said}{because}")


def _shown(value: object, zone: str | None) -> object:
    return local(value, zone) if isinstance(value, datetime) else value
