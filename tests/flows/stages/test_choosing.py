"""Which addresses a pass visits."""

from dataclasses import replace
from datetime import datetime

import pytest

from claims.article import Candidate
from extractors.urls import canonical_url
from flows.stages.choosing import Known, choose, distinct
from store.addresses import Address
from store.articles import StoredArticle
from tests.flows.stages.factories import HOUR, NOW, SOURCE, a_stored_article

NOTHING = Known(articles={}, addresses={}, due=())


def listed(*names: str) -> tuple[Candidate, ...]:
    return tuple(Candidate(source=SOURCE.id, url=f"https://c.example/{name}") for name in names)


def stored(name: str, due: datetime | None) -> StoredArticle:
    return a_stored_article(name, next_check=due)


def tried(name: str, again: datetime | None, article: str | None = None) -> Address:
    url = canonical_url(f"https://c.example/{name}")
    return Address(url=url, source=SOURCE.id, first_seen=NOW, article=article, next_try=again)


def known(*articles: StoredArticle, addresses: tuple[Address, ...] = (), due: tuple[StoredArticle, ...] = ()) -> Known:
    return Known(
        articles={each.key: each for each in articles}, addresses={each.url: each for each in addresses}, due=due
    )


def test_new_addresses_are_visited_in_the_order_of_the_listing_up_to_the_limit() -> None:
    choice = choose(SOURCE, listed("a", "b", "c"), NOTHING, NOW, limit=2)
    assert [visit.candidate.url for visit in choice.visits] == ["https://c.example/a", "https://c.example/b"]
    assert (choice.passed, choice.left) == ((), 1)


@pytest.mark.parametrize(("due", "visited"), [(NOW, True), (NOW - HOUR, True), (NOW + HOUR, False), (None, False)])
def test_a_known_article_is_visited_when_it_is_due(due: datetime | None, visited: bool) -> None:
    article = stored("a", due)
    choice = choose(SOURCE, listed("a"), known(article), NOW, limit=10)
    assert [visit.known for visit in choice.visits] == ([article] if visited else [])
    assert choice.passed == (() if visited else ("https://c.example/a",))
    assert choice.left == 0


def test_revisits_do_not_count_towards_the_limit() -> None:
    articles = [stored(name, NOW) for name in ("a", "b")]
    choice = choose(SOURCE, listed("a", "b", "new"), known(*articles), NOW, limit=1)
    assert len(choice.visits) == 3
    assert choice.left == 0


@pytest.mark.parametrize(
    ("again", "visits", "left"),
    [(NOW, 1, 0), (NOW + HOUR, 0, 1), (None, 0, 0)],
    ids=["its time has come", "it waits", "it is given up"],
)
def test_a_failed_address_is_tried_again_when_its_time_has_come(again: datetime | None, visits: int, left: int) -> None:
    choice = choose(SOURCE, listed("a"), known(addresses=(tried("a", again),)), NOW, limit=10)
    assert (len(choice.visits), choice.left) == (visits, left)


def test_a_due_article_that_no_listing_names_is_visited_all_the_same() -> None:
    gone = stored("gone", NOW)
    choice = choose(SOURCE, (), known(due=(gone,)), NOW, limit=10)
    assert [(visit.candidate.url, visit.known) for visit in choice.visits] == [("https://c.example/gone", gone)]


def test_a_due_article_that_is_listed_is_visited_once() -> None:
    article = stored("a", NOW)
    choice = choose(SOURCE, listed("a"), known(article, due=(article,)), NOW, limit=10)
    assert len(choice.visits) == 1


def test_a_due_article_without_an_address_cannot_be_visited() -> None:
    document = replace(stored("a", NOW), url=None)
    assert choose(SOURCE, (), known(due=(document,)), NOW, limit=10).visits == ()


def test_an_address_that_led_to_an_article_is_that_article() -> None:
    article = stored("canonical", NOW + HOUR)
    address = tried("short-link", None, article=article.key)
    choice = choose(SOURCE, listed("short-link"), known(article, addresses=(address,)), NOW, limit=10)
    assert choice.visits == ()
    assert choice.passed == ("https://c.example/short-link",)


def test_the_same_article_listed_twice_is_one_candidate_and_the_first_stays() -> None:
    first, other, again = listed("a", "b", "a?utm_source=rss")
    titled = replace(first, title="A headline")
    assert distinct([titled, other, again]) == (titled, other)
