import json
from typing import Any

import pytest

from extractors.html import html_tree
from extractors.structured import Structured, read_structured
from tests.extractors.factories import ADDRESS, html


def structured(*scripts: Any, head: str = "", lang: str = "en") -> Structured:
    texts = [each if isinstance(each, str) else json.dumps(each) for each in scripts]
    data = "".join(f'<script type="application/ld+json">{text}</script>' for text in texts)
    return read_structured(html_tree(html(head=head + data, lang=lang), ADDRESS))


ARTICLE = {
    "@type": "NewsArticle",
    "headline": "Canal &amp; lock",
    "datePublished": "2025-11-21T10:00:00+05:00",
    "author": [{"@type": "Person", "name": "A Writer"}],
    "isAccessibleForFree": False,
}


@pytest.mark.parametrize(
    "script",
    [
        ARTICLE,
        [{"@type": "WebSite"}, ARTICLE],
        {"@graph": [{"@type": "Organization"}, ARTICLE]},
        {"@type": "WebPage", "mainEntity": ARTICLE},
        json.dumps(ARTICLE) + ";",
        json.dumps(ARTICLE).replace("lock", "lock\n"),
    ],
)
def test_an_article_in_json_ld(script: Any) -> None:
    found = structured(script)
    assert (found.headline, found.author, found.free) == ("Canal & lock", "A Writer", False)
    assert found.published == ("2025-11-21T10:00:00+05:00",)
    assert "NewsArticle" in found.types


@pytest.mark.parametrize("author", ["A Writer", {"name": "A Writer"}, [{"url": "x"}, "A Writer"]])
def test_forms_of_authors(author: Any) -> None:
    assert structured({**ARTICLE, "author": author}).author == "A Writer"


@pytest.mark.parametrize("value", [True, "true", "True", 1])
def test_free_articles(value: Any) -> None:
    assert structured({**ARTICLE, "isAccessibleForFree": value}).free is True


def test_meta_tags_and_links() -> None:
    found = structured(
        head='<meta property="article:published_time" content=" 2025-11-21 "><meta name="author" content="A Writer">'
        '<meta property="og:title" content="Canal"><meta property="og:type" content="Article">'
        '<meta property="og:url" content="https://gazette.example/x"><meta name="empty" content="">',
        lang="en-GB",
    )
    assert found == Structured(
        published=("2025-11-21",),
        headline="Canal",
        author="A Writer",
        language="en",
        canonical="https://gazette.example/x",
        og_type="article",
    )


def test_a_canonical_link_comes_before_og_url() -> None:
    head = '<meta property="og:url" content="/og"><link rel="icon" href="/i"><link rel="canonical" href="/here">'
    assert structured(head=head).canonical == "/here"
    assert structured(head='<link rel="canonical">').canonical is None


def test_a_page_that_says_nothing() -> None:
    assert structured(lang="") == Structured()


@pytest.mark.parametrize(
    "script",
    ["{broken", "[" * 100_000, "5", '"text"', "null", " " * 600_000 + "{}", '{"@type": 5, "author": 7}', "[[[[]]]]"],
)
def test_what_cannot_be_read_is_left_out(script: str) -> None:
    assert structured(script) == Structured(language="en")


def test_dates_of_other_things_are_not_the_articles() -> None:
    assert structured({"@type": "Person", "datePublished": "2020-01-01"}).published == ()


def test_a_flood_of_nodes_is_cut_off() -> None:
    assert structured([{"@type": "Thing"}] * 5_000 + [ARTICLE]).headline is None
