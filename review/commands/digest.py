"""`cpecwatch digest`: the alert summary, shown or sent."""

import asyncio
from datetime import datetime
from enum import StrEnum
from functools import partial
from typing import Annotated

import typer

from claims.digest import Digest, as_html, as_markdown, as_text
from flows import orchestrator
from flows.settings import Configuration, load_configuration
from review.options import AsJson, Home
from review.terminal import in_utc, out, say_lines, show_json, write


class Form(StrEnum):
    """How a digest is written."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"


RENDERERS = {Form.MARKDOWN: as_markdown, Form.HTML: as_html}
InForm = Annotated[Form, typer.Option("--form", help="How it is written.")]
Since = Annotated[datetime | None, typer.Option(help="Changes found since; default: the last seven days (UTC).")]
Send = Annotated[bool, typer.Option("--send", help="Deliver what the channels have not been told of (flow `alert`).")]


def digest(
    form: InForm = Form.TEXT, since: Since = None, send: Send = False, home: Home = None, as_json: AsJson = False
) -> None:
    """The alert summary of the latest changes and of sources in trouble; --send delivers it to the settings' channels.

    Example: cpecwatch digest --form markdown --since 2026-05-01
    """
    configuration = load_configuration(home)
    if send:
        _send(configuration, as_json=as_json)
        return
    from flows.desk import opened_ledger
    from flows.stages.deliver import LOOK_BACK, TOLD, digest_of
    from store.alarms import open_alarms
    from store.changes import ChangeFilter, list_changes
    from store.engine import reading

    with opened_ledger(configuration) as ledger, reading(ledger.engine) as session:
        wanted = ChangeFilter(severities=TOLD, since=in_utc(since) or ledger.now() - LOOK_BACK, limit=1000)
        found = tuple(each.change for each in list_changes(session, wanted))
        in_trouble = [alarm.why for alarm in open_alarms(session)]
        made = digest_of(ledger, found, in_trouble=in_trouble) if found or in_trouble else None
    if as_json:
        show_json(made)
    elif made is None:
        out.print("nothing to tell")
    else:
        _show(made, form)


def _show(made: Digest, form: Form) -> None:
    """Plain text fits the terminal; what another program renders stays as it is."""
    if form is Form.TEXT:
        say_lines(as_text(made))
    else:
        write(RENDERERS[form](made))


def _send(configuration: Configuration, *, as_json: bool) -> None:
    orchestrator.adopt_environment(configuration)
    from flows.alert import alert_flow
    from flows.desk import opened_ledger

    delivered = asyncio.run(alert_flow(partial(opened_ledger, configuration))())
    if as_json:
        show_json(delivered)
    else:
        out.print(
            f"queued {delivered.queued}, sent {len(delivered.sent)}, to be sent again {len(delivered.failed)}, "
            f"unsure {len(delivered.unsure)}"
        )
