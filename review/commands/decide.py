"""`cpecwatch accept`, `dismiss`, `correct`, `unsure`, `reopen`, `undo`: what a person says of changes."""

from datetime import datetime
from typing import Annotated

import typer

from claims.errors import BadConfiguration
from claims.policy import policy_of
from claims.report import Judgement
from claims.rules import RuleAbout
from flows.topic_pack import read_topic
from review.deciding import Ids, SeenOption, Who, Why, amendment_of, reviewing, seen_of, show_said
from review.options import AsJson, Home
from review.terminal import in_utc

Until = Annotated[
    datetime | None,
    typer.Option("--until", help="Lines like it stay silent until this day (UTC).", show_default=False),
]
About = Annotated[
    RuleAbout | None,
    typer.Option(help="With --until: which lines of the series; default: the same pair of values.", show_default=False),
]
FigureWords = Annotated[
    str | None, typer.Option("--figure", help="The figure in words, such as “$8.5bn”.", show_default=False)
]
Value = Annotated[str | None, typer.Option(help="The value in base units (8500000000).", show_default=False)]
ValueHigh = Annotated[str | None, typer.Option(help="The upper end of a range.", show_default=False)]
Unit = Annotated[str | None, typer.Option(help="The unit: USD, MW, date, count:project.", show_default=False)]
BoundWord = Annotated[str | None, typer.Option("--bound", help="exact, about, more_than, …", show_default=False)]
SubjectId = Annotated[str | None, typer.Option("--subject", help="Id of the subject.", show_default=False)]
MeasureId = Annotated[str | None, typer.Option("--measure", help="Id of the measure.", show_default=False)]
Scope = Annotated[str | None, typer.Option(help="Such as phase-1; '' for none.", show_default=False)]
Status = Annotated[str | None, typer.Option(help="Such as planned; '' for none.", show_default=False)]
Period = Annotated[str | None, typer.Option(help="Such as FY2025; '' for none.", show_default=False)]


def accept(
    ids: Ids, why: Why = "", who: Who = None, seen: SeenOption = None, home: Home = None, as_json: AsJson = False
) -> None:
    """Accept changes: what they tell stands, a conflict too.

    Example: cpecwatch accept h1-3f9a2c --why "confirmed by the ministry"
    """
    _judge(ids, Judgement.ACCEPTED, why, who, seen, home, as_json=as_json)


def dismiss(
    ids: Ids,
    until: Until = None,
    about: About = None,
    why: Why = "",
    who: Who = None,
    seen: SeenOption = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Dismiss changes: what they tell is out of the ledger. With --until, lines like them stay silent for a time.

    Example: cpecwatch dismiss h1-3f9a2c --why "an old quarrel" --until 2026-09-01
    """
    from flows.stages.decisions import Silence
    from flows.stages.decisions import dismiss as dismiss_changes

    if about is not None and until is None:
        raise BadConfiguration("--about says which lines --until is about: give both")
    moment = in_utc(until)
    silence = Silence(until=moment, about=about or RuleAbout.PAIR) if moment else None
    with reviewing(home, who, why) as desk:
        said = dismiss_changes(desk.session, ids, desk.signed, silence, seen=seen_of(seen))
    show_said(said, desk.configuration, as_json=as_json)


def correct(
    change: Annotated[str, typer.Argument(help="Id of a change, or its first characters.", show_default=False)],
    figure: FigureWords = None,
    value: Value = None,
    value_high: ValueHigh = None,
    unit: Unit = None,
    bound: BoundWord = None,
    subject: SubjectId = None,
    measure: MeasureId = None,
    scope: Scope = None,
    status: Status = None,
    period: Period = None,
    why: Why = "",
    who: Who = None,
    seen: SeenOption = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Correct what was read: your figure, subject … stand in place of the machine's, which stay beside them.

    Example: cpecwatch correct h1-3f9a2c --figure "$8.5bn" --scope phase-1 --why "billion, not million"
    """
    from flows.stages.decisions import correct as correct_change

    quantity = {"value": value, "value_high": value_high, "unit": unit, "bound": bound}
    about = {"subject": subject, "measure": measure, "scope": scope, "status": status, "period": period}
    typed = amendment_of(figure, quantity | about)
    with reviewing(home, who, why) as desk:
        topic = read_topic(desk.configuration.settings.seeds)
        said = correct_change(
            desk.session, change, typed, desk.signed, topic=topic, policy=policy_of(topic), seen=seen_of(seen)
        )
    show_said([said], desk.configuration, as_json=as_json)


def unsure(
    ids: Ids, why: Why = "", who: Who = None, seen: SeenOption = None, home: Home = None, as_json: AsJson = False
) -> None:
    """Mark changes as unsure: looked at, not decided; a conflict stays contested.

    Example: cpecwatch unsure h1-3f9a2c --why "asked the ministry"
    """
    _judge(ids, Judgement.UNSURE, why, who, seen, home, as_json=as_json)


def reopen(
    ids: Ids, why: Why = "", who: Who = None, seen: SeenOption = None, home: Home = None, as_json: AsJson = False
) -> None:
    """Reopen changes, as if nobody had decided; what was said before stays in their history.

    Example: cpecwatch reopen h1-3f9a2c --why "new evidence"
    """
    _judge(ids, Judgement.OPEN, why, who, seen, home, as_json=as_json)


def undo(
    ids: Ids, why: Why = "", who: Who = None, seen: SeenOption = None, home: Home = None, as_json: AsJson = False
) -> None:
    """Undo the last decision about changes, of whatever kind; the one before it counts again.

    Example: cpecwatch undo h1-3f9a2c
    """
    from flows.stages.decisions import undo as undo_changes

    with reviewing(home, who, why) as desk:
        said = undo_changes(desk.session, ids, desk.signed, seen=seen_of(seen))
    show_said(said, desk.configuration, as_json=as_json)


def _judge(
    ids: list[str], judgement: Judgement, why: str, who: str | None, seen: str | None, home: Home, *, as_json: bool
) -> None:
    from flows.stages.decisions import judge

    with reviewing(home, who, why) as desk:
        said = judge(desk.session, ids, judgement, desk.signed, seen=seen_of(seen))
    show_said(said, desk.configuration, as_json=as_json)
