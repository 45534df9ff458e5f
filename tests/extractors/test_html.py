import pytest

from claims.errors import SkipReason, Unreadable
from extractors import html as reading
from extractors.html import html_text, html_tree, plain_words, title_of
from tests.extractors.factories import ADDRESS, html, page


@pytest.mark.parametrize(
    ("body", "content_type", "reason"),
    [
        (b"", "text/html", SkipReason.EMPTY),
        (b" \n\0\0", "text/html", SkipReason.EMPTY),
        (b"%PDF-1.7 x", "text/html", SkipReason.NOT_HTML),
        (b"%PDF-1.7 x", "application/pdf", SkipReason.NOT_HTML),
        (b"\x89PNG x", None, SkipReason.NOT_HTML),
        (b"<html>", "image/svg+xml", SkipReason.NOT_HTML),
        (b'{"error": 1}', "text/html", SkipReason.NOT_HTML),
        (b' ["x"]', None, SkipReason.NOT_HTML),
        (bytes(range(1, 256)) * 30, "text/html", SkipReason.BAD_ENCODING),
    ],
)
def test_what_is_no_page(body: bytes, content_type: str | None, reason: SkipReason) -> None:
    with pytest.raises(Unreadable) as caught:
        html_text(page(body, content_type=content_type))
    assert caught.value.reason is reason
    assert ADDRESS in str(caught.value)


def test_a_page_that_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST_PAGE", 100)
    with pytest.raises(Unreadable) as caught:
        html_text(page(b"x" * 101))
    assert caught.value.reason is SkipReason.TOO_LARGE


MOST_TAGS, MOST_ATTRIBUTES = reading.MOST_TAGS, reading.MOST_ATTRIBUTES
BOMBS = [
    "<a>" * (MOST_TAGS + 1),
    "<a></a>" * (MOST_TAGS + 1),
    "<p " + "a " * (MOST_ATTRIBUTES + 1) + ">",
    "<p " + 'a="1"' * (MOST_ATTRIBUTES + 1) + ">",
    "<p/" + "aa/" * (MOST_ATTRIBUTES + 1) + ">",
    "<p a='>' b = \">\" " + "c=1 " * (MOST_ATTRIBUTES + 1) + ">",
    "<p " + "a " * (MOST_ATTRIBUTES + 1),
    "<p a=> " + "<p " + "b " * (MOST_ATTRIBUTES + 1),
]


@pytest.mark.parametrize("bomb", BOMBS)
def test_markup_that_would_keep_a_parser_busy_is_too_large(bomb: str) -> None:
    for body in (bomb.encode(), f"\ufeff{bomb}".encode("utf-16-le")):
        with pytest.raises(Unreadable, match=ADDRESS) as caught:
            html_text(page(body))
        assert caught.value.reason is SkipReason.TOO_LARGE


LARGE_PAGES = {
    "tags": "<a></a>" * MOST_TAGS,
    "attributes": "<p " + 'a="1" ' * (MOST_ATTRIBUTES - 1) + ">",
    "one value": f"<p data-state='{'a=b c=d ' * MOST_ATTRIBUTES}'>x",
    "words": "<p>" + "a = b " * (2 * MOST_ATTRIBUTES),
    "a quote left open": "<p a='>" + "it is " * (2 * MOST_ATTRIBUTES) + "'>",
    "5 MB": "".join(f'<p class="line">{"five thousand words and more " * 4}</p>' for _ in range(38_000)),
}


@pytest.mark.parametrize("text", LARGE_PAGES.values(), ids=LARGE_PAGES)
def test_large_pages_are_let_through(text: str) -> None:
    assert html_text(page(text)) == text


@pytest.mark.parametrize("content_type", [None, "", "TEXT/HTML", "application/xhtml+xml; charset=utf-8", "text/plain"])
def test_pages_under_several_labels(content_type: str | None) -> None:
    assert html_text(page(html(), content_type=content_type)) == html()


@pytest.mark.parametrize("text", ["just words", "", "<div>" * 100_000, "\x01\x02"])
def test_what_cannot_be_parsed(text: str) -> None:
    with pytest.raises(Unreadable) as caught:
        html_tree(text, ADDRESS)
    assert caught.value.reason is SkipReason.NOT_HTML
    assert ADDRESS in str(caught.value)


def test_a_parser_that_fails_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(text: str) -> None:
        raise ValueError("odd")

    monkeypatch.setattr(reading, "load_html", fail)
    with pytest.raises(Unreadable, match="cannot be parsed"):
        html_tree(html(), ADDRESS)


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("A <b>bold</b>\n claim", "A bold claim"),
        ("A &lt;b&gt;bold&lt;/b&gt; claim", "A bold claim"),
        ("Tea &amp;amp; coffee", "Tea & coffee"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("<script>alert(1)</script>Canal<style>a{}</style>", "Canal"),
        ("<![CDATA[x]]><!-- y -->Canal\0", "Canal"),
        ("", ""),
        ("x" * 2_000, "x" * 1_000),
    ],
)
def test_plain_words(markup: str, words: str) -> None:
    assert plain_words(markup) == words


def test_titles() -> None:
    assert title_of(html_tree(html(title="Canal &amp; lock"), ADDRESS)) == "Canal & lock"
    assert title_of(html_tree(html(title=""), ADDRESS)) is None
