"""`cpecwatch check`: what would be read in a text, and what it would mean for the ledger. Nothing is recorded."""

import asyncio
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from claims.errors import BadConfiguration
from claims.exchange import claim_record
from claims.intake import Weighed, WeighedStatus
from claims.wording import words
from flows.settings import Configuration, load_configuration
from review.marking import Mark, stretches
from review.options import AsJson, Home
from review.terminal import cell, harmless, out, say, show_json

if TYPE_CHECKING:
    from claims.article import Article
    from flows.stages.consider import Considered

What = Annotated[
    str, typer.Argument(help="A URL, a file of text or HTML, or - for standard input.", show_default=False)
]
Why = Annotated[bool, typer.Option("--why", help="Say of each claim how it got its subject and measure.")]
Published = Annotated[datetime | None, typer.Option(help="Day of publication, for dates without a year.")]
Title = Annotated[str | None, typer.Option(help="The headline, which helps to tell what a text is about.")]
Page = Annotated[Path | None, typer.Option("--html", help="Write the marked text as a page, too.", show_default=False)]
STYLES = {
    Mark.PLAIN: "",
    Mark.LINKED: "bold black on green",
    Mark.UNLINKED: "bold black on yellow",
    Mark.UNREAD: "bold white on red",
}
HTML_ENDINGS = (".html", ".htm", ".xhtml")


def check(
    what: What,
    why: Why = False,
    published: Published = None,
    title: Title = None,
    html: Page = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Show what would be read in a text and how it compares with the ledger; records nothing.

    Example: cpecwatch check article.txt --why --published 2026-05-11 --html checked.html
    """
    from flows.desk import opened_ledger
    from flows.stages.consider import article_of_text, consider, midnight

    configuration = load_configuration(home)
    if what.startswith(("http://", "https://")) or what.lower().endswith(HTML_ENDINGS):
        article = asyncio.run(_read_page(configuration, what))
    else:
        article = article_of_text(_read_text(what), title=title, published=midnight(published))
    with opened_ledger(configuration) as ledger:
        considered = consider(ledger, article)
        names = {subject.id: subject.name for subject in ledger.topic.subjects.values()}
    if html is not None:
        _write_page(html, considered, names)
    if as_json:
        show_json(_record(considered))
    else:
        _show(considered, why=why)


async def _read_page(configuration: Configuration, what: str) -> "Article":
    from flows.desk import open_desk
    from flows.stages.consider import fetch_article, read_html

    async with open_desk(configuration) as desk:
        if what.startswith(("http://", "https://")):
            return await fetch_article(desk, what)
        return await read_html(desk, Path(what).name, _read_bytes(what))


def _read_text(what: str) -> str:
    if what == "-":
        return sys.stdin.read()
    return _read_bytes(what).decode("utf-8", "replace")


def _read_bytes(what: str) -> bytes:
    try:
        return Path(what).read_bytes()
    except OSError as error:
        raise BadConfiguration(f"{what}: cannot be read ({error.strerror}); give a URL, a file or -") from error


def _record(considered: "Considered") -> dict[str, Any]:
    return {
        "title": considered.article.title,
        "published": considered.article.published,
        "claims": [_claim_record(each) for each in considered.figures],
        "statuses": [_status_record(each) for each in considered.statuses],
        "unread": considered.reading.unread,
    }


def _claim_record(each: Weighed) -> dict[str, Any]:
    decision = each.decision
    return claim_record(each.report.claim) | {
        "quote": each.report.quote,
        "verdict": decision.verdict,
        "against": words(decision.against.claim.figure) if decision.against else None,
        "because": decision.finding.why,
        "why": each.report.claim.why,
    }


def _status_record(each: WeighedStatus) -> dict[str, Any]:
    claim = each.report.claim
    return {
        "subject": claim.subject,
        "status": claim.status,
        "attributed_to": claim.attributed_to,
        "quote": each.report.quote,
        "verdict": each.decision.verdict,
        "because": each.decision.finding.why,
        "why": claim.why,
    }


def _show(considered: "Considered", *, why: bool) -> None:
    out.print(_highlighted(considered))
    out.print()
    for each in considered.figures:
        _show_claim(each, why=why)
    for status in considered.statuses:
        claim = status.report.claim
        verdict = status.decision.verdict or "nothing new"
        say(f"{claim.subject} is {claim.status}: {verdict}. {status.decision.finding.why}")
        _show_why(claim.why if why else ())
    for unread in considered.reading.unread:
        out.print(cell(f"not read: {unread.words} ({unread.reason})", "yellow"))
    if not considered.figures and not considered.statuses:
        out.print("nothing was read")


def _show_claim(each: Weighed, *, why: bool) -> None:
    claim, decision = each.report.claim, each.decision
    told = [claim.status, claim.scope, claim.period, claim.attributed_to and f"says {claim.attributed_to}"]
    details = ", ".join(part for part in told if part)
    about = f"{claim.subject or 'about nothing that is tracked'} · {claim.measure}"
    out.print(cell(f"{words(claim.figure)}  {about}" + (f" ({details})" if details else ""), "bold"))
    say(f"{decision.verdict or 'nothing new'}: {decision.finding.why}", indent=4)
    _show_why(claim.why if why else ())


def _show_why(reasons: tuple[str, ...]) -> None:
    for reason in reasons:
        say(reason, indent=6, style="dim")


def _highlighted(considered: "Considered") -> Text:
    """The text with its figures marked: green ones are linked, yellow ones are not, red ones were not read."""
    marked = Text()
    for each in stretches(considered.article.text, considered.reading):
        marked.append("".join(map(_visible, each.text)), STYLES[each.mark])
    marked.rstrip()
    return marked


def _visible(character: str) -> str:
    return character if character == "\n" else harmless(character)


def _write_page(path: Path, considered: "Considered", names: Mapping[str, str]) -> None:
    from review.templating import open_templates

    page = open_templates(names, None).get_template("checked.html")
    text, reading = considered.article.text, considered.reading
    written = page.render(article=considered.article, stretches=stretches(text, reading), figures=considered.figures)
    try:
        path.write_text(written, encoding="utf-8")
    except OSError as error:
        raise BadConfiguration(f"{path}: cannot be written ({error.strerror})") from error
