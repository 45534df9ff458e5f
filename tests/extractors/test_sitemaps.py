import gzip

import pytest

from claims.article import DateOrigin, Listing
from claims.errors import SkipReason, Unreadable
from claims.topic import FeedKind
from extractors import sitemaps
from extractors.feeds import read_listing
from tests.extractors.factories import HOST, NOW, feed, page, source

NAMES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
)


def news(number: int, date: str = "2025-11-21T10:00:00+05:00", title: str = "A title") -> str:
    return (
        f"<url><loc> https://{HOST}/news/{1_900_000 + number}/x </loc><news:news>"
        f"<news:publication_date>{date}</news:publication_date><news:title>{title}</news:title></news:news></url>"
    )


def urlset(*entries: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset {NAMES}>' + "".join(entries) + "</urlset>"


def read(body: str | bytes, url: str = f"https://{HOST}/sitemap.xml") -> Listing:
    return read_listing(page(body, url=url, content_type="application/xml"), feed(FeedKind.SITEMAP), source(), NOW)


def test_a_news_sitemap_gives_dates_and_titles_newest_first() -> None:
    older, newer = news(1, "2025-11-20", "Older &amp; wiser"), news(2)
    first, second = read(urlset(older, newer)).candidates
    assert (first.url, first.title, first.date_origin) == (
        f"https://{HOST}/news/1900002/x",
        "A title",
        DateOrigin.SITEMAP,
    )
    assert second.title == "Older & wiser"


def test_lastmod_orders_but_is_no_date_of_publication() -> None:
    entries = [
        f"<url><loc>https://{HOST}/news/190000{n}/x</loc><lastmod>2025-11-{n + 10}</lastmod></url>" for n in (1, 3, 2)
    ]
    candidates = read(urlset(*entries)).candidates
    assert [each.url[-3] for each in candidates] == ["3", "2", "1"]
    assert {each.published for each in candidates} == {None}


def test_entries_that_cannot_be_used_are_named() -> None:
    listing = read(urlset("<url><news:x/></url>", news(1, "2033-01-01"), "<!-- note --><other/>", news(2)))
    assert len(listing.candidates) == 1
    assert "it has no link" in "".join(listing.skipped)
    assert "lies in the future" in "".join(listing.skipped)


def test_an_index_gives_the_sitemaps_to_read_next() -> None:
    entries = [
        ("https://gazette.example/old.xml", "2020-01-01"),
        ("https://gazette.example/new.xml", "2025-11-01"),
        ("https://elsewhere.example/x.xml", "2025-11-02"),
        ("https://gazette.example/news-sitemap.xml", ""),
        ("https://gazette.example/sitemap.xml", "2025-11-21"),
    ]
    rows = "".join(f"<sitemap><loc>{loc}</loc><lastmod>{day}</lastmod></sitemap>" for loc, day in entries)
    listing = read(f"<sitemapindex {NAMES}>{rows}<sitemap/></sitemapindex>")
    assert listing.candidates == ()
    assert listing.further == tuple(f"https://gazette.example/{name}.xml" for name in ("news-sitemap", "new", "old"))


def test_an_index_is_followed_only_so_far() -> None:
    rows = "".join(f"<sitemap><loc>https://{HOST}/{number}.xml</loc></sitemap>" for number in range(40))
    assert len(read(f"<sitemapindex>{rows}</sitemapindex>").further) == sitemaps.MOST_FURTHER


def test_a_zipped_sitemap() -> None:
    assert len(read(gzip.compress(urlset(news(1)).encode()), f"https://{HOST}/sitemap.xml.gz").candidates) == 1


def test_a_zip_bomb_and_a_broken_zip_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps, "LARGEST_UNPACKED", 10_000)
    with pytest.raises(Unreadable) as caught:
        read(gzip.compress(b" " * 1_000_000))
    assert caught.value.reason is SkipReason.TOO_LARGE
    with pytest.raises(Unreadable) as caught:
        read(b"\x1f\x8b broken")
    assert caught.value.reason is SkipReason.BAD_ENCODING


def test_a_huge_sitemap_is_read_in_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps, "MOST_ITEMS", 1)
    assert len(read(urlset(*(news(number) for number in range(60)))).candidates) == 26


@pytest.mark.parametrize(
    "prologue",
    [
        '<!DOCTYPE urlset [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE urlset [<!ENTITY a "ha"><!ENTITY x "&a;&a;&a;&a;">]>',
    ],
)
def test_entities_are_not_resolved(prologue: str) -> None:
    listing = read(f"{prologue}<urlset {NAMES}>{news(1, title='T &x;')}</urlset>")
    assert all("root:" not in (each.title or "") and "ha" not in (each.title or "") for each in listing.candidates)


@pytest.mark.parametrize("body", ["<urlset", "<urlset \ud800>".encode("utf-16", "surrogatepass")])
def test_what_is_no_xml(body: str | bytes) -> None:
    with pytest.raises(Unreadable) as caught:
        read(body)
    assert caught.value.reason is SkipReason.NOT_A_FEED


def test_nothing_at_all_is_no_sitemap() -> None:
    with pytest.raises(Unreadable):
        sitemaps.read_sitemap(page(""), b"", source(), NOW)


def test_a_damaged_sitemap_gives_what_it_has_and_a_warning() -> None:
    listing = read(urlset(news(1), news(2))[:-40])
    assert len(listing.candidates) == 2
    assert "the sitemap's XML is damaged" in listing.skipped[-1]


def test_deep_xml_does_no_harm() -> None:
    body = f"<urlset {NAMES}>{news(1)}" + "<a>" * 100_000
    assert len(read(body).candidates) == 1
