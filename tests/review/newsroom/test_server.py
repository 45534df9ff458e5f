"""Validators, 304 and the shape of answers, over real HTTP and at the rule."""

from datetime import UTC, datetime

import httpx
import pytest

from review.newsroom.newsroom import RunningNewsroom
from review.newsroom.rendering import Answer
from review.newsroom.server import Visit, is_unchanged

MOMENT = datetime(2026, 5, 8, 5, 15, 0, 250_000, tzinfo=UTC)
ANSWER = Answer(status=200, content_type="text/html", body=b"<p>$25.4 billion</p>", modified=MOMENT)
SAME, EARLIER = "Fri, 08 May 2026 05:15:00 GMT", "Fri, 08 May 2026 05:14:59 GMT"


@pytest.mark.parametrize(
    ("none_match", "modified_since", "unchanged"),
    [
        (None, None, False),
        (ANSWER.etag, None, True),
        (f'W/{ANSWER.etag}, "other"', None, True),
        ("*", None, True),
        ('"other"', None, False),
        (None, SAME, True),
        (None, "Fri, 08 May 2026 05:15:01 GMT", True),
        (None, EARLIER, False),
        (None, "not a date", False),
        (None, "Fri, 08 May 2026 05:15:00", False),  # no zone: not an HTTP date
        ('"other"', SAME, False),  # If-None-Match alone decides
        (ANSWER.etag, EARLIER, True),
    ],
)
def test_when_a_304_is_due(none_match: str | None, modified_since: str | None, unchanged: bool) -> None:
    assert is_unchanged(ANSWER, none_match, modified_since) is unchanged


def test_an_answer_without_validators_is_never_unchanged() -> None:
    wall = Answer(status=200, content_type="text/html", body=b"prove that you are human")
    assert wall.etag is None
    assert not is_unchanged(wall, "*", SAME)


def test_every_feed_and_page_that_has_validators_answers_304_to_them(
    running: RunningNewsroom, reader: httpx.Client
) -> None:
    paths = ["/news/71302/ten-years-of-the-corridor", "/robots.txt", "/"]
    urls = [running.home("sample-courier") + path for path in paths]
    urls += [feed.url for source in running.sources for feed in source.feeds]
    for url in urls:
        fresh = reader.get(url)
        for headers in (
            {"If-None-Match": fresh.headers["ETag"]},
            {"If-Modified-Since": fresh.headers["Last-Modified"]},
        ):
            again = reader.get(url, headers=headers)
            assert (again.status_code, again.content) == (304, b""), url
            assert again.headers["ETag"] == fresh.headers["ETag"]


def test_a_feed_that_changed_answers_anew_to_the_validators_of_the_day_before(
    running: RunningNewsroom, reader: httpx.Client
) -> None:
    url = running.sources[0].feeds[0].url
    yesterday = reader.get(url)
    running.set_edition(2)
    headers = {"If-None-Match": yesterday.headers["ETag"], "If-Modified-Since": yesterday.headers["Last-Modified"]}
    today = reader.get(url, headers=headers)
    assert today.status_code == 200
    assert reader.get(url, headers={"If-Modified-Since": yesterday.headers["Last-Modified"]}).status_code == 200
    assert today.headers["Last-Modified"] != yesterday.headers["Last-Modified"]


def test_no_page_claims_to_be_younger_than_its_edition(running: RunningNewsroom, reader: httpx.Client) -> None:
    answer = reader.get(running.home("indus-wire") + "/dispatch/the-week-ahead")  # dated a year ahead
    assert answer.headers["Last-Modified"] == answer.headers["Date"] == "Mon, 11 May 2026 04:00:00 GMT"


def test_head_says_what_get_would_without_the_body(running: RunningNewsroom, reader: httpx.Client) -> None:
    url = running.home("indus-wire") + "/dispatch/what-was-promised"
    head, get = reader.head(url), reader.get(url)
    assert head.content == b""
    assert dict(head.headers) == dict(get.headers)


def test_unknown_paths_are_404_and_other_methods_are_refused(running: RunningNewsroom, reader: httpx.Client) -> None:
    home = running.home("makran-reading-room")
    assert reader.get(f"{home}/file/none").status_code == 404
    assert reader.post(f"{home}/", content=b"x").status_code == 501
    assert reader.get(f"{home}/?page=2").status_code == 200


def test_visits_are_witnessed_in_order(running: RunningNewsroom, reader: httpx.Client) -> None:
    home = running.home("khunjerab-post")
    tag = reader.get(f"{home}/robots.txt").headers["ETag"]
    reader.get(f"{home}/robots.txt", headers={"If-None-Match": tag})
    reader.get(f"{home}/none?x=1")
    assert list(running.visits) == [
        Visit("khunjerab-post", "/robots.txt", 200),
        Visit("khunjerab-post", "/robots.txt", 304),
        Visit("khunjerab-post", "/none?x=1", 404),
    ]
