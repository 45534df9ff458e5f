"""Finding where an outlet lists its articles, from any address of it: announced feeds, sitemaps, usual places."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from claims.article import Page
from claims.errors import BadConfiguration, Unreadable
from claims.topic import Feed, FeedKind, Source
from extractors.autodiscovery import Found, announced_feeds, site_name, sitemaps_of_robots, usual_places
from extractors.sniffing import kind_of
from extractors.urls import host_of
from flows.desk import Desk
from flows.edges.collector import Kind
from flows.stages.rehearse import RehearsedListing, rehearse_feed

_MOST_ANNOUNCED, _MOST_SITEMAPS = 5, 3
_TIER = 3
# Where a page states no zone, an outlet is taken to keep the time of the country of its address.
_ZONES = {
    "pk": "Asia/Karachi",
    "cn": "Asia/Shanghai",
    "hk": "Asia/Hong_Kong",
    "in": "Asia/Kolkata",
    "ir": "Asia/Tehran",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """What a person says of a new source; None: it is guessed from the address and the page."""

    id: str | None = None
    name: str | None = None
    zone: str | None = None
    tier: int = _TIER
    hosts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Discovery:
    """A source that was found, and every place that was tried for it."""

    source: Source
    tried: tuple[RehearsedListing, ...]


async def discover(desk: Desk, url: str, naming: Naming) -> Discovery:
    """The outlet at an address as a source, by the same guarded way as in a pass.

    Raises FetchFailed where the address does not answer, BadConfiguration where no listing is found there.
    """
    hosts = _hosts(url, naming)
    page = await desk.collector.get(url, hosts=hosts, kind=Kind.FEED)
    kind = kind_of(page.body)
    is_page = kind in (None, FeedKind.LISTING)
    source = await _outlet(desk, page, hosts, naming, is_page=is_page)
    if not is_page and kind is not None:
        rounds: list[list[Found]] = [[Found(page.url, kind)]]
    else:
        rounds = await _places(desk, page, source)
    return await _first_that_lists(desk, source, rounds)


async def _first_that_lists(desk: Desk, source: Source, rounds: Iterable[Sequence[Found]]) -> Discovery:
    """The source with the listings of the first round of places in which there are any."""
    tried: list[RehearsedListing] = []
    for places in rounds:
        good: list[Feed] = []
        for place in places:
            feed = Feed(url=place.url, kind=place.kind, verified=True)
            answers = await rehearse_feed(desk, source, feed)
            tried += answers
            good += [feed] if any(answer.items for answer in answers) else []
        if good:
            return Discovery(replace(source, feeds=tuple(good)), tuple(tried))
    places_tried = "\n".join(f"  {each.url}: {each.error or 'it lists no article'}" for each in tried)
    raise BadConfiguration(
        f"{source.homepage}: no feed, sitemap or listing page was found; give the address of one:\n{places_tried}"
    )


async def _places(desk: Desk, page: Page, source: Source) -> list[list[Found]]:
    """Rounds of places to try: those that the page announces; then one by one those it may have, then itself."""
    announced = await desk.pool.run(announced_feeds, page, about=page.url)
    robots = [copy.text for copy in desk.collector.robots_copies() if page.url.startswith(f"{copy.origin}/")]
    sitemaps = [found for text in robots for found in sitemaps_of_robots(text, source.homepage)]
    single = [
        *_own(sitemaps, source)[:_MOST_SITEMAPS],
        *usual_places(source.homepage),
        Found(page.url, FeedKind.LISTING),
    ]
    return [_own(announced, source)[:_MOST_ANNOUNCED], *([place] for place in single)]


def _own(places: Iterable[Found], source: Source) -> list[Found]:
    return [place for place in places if host_of(place.url) in source.hosts]


async def _outlet(desk: Desk, page: Page, hosts: tuple[str, ...], naming: Naming, *, is_page: bool) -> Source:
    parts = urlsplit(page.url)
    host = _bare(parts.hostname or "")
    name = naming.name or (await _name(desk, page) if is_page else None) or host
    return Source(
        id=naming.id or _id(host),
        name=name,
        homepage=f"{parts.scheme}://{parts.netloc}/",
        hosts=hosts,
        feeds=(),
        tier=naming.tier,
        zone=naming.zone or _ZONES.get(host.rpartition(".")[2], "UTC"),
    )


async def _name(desk: Desk, page: Page) -> str | None:
    try:
        return await desk.pool.run(site_name, page, about=page.url)
    except Unreadable:
        return None


def _hosts(url: str, naming: Naming) -> tuple[str, ...]:
    host = urlsplit(url).hostname
    if host is None:
        raise BadConfiguration(f"{url}: not an address; write http:// or https://, a host and a path")
    bare = _bare(host)
    www = () if bare.replace(".", "").isdecimal() else (f"www.{bare}",)
    return tuple(dict.fromkeys((host, bare, *www, *naming.hosts)))


def _bare(host: str) -> str:
    return host.removeprefix("www.")


def _id(host: str) -> str:
    """`dawn` of dawn.com, `app-com` of app.com.pk: the host without its last label, joined as ids are."""
    return "-".join(host.split(".")[:-1]) or host
