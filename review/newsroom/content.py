"""What the sample newsroom holds: outlets, and versions of what each address of theirs shows.

These are models because they are read from files that a person edits; they are frozen, and nothing changes them.
"""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, field_validator

from claims.topic import FeedKind


class Shown(StrEnum):
    """What an address answers: an article's page, or one of the troubles that a collector meets."""

    PAGE = "page"
    GONE = "gone"  # 404
    WALL = "wall"  # 200, but only a page that asks the reader to prove that they are human
    EMPTY = "empty"  # 200 with no body at all
    PICTURE = "picture"  # 200 with the bytes of an image


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Retold(_Frozen):
    """The real report that an article retells in our own words; `day` is None where the report carries no date."""

    outlet: str
    day: date | None = None


class Teaser(_Frozen):
    """One link of the furniture around an article."""

    text: str
    path: str


class Outlet(_Frozen):
    """One invented outlet: how it lists its articles, which template it is set in, and the furniture around them.

    `stamp` is the name of the zone as its feed prints it (`PKT`); `unavailable` are the editions in which the listing
    answers 503; `most_read` is the one box whose content depends on the edition.
    """

    id: str
    name: str
    tagline: str
    port: int = Field(gt=1023, lt=65536)
    kind: FeedKind
    listing: str
    template: str
    zone: str
    stamp: str | None = None
    link_pattern: str | None = None
    robots: str
    sections: tuple[str, ...]
    related: tuple[Teaser, ...]
    most_read: Mapping[int, tuple[str, ...]]
    unavailable: tuple[int, ...] = ()

    @field_validator("zone")
    @classmethod
    def _known_zone(cls, zone: str) -> str:
        try:
            ZoneInfo(zone)
        except (KeyError, ValueError) as error:
            raise ValueError(f"{zone!r} is not a time zone") from error
        return zone


class Version(_Frozen):
    """What one address of an outlet shows from one edition on.

    `retells` is None where the article is invented for the demonstration. `listed` is False for an address that the
    outlet's listing does not name, `linked` False for an entry of a feed that lacks its link. `live` marks a page whose
    furniture changes with the edition while its article does not.
    """

    outlet: str
    path: str = Field(pattern=r"^/\S*$")
    edition: int = Field(ge=1)
    title: str
    published: AwareDatetime
    section: str
    author: str | None = None
    retells: Retold | None = None
    shown: Shown = Shown.PAGE
    listed: bool = True
    linked: bool = True
    live: bool = False
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        """The article's text, paragraphs divided by blank lines."""
        return "\n\n".join(self.paragraphs)


class Content(_Frozen):
    """The whole newsroom: the moment of each edition, the outlets, and every version of every address."""

    editions: Mapping[int, AwareDatetime]
    outlets: tuple[Outlet, ...]
    versions: tuple[Version, ...]

    def on_show(self, outlet: Outlet, edition: int) -> tuple[Version, ...]:
        """The version of each of an outlet's addresses that an edition shows, newest article first."""
        newest: dict[str, Version] = {}
        for version in sorted(self.versions, key=lambda version: version.edition):
            if version.outlet == outlet.id and version.edition <= edition:
                newest[version.path] = version
        return tuple(sorted(newest.values(), key=lambda version: (version.published, version.path), reverse=True))

    def modified(self, version: Version) -> datetime:
        """When a version came to be: the day of publication for the first one, its edition for a later one.

        Never after the edition itself, so that an article dated in the future is not served from the future.
        """
        first = min(other.edition for other in self.versions if self._same_address(version, other))
        edition = self.editions[version.edition]
        return min(version.published, edition) if version.edition == first else edition

    @staticmethod
    def _same_address(one: Version, other: Version) -> bool:
        return (one.outlet, one.path) == (other.outlet, other.path)
