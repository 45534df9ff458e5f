"""Setting one edition of one outlet in type: every path that it answers, with the bytes that it answers."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from claims.topic import FeedKind
from review.newsroom.content import Content, Outlet, Shown, Version

_LISTINGS = {
    FeedKind.RSS: ("feed.rss.xml", "application/rss+xml; charset=utf-8"),
    FeedKind.ATOM: ("feed.atom.xml", "application/atom+xml; charset=utf-8"),
    FeedKind.SITEMAP: ("sitemap.xml", "application/xml; charset=utf-8"),
    FeedKind.LISTING: ("listing.html", "text/html; charset=utf-8"),
}
_HTML = "text/html; charset=utf-8"
_SUMMARY_WORDS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a path answers. `modified` is None where the answer carries no validators (an error, a wall)."""

    status: int
    content_type: str
    body: bytes
    modified: datetime | None = None
    retry_after: int | None = None

    @property
    def etag(self) -> str | None:
        """A strong validator: a hash of the body."""
        return None if self.modified is None else f'"{hashlib.sha256(self.body).hexdigest()[:24]}"'


@dataclass(frozen=True, slots=True)
class Press:
    """The templates, and the picture, of the newsroom's folder."""

    templates: Environment
    picture: bytes

    @classmethod
    def of(cls, folder: Path) -> "Press":
        """The press of a newsroom's folder."""
        templates = Environment(
            loader=FileSystemLoader(folder / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        return cls(templates, (folder / "picture.png").read_bytes())

    def set_edition(self, content: Content, outlet: Outlet, edition: int, home: str) -> Mapping[str, Answer]:
        """Every path of an outlet in an edition. `home` is the outlet's address without a closing slash."""
        return _Edition(self, content, outlet, edition, home).answers()

    def not_found(self) -> Answer:
        """The answer for a path that the outlet does not know."""
        return Answer(status=404, content_type=_HTML, body=self.templates.get_template("gone.html").render().encode())


@dataclass(frozen=True, slots=True)
class _Edition:
    press: Press
    content: Content
    outlet: Outlet
    edition: int
    home: str

    def answers(self) -> dict[str, Answer]:
        shown = self.content.on_show(self.outlet, self.edition)
        pages = {version.path: self._page(version) for version in shown}
        fixed = {"/robots.txt": self._robots(), "/": self._front(shown), self.outlet.listing: self._listing(shown)}
        return pages | fixed

    def _page(self, version: Version) -> Answer:
        modified = self.content.modified(version)
        match version.shown:
            case Shown.PAGE:
                return self._text(self.outlet.template, _HTML, modified, article=version, local=self._local(version))
            case Shown.GONE:
                return self.press.not_found()
            case Shown.WALL:
                return self._text("wall.html", _HTML, None)
            case Shown.EMPTY:
                return Answer(status=200, content_type=_HTML, body=b"", modified=modified)
            case Shown.PICTURE:
                return Answer(status=200, content_type="image/png", body=self.press.picture, modified=modified)

    def _listing(self, shown: tuple[Version, ...]) -> Answer:
        if self.edition in self.outlet.unavailable:
            body = self.press.templates.get_template("unavailable.html").render().encode()
            return Answer(status=503, content_type=_HTML, body=body, retry_after=1)
        template, content_type = _LISTINGS[self.outlet.kind]
        return self._text(template, content_type, self._changed(shown), entries=self._entries(shown))

    def _front(self, shown: tuple[Version, ...]) -> Answer:
        return self._text("listing.html", _HTML, self._changed(shown), entries=self._entries(shown))

    def _robots(self) -> Answer:
        first = min(self.content.editions.values())
        return Answer(
            status=200, content_type="text/plain; charset=utf-8", body=self.outlet.robots.encode(), modified=first
        )

    def _changed(self, shown: tuple[Version, ...]) -> datetime:
        return max(self.content.modified(version) for version in shown)

    def _entries(self, shown: tuple[Version, ...]) -> list[tuple[Version, datetime, str]]:
        return [(version, self._local(version), _summary(version)) for version in shown if version.listed]

    def _local(self, version: Version) -> datetime:
        return version.published.astimezone(ZoneInfo(self.outlet.zone))

    def _text(self, template: str, content_type: str, modified: datetime | None, **values: object) -> Answer:
        edition = self.edition if getattr(values.get("article"), "live", False) else 1
        body = self.press.templates.get_template(template).render(
            outlet=self.outlet,
            home=self.home,
            most_read=self.outlet.most_read[edition],
            stamped=self._stamped,
            **values,
        )
        return Answer(status=200, content_type=content_type, body=body.encode(), modified=modified)

    def _stamped(self, local: datetime) -> str:
        """A time as the outlet's feed prints it: with the zone's name where it has one (`… 09:15:00 PKT`)."""
        printed = format_datetime(local)
        return f"{printed[:-5]}{self.outlet.stamp}" if self.outlet.stamp else printed


def _summary(version: Version) -> str:
    words = version.text.split()
    return " ".join(words[:_SUMMARY_WORDS]) + (" …" if len(words) > _SUMMARY_WORDS else "")
