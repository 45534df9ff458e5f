"""What a report means for the ledger: verdict, severity, and a reason that a person can read.

The report is laid against what stands in its own series first, then in the other series of its group (a part against
the whole, a period against a longer one). docs/design.md, "From claim to verdict", tells the rules and their reasons.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from claims.bearing import Bearing, agrees, encounter
from claims.currencies import groups_in_other_currencies, in_other_currencies
from claims.holdings import Holdings, Known
from claims.interval import laid_intervals
from claims.policy import Policy
from claims.report import Finding, Relation, Report, Severity, Verdict
from claims.scale import is_rounded_speech
from claims.series import SeriesKey, series_of
from claims.standing import (
    Entry,
    Meeting,
    Series,
    Standing,
    Strand,
    meet,
    narrowed,
    order_of_knowing,
    repeated,
    replaced,
)
from claims.wording import words

_UNLINKED = Finding(Relation.NOT_COMPARABLE, "unlinked", "It is not known what the figure is about.")
_KNOWN_ALREADY = Finding(Relation.SAME, "known-already", "This very report is in the ledger.")


@dataclass(frozen=True, slots=True)
class Decision:
    """What a report means. `verdict` None is a sighting or an unlinked figure: nothing for the change log.

    `against` is the report it was decided against, `witnesses` how many independent ones say the same or what can be
    true with it, this one included.
    """

    verdict: Verdict | None
    severity: Severity
    finding: Finding
    against: Report | None = None
    witnesses: int = 1


def decide(new: Report, entries: Sequence[Entry], policy: Policy) -> Decision:
    """What a report means beside the entries of its group (see `claims.series.group_of`), given in any order.

    Entries of other groups are ignored, but that a price known in another currency is no news to wake anybody. A
    report that is among the entries already, dismissed or not, is a sighting.
    """
    return decide_among(new, Known({"": entries}, {}), policy)


def decide_among(new: Report, known: Holdings, policy: Policy) -> Decision:
    """The same beside whatever the ledger holds; only the series that matter are asked for.

    A new report may be older than what stands.
    """
    if known.holds(new.id):
        return Decision(None, Severity.NONE, _KNOWN_ALREADY)
    own = series_of(new.claim, policy)
    if own is None:
        return Decision(None, Severity.NONE, _UNLINKED)
    series = known.series([own], policy)[0]
    if meeting := meet(series.state(policy), new, policy, series.copies_of(new)):
        return _met(meeting, new, policy)
    groups = groups_in_other_currencies(new.claim) | {own.group}
    keys = sorted(known.keys(groups, policy), key=SeriesKey.text)
    others = [key for key in keys if key != own and key.group == own.group and own.could_compare(key)]
    if meeting := _meet_elsewhere(new, known.series(others, policy), policy):
        return _met_elsewhere(meeting, new, policy)
    return _new(new, known.series(in_other_currencies(own, keys), policy), policy)


def _meet_elsewhere(new: Report, others: Sequence[Series], policy: Policy) -> Meeting | None:
    strands = tuple(strand for other in others for strand in other.state(policy).strands)
    copies = tuple(copy for other in others for copy in other.copies_of(new))
    return meet(Standing(strands), new, policy, copies)


def _new(new: Report, priced: Sequence[Series], policy: Policy) -> Decision:
    """News, and the louder for it, unless the same is known in another currency."""
    why = "Nothing in the ledger compares with it."
    severity = _if_watched(Severity.ALERT, new, policy)
    prices = [strand.report for series in priced for strand in series.state(policy).strands]
    if severity is not Severity.ALERT or not prices:
        return Decision(Verdict.NEW, severity, Finding(Relation.NOT_COMPARABLE, "new", why))
    price = max(prices, key=order_of_knowing)
    why = f"It is known as {words(price.claim.figure)}; without an exchange rate the two stand side by side."
    return Decision(Verdict.NEW, Severity.LOW, Finding(Relation.NOT_COMPARABLE, "other-currency", why))


def precise_first(reports: Iterable[Report]) -> list[Report]:
    """The reports of one article in the order in which to decide them: the narrowest figure first.

    So the line of the change log shows `$25.4bn`, and the `more than $25bn` of the headline is a sighting of it.
    """
    return sorted(reports, key=lambda report: (_width(report), order_of_knowing(report)))


def _met(meeting: Meeting, new: Report, policy: Policy) -> Decision:
    match meeting.bearing:
        case Bearing.AGREES:
            return _agreeing(meeting, new, policy)
        case Bearing.REFINES:
            return _refining(meeting, new, policy)
        case Bearing.REPLACES:
            return _replacing(meeting, new, policy)
        case Bearing.LOOKS_BACK:
            return _looking_back(meeting, new, policy)
        case _:
            return _contradicting(meeting, new, policy)


def _met_elsewhere(meeting: Meeting, new: Report, policy: Policy) -> Decision:
    # A part inside the whole makes the whole no more precise: it only agrees with it.
    return _agreeing(meeting, new, policy) if meeting.bearing is Bearing.REFINES else _met(meeting, new, policy)


def _agreeing(meeting: Meeting, new: Report, policy: Policy) -> Decision:
    strand, finding = meeting.strand, meeting.encounter.finding
    if strand.hears(new, meeting.copies, policy):
        return Decision(None, Severity.NONE, finding, strand.report, len(strand.witnesses))
    return Decision(Verdict.CORROBORATED, Severity.NONE, finding, strand.report, len(strand.witnesses) + 1)


def _refining(meeting: Meeting, new: Report, policy: Policy) -> Decision:
    strand, finding = meeting.strand, meeting.encounter.finding
    witnesses = len(narrowed(strand, new, policy).witnesses)
    is_copy = new.cluster in strand.clusters or any(agrees(copy, strand.report, policy) for copy in meeting.copies)
    # An outlet that becomes more precise in a later story says something new; a copy, or the same story, does not.
    if is_copy or new.article == strand.report.article:
        return Decision(None, Severity.NONE, finding, strand.report, witnesses)
    return Decision(Verdict.REFINED, Severity.LOW, finding, strand.report, witnesses)


def _replacing(meeting: Meeting, new: Report, policy: Policy) -> Decision:
    strand = meeting.strand
    severity = Severity.LOW if new.article == strand.report.article else Severity.ALERT
    witnesses = len(replaced(strand, new, policy).witnesses)
    return Decision(Verdict.UPDATED, severity, meeting.encounter.finding, strand.report, witnesses)


def _contradicting(meeting: Meeting, new: Report, policy: Policy) -> Decision:
    strand, finding = meeting.strand, meeting.encounter.finding
    if former := repeated(strand.superseded, new, policy):
        return _outdated(strand, former, finding)
    witnesses = len(replaced(strand, new, policy).witnesses)
    severity = _severity_of_conflict(strand.report, new, witnesses)
    return Decision(Verdict.CONFLICTING, severity, finding, strand.report, witnesses)


def _severity_of_conflict(held: Report, new: Report, witnesses: int) -> Severity:
    """Two values inside one article ("46 at first, 62 now") and rough spoken numbers do not wake anybody, nor does a
    second outlet with a contradiction that was told already: the digest counts it."""
    is_rough = is_rounded_speech(held.claim.figure, new.claim.figure)
    return Severity.LOW if held.article == new.article or is_rough or witnesses > 1 else Severity.ALERT


def _looking_back(meeting: Meeting, new: Report, policy: Policy) -> Decision:
    """The report belongs to the past of its series: it repeats it, contradicts it, or adds to it; it never updates."""
    strand, finding = meeting.strand, meeting.encounter.finding
    if former := repeated(strand.superseded, new, policy):
        return _outdated(strand, former, finding)
    for neighbour in _neighbours(strand.superseded, new):
        met = encounter(neighbour, new, policy)
        if met.bearing is Bearing.CONTRADICTS:
            return Decision(Verdict.CONFLICTING, Severity.LOW, met.finding, neighbour)
    why = f"{finding.why} It adds to what was known of the time before."
    added = Finding(finding.relation, "earlier-state", why)
    return Decision(Verdict.NEW, _if_watched(Severity.LOW, new, policy), added, strand.report)


def _neighbours(formers: Sequence[Report], new: Report) -> list[Report]:
    """The last report known before a given one, and the first known after it."""
    ordered = sorted(formers, key=order_of_knowing)
    before = [report for report in ordered if order_of_knowing(report) < order_of_knowing(new)]
    return [*before[-1:], *ordered[len(before) : len(before) + 1]]


def _outdated(strand: Strand, former: Report, finding: Finding) -> Decision:
    why = f"{finding.why} It repeats what {former.outlet} reported before, which no longer stands."
    return Decision(Verdict.OUTDATED, Severity.NONE, Finding(finding.relation, "repeats-former", why), strand.report)


def _if_watched(severity: Severity, new: Report, policy: Policy) -> Severity:
    return severity if new.claim.subject in policy.watched else Severity.NONE


def _width(report: Report) -> Fraction:
    return max(one.high - one.low for one, _ in laid_intervals(report.claim.figure, report.claim.figure))
