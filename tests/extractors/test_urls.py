import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.urls import LONGEST_URL, absolute_url, article_key, canonical_url, host_of

BASE = "https://a.example/news/today/"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/news/x?utm_source=rss&utm_medium=feed", "https://a.example/news/x"),
        ("https://a.example/news/x?fbclid=1&gclid=2&_ga=3&ref=4", "https://a.example/news/x"),
        ("https://a.example/news/x?source=rss", "https://a.example/news/x"),
        ("https://a.example/news/x?source=17", "https://a.example/news/x?source=17"),
        ("https://a.example/p?b=2&a=1", "https://a.example/p?a=1&b=2"),
        ("https://a.example/p?cid=7&gallery=3&uid=2", "https://a.example/p?cid=7&gallery=3&uid=2"),
        ("https://a.example/p?id=", "https://a.example/p?id="),
        ("https://a.example/p?a=1&amp;b=2", "https://a.example/p?a=1&b=2"),
        ("https://a.example/news/x#comments", "https://a.example/news/x"),
        ("https://a.example/news/x/", "https://a.example/news/x"),
        ("https://a.example", "https://a.example/"),
        ("https://a.example/?", "https://a.example/"),
        ("HTTPS://WWW.A.Example:443/News/X", "https://www.a.example/News/X"),
        ("http://a.example:80/x", "http://a.example/x"),
        ("http://a.example:8080/x", "http://a.example:8080/x"),
        ("https://a.example./x", "https://a.example/x"),
        ("https://a.example/news/x/amp", "https://a.example/news/x"),
        ("https://a.example/news/x/amp/", "https://a.example/news/x"),
        ("https://a.example/amp/news/x", "https://a.example/news/x"),
        ("https://a.example/news/x.amp", "https://a.example/news/x"),
        ("https://a.example/news/x.amp.html", "https://a.example/news/x.html"),
        ("https://a.example/news/x?amp=1", "https://a.example/news/x"),
        ("https://a.example/news/x?outputType=amp", "https://a.example/news/x"),
        ("https://a.example/news/x?output=1", "https://a.example/news/x?output=1"),
        ("https://a.example/news/champ", "https://a.example/news/champ"),
        ("https://a.example//news///x", "https://a.example/news/x"),
        ("https://a.example/a/../b/./c", "https://a.example/b/c"),
        ("https://a.example/x%2Dy", "https://a.example/x-y"),
        ("https://a.example/%c3%a9", "https://a.example/%C3%A9"),
        ("https://a.example/é", "https://a.example/%C3%A9"),
        ("https://a.example/a b", "https://a.example/a%20b"),
        ("https://bücher.example/x", "https://xn--bcher-kva.example/x"),
        ("http://[::1]:8080/x", "http://[::1]:8080/x"),
        ("mailto:editor@a.example", "mailto:editor@a.example"),
        ("https://[::1/x", "https://[::1/x"),
    ],
)
def test_canonical_addresses(url: str, expected: str) -> None:
    assert canonical_url(url) == expected
    assert canonical_url(expected) == expected


ADDRESSES = st.builds(
    lambda scheme, host, rest: f"{scheme}://{host}/{rest}",
    st.sampled_from(["http", "https", "HTTPS"]),
    st.sampled_from(["a.example", "www.a.example", "x.y.example:8080", "[::1]", "A.EXAMPLE.", "me@a.example"]),
    st.text(string.ascii_letters + string.digits + "/-_.%=&?#:@ +<>{}'\"\\~!$;,é你", max_size=60),
)


@given(ADDRESSES)
def test_applying_it_twice_changes_nothing(url: str) -> None:
    once = canonical_url(url)
    assert canonical_url(once) == once
    assert article_key(once) == article_key(url)


@given(ADDRESSES)
def test_the_address_that_is_fetched_is_of_the_same_article(url: str) -> None:
    fetched = absolute_url(BASE, url)
    if fetched is not None:
        assert absolute_url(BASE, fetched) == fetched
        assert article_key(fetched) == article_key(url)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.dawn.example/news/1944001/old-title", "http://dawn.example/news/1944001/new-title"),
        ("https://dawn.example/news/1944001", "https://dawn.example/news/1944001/a-title?utm_source=x"),
        ("https://news.example/latest/1234567-old-words", "https://news.example/print/1234567-new-words"),
        ("https://point.example/en/business/old-2040506.html", "https://point.example/en/business/new-2040506.html"),
        ("https://times.example/page/202509/1344242.shtml", "https://www.times.example/page/202509/1344242.shtml"),
        ("https://amp.post.example/article/3326437/x", "https://www.post.example/article/3326437/x"),
        ("https://m.post.example/story/2569123", "https://post.example/story/2569123?amp=1"),
    ],
)
def test_one_article_under_two_addresses(one: str, other: str) -> None:
    assert article_key(one) == article_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.example/2025/09/26/100000-jobs-by-2030", "https://a.example/2025/09/27/100000-jobs-lost"),
        ("https://a.example/20250926/abc/c.html", "https://a.example/20250926/def/c.html"),
        ("https://a.example/202509/one", "https://a.example/202509/two"),
        ("https://a.example/index.php?cid=5", "https://a.example/index.php?cid=6"),
        ("https://a.example/story/1234567?page=2", "https://a.example/story/1234567"),
        ("https://a.example/news/1944001/x", "https://b.example/news/1944001/x"),
        ("https://a.example/26-Sep-2025/one", "https://a.example/26-Sep-2025/two"),
    ],
)
def test_two_articles_are_not_taken_for_one(one: str, other: str) -> None:
    assert article_key(one) != article_key(other)


def test_cleaning_stops_even_where_an_address_was_made_to_go_on() -> None:
    assert canonical_url("https://a.example/x" + "/amp" * 5) == "https://a.example/x"
    assert canonical_url("https://a.example/x" + "/amp" * 30).startswith("https://a.example/x/amp")


def test_a_round_number_that_is_a_whole_segment_is_an_id() -> None:
    assert article_key("https://a.example/news/1944000/title") == "a.example#1944000"


def test_keys_of_what_is_no_address() -> None:
    assert article_key("https://[::1/x") == "https://[::1/x"
    assert host_of("https://[::1/x") == ""
    assert host_of("https://A.example:80/x") == "a.example"
    assert host_of("nothing") == ""


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("../x?a=1#d", "https://a.example/news/x?a=1"),
        ("/y/", "https://a.example/y/"),
        ("//b.example/c", "https://b.example/c"),
        (" https://b.example/c \n", "https://b.example/c"),
        ("x/amp", "https://a.example/news/today/x/amp"),
        ("javascript:alert(1)", None),
        ("mailto:a@b.example", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("https://me:secret@b.example/", None),
        ("https://b.example:99999/", None),
        ("https://b.example:0/", None),
        ("https://[::1/", None),
        ("https:///nohost", None),
        ("x" * (LONGEST_URL + 1), None),
    ],
)
def test_absolute_addresses(link: str, expected: str | None) -> None:
    assert absolute_url(BASE, link) == expected
