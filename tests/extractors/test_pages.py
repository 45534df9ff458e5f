import json
from datetime import UTC, datetime
from html import escape
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.article import Article, Candidate, DateOrigin, Page
from claims.errors import SkipReason, Unreadable
from extractors import pages
from extractors.pages import read_article
from extractors.wires import Marks
from tests.extractors.factories import (
    ADDRESS,
    BODY,
    HOST,
    NOW,
    SENTENCE,
    candidate,
    html,
    labelled_articles,
    page,
    source,
)

FEED_TIME = datetime(2025, 11, 20, 9, 30, tzinfo=UTC)


def read(answer: Page | str | bytes, listed: Candidate | None = None, **more: Any) -> Article:
    answer = answer if isinstance(answer, Page) else page(answer)
    return read_article(answer, listed or candidate(), more.pop("source", source()), NOW, **more)


def refusal(answer: Page | str | bytes) -> SkipReason:
    with pytest.raises(Unreadable) as caught:
        read(answer)
    assert ADDRESS in str(caught.value)
    return caught.value.reason


def json_ld(**fields: Any) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **fields})}</script>'


def test_an_article() -> None:
    head = json_ld(datePublished="2025-11-21T10:00:00+05:00", author={"name": "A Writer"}, headline="Canal deal signed")
    article = read(html(head=head))
    assert (article.key, article.url, article.source) == (f"{HOST}#1944001", ADDRESS, "gazette")
    assert (article.title, article.author, article.language) == ("Canal deal signed", "A Writer", "en")
    assert (article.published, article.date_origin) == (datetime(2025, 11, 21, 5, tzinfo=UTC), DateOrigin.STRUCTURED)
    assert (article.wire, article.notes) == (None, ())


def test_paragraphs_are_divided_by_blank_lines() -> None:
    paragraphs = read(html("<p>One   " + SENTENCE * 3 + "</p>\n<p>Two " + SENTENCE * 3 + "</p>")).text.split("\n\n")
    assert [text[:4].strip() for text in paragraphs[-2:]] == ["One", "Two"]
    assert paragraphs[-2] == "One " + (SENTENCE * 3).strip()
    assert "Home" not in paragraphs[0]


def test_figures_in_tables_and_lists_stay() -> None:
    table = "<table><tr><th>Lock</th><th>Cost</th></tr><tr><td>Second</td><td>$5 billion</td></tr></table>"
    text = read(html(BODY + table + "<ul><li>Length 27 km</li><li>Width 90 m</li></ul>")).text
    assert "$5 billion" in text
    assert "Length 27 km" in text


def test_the_feeds_title_comes_first() -> None:
    assert read(html(), candidate("Deal on the canal")).title == "Deal on the canal"
    assert read(html(head=json_ld(headline="From the data"))).title == "From the data"
    assert read(html(title="")).title == ""


# date


def test_the_feeds_time_comes_first() -> None:
    head = json_ld(datePublished="2025-11-20T10:00:00+05:00")
    article = read(html(head=head), candidate(published=FEED_TIME))
    assert (article.published, article.date_origin, article.notes) == (FEED_TIME, DateOrigin.FEED, ())
    article = read(html(head=head), candidate(published=FEED_TIME, origin=DateOrigin.SITEMAP))
    assert article.date_origin is DateOrigin.SITEMAP


def test_a_feed_that_disagrees_with_the_page_is_noted() -> None:
    article = read(html(head=json_ld(datePublished="2019-01-05T10:00:00Z")), candidate(published=FEED_TIME))
    assert article.published == FEED_TIME
    assert article.notes == ("the listing says 2025-11-20, the page 2019-01-05; the listing's was taken",)


def test_a_feed_from_the_future_is_refused_with_a_note() -> None:
    article = read(
        html(head=json_ld(datePublished="2025-11-20T10:00:00Z")),
        candidate(published=datetime(2026, 3, 1, tzinfo=UTC)),
    )
    assert (article.published, article.date_origin) == (datetime(2025, 11, 20, 10, tzinfo=UTC), DateOrigin.STRUCTURED)
    assert "2026-03-01 00:00 UTC lies in the future and was refused" in article.notes[0]


def test_a_listing_pages_day_yields_to_the_pages_own_time() -> None:
    listed = candidate(published=datetime(2025, 11, 20, 7, tzinfo=UTC), origin=DateOrigin.PAGE)
    timed = read(html(head=json_ld(datePublished="2025-11-20T22:00:00+05:00")), listed)
    assert (timed.published, timed.date_origin) == (datetime(2025, 11, 20, 17, tzinfo=UTC), DateOrigin.STRUCTURED)
    untimed = read(html(head=json_ld(datePublished="2025-11-19")), listed)
    assert (untimed.published, untimed.date_origin) == (listed.published, DateOrigin.PAGE)


@pytest.mark.parametrize(
    "raw", ["Fri, 21 Nov 2025 10:00:00 PST", "2025-11-21 10:00", "November 21, 2025 10:00am", "2025-11-21T05:00Z"]
)
def test_stated_times_are_read_with_the_sources_zone(raw: str) -> None:
    article = read(html(head=f'<meta property="article:published_time" content="{raw}">'))
    assert (article.published, article.date_origin) == (datetime(2025, 11, 21, 5, tzinfo=UTC), DateOrigin.STRUCTURED)


def test_a_stated_day_is_a_day() -> None:
    article = read(html(head=json_ld(datePublished="2025-11-21")), source=source("Asia/Shanghai"))
    assert (article.published, article.date_origin) == (datetime(2025, 11, 21, 4, tzinfo=UTC), DateOrigin.PAGE)
    both = json_ld(datePublished="2025-11-21") + '<meta property="article:published_time" content="2025-11-21T10:00Z">'
    assert read(html(head=both)).published == datetime(2025, 11, 21, 10, tzinfo=UTC)


def test_a_stated_time_that_lies_ahead_is_refused_with_a_note() -> None:
    article = read(html(head=json_ld(datePublished="2033-11-21T10:00:00Z")))
    assert (article.published, article.date_origin) == (None, DateOrigin.NONE)
    assert "'2033-11-21T10:00:00Z' was refused" in article.notes[0]


def test_a_visible_date_is_the_last_resort() -> None:
    article = read(html('<time class="date">2025-11-18</time>' + BODY))
    assert (article.published, article.date_origin) == (datetime(2025, 11, 18, 7, tzinfo=UTC), DateOrigin.PAGE)


def test_no_date_is_no_date() -> None:
    article = read(html())
    assert (article.published, article.date_origin) == (None, DateOrigin.NONE)


# address


@pytest.mark.parametrize(
    ("canonical", "url", "believed"),
    [
        (f"https://{HOST}/news/1944001/new-words?utm_source=x", f"https://{HOST}/news/1944001/new-words", True),
        (f"https://{HOST}/news/1944001", f"https://{HOST}/news/1944001", True),
        ("/news/1944001/canal-deal/", ADDRESS, True),
        (f"http://{HOST}/news/1944001/canal-deal", f"http://{HOST}/news/1944001/canal-deal", True),
        (f"https://{HOST}/", ADDRESS, False),
        (f"https://{HOST}/news", ADDRESS, False),
        ("https://elsewhere.example/news/1944001/canal-deal", ADDRESS, False),
        ("javascript:x", ADDRESS, True),
        ("", ADDRESS, True),
    ],
)
def test_the_canonical_link(canonical: str, url: str, believed: bool) -> None:
    article = read(html(head=f'<link rel="canonical" href="{canonical}">'))
    assert article.url == url
    assert any("not believed" in note for note in article.notes) is not believed


def test_a_canonical_link_on_another_host_of_the_source_is_believed() -> None:
    owner = source(hosts=(HOST, "print.gazette.example"))
    head = '<link rel="canonical" href="https://print.gazette.example/story/5/x">'
    assert read(html(head=head), source=owner).url == "https://print.gazette.example/story/5/x"


def test_an_amp_page_is_the_article_itself() -> None:
    article = read(page(html(), url=ADDRESS + "/amp"))
    assert (article.url, article.key) == (ADDRESS, f"{HOST}#1944001")


# who


def test_wire_credits() -> None:
    text = html("<p>ISLAMABAD, Nov 21 (APP): The board met.</p>" + BODY)
    assert read(text, marks=Marks((("(APP)", "app"),))).wire == "app"
    assert read(text).wire is None
    assert read(text, source=source(marks=("(APP)",))).wire == "gazette"


def test_the_language_falls_back_to_the_sources() -> None:
    assert read(html(lang="")).language == "en"
    assert read(html(lang="ur-PK")).language == "ur"


# pages that are no articles


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("", SkipReason.EMPTY),
        (page(b"%PDF-1.4", content_type="application/pdf"), SkipReason.NOT_HTML),
        ("just words", SkipReason.NOT_HTML),
        (html("<p>Sorry</p>", title="404 Not Found"), SkipReason.ERROR_PAGE),
        (html("<p>Checking</p>", title="Just a moment..."), SkipReason.BOT_WALL),
        (html(f"<p>{SENTENCE}</p><p>Subscribe to continue reading</p>"), SkipReason.PAYWALL),
        (html("", title=""), SkipReason.EMPTY),
        (html(f"<p>{SENTENCE}</p>", title="In pictures: the canal"), SkipReason.GALLERY),
        (html(head='<script type="application/ld+json">{"@type": "LiveBlogPosting"}</script>'), SkipReason.LIVE_BLOG),
        (bytes(range(1, 256)) * 30, SkipReason.BAD_ENCODING),
    ],
)
def test_what_is_no_article_is_named(answer: Page | str | bytes, reason: SkipReason) -> None:
    assert refusal(answer) is reason


def test_a_short_report_is_an_article() -> None:
    assert SENTENCE.strip() in read(html(f"<p>{SENTENCE}</p>")).text


# pages of many makes

FOREIGN = "Another board said on Monday that its airport would cost $777 million and hold 99 planes by then. "
CARDS = "".join(
    f'<div class="card"><a href="/news/{n}/x"><img src="/i.jpg"><h3>Other story {n}</h3></a><p>{FOREIGN}</p></div>'
    for n in range(12)
)
COMMENTS = "<div><h3>20 Comments</h3>" + f"<div class='c1'><p>Reader</p><p>{FOREIGN * 2}</p></div>" * 20 + "</div>"
NEXT = f"<article><h1>Another story</h1><p>{FOREIGN * 12}</p></article>" * 3
SHORT = f"<p>{SENTENCE * 2}</p>"


@pytest.mark.parametrize(
    ("body", "markup"),
    [(BODY, CARDS), (SHORT, CARDS), (BODY, COMMENTS), (SHORT, COMMENTS), (BODY, NEXT)],
    ids=["teasers", "many teasers", "comments", "comments longer than the article", "the next stories"],
)
def test_other_stories_figures_stay_out(body: str, markup: str) -> None:
    text = read(html(body).replace("</article>", f"</article>{markup}")).text
    assert "$5 billion" in text
    assert "$777" not in text


def test_a_stub_among_teasers_is_still_a_stub() -> None:
    for body, title, reason in (
        (f"<p>{SENTENCE}</p><p>Subscribe to continue reading</p>", "Canal deal", SkipReason.PAYWALL),
        ("<p>Nothing here.</p>", "Page not found", SkipReason.ERROR_PAGE),
        (f"<p>{SENTENCE}</p>", "In pictures: the canal", SkipReason.GALLERY),
        ("", "Latest news", SkipReason.EMPTY),
    ):
        assert refusal(html(body, title=title).replace("</article>", f"</article>{CARDS}")) is reason


@pytest.mark.parametrize("body", [SENTENCE * 8, f"<p>{SENTENCE * 8}</p>"])
@pytest.mark.parametrize("shown", ["", f"<article><h1>Canal deal</h1><p>{SENTENCE}</p></article>"])
def test_a_body_that_only_machines_are_shown(body: str, shown: str) -> None:
    head = json_ld(headline="Canal deal", articleBody=body + "The end.")
    article = read(f"<html><head><title>T</title>{head}</head><body>{shown}<div id='root'></div></body></html>")
    assert (article.title, article.text.count("$5 billion") >= 8) == ("Canal deal", True)
    assert "The end." in article.text
    assert "<p>" not in article.text


@pytest.mark.parametrize(
    "markup",
    [
        "<table>{}</table>".format("".join(f"<tr><td>Plant {n}</td><td>${n}.5 billion</td></tr>" for n in range(40))),
        "<ul>{}</ul>".format(
            "".join(f"<li><b>Plant {n}</b>: ${n}.5 billion<ul><li>{n} MW</li></ul></li>" for n in range(40))
        ),
        "<dl>{}</dl>".format("".join(f"<dt>Plant {n}</dt><dd>${n}.5 billion</dd>" for n in range(40))),
        "<table>{}</table>".format(
            "".join(f"<tr><td><a href='/p/{n}'>Plant {n}</a></td><td>${n}.5 billion</td></tr>" for n in range(40))
        ),
    ],
    ids=["table", "nested list", "definitions", "table of links"],
)
def test_every_figure_of_a_long_table_or_list_stays(markup: str) -> None:
    text = read(html(BODY + markup)).text
    assert [number for number in range(40) if f"${number}.5 billion" not in text] == []


def test_a_print_view_without_a_paragraph() -> None:
    lines = "<br><br>".join(f"{SENTENCE}Part {number}." for number in range(6))
    printed = f"<html><head><title>Canal deal</title></head><body><h2>Canal deal</h2><hr>{lines}<hr></body></html>"
    assert all(f"Part {number}." in read(printed).text for number in range(6))


URDU = "وزیر نے جمعہ کو کہا کہ دوسرے تالے پر 5 ارب ڈالر لاگت آئے گی اور یہ 2031 میں کھلے گا۔ "
ARABIC = "قال الوزير يوم الجمعة إن تكلفة القفل الثاني تبلغ 5 مليارات دولار وسيفتح في عام 2031. "
CHINESE = "运河管理局的工程师周五表示，第二道船闸将耗资50亿美元，并于2031年启用。"


@pytest.mark.parametrize(
    ("sentence", "encoding", "content_type"),
    [
        (URDU, "utf-8", None),
        (ARABIC, "windows-1256", "text/html; charset=windows-1256"),
        (ARABIC, "windows-1256", "text/html"),
        (CHINESE, "utf-8", "text/html"),
        (CHINESE, "gb18030", "text/html; charset=gb2312"),
        (CHINESE, "gb18030", "text/html"),
    ],
)
def test_articles_in_other_scripts(sentence: str, encoding: str, content_type: str | None) -> None:
    body = "".join(f"<p>{sentence * 2}{number}</p>" for number in range(5))
    markup = html(body, title=sentence[:15], lang="").encode(encoding)
    text = read(page(markup, content_type=content_type)).text
    assert text.count(sentence.strip()) == 10


# what strangers write


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "cp1252"])
def test_encodings(encoding: str) -> None:
    body = html(BODY.replace("$5", "“£5”"), title="Café").encode(encoding)
    assert "“£5”" in read(page(body, content_type="text/html")).text


def test_nul_bytes_do_not_cut_a_figure() -> None:
    assert "$5 billion" in read(html().replace("$5 billion", "$5 \0billion")).text


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 40_000 + f"<p>{SENTENCE * 9}</p>",
        "<table>" * 20_000,
        "<p>" + "<b>" * 40_000 + SENTENCE * 9,
        "<a href='" + "x" * 100_000 + "'>" + BODY,
        '<script type="application/ld+json">' + "[" * 200_000 + "</script>" + BODY,
        "<!--" * 10_000 + BODY,
        "<svg>" * 5_000 + BODY,
        "&" * 100_000 + BODY,
    ],
)
def test_monstrous_pages_do_no_harm(body: str) -> None:
    try:
        assert len(read(html(body)).text) < pages.LONGEST_TEXT
    except Unreadable as error:
        assert error.reason in (SkipReason.EMPTY, SkipReason.NOT_HTML)


def test_a_text_without_end_is_cut() -> None:
    assert len(read(html(f"<p>{SENTENCE * 20_000}</p>")).text) <= pages.LONGEST_TEXT


def test_a_title_with_a_script_is_plain_words() -> None:
    assert read(html(), candidate("<script>alert(1)</script>Canal <b>deal</b>")).title == "Canal deal"


def test_a_page_that_breaks_the_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise KeyError("odd")

    monkeypatch.setattr(pages, "bare_extraction", fail)
    assert refusal(html()) is SkipReason.NOT_HTML


def test_running_out_of_memory_is_not_the_pages_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr(pages, "bare_extraction", fail)
    with pytest.raises(MemoryError):
        read(html())


def test_a_library_that_finds_nothing_leaves_an_empty_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "bare_extraction", lambda *_, **__: None)
    assert refusal(html()) is SkipReason.EMPTY


def test_no_labelled_figure_is_lost_on_the_way_from_page_to_text() -> None:
    teasers = "".join(
        f'<div class="teaser"><h3><a href="/n/{n}">Sport {n}</a></h3><p>Nothing.</p></div>' for n in range(20)
    )
    for labelled in labelled_articles():
        body = "".join(f"<p>{escape(line)}</p>" for line in labelled["text"].splitlines() if line.strip())
        article = read(html(f"{body}<aside>{teasers}</aside>", title=escape(labelled["title"] or "No title")))
        text = " ".join(article.text.split())
        for claim in labelled["claims"]:
            assert " ".join(claim["quote"].split()) in text, (labelled["id"], claim["quote"])


TAGS = (
    "<html> <head> <title> </title> <body> <p> </p> <div> </div> <table> <td> <script> </script> <a> <h1> <li> <main>"
)
ODDITIES = [
    "<!--",
    "-->",
    "<![CDATA[",
    "<?xml?>",
    "&#0;",
    "&#xD800;",
    "<meta charset=x>",
    "<base href='//'>",
    "<link rel=canonical href='http://['>",
    "<time datetime=x>",
    "\0",
    "\ufffe",
    SENTENCE,
]
FRAGMENTS = st.sampled_from([*TAGS.split(), *ODDITIES])


@settings(max_examples=150, deadline=None)
@given(st.lists(FRAGMENTS, max_size=30).map("".join) | st.binary(max_size=300))
def test_whatever_a_stranger_writes_is_an_article_or_a_named_outcome(body: str | bytes) -> None:
    answer = page(body.encode("utf-8", "surrogatepass") if isinstance(body, str) else body)
    try:
        assert read(answer).text
    except Unreadable as error:
        assert ADDRESS in str(error)
