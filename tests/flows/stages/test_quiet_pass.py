"""A pass over sources with nothing new asks each feed once, with its validators, and moves no body.

`benchmarks/quiet_pass.py` does it with 300, by the clock.
"""

from datetime import timedelta
from pathlib import Path

from claims.run import Outcome
from tests.flows.stages.outlets import Clock, a_desk, article, one_pass, outlets, rss

FIGURE = "Investment under CPEC reached ${}.5 billion, the ministry said on Friday."


async def test_nothing_new_costs_one_conditional_request_a_feed_and_no_body(tmp_path: Path) -> None:
    clock = Clock()
    async with outlets(12) as running:
        sources = [each.source(each.feed(), name=f"s{number}") for number, each in enumerate(running)]
        for number, each in enumerate(running):
            each.bodies["/story-10000"] = article(f"CPEC in district {number}", FIGURE.format(number))
            each.bodies["/feed.xml"] = rss(each.server.url("/story-10000"))
            each.bodies["/robots.txt"] = b"User-agent: *\nDisallow: /private\n"
        for quiet in (False, True):
            async with a_desk(tmp_path, clock, sources, running) as desk:
                report = await one_pass(desk)
            clock.go_on(timedelta(minutes=10))
            if not quiet:
                assert sum(item.outcome is Outcome.NEW and not item.listing for item in report.items) == 12
                for each in running:
                    each.asked(robots=True)
                    each.body_bytes = 0
    requests = [asked for each in running for asked in each.server.asked]
    assert [asked.path for asked in requests] == ["/feed.xml"] * 12
    assert all("if-none-match" in asked.headers for asked in requests)
    assert sum(each.body_bytes for each in running) == 0
    assert {item.outcome for item in report.items} == {Outcome.UNCHANGED}
