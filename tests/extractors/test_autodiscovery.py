import pytest

from claims.errors import Unreadable
from claims.topic import FeedKind
from extractors.autodiscovery import Found, announced_feeds, site_name, sitemaps_of_robots, usual_places
from tests.extractors.factories import HOST, html, page


def link(href: str, kind: str = "application/rss+xml", rel: str = "alternate", title: str = "News") -> str:
    return f'<link rel="{rel}" type="{kind}" href="{href}" title="{title}">'


def test_announced_feeds() -> None:
    head = (
        link("/feed")
        + link("/feed")
        + link("/atom", "application/atom+xml; charset=utf-8", title="")
        + link("/json", "application/feed+json")
        + link("/comments/feed")
        + link("/other", title="Gazette » Comments Feed")
        + link("/style.css", "text/css")
        + link("/favicon", rel="icon")
        + link("javascript:x")
        + '<link rel="alternate" type="application/rss+xml">'
    )
    assert announced_feeds(page(html(head=head))) == (
        Found(f"https://{HOST}/feed", FeedKind.RSS, "News"),
        Found(f"https://{HOST}/atom", FeedKind.ATOM, None),
        Found(f"https://{HOST}/json", FeedKind.JSON, "News"),
    )


def test_a_page_that_announces_hundreds_gives_twenty() -> None:
    assert len(announced_feeds(page(html(head="".join(link(f"/feed/{number}") for number in range(300)))))) == 20


def test_no_page_no_feeds() -> None:
    with pytest.raises(Unreadable):
        announced_feeds(page("", content_type="text/html"))


def test_usual_places_are_on_the_host_of_the_homepage() -> None:
    places = usual_places(f"http://{HOST}:8080/en/index.html")
    assert places[0] == Found(f"http://{HOST}:8080/feed/", FeedKind.RSS)
    assert {place.kind for place in places} == {FeedKind.RSS, FeedKind.ATOM, FeedKind.JSON, FeedKind.SITEMAP}


def test_sitemaps_of_robots() -> None:
    text = """User-agent: *
Disallow: /x
Sitemap: https://gazette.example/sitemap.xml
sitemap : /news-sitemap.xml
Sitemap: https://gazette.example/sitemap.xml
Sitemap:
Sitemap: javascript:x
"""
    assert sitemaps_of_robots(text, f"https://{HOST}/") == (
        Found(f"https://{HOST}/news-sitemap.xml", FeedKind.SITEMAP),
        Found(f"https://{HOST}/sitemap.xml", FeedKind.SITEMAP),
    )


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ('<title>News | Post</title><meta property="og:site_name" content=" Corridor  Post ">', "Corridor Post"),
        ('<title>News | Post</title><meta property="og:site_name" content=" ">', "News | Post"),
        ("<title>News | Post</title>", "News | Post"),
        ("", None),
    ],
)
def test_the_name_of_a_site(head: str, name: str | None) -> None:
    assert site_name(page(f"<!DOCTYPE html><html><head>{head}</head><body><p>x</p></body></html>")) == name
