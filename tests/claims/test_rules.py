from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from claims.report import Change, Severity, Verdict
from claims.rules import Rule, RuleAbout, hushed

NOON = datetime(2026, 3, 31, 12, tzinfo=UTC)
LINE = Change(
    id="h1-1",
    verdict=Verdict.CONFLICTING,
    severity=Severity.ALERT,
    subject="corridor",
    measure="cost",
    series="corridor|cost||USD|",
    report="c1-1",
    against="c1-0",
    old="$62 bn",
    new="$60 bn",
    quote="It costs $60 billion.",
    url=None,
    outlet="one",
    cluster="story",
    why="Both cannot be true.",
    found=NOON,
)
PAIR = Rule(
    id=7,
    series=LINE.series,
    about=RuleAbout.PAIR,
    old="$62 bn",
    new="$60 bn",
    since=NOON,
    until=NOON + timedelta(days=10),
    who="ayesha",
    why="an old quarrel",
)
OUTLET = replace(PAIR, about=RuleAbout.OUTLET, outlet="one", old=None, new=None)
CLUSTER = replace(PAIR, about=RuleAbout.CLUSTER, cluster="story", old=None, new=None, why="")


@pytest.mark.parametrize(
    ("rule", "line", "covers"),
    [
        (PAIR, LINE, True),
        (PAIR, replace(LINE, outlet="two", cluster="other"), True),
        (PAIR, replace(LINE, old="$60 bn", new="$62 bn"), True),
        (PAIR, replace(LINE, new="$61 bn"), False),
        (PAIR, replace(LINE, old=None), False),
        (PAIR, replace(LINE, series="corridor|loan||USD|"), False),
        (PAIR, replace(LINE, found=NOON - timedelta(seconds=1)), False),
        (PAIR, replace(LINE, found=NOON + timedelta(days=10)), False),
        (PAIR, replace(LINE, found=NOON + timedelta(days=10, seconds=-1)), True),
        (OUTLET, replace(LINE, new="$99 bn"), True),
        (OUTLET, replace(LINE, outlet="two"), False),
        (CLUSTER, replace(LINE, outlet="two", new="$99 bn"), True),
        (CLUSTER, replace(LINE, cluster="other"), False),
    ],
)
def test_a_rule_is_about_lines_of_its_series_while_it_holds(rule: Rule, line: Change, covers: bool) -> None:
    assert rule.covers(line) is covers


def test_a_covered_line_stays_but_makes_no_sound_and_names_the_rule() -> None:
    (quiet, loud) = hushed([LINE, replace(LINE, id="h1-2", new="$10 bn")], [PAIR])
    assert quiet == replace(LINE, severity=Severity.NONE, why=quiet.why)
    assert quiet.why == "Both cannot be true. Silent by rule 7 of ayesha until 2026-04-10 (an old quarrel)."
    assert loud == replace(LINE, id="h1-2", new="$10 bn")


def test_a_rule_without_a_reason_is_named_all_the_same() -> None:
    (quiet,) = hushed([LINE], [CLUSTER])
    assert quiet.why.endswith("until 2026-04-10.")
