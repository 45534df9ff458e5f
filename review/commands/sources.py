"""`cpecwatch sources`: what is watched and how it is; adding a source of one's own, and rehearsing one."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from claims.errors import BadConfiguration
from claims.topic import Feed, Source
from flows.settings import Configuration, load_configuration, make_home
from flows.topic_pack import own_sources_file, topic_of
from review.opening import reading_ledger
from review.options import AsJson, Home
from review.terminal import cell, local, out, show_json, show_table

if TYPE_CHECKING:
    from flows.desk import Desk
    from flows.stages.discover import Naming
    from flows.stages.rehearse import Rehearsal, RehearsedListing, RehearsedPage
    from store.feeds import FeedState

OpenDesk = Callable[[], "AbstractAsyncContextManager[Desk]"]

app = typer.Typer(help="What is watched, and how each source is.")

Name = Annotated[str, typer.Argument(help="Id of a source.", show_default=False)]
Pages = Annotated[int, typer.Option("--pages", min=0, max=20, help="How many of its articles are read.")]


@app.callback(invoke_without_command=True)
def sources(context: typer.Context, home: Home = None, as_json: AsJson = False) -> None:
    """The sources with their listings: how each is by its own history, when it was last read, how it answers.

    Example: cpecwatch sources
    """
    if context.invoked_subcommand is not None:
        return
    configuration = load_configuration(home)
    listed = _listed(configuration)
    if as_json:
        show_json([asdict(each) for each in listed])
    else:
        _show(listed, configuration.settings.timezone)


@app.command()
def test(name: Name, pages: Pages = 3, home: Home = None, as_json: AsJson = False) -> None:
    """Rehearse a source: what would be collected, and how well text, date and figures come out. Records nothing.

    Example: cpecwatch sources test dawn
    """
    configuration = load_configuration(home)
    known = topic_of(configuration).sources
    if name not in known:
        raise BadConfiguration(f"no source is called {name}; `cpecwatch sources` lists them")
    rehearsal = asyncio.run(_rehearse(_opener(configuration), known[name], pages))
    if as_json:
        show_json(rehearsal)
    else:
        show_rehearsal(rehearsal, configuration.settings.timezone)


@app.command()
def add(
    url: Annotated[str, typer.Argument(help="Any address of the outlet, or of its feed.")],
    id: Annotated[str | None, typer.Option("--id", help="Its id; default: from its host.")] = None,  # noqa: A002
    name: Annotated[str | None, typer.Option("--name", help="Its name; default: what its page says.")] = None,
    zone: Annotated[str | None, typer.Option("--zone", help="Its time zone; default: its country's, else UTC.")] = None,
    tier: Annotated[int, typer.Option("--tier", min=1, max=4, help="1 primary record … 4 aggregator.")] = 3,
    host: Annotated[list[str] | None, typer.Option("--host", help="Another host that may be fetched for it.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write nothing; print what would be written.")] = False,
    pages: Pages = 3,
    home: Home = None,
) -> None:
    """Find where an outlet lists its articles, rehearse it, and add it to sources.yaml in the data folder.

    Example: cpecwatch sources add https://www.example.com --id example --dry-run
    """
    from flows.stages.discover import Naming

    configuration = load_configuration(home)
    naming = Naming(id=id, name=name, zone=zone, tier=tier, hosts=tuple(host or ()))
    add_source_of(configuration, _opener(configuration), url, naming, pages=pages, dry_run=dry_run)


def add_source_of(
    configuration: Configuration, opener: OpenDesk, url: str, naming: "Naming", *, pages: int, dry_run: bool
) -> None:
    """What `cpecwatch sources add` does, over the desk that `opener` opens. Raises FetchFailed, BadConfiguration."""
    from flows.own_sources import add_source, as_yaml

    make_home(configuration)
    rehearsal = asyncio.run(_discover(opener, url, naming, pages))
    show_rehearsal(rehearsal, configuration.settings.timezone)
    out.print()
    if dry_run:
        out.print(as_yaml(rehearsal.source), markup=False)
        return
    file = own_sources_file(configuration)
    add_source(file, rehearsal.source, topic_of(configuration))
    out.print(f"written to {file}: {rehearsal.source.id}, time zone {rehearsal.source.zone}", markup=False)


def show_rehearsal(rehearsal: "Rehearsal", zone: str | None) -> None:
    """What a rehearsal showed: the listings, then the pages, then both in one line."""
    show_table(
        f"listings of {rehearsal.source.id}",
        ("listing", "kind", "articles", "dated", "on topic", "newest", "trouble"),
        [_listing_row(each, zone) for each in rehearsal.listings],
    )
    if rehearsal.pages:
        show_table(
            "articles as they are read",
            ("article", "published", "date from", "characters", "figures", "linked", "statuses", "trouble"),
            [_page_row(page, zone) for page in rehearsal.pages],
        )
    read = [page for page in rehearsal.pages if page.characters]
    dated = sum(page.published is not None for page in read)
    figures = sum(page.figures for page in read)
    out.print(
        f"{rehearsal.items} articles listed; of {len(rehearsal.pages)} pages {len(read)} read, {dated} dated, "
        f"{figures} figures",
        markup=False,
    )


def _opener(configuration: Configuration) -> OpenDesk:
    from flows.desk import open_desk

    return partial(open_desk, configuration)


async def _rehearse(opener: OpenDesk, source: Source, pages: int) -> "Rehearsal":
    from flows.stages.rehearse import rehearse

    async with opener() as desk:
        return await rehearse(desk, source, pages=pages)


async def _discover(opener: OpenDesk, url: str, naming: "Naming", pages: int) -> "Rehearsal":
    from flows.stages.discover import discover
    from flows.stages.rehearse import rehearse

    async with opener() as desk:
        return await rehearse(desk, (await discover(desk, url, naming)).source, pages=pages)


def _listing_row(listing: "RehearsedListing", zone: str | None) -> tuple[object, ...]:
    skipped = listing.skipped
    trouble = listing.error or (f"{len(skipped)} items skipped, such as: {skipped[0]}" if skipped else "")
    newest = local(listing.newest, zone)
    return listing.url, listing.kind, listing.items, listing.dated, listing.on_topic, newest, trouble


def _page_row(page: "RehearsedPage", zone: str | None) -> tuple[object, ...]:
    trouble = page.error or ("off topic" if page.off_topic else "; ".join(page.notes))
    published = local(page.published, zone)
    return (
        page.title or page.url,
        published,
        page.date_origin,
        page.characters,
        page.figures,
        page.claims,
        page.statuses,
        trouble,
    )


# --- the list ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Listed:
    """A listing of a source with its state, and the source's health in words."""

    source: str
    name: str
    tier: int
    feed: Feed
    state: "FeedState | None"
    health: str
    alarms: tuple[dict[str, Any], ...]


def _listed(configuration: Configuration) -> list[_Listed]:
    from claims.health import condition_of
    from flows.stages.health import history_of
    from store.alarms import open_alarms
    from store.feeds import list_feeds

    topic, now = topic_of(configuration), datetime.now(UTC)
    with reading_ledger(configuration) as session:
        states = {state.url: state for state in list_feeds(session)}
        alarms = open_alarms(session)
        conditions = {each.id: condition_of(history_of(session, each, now), now) for each in topic.sources.values()}
    return [
        _Listed(
            source=source.id,
            name=source.name,
            tier=source.tier,
            feed=feed,
            state=states.get(feed.url),
            health=conditions[source.id],
            alarms=tuple(
                {"kind": alarm.kind, "since": alarm.raised, "why": alarm.why}
                for alarm in alarms
                if alarm.source == source.id
            ),
        )
        for source in topic.sources.values()
        for feed in source.feeds
    ]


def _show(listed: list[_Listed], zone: str | None) -> None:
    show_table(
        "sources",
        ("source", "tier", "kind", "listing", "last read", "how it is"),
        [
            (
                each.source,
                each.tier,
                each.feed.kind,
                each.feed.url,
                local(each.state.last_read if each.state else None, zone),
                cell(each.health, "red" if each.alarms else ""),
            )
            for each in listed
        ],
    )
