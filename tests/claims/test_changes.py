"""Decisions as lines of the change log, one per series, cluster and verdict."""

from datetime import UTC, datetime

import pytest

from claims.changes import change_of, revision_change_of, status_change_of, status_series
from claims.figure import Bound
from claims.identity import claim_id
from claims.report import Change, Report, Severity, Verdict
from claims.revisions import Edit, EditKind
from claims.series import series_from_text
from tests.claims.comparison_factories import POLICY, figure
from tests.claims.ledger_factories import decided, status_decided, status_told, told

NOW = datetime(2025, 9, 1, tzinfo=UTC)
BN20, BN25, BN29 = ("$20bn", "20e9"), ("$25bn", "25e9"), ("$29bn", "29e9")


def line(new: Report, *known: Report) -> Change | None:
    return change_of(decided(new, *known), new, POLICY, url="https://example.org/1", found=NOW)


def test_a_line_says_what_was_found() -> None:
    known, new = told(BN20), told(BN25, 200)
    change = line(new, known)
    assert change is not None
    assert (change.verdict, change.severity) == (Verdict.UPDATED, Severity.ALERT)
    assert (change.subject, change.measure, change.series) == ("corridor", "cost", "corridor|cost||USD|")
    assert (change.report, change.against, change.old, change.new) == (new.id, known.id, "$20 bn", "$25 bn")
    assert (change.quote, change.url, change.found, change.witnesses) == (new.quote, "https://example.org/1", NOW, 1)
    assert (change.outlet, change.cluster) == (new.outlet, new.cluster)


def test_what_is_new_has_nothing_before_it() -> None:
    change = line(told(BN20))
    assert change is not None
    assert (change.old, change.against) == (None, None)


@pytest.mark.parametrize("new", [told(BN20, outlet="Dawn"), told(BN20, subject=None)])
def test_sightings_and_unlinked_figures_are_no_lines(new: Report) -> None:
    assert line(new, told(BN20, outlet="Dawn")) is None


def ids(*news: Report) -> int:
    known = [told(BN20), told(figure("$40bn", "40e9"), 1, scope="phase-1")]
    return len({change.id for new in news if (change := line(new, *known))})


def test_copies_of_one_story_have_one_line() -> None:
    copies = [told(BN25, 9, outlet=outlet, cluster="wire") for outlet in ("Dawn", "APP", "Nation")]
    assert ids(*copies) == 1


@pytest.mark.parametrize(
    "other",
    [
        told(BN29, 9, cluster="wire"),
        told(figure("$25bn to $26bn", "25e9", high="26e9", bound=Bound.RANGE), 9, cluster="wire"),
        told(BN25, 9, cluster="another"),
        told(BN25, 200, cluster="wire"),
        told(BN25, 9, cluster="wire", scope="phase-1"),
    ],
)
def test_another_value_cluster_verdict_or_series_is_another_line(other: Report) -> None:
    assert ids(told(BN25, 9, cluster="wire"), other) == 2


def test_a_cluster_repeats_old_values_in_one_line() -> None:
    known = [told(BN20), told(BN25, 200), told(BN29, 400)]
    lines = [line(told(value, 410, cluster="wire"), *known) for value in (BN20, BN25)]
    assert len({change.id for change in lines if change and change.verdict is Verdict.OUTDATED}) == 1


def test_finished_and_running_projects_are_two_new_figures() -> None:
    eleven = ("11 projects", "11", "count:project")
    done = told(eleven, measure="project-count", status="completed", cluster="wire")
    running = told(eleven, measure="project-count", status="under-construction", cluster="wire")
    first, second = line(done), line(running, done)
    assert first and second and first.verdict is second.verdict is Verdict.NEW
    assert first.id != second.id


def test_the_line_of_a_status() -> None:
    held, new = status_told("planned"), status_told("signed", 90)
    change = status_change_of(status_decided(new, held), new, url=None, found=NOW)
    assert change is not None
    assert (change.verdict, change.old, change.new) == (Verdict.STATUS_CHANGED, "planned", "signed")
    assert (change.against, change.report, change.measure, change.url) == (held.id, new.id, None, None)
    assert change.series == status_series("corridor")
    assert series_from_text(change.series).subject == "corridor"


def test_the_lines_of_a_first_and_of_a_repeated_status() -> None:
    first = status_told("planned", outlet="Dawn")
    change = status_change_of(status_decided(first), first, url=None, found=NOW)
    assert change is not None and (change.old, change.against) == (None, None)
    again = status_told("planned", 3, outlet="Dawn")
    assert status_change_of(status_decided(again, first), again, url=None, found=NOW) is None


def revised(old: Report | None, new: Report | None) -> Change | None:
    kind = EditKind.APPEARED if old is None else EditKind.VANISHED if new is None else EditKind.CHANGED
    edit = Edit(
        kind=kind,
        old=old.claim if old else None,
        new=new.claim if new else None,
        old_quote="It is $20bn." if old else "",
        new_quote="It is $25bn." if new else "",
        why="The article said so.",
    )
    return revision_change_of(
        edit, POLICY, article="dawn:1", outlet="Dawn", cluster="wire", url="https://example.org/1", found=NOW
    )


def test_the_line_of_a_silent_edit_quotes_both_sentences() -> None:
    old, new = told(BN20), told(BN25)
    change = revised(old, new)
    assert change is not None
    assert (change.verdict, change.severity) == (Verdict.REVISED, Severity.ALERT)
    assert (change.old, change.new, change.quote) == ("$20 bn", "$25 bn", "It is $20bn. → It is $25bn.")
    assert (change.against, change.report) == (claim_id("dawn:1", old.claim), claim_id("dawn:1", new.claim))


def test_the_line_of_a_figure_that_vanished() -> None:
    change = revised(told(BN20), None)
    assert change is not None
    assert (change.old, change.new, change.report, change.quote) == ("$20 bn", None, None, "It is $20bn.")


def test_an_unlinked_figure_that_changed_is_for_the_digest() -> None:
    change = revised(told(BN20, subject=None), told(BN25, subject=None))
    assert change is not None
    assert (change.severity, change.series, change.subject) == (Severity.LOW, "", None)


def test_a_figure_that_only_appeared_is_no_edit() -> None:
    assert revised(None, told(BN20)) is None
