"""Bad input: the ledger ends as it would have in order and one after the other, or a test says why not."""

import threading
from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta
from itertools import permutations
from pathlib import Path

import pytest

from claims.report import KnownFrom, Verdict
from claims.run import Outcome
from flows.desk import Ledger
from store.articles import revisions
from store.counts import count_all
from store.engine import reading
from store.reports import claims_of_revision
from tests.flows.stages.conftest import START, Clock
from tests.flows.stages.outlets import Clock as OutletClock
from tests.flows.stages.outlets import Outlet, a_desk, an_outlet, article, one_pass, rss
from tests.flows.stages.publishing import lines, publish, told
from tests.flows.stages.telling import stands

DAY = timedelta(days=1)
KEY = "news.example/1"


def text(words: str) -> str:
    return f"The China-Pakistan Economic Corridor goes on.\n\nThe 5G network is to cost {words}, the minister said."


# A plan, its replacement a year later, a contradiction of that, and an old value in new print.
TOLD: dict[str, tuple[str, datetime]] = {
    "first": ("$6.8 billion", START - 400 * DAY),
    "second": ("$8.5 billion", START - 20 * DAY),
    "third": ("$9.9 billion", START - 10 * DAY),
    "fourth": ("$6.8 billion", START - 5 * DAY),
}


def print_it(ledger: Ledger, name: str) -> None:
    words, published = TOLD[name]
    outlet = list(ledger.topic.sources)[list(TOLD).index(name)]
    own = f"{name.upper()} reports in words of its own. {text(words)}"
    publish(ledger, own, key=f"{name}.example/1", outlet=outlet, published=published)


@pytest.mark.parametrize("order", list(permutations(TOLD)))
def test_reports_out_of_order_end_in_the_same_ledger(ledger: Ledger, clock: Clock, order: Sequence[str]) -> None:
    for name in order:
        print_it(ledger, name)
        clock.forward(hours=1)
    (cost,) = [each for each in stands(ledger) if each.startswith("$")]
    assert cost == "$8.5 billion (not $9.9 billion) (not $6.8 billion)"


def test_two_runs_at_once_end_in_the_same_ledger_and_the_same_log(ledger: Ledger) -> None:
    """Four runs take in the same four articles, each in another order."""
    names, failures = list(TOLD), []
    together = threading.Barrier(len(names))

    def run(shift: int) -> None:
        together.wait()
        try:
            for name in [*names[shift:], *names[:shift]]:
                print_it(ledger, name)
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=run, args=(shift,)) for shift in range(len(names))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert "$8.5 billion (not $9.9 billion) (not $6.8 billion)" in stands(ledger)
    with reading(ledger.engine) as session:
        counts = count_all(session)
    assert counts.articles == len(names)
    ids = [each.change.id for each in lines(ledger)]
    assert len(ids) == len(set(ids))


def test_a_date_that_is_corrected_later_changes_nothing_because_the_log_told_the_first(
    ledger: Ledger, clock: Clock
) -> None:
    """Otherwise what was known on a day would change afterwards; the page as it is now is a revision only if its text
    is another."""
    publish(ledger, text("$6.8 billion"), published=START - DAY)
    clock.forward(hours=1)
    again = publish(ledger, text("$6.8 billion"), published=START - 9 * DAY)
    assert again.outcome is Outcome.UNCHANGED
    with reading(ledger.engine) as session:
        (report,) = [each for each in claims_of_revision(session, KEY, 1) if each.claim.measure == "cost"]
        assert len(revisions(session, KEY)) == 1
    assert report.known == START - DAY


def test_a_claim_without_a_date_is_known_since_it_was_first_seen(ledger: Ledger, clock: Clock) -> None:
    publish(ledger, text("$6.8 billion"), published=None)
    with reading(ledger.engine) as session:
        (report,) = [each for each in claims_of_revision(session, KEY, 1) if each.claim.measure == "cost"]
    assert (report.known, report.known_from) == (START, KnownFrom.FETCHED)
    publish(ledger, f"Another story. {text('$8.5 billion')}", key="other.example/1", published=START - 200 * DAY)
    assert "$6.8 billion" in stands(ledger), "what was published before does not replace what was seen later"


def test_a_unit_clash_is_another_quantity_and_no_contradiction(ledger: Ledger) -> None:
    publish(ledger, "The HVDC line from Matiari to Lahore carries 4,000 MW under CPEC.", key="a.example/1")
    publish(ledger, "The HVDC line from Matiari to Lahore carries 660 kV under CPEC.", key="b.example/1")
    assert told(ledger, Verdict.CONFLICTING, Verdict.UPDATED) == []


def test_a_thousandfold_jump_is_probably_misread_and_never_an_update(ledger: Ledger) -> None:
    publish(ledger, text("$6.8 billion"), published=START - 400 * DAY)
    publish(ledger, f"Another story. {text('$6.9 million')}", key="other.example/1", outlet="dawn", published=START)
    (line,) = lines(ledger, Verdict.CONFLICTING, Verdict.UPDATED)
    assert line.change.verdict is Verdict.CONFLICTING
    assert "probably misread" in line.change.why
    assert "$6.8 billion (not $6.9 million)" in stands(ledger)


@pytest.fixture
async def outlet() -> AsyncIterator[Outlet]:
    async with an_outlet() as running:
        yield running


async def test_an_article_under_three_addresses_is_one(tmp_path: Path, outlet: Outlet) -> None:
    path = "/story-10000"
    addresses = [path, f"{path}?utm_source=mail", f"{path}/"]
    for each in addresses:
        outlet.bodies[each] = article("5G in CPEC", text("$6.8 billion"))
    outlet.bodies["/feed.xml"] = rss(*(outlet.server.url(each) for each in addresses))
    clock = OutletClock()
    async with a_desk(tmp_path, clock, [outlet.source(outlet.feed())], [outlet]) as desk:
        report = await one_pass(desk)
        assert [item.url for item in report.items if item.outcome is Outcome.NEW and not item.listing] == [
            outlet.server.url(path)
        ]
        assert len([each for each in outlet.asked() if each.startswith(path)]) == 1
        outlet.bodies["/feed.xml"] = rss(outlet.server.url(addresses[1]))
        outlet.asked()
        clock.go_on(timedelta(minutes=3))
        await one_pass(desk)
        assert outlet.asked() == ["/feed.xml"], "the second address leads to nothing new"
        with reading(desk.ledger.engine) as session:
            assert count_all(session).articles == 1
