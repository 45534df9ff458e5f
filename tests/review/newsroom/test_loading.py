"""Reading the newsroom's files: what later versions inherit, and mistakes that are named by file and field."""

from pathlib import Path

import pytest
import yaml

from claims.errors import BadConfiguration
from review.newsroom.content import Content, Shown
from review.newsroom.loading import load_content

OUTLET = {
    "id": "gazette",
    "name": "The Gazette",
    "tagline": "A sample.",
    "port": 28109,
    "kind": "rss",
    "listing": "/feed.xml",
    "template": "broadsheet.html",
    "zone": "Asia/Karachi",
    "robots": "User-agent: *",
    "sections": ["Home"],
    "related": [],
    "most_read": {1: [], 2: []},
}
HOUSE = {"editions": {1: "2026-05-11T04:00:00Z", 2: "2026-05-12T04:00:00Z"}, "outlets": [OUTLET]}
ARTICLE = """---
outlet: gazette
path: /a
title: A
published: 2026-05-10T10:00:00+05:00
section: Home
---
First line
of one paragraph.

The second holds $3 billion.
"""


def newsroom_of(folder: Path, house: object = HOUSE, **files: str) -> Content:
    (folder / "articles").mkdir(exist_ok=True)
    (folder / "newsroom.yaml").write_text(yaml.safe_dump(house))
    for name, text in files.items():
        (folder / "articles" / f"{name.replace('_', '.')}.md").write_text(text)
    return load_content(folder)


def test_paragraphs_are_joined_lines_divided_by_blank_ones(tmp_path: Path) -> None:
    (article,) = newsroom_of(tmp_path, a=ARTICLE).versions
    assert article.text == "First line of one paragraph.\n\nThe second holds $3 billion."
    assert (article.edition, article.shown, article.retells) == (1, Shown.PAGE, None)


def test_a_later_version_says_only_what_differs(tmp_path: Path) -> None:
    content = newsroom_of(tmp_path, a=ARTICLE, a_2="---\nedits: {$3 billion: $4 billion}\n---\n")
    (outlet,) = content.outlets
    (first,), (second,) = content.on_show(outlet, 1), content.on_show(outlet, 2)
    assert (second.title, second.path, second.edition) == (first.title, first.path, 2)
    assert second.text == first.text.replace("$3 billion", "$4 billion")
    assert content.modified(first) == first.published
    assert content.modified(second) == content.editions[2]


def test_an_article_may_begin_with_the_second_edition(tmp_path: Path) -> None:
    content = newsroom_of(tmp_path, a_2=ARTICLE)
    (outlet,) = content.outlets
    assert content.on_show(outlet, 1) == ()
    (article,) = content.on_show(outlet, 2)
    assert content.modified(article) == article.published


@pytest.mark.parametrize(
    ("files", "complaint"),
    [
        ({"a": "no fields\n"}, r"a\.md: an article starts with its fields"),
        ({"a": "---\n- list\n---\n"}, r"a\.md: fields with values are expected"),
        ({"a": "---\ntitle: [\n---\n"}, r"a\.md: not YAML"),
        ({"a": ARTICLE.replace("title: A\n", "")}, r"a\.md: title: Field required"),
        ({"a": ARTICLE.replace("section:", "sektion: x\nsection:")}, r"a\.md: sektion: Extra inputs"),
        ({"a": ARTICLE.replace("+05:00", "")}, r"a\.md: published: .*timezone"),
        ({"a": ARTICLE.replace("path: /a", "path: a")}, r"a\.md: path:"),
        ({"a": ARTICLE.replace("outlet: gazette", "outlet: none")}, r"an article of 'none' \(/a\), which is no outlet"),
        ({"a_3": ARTICLE}, r"edition 3 \(/a\) has no moment of its own"),
        ({"a_two": ARTICLE}, r"a\.two\.md: an article's file is called name\.md"),
        ({"a": ARTICLE, "a_2": "---\nedits: {$9 billion: x}\n---\n"}, r"a\.2\.md: edits: '\$9 billion' must stand"),
        ({"a_2": ARTICLE.replace("section:", "edits: {x: y}\nsection:")}, r"a\.2\.md: edits: 'x' must stand"),
    ],
)
def test_a_mistake_is_named_by_file_and_field(tmp_path: Path, files: dict[str, str], complaint: str) -> None:
    with pytest.raises(BadConfiguration, match=complaint):
        newsroom_of(tmp_path, **files)


def test_a_mistake_in_the_house_is_named(tmp_path: Path) -> None:
    outlet = {**OUTLET, "zone": "Asia/Atlantis"}
    with pytest.raises(BadConfiguration, match=r"newsroom\.yaml: zone: .*'Asia/Atlantis' is not a time zone"):
        newsroom_of(tmp_path, {**HOUSE, "outlets": [outlet]})


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadConfiguration, match=r"newsroom\.yaml: the sample newsroom cannot be read"):
        load_content(tmp_path)
