"""What the commands by which people decide share: who signs, the options, and how a decision is shown."""

import getpass
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from claims.amendment import Amendment
from claims.errors import BadConfiguration
from flows.settings import Configuration, load_configuration, make_home
from review.options import Home
from review.showing import moved
from review.terminal import cell, local, out, show_json

if TYPE_CHECKING:
    from sqlmodel import Session

    from flows.stages.decisions import Said
    from store.decisions import Decided, Seen, Signature

Ids = Annotated[list[str], typer.Argument(help="Ids of changes, or their first characters.", show_default=False)]
Why = Annotated[str, typer.Option("--why", help="The reason, kept with the decision.", show_default=False)]
Who = Annotated[
    str | None,
    typer.Option("--who", help="Who signs; default: the setting reviewer, else the login name.", show_default=False),
]
SeenOption = Annotated[
    str | None,
    typer.Option(
        "--seen",
        help="The decision that you saw: its number, or open. Refused where somebody else decided meanwhile.",
        show_default=False,
    ),
]
OPEN = "open"


@dataclass(frozen=True, slots=True)
class Reviewing:
    """A session that decides, who decides in it, and the configuration it belongs to."""

    session: "Session"
    signed: "Signature"
    configuration: Configuration


@contextmanager
def reviewing(home: Home, who: str | None, why: str) -> Iterator[Reviewing]:
    """One unit of work of a reviewer: kept as a whole, or not at all. Raises BadConfiguration, MachineFailed."""
    from store.engine import open_engine, transaction, upgrade

    configuration = load_configuration(home)
    signed = signature(configuration, who, why)
    make_home(configuration)
    engine = open_engine(configuration.database_url)
    try:
        upgrade(engine)
        with transaction(engine) as session:
            yield Reviewing(session, signed, configuration)
    finally:
        engine.dispose()


def signature(configuration: Configuration, who: str | None, why: str) -> "Signature":
    """Who signs now, and why. Raises BadConfiguration where nobody can be named."""
    from store.decisions import Signature

    name = (who if who is not None else configuration.settings.reviewer or _login()).strip()
    if not name:
        raise BadConfiguration("nobody signs: say who by --who NAME, or set `reviewer` in cpecwatch.toml")
    return Signature(who=name, at=datetime.now(UTC), why=why.strip())


def amendment_of(figure: str | None, fields: Mapping[str, str | None], day: date | None = None) -> Amendment:
    """What a person typed; the figure's words are read like an article's of that day. Raises BadConfiguration."""
    from flows.stages.hand import figure_of

    return Amendment(figure=None if figure is None else figure_of(figure, day), **fields)


def seen_of(typed: str | None) -> "Seen":
    """The live decision that a person says they saw. Raises BadConfiguration for anything but a number or `open`."""
    from store.decisions import UNCHECKED

    if typed is None:
        return UNCHECKED
    if typed == OPEN:
        return None
    if not typed.isascii() or not typed.isdigit():
        raise BadConfiguration(f"--seen: {typed!r} is neither the number of a decision nor {OPEN}")
    return int(typed)


def show_said(said: Sequence["Said"], configuration: Configuration, *, as_json: bool) -> None:
    """What was decided, and what counted before."""
    if as_json:
        show_json([_record(each) for each in said])
        return
    for each in said:
        change = each.change.change
        to = f" to {each.corrected}" if each.corrected else ""
        out.print(cell(f"{change.id[:11]}  {each.change.state}{to}  {change.verdict} {moved(change)}", style="bold"))
        zone = configuration.settings.timezone
        out.print(cell(f"    decision {each.decision.id} of {each.decision.who}; before: {_former(each.former, zone)}"))
        if each.rule is not None:
            out.print(cell(f"    rule {each.rule.id}: lines like it are silent until {local(each.rule.until, zone)}"))


def _former(former: "Decided | None", zone: str | None) -> str:
    if former is None:
        return OPEN
    because = f" ({former.why})" if former.why else ""
    return f"{former.judgement} by {former.who} at {local(former.at, zone)}{because}"


def _record(said: "Said") -> dict[str, Any]:
    return {
        "id": said.change.change.id,
        "state": said.change.state,
        "decision": said.decision,
        "former": said.former,
        "corrected": said.corrected,
        "rule": said.rule,
    }


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # no login name: a container without a line in passwd
        return ""
