from datetime import UTC, datetime, timedelta

import pytest

from claims.errors import SkipReason
from claims.recheck import LADDER, PAUSES, next_check, next_try

NOW = datetime(2026, 5, 11, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("age", "pause"),
    [
        (timedelta(0), timedelta(minutes=15)),
        (timedelta(hours=2, minutes=59), timedelta(minutes=15)),
        (timedelta(hours=3), timedelta(hours=1)),
        (timedelta(days=1), timedelta(hours=6)),
        (timedelta(days=29), timedelta(days=3)),
    ],
)
def test_young_articles_are_visited_often(age: timedelta, pause: timedelta) -> None:
    assert next_check(first_seen=NOW - age, last_edited=None, now=NOW) == NOW + pause


def test_old_articles_are_left_in_peace() -> None:
    assert next_check(first_seen=NOW - timedelta(days=30), last_edited=None, now=NOW) is None


def test_an_edit_makes_an_article_young_again() -> None:
    edited = NOW - timedelta(hours=1)
    assert next_check(first_seen=NOW - timedelta(days=90), last_edited=edited, now=NOW) == NOW + LADDER[0][1]


def test_pauses_grow_until_hope_ends() -> None:
    tries = [next_try(SkipReason.TIMEOUT, attempts=n, now=NOW) for n in range(1, len(PAUSES) + 2)]
    assert tries == [*(NOW + pause for pause in PAUSES), None]


def test_what_cannot_get_better_is_not_tried_again() -> None:
    assert next_try(SkipReason.NOT_HTML, attempts=1, now=NOW) is None


def test_a_server_can_only_lengthen_the_pause() -> None:
    assert next_try(SkipReason.RATE_LIMITED, attempts=1, now=NOW, retry_after=7200) == NOW + timedelta(hours=2)
    assert next_try(SkipReason.RATE_LIMITED, attempts=1, now=NOW, retry_after=1) == NOW + PAUSES[0]
