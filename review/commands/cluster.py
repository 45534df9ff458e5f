"""`cpecwatch cluster`: the copies of one story, and putting right who copies whom."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from claims.errors import BadConfiguration
from flows.settings import load_configuration
from review.deciding import Who, Why, reviewing
from review.opening import reading_ledger
from review.options import AsJson, Home
from review.terminal import cell, counted, local, out, show_json, show_table

if TYPE_CHECKING:
    from sqlmodel import Session

    from store.clusters import Member, SignedRegrouping

Typed = Annotated[
    str, typer.Argument(help="Id of a change, or the address or key of an article.", show_default=False, metavar="WHAT")
]
Split = Annotated[
    str | None,
    typer.Option("--split", help="This article (address or key) is a copy of none of them.", show_default=False),
]
Join = Annotated[
    str | None,
    typer.Option("--join", help="This article (address or key) is a copy of the one named first.", show_default=False),
]


def cluster(
    what: Typed,
    split: Split = None,
    join: Join = None,
    why: Why = "",
    who: Who = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """The copies of one story, which count as one witness, the first publisher first; or put right who copies whom.

    What you say is signed and appended; of an article that you spoke of only your last word counts.

    Example: cpecwatch cluster h1-3f9a2c --split https://example.org/own-story --why "their own reporter"
    """
    if split and join:
        raise BadConfiguration("--split and --join: say one thing at a time")
    if split or join:
        _put_right(what, split, join, home, who, why)
    configuration = load_configuration(home)
    with reading_ledger(configuration) as session:
        members, said = _found(session, what)
    if as_json:
        show_json({"cluster": members[0].cluster, "copies": [_record(each) for each in members], "said": said})
    else:
        _show(members, said, configuration.settings.timezone)


def _put_right(what: str, split: str | None, join: str | None, home: Home, who: str | None, why: str) -> None:
    from flows.stages.copies import find_print, join_to, split_off

    with reviewing(home, who, why) as review:
        first = find_print(review.session, what)
        if split:
            split_off(review.session, find_print(review.session, split), review.signed)
        elif join:
            join_to(review.session, find_print(review.session, join), first, review.signed)


def _found(session: "Session", what: str) -> tuple[tuple["Member", ...], tuple["SignedRegrouping", ...]]:
    from flows.stages.copies import copies_of, find_print
    from store.clusters import regroupings

    members = copies_of(session, find_print(session, what))
    return members, regroupings(session, [each.article for each in members])


def _record(member: "Member") -> dict[str, Any]:
    return {
        "article": member.article,
        "outlet": member.outlet,
        "title": member.title,
        "url": member.url,
        "wire": member.wire,
        "published": member.published,
        "known": member.moment,
    }


def _show(members: tuple["Member", ...], said: tuple["SignedRegrouping", ...], zone: str | None) -> None:
    count = f"{counted(len(members), 'print')} of one story: one witness"
    show_table(
        count,
        ("published", "outlet", "title", "wire", "article"),
        [
            (local(each.published, zone), each.outlet, each.title, each.wire, each.url or each.article)
            for each in members
        ],
    )
    out.print(cell(f"first publisher: {members[0].outlet}"))
    for each in said:
        word = f"is a copy of {each.regrouping.joins}" if each.regrouping.joins else "is a copy of none"
        out.print(cell(f"{local(each.at, zone)}, {each.who}: {each.regrouping.article} {word} {each.why}".rstrip()))
