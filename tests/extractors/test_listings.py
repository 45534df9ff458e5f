from datetime import UTC, datetime

import pytest

from claims.article import DateOrigin, Listing
from claims.errors import SkipReason, Unreadable
from claims.topic import FeedKind
from extractors.feeds import read_listing
from tests.extractors.factories import HOST, NOW, feed, page, source

URL = f"https://{HOST}/business/"


def read(body: str, pattern: str | None = None, url: str = URL) -> Listing:
    listed = feed(FeedKind.LISTING, pattern)
    return read_listing(page(f"<!DOCTYPE html><html><body>{body}</body></html>", url=url), listed, source(), NOW)


def test_links_that_look_like_articles() -> None:
    listing = read(
        '<a href="/">Home</a><a href="/business">Business</a><a href="/tag/canal-and-its-many-locks">Tag</a>'
        '<a href="/about/the-people-who-write-this">About</a><a href="/pictures/1234567.jpg">x</a>'
        '<a href="/news/1900001/canal">Canal deal is signed at last</a>'
        '<a href="/second-lock-will-cost-more">The second lock will cost more</a>'
        '<a href="https://elsewhere.example/news/1900002/x">Elsewhere</a>'
        '<a href="mailto:a@b.example">Write</a><a>none</a>'
    )
    assert [(each.url, each.title) for each in listing.candidates] == [
        (f"https://{HOST}/news/1900001/canal", "Canal deal is signed at last"),
        (f"https://{HOST}/second-lock-will-cost-more", "The second lock will cost more"),
    ]


def test_a_pattern_decides_alone() -> None:
    listing = read('<a href="/p/1">A release of the board</a><a href="/news/1900001/x">No release</a>', r"/p/\d+$")
    assert [each.url for each in listing.candidates] == [f"https://{HOST}/p/1"]


def test_links_to_one_article_are_one_item_with_the_best_title() -> None:
    (candidate,) = read(
        '<a href="/news/1900001/a"><img></a><a href="/news/1900001/a?utm_source=x">Canal deal is signed</a>'
        '<a href="/news/1900001/b">Read more</a>'
    ).candidates
    assert (candidate.url, candidate.title) == (f"https://{HOST}/news/1900001/a", "Canal deal is signed")


def test_an_anchor_too_short_for_a_title_gives_none() -> None:
    assert read('<a href="/news/1900001/a">Read more</a>').candidates[0].title is None


def test_dates_stand_in_the_box_of_their_article() -> None:
    card = '<li><h2><a href="/news/190000{0}/x">A title long enough {0}</a></h2><p>by us</p>{1}</li>'
    listing = read(
        "<ul>"
        + card.format(1, '<time datetime="2025-11-21T10:00:00+05:00">Friday</time>')
        + card.format(2, "<time>20 November 2025</time>")
        + card.format(3, "<time></time>")
        + card.format(4, "")
        + "</ul>"
    )
    assert [(each.published, each.date_origin) for each in listing.candidates] == [
        (datetime(2025, 11, 21, 5, tzinfo=UTC), DateOrigin.PAGE),
        (datetime(2025, 11, 20, 7, tzinfo=UTC), DateOrigin.PAGE),
        (None, DateOrigin.NONE),
        (None, DateOrigin.NONE),
    ]


def test_dates_are_sought_only_close_to_the_link() -> None:
    link = "<b>" * 4 + '<a href="/news/1900001/x">One</a>' + "</b>" * 4
    assert read(f'<section><time datetime="2025-11-21">x</time>{link}</section>').candidates[0].published is None


def test_a_date_of_the_page_is_not_that_of_an_article() -> None:
    (one, two) = read(
        '<time datetime="2025-11-21">today</time>'
        '<div><a href="/news/1900001/x">One</a><a href="/news/1900002/x">Two</a></div>'
    ).candidates
    assert (one.published, two.published) == (None, None)


def test_the_next_page_is_given_and_is_no_article() -> None:
    link = '<a rel="next" href="/business/page-2-of-all-the-articles">next</a>'
    listing = read('<a href="/news/1900001/x">One</a>' + link)
    assert listing.further == (f"https://{HOST}/business/page-2-of-all-the-articles",)
    assert len(listing.candidates) == 1
    assert read('<a href="/news/1900001/x">x</a><link rel="next" href="https://b.example/2">').further == ()


def test_a_base_element_moves_the_links() -> None:
    listing = read(f'<base href="https://{HOST}/en/"><a href="news/1900001/x">x</a>')
    assert listing.candidates[0].url == f"https://{HOST}/en/news/1900001/x"


def test_the_listing_does_not_list_itself() -> None:
    listing = read('<a href="#top">Top</a><a href="/news/1900001/x">x</a>', url=f"https://{HOST}/all-the-news-we-have")
    assert [each.url[-1] for each in listing.candidates] == ["x"]


@pytest.mark.parametrize(("pattern", "words"), [(r"/p/\d+", "the pattern '/p/"), (None, "the form of an article")])
def test_a_page_without_a_fitting_link_says_so(pattern: str | None, words: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read('<title>Moved</title><a href="/x">x</a>', pattern)
    assert caught.value.reason is SkipReason.NOT_A_FEED
    assert words in str(caught.value)
    assert "'Moved'" in str(caught.value)


def test_a_feed_found_where_a_listing_page_was_expected_is_read_as_a_feed() -> None:
    body = f"<rss version='2.0'><channel><item><link>https://{HOST}/news/1900001/x</link></item></channel></rss>"
    listing = read_listing(page(body, url=URL), feed(FeedKind.LISTING), source(), NOW)
    assert len(listing.candidates) == 1
