"""Rows of sources.yaml → Source values, and the table of agencies' marks."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from claims.topic import Feed, FeedKind, Source
from extractors.strict_yaml import Row, unique
from extractors.topic_words import SOURCE_KINDS

LOWEST_TIER = 4
_LONGEST_PATTERN = 300
_HOST = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*")


def load_sources(file: Row) -> Mapping[str, Source]:
    """All sources of the file, by id. Raises BadConfiguration naming file, line and field."""
    file.only("sources", "agencies")
    rows = file.rows("sources")
    unique(rows)
    return MappingProxyType({row.identifier("id"): _source(row) for row in rows})


def load_agencies(file: Row, sources: Mapping[str, Source]) -> Mapping[str, tuple[str, ...]]:
    """Agency id → marks of its copy: the sources that have marks, and the agencies that are no sources."""
    marks = {source.id: source.wire_marks for source in sources.values() if source.wire_marks}
    rows = file.rows("agencies") if file.has("agencies") else ()
    unique(rows)
    for row in rows:
        row.only("id", "name", "marks", "note")
        row.text("name")
        agency = row.identifier("id")
        if agency in sources:
            raise row.wrong("id", f"{agency!r} is a source; give it wire_marks there")
        marks[agency] = row.words("marks")
        if not marks[agency]:
            raise row.wrong("marks", "is missing or empty; give the words that credit the agency")
    return MappingProxyType(marks)


def _source(row: Row) -> Source:
    place = ("homepage", "hosts", "zone", "language")
    row.only("id", "name", "kind", "tier", "feeds", "wire_marks", "note", *place)
    hosts = _hosts(row)
    feeds = row.rows("feeds")
    if not feeds:
        raise row.wrong("feeds", "is empty; a source needs at least one feed, sitemap or listing page")
    return Source(
        id=row.identifier("id"),
        name=row.text("name"),
        homepage=_address(row, "homepage", hosts),
        hosts=hosts,
        feeds=tuple(_feed(feed, hosts) for feed in feeds),
        tier=row.whole("tier", 1, LOWEST_TIER),
        zone=_zone(row),
        kind=row.choice("kind", SOURCE_KINDS),
        language=_language(row),
        wire_marks=row.words("wire_marks"),
    )


def _hosts(row: Row) -> tuple[str, ...]:
    hosts = row.words("hosts")
    if not hosts:
        raise row.wrong("hosts", "is missing or empty; list every host that may be fetched for this source")
    for host in hosts:
        if not _HOST.fullmatch(host):
            raise row.wrong("hosts", f"{host!r} is not a host name; write it bare and in lower case: www.example.org")
    return hosts


def _feed(row: Row, hosts: tuple[str, ...]) -> Feed:
    row.only("url", "kind", "verified", "link_pattern", "note")
    kind = row.member("kind", FeedKind)
    if row.has("link_pattern") and kind is not FeedKind.LISTING:
        raise row.wrong("link_pattern", f"serves kind listing only; this feed is of kind {kind.value}")
    return Feed(
        url=_address(row, "url", hosts), kind=kind, verified=row.flag("verified"), link_pattern=_link_pattern(row)
    )


def _link_pattern(row: Row) -> str | None:
    pattern = row.text_or_none("link_pattern")
    if pattern is None:
        return None
    if len(pattern) > _LONGEST_PATTERN:
        raise row.wrong("link_pattern", f"has {len(pattern)} characters; {_LONGEST_PATTERN} are allowed")
    try:
        re.compile(pattern)
    except re.error as error:
        raise row.wrong("link_pattern", f"{pattern!r} is not a regular expression: {error}") from error
    return pattern


def _address(row: Row, key: str, hosts: tuple[str, ...]) -> str:
    url = row.text(key)
    try:
        parts = urlsplit(url)
        host, user, _ = parts.hostname, parts.username, parts.port
    except ValueError as error:
        raise row.wrong(key, f"{url!r} is not an address: {error}") from error
    if parts.scheme not in ("http", "https") or not host or user is not None or re.search(r"\s", url):
        raise row.wrong(key, f"{url!r} is not an address; write http:// or https://, a host and a path, no user name")
    if host not in hosts:
        raise row.wrong(key, f"{url!r} is on host {host!r}, which is not among the hosts of this source")
    return url


def _zone(row: Row) -> str:
    zone = row.text("zone")
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise row.wrong("zone", f"{zone!r} is not a time zone; write an IANA name such as Asia/Karachi") from error
    return zone


def _language(row: Row) -> str:
    language = row.text_or_none("language") or "en"
    if not _LANGUAGE.fullmatch(language):
        raise row.wrong("language", f"{language!r} is not a language code such as en or ur")
    return language
