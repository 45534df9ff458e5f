"""The topic pack: what is tracked, how it is measured, and who is read. Data only.

Another topic is another folder of YAML.

`extractors.topic` turns YAML text into these values and names the file and line of whatever is wrong.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from claims.figure import Bound, Value


class Temporal(StrEnum):
    """How values of a measure follow each other in time."""

    EVENT = "event"
    CUMULATIVE = "cumulative"
    FLOW = "flow"
    LEVEL = "level"
    PLAN = "plan"


class FeedKind(StrEnum):
    """How a source lists its articles."""

    RSS = "rss"
    ATOM = "atom"
    JSON = "json"
    SITEMAP = "sitemap"
    LISTING = "listing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Something that is tracked: a programme, project, zone, institution, trade flow …

    `aliases` stand alone; `weak_aliases` count only beside a `context` word or the parent; a candidate inside a
    `not_aliases` form is another thing. `gate` aliases count only in a text that is about the topic. `in_seeds` are the
    ids of the baseline documents that name the subject.
    """

    id: str
    name: str
    kind: str
    parent: str | None
    aliases: tuple[str, ...]
    weak_aliases: tuple[str, ...] = ()
    not_aliases: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    gate: bool = False
    measures: tuple[str, ...] = ()
    in_seeds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What a figure says about a subject; `temporal_by_status` overrides `temporal`.

    `kinds` are the kinds of subject that it usually measures (none: any); `usual_status` is the status of a figure
    whose clause states none, such as `actual` for exports (none: the status of the thing that is measured). A
    `catch_all` takes the figures that no other measure claims.
    """

    id: str
    name: str
    dimension: str
    units: tuple[str, ...]
    temporal: Temporal
    temporal_by_status: Mapping[str, Temporal]
    cues: tuple[str, ...]
    negative_cues: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    usual_status: str | None = None
    catch_all: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """A status an initiative can have. `rank` orders the ladder (None for states beside it: stalled, target …)."""

    id: str
    rank: int | None
    claim_status: str | None
    cues: tuple[str, ...]
    negative_cues: tuple[str, ...] = ()
    off_ladder: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One address at which a source lists its articles. `link_pattern` (a regular expression) serves listing pages."""

    url: str
    kind: FeedKind
    verified: bool = False
    link_pattern: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An outlet. `zone` is assumed for times that carry none; `tier` 1 is a primary record, 4 an aggregator.

    `hosts` are the host names that may be fetched for this source, redirects included.
    """

    id: str
    name: str
    homepage: str
    hosts: tuple[str, ...]
    feeds: tuple[Feed, ...]
    tier: int
    zone: str
    kind: str = "newspaper"
    language: str = "en"
    wire_marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BaselineFigure:
    """A figure of a seed document: our own statement of it, with the offsets of its words in the document."""

    subject: str
    measure: str
    value: Value
    value_high: Value | None
    bound: Bound
    unit: str
    scope: str | None
    status: str | None
    period: str | None
    attributed_to: str | None
    start: int
    end: int
    statement: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BaselineStatus:
    """A status claim of a seed document, with the offsets of its clause."""

    subject: str
    status: str
    attributed_to: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BaselineDocument:
    """A seed document: never its text, only who printed it, what it claims and the hash that identifies it.

    `published` is the date that the document states; `known` orders its claims in the ledger and is never shown as a
    date of publication.
    """

    id: str
    outlet: str | None
    sha256: str
    characters: int
    published: date | None
    known: date
    figures: tuple[BaselineFigure, ...]
    statuses: tuple[BaselineStatus, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A whole topic pack. `version` is a hash of the files it was read from; `about` are the subjects whose mention
    makes a text one about the topic (they open the gates of generic aliases).

    A text is also about the topic where one word of *each* list of `about_words` stands in it (one name for Pakistan
    and one for China). `agencies` maps every agency, whether or not it is also a source, to the marks of its copy.
    """

    name: str
    subjects: Mapping[str, Subject]
    measures: Mapping[str, Measure]
    statuses: Mapping[str, Rung]
    sources: Mapping[str, Source]
    baseline: tuple[BaselineDocument, ...]
    about: tuple[str, ...]
    version: str
    about_words: tuple[tuple[str, ...], ...] = ()
    agencies: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
