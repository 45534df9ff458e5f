"""`cpecwatch add`: a claim that a person types in, signed, through the same comparison as any article."""

import sys
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from flows.settings import load_configuration
from review.commands.decide import BoundWord, FigureWords, MeasureId, Period, Scope, Status, SubjectId
from review.deciding import Who, Why, amendment_of, signature
from review.options import AsJson, Home
from review.terminal import cell, counted, local, out, show_json

if TYPE_CHECKING:
    from flows.stages.hand import Noted

Text = Annotated[
    str,
    typer.Argument(help="The words that say so, or - for standard input; read like an article.", show_default=False),
]
SourceName = Annotated[str, typer.Option("--source", help="Who states it: id of a source, or a name.")]
Url = Annotated[str | None, typer.Option(help="Where it stands.", show_default=False)]
Day = Annotated[datetime | None, typer.Option("--date", help="The day on which it was said.", show_default=False)]
Title = Annotated[str, typer.Option(help="Its headline.", show_default=False)]


def add(
    source: SourceName,
    text: Text = "",
    figure: FigureWords = None,
    subject: SubjectId = None,
    measure: MeasureId = None,
    status: Status = None,
    scope: Scope = None,
    period: Period = None,
    bound: BoundWord = None,
    date: Day = None,
    url: Url = None,
    title: Title = "",
    why: Why = "",
    who: Who = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Add a claim by hand: a text that is read like an article, or a figure with its subject and measure.

    It is compared like any other, signed by you; the same again adds nothing.

    Example: cpecwatch add --source "Ministry of Planning" --date 2026-05-11 --figure "$25.4bn" --subject cpec
    --measure investment "CPEC has drawn $25.4bn so far."
    """
    from flows.desk import opened_ledger
    from flows.stages.hand import Note, add_note

    configuration = load_configuration(home)
    signed = signature(configuration, who, why)
    day = date.date() if date else None
    about = {"subject": subject, "measure": measure, "scope": scope, "status": status, "period": period}
    typed = amendment_of(figure, about | {"bound": bound}, day)
    words = sys.stdin.read() if text == "-" else text
    with opened_ledger(configuration) as ledger:
        note = Note(source=source, text=words, url=url, day=day, title=title, typed=typed)
        _show(add_note(ledger, note, signed), configuration.settings.timezone, as_json=as_json)


def _show(noted: "Noted", zone: str | None, *, as_json: bool) -> None:
    by, when = noted.revision.author, local(noted.revision.seen_at, zone)
    if as_json:
        show_json(noted)
    elif noted.is_new:
        read, told = counted(noted.claims, "claim"), counted(noted.changes, "change")
        out.print(cell(f"{noted.article}: {read}, {told}, signed {by}"))
    else:
        out.print(cell(f"{noted.article}: known already, added by {by} at {when}; nothing was added"))
