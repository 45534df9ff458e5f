"""Reports, findings, changes, decisions: the vocabulary of the ledger and of its change log."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from claims.claim import Claim, StatusClaim


class Relation(StrEnum):
    """How two claims stand to each other; the rules are those of docs/comparison.md."""

    SAME = "same"
    CONSISTENT = "consistent"
    UPDATE = "update"
    CONFLICT = "conflict"
    NOT_COMPARABLE = "not-comparable"


class Verdict(StrEnum):
    """What a report means for the ledger: the kind of a line of the change log."""

    NEW = "new"
    CORROBORATED = "corroborated"
    REFINED = "refined"
    UPDATED = "updated"
    CONFLICTING = "conflicting"
    OUTDATED = "outdated"
    REVISED = "revised"
    STATUS_CHANGED = "status-changed"


class Severity(StrEnum):
    """How loudly a change asks for a person: `alert` at once, `low` in the digest only, `none` in the log only."""

    ALERT = "alert"
    LOW = "low"
    NONE = "none"


class KnownFrom(StrEnum):
    """Which clock says since when a report was known."""

    PUBLISHED = "published"
    DOCUMENT = "document"  # the document's date of knowing (baseline)
    FETCHED = "fetched"  # first fetch


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A claim as one outlet made it known on a day: the unit that the ledger is made of.

    `id` hashes the meaning (claims.identity.claim_id), `known` is UTC, `cluster` is the copy cluster whose members
    count as one witness, `outlet` a source's id or a name.
    """

    id: str
    claim: Claim
    known: datetime | None
    known_from: KnownFrom
    outlet: str
    cluster: str
    article: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusReport:
    """A status claim as one outlet made it known on a day."""

    id: str
    claim: StatusClaim
    known: datetime | None
    known_from: KnownFrom
    outlet: str
    cluster: str
    article: str
    quote: str


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome of one comparison; `rule` names the rule that decided, `why` is a sentence for a person."""

    relation: Relation
    rule: str
    why: str


class Judgement(StrEnum):
    """What a person said of a change."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DISMISSED = "dismissed"
    CORRECTED = "corrected"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A line of the change log, as it was said when it was found; never recomputed.

    `series` is the text form of the series key, `report` and `against` are ids of reports (None where there is none),
    `old` and `new` are wordings for people (`$25.4 bn`), `why` says which rule decided.
    """

    id: str
    verdict: Verdict
    severity: Severity
    subject: str | None
    measure: str | None
    series: str
    report: str | None
    against: str | None
    old: str | None
    new: str | None
    quote: str
    url: str | None
    outlet: str
    cluster: str
    why: str
    found: datetime
    witnesses: int = 1
