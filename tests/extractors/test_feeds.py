import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.article import Candidate, DateOrigin, Listing
from claims.errors import SkipReason, Unreadable
from claims.topic import FeedKind
from extractors import feeds
from extractors.feeds import read_listing
from tests.extractors.factories import HOST, NOW, feed, html, page, source

TEN_IN_KARACHI = datetime(2025, 11, 21, 5, tzinfo=UTC)


def item(
    number: int = 1,
    *,
    title: str = "A title",
    link: str | None = None,
    date: str | None = None,
    guid: str | None = None,
) -> str:
    link = f"https://{HOST}/news/{1_900_000 + number}/words" if link is None else link
    return (
        f"<item><title>{title}</title>"
        + (f"<link>{link}</link>" if link else "")
        + (f"<pubDate>{date}</pubDate>" if date else "")
        + (f'<guid isPermaLink="false">{guid}</guid>' if guid else "")
        + "<description>&lt;p&gt;In &lt;b&gt;short&lt;/b&gt;&lt;/p&gt;</description></item>"
    )


def rss(*items: str) -> str:
    return (
        '<?xml version="1.0"?><rss version="2.0"><channel><title>Gazette</title>' + "".join(items) + "</channel></rss>"
    )


def read(body: str | bytes, *, kind: FeedKind = FeedKind.RSS, content_type: str = "application/rss+xml") -> Listing:
    return read_listing(page(body, url=f"https://{HOST}/feed", content_type=content_type), feed(kind), source(), NOW)


def refusal(body: str | bytes, *, kind: FeedKind = FeedKind.RSS, content_type: str = "text/xml") -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        read(body, kind=kind, content_type=content_type)
    assert f"https://{HOST}/feed" in str(caught.value)
    return caught.value


def test_an_item_becomes_a_candidate() -> None:
    listing = read(
        rss(item(title="A &lt;b&gt;bold&lt;/b&gt; title &amp;amp; more", date="Fri, 21 Nov 2025 10:00:00 PST"))
    )
    assert listing.candidates == (
        Candidate(
            source="gazette",
            url=f"https://{HOST}/news/1900001/words",
            title="A bold title & more",
            published=TEN_IN_KARACHI,
            date_origin=DateOrigin.FEED,
            summary="In short",
        ),
    )
    assert listing.skipped == ()


def test_atom_with_relative_links_and_updated_only() -> None:
    body = (
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>G</title>'
        '<entry><id>tag:1</id><title type="html">A &lt;i&gt;title&lt;/i&gt;</title>'
        '<link rel="alternate" href="/news/1900001/x"/>'
        "<updated>2025-11-21T10:00:00+05:00</updated><content>Whole text</content></entry></feed>"
    )
    (candidate,) = read(body, kind=FeedKind.ATOM).candidates
    assert (candidate.url, candidate.title) == (f"https://{HOST}/news/1900001/x", "A title")
    assert (candidate.published, candidate.summary) == (TEN_IN_KARACHI, "Whole text")


def test_a_feed_in_the_old_rdf_form() -> None:
    body = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>G</title></channel>'
        f"<item><title>T</title><link>https://{HOST}/news/1900001/x</link><dc:date>2025-11-21T05:00:00Z</dc:date></item></rdf:RDF>"
    )
    (candidate,) = read(body).candidates
    assert candidate.published == TEN_IN_KARACHI


def test_json_feed() -> None:
    items = [
        {"id": "1", "url": f"https://{HOST}/news/1900001/x", "title": "T", "date_published": "2025-11-21T05:00:00Z"},
        {"id": "2", "external_url": f"https://{HOST}/news/1900002/x", "title": 5, "content_html": "<p>In short</p>"},
        "not an item",
        {"id": "3", "title": "no link"},
    ]
    body = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items})
    listing = read(body, kind=FeedKind.JSON, content_type="application/feed+json")
    first, second = listing.candidates
    assert (first.published, first.title) == (TEN_IN_KARACHI, "T")
    assert (second.published, second.title, second.summary) == (None, None, "In short")
    assert listing.skipped == (f"https://{HOST}/feed: item 3 (no link): it has no link",)


def test_a_news_sitemap_announced_as_rss_is_read_as_what_it_is() -> None:
    body = (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url>'
        f"<loc>https://{HOST}/news/1900001/x</loc></url></urlset>"
    )
    assert len(read(body, kind=FeedKind.RSS).candidates) == 1


def test_what_is_skipped_and_why() -> None:
    listing = read(
        rss(
            item(1, guid="a"),
            item(2, link="", title="without link"),
            item(3, link="javascript:alert(1)", title="bad link"),
            item(4, link="https://elsewhere.example/x", title="elsewhere"),
            item(5, date="Mon, 21 Nov 2033 10:00:00 GMT", title="future"),
            item(1, title="the same article again"),
            item(7, guid="a"),
            item(8, title=""),
        )
    )
    assert [candidate.url[-7:] for candidate in listing.candidates] == ["1/words", "8/words"]
    reasons = "\n".join(listing.skipped)
    for words in (
        "item 2 (without link): it has no link",
        "item 3 (bad link): its link 'javascript:alert(1)' is no web address",
        "item 4 (elsewhere): its link leads to elsewhere.example, which is not among the hosts of gazette",
        "item 5 (future): its date 'Mon, 21 Nov 2033 10:00:00 GMT' lies in the future",
        "item 6 (the same article again): it names an article that stands above",
        "item 7 (A title): it repeats the GUID 'a' of an item above",
    ):
        assert words in reasons
    assert len(listing.skipped) == 6


def test_a_broken_feed_whose_items_share_one_guid_loses_nothing() -> None:
    listing = read(rss(item(1, title="One", guid="0"), item(2, title="Two", guid="0")))
    assert [candidate.title for candidate in listing.candidates] == ["One", "Two"]


def test_a_date_that_cannot_be_read_is_no_reason_to_lose_an_item() -> None:
    (candidate,) = read(rss(item(date="sometime in November"))).candidates
    assert (candidate.published, candidate.date_origin) == (None, DateOrigin.NONE)


def test_a_permanent_link_in_the_guid_serves_where_the_link_is_missing() -> None:
    body = rss(f"<item><title>T</title><guid>https://{HOST}/news/1900001/x</guid></item>")
    assert read(body).candidates[0].url == f"https://{HOST}/news/1900001/x"
    body = rss(f'<item><title>T</title><guid isPermaLink="false">https://{HOST}/news/1900001/x</guid></item>')
    assert read(body).candidates[0].url == f"https://{HOST}/news/1900001/x"


def test_the_original_link_of_a_relayed_feed_is_taken() -> None:
    body = rss(
        f"<item><title>T</title><link>https://{HOST}/~r/1</link>"
        f'<feedburner:origLink xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0">https://{HOST}/news/1900001/x'
        "</feedburner:origLink></item>"
    )
    assert read(body).candidates[0].url == f"https://{HOST}/news/1900001/x"


def test_a_moved_feed_says_where_to() -> None:
    answer = page(rss(item()), url=f"https://{HOST}/new", permanent_url=f"https://{HOST}/new")
    assert read_listing(answer, feed(), source(), NOW).moved_to == f"https://{HOST}/new"


@pytest.mark.parametrize("count", [2_000, 2_001, 5_000])
def test_at_most_two_thousand_items(count: int) -> None:
    listing = read(rss(*(item(number) for number in range(count))))
    assert len(listing.candidates) == 2_000
    assert any("more than 2000 items" in reason for reason in listing.skipped) == (count > 2_000)


def test_a_feed_of_a_hundred_thousand_items_is_cut_before_it_is_parsed() -> None:
    short = "<item><link>https://gazette.example/news/{}/x</link></item>"
    body = rss(*(short.format(1_000_001 + number) for number in range(100_000))).encode()
    cut = feeds._first_items(body)
    assert cut.count(b"<item>") == 2_001
    assert cut.endswith(b"</item></channel></rss>")
    assert len(read(body).candidates) == 2_000


def test_long_atom_feeds_and_fragments_are_cut_too() -> None:
    entry = '<entry><id>{0}</id><link href="https://gazette.example/news/{0}/x"/></entry>'
    entries = "".join(entry.format(1_000_001 + number) for number in range(2_500))
    assert len(read(f'<feed xmlns="http://www.w3.org/2005/Atom">{entries}</feed>').candidates) == 2_000
    assert feeds._first_items(b"<item>" * 3_000) == b"<item>" * 3_000


def test_many_skipped_items_are_summed_up() -> None:
    listing = read(rss(*(item(number, link="") for number in range(300))))
    assert len(listing.skipped) == 201
    assert listing.skipped[-1] == "… and 100 more items were skipped"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (html(title="Gazette - News"), "an HTML page titled 'Gazette - News'"),
        ("<html><body>no title</body></html>", "an HTML page without a title"),
        ("<!DOCTYPE html>\n<p>x", "an HTML page without a title"),
        ("", "an empty answer"),
        (" \n ", "an empty answer"),
        ("Too many requests", "17 bytes of text/xml that begin with 'Too many requests'"),
        ("<soap:Envelope><x/></soap:Envelope>", "bytes of text/xml that begin with '<soap:Envelope>"),
    ],
)
def test_what_is_no_feed_is_named(body: str, words: str) -> None:
    error = refusal(body)
    assert error.reason is SkipReason.NOT_A_FEED
    assert "expected rss, found" in str(error)
    assert words in str(error)


@pytest.mark.parametrize(
    "body",
    ['{"items": 5}', '{"message": "no"}', "{broken", '{"items": ' + "[" * 100_000, "<rss><channel><a>" + "<b>" * 500],
)
def test_what_looks_like_a_feed_and_is_none(body: str) -> None:
    assert refusal(body).reason is SkipReason.NOT_A_FEED


def test_a_feed_with_no_items_is_a_feed() -> None:
    listing = read(rss())
    assert (listing.candidates, listing.skipped) == ((), ())


def test_damaged_xml_gives_what_it_has_and_a_warning() -> None:
    listing = read(rss(item(1))[:-20] + "<item><title>cut o")
    assert len(listing.candidates) == 1
    assert "the feed's XML is damaged" in listing.skipped[-1]


def test_a_feed_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "LARGEST_FEED", 100)
    assert refusal(rss(item())).reason is SkipReason.TOO_LARGE


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(9))
    + "]>"
)
THEFT = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY j SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("prologue", [BOMB, THEFT])
def test_entities_bring_nothing_in(prologue: str) -> None:
    link = f"<link>https://{HOST}/news/1900001/x</link>"
    body = f"{prologue}<rss version='2.0'><channel><item><title>T &j;</title>{link}</item></channel></rss>"
    try:
        listing = read(body)
    except Unreadable as error:
        assert error.reason is SkipReason.NOT_A_FEED
    else:
        assert all(len(each.title or "") < 20 and "root:" not in (each.title or "") for each in listing.candidates)


def test_scripts_in_titles_and_summaries_are_gone() -> None:
    title = "&lt;script&gt;alert(1)&lt;/script&gt;Canal &amp;lt;img src=x onerror=alert(1)&amp;gt; opens"
    (candidate,) = read(rss(item(title=title))).candidates
    assert candidate.title == "Canal opens"


def test_a_feed_in_sixteen_bits() -> None:
    body = rss(item()).replace('"1.0"', '"1.0" encoding="utf-16"').encode("utf-16")
    assert len(read(body).candidates) == 1


TAGS = (
    "<rss> <channel> <item> </item> <title> </title> <link> </link> <feed> <entry> <id> <pubDate> <urlset> <url> <loc> "
    "</loc> <sitemapindex> <sitemap> <html> <a> <![CDATA[ ]]> &a; { [ ] } text https://gazette.example/1"
)
ODDITIES = ["<?xml version='1.0'?>", "<!DOCTYPE x [", "]>", "<!ENTITY a 'b'>", '"items":', '"url":', "\0", "\ufffe"]
FRAGMENTS = st.sampled_from([*TAGS.split(), *ODDITIES])


@settings(max_examples=200, deadline=None)
@given(st.lists(FRAGMENTS, max_size=25).map("".join) | st.binary(max_size=300), st.sampled_from(FeedKind))
def test_whatever_a_server_sends_is_a_listing_or_a_named_outcome(body: str | bytes, kind: FeedKind) -> None:
    try:
        listing = read(body, kind=kind, content_type="text/html")
    except Unreadable as error:
        assert f"https://{HOST}/feed" in str(error)
    else:
        assert all(each.url.startswith("https://gazette.example/") for each in listing.candidates)
