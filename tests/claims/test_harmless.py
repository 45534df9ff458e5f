"""Strangers' words keep their letters and lose their powers."""

import unicodedata
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from claims import harmless

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "[click](javascript:alert(1))",
    "![pixel](https://evil.example/p.png)",
    "<https://evil.example>",
    "see https://evil.example/login now",
    "# headline\n## another",
    "- item\n1. item",
    "***bold*** __under__ ~~gone~~ `code` | cell |",
    "&lt;b&gt; &amp; &#60;script&#62;",
    "@everyone @here",
    "line one\nline two\r\nline three\u2028line four\x0bfive",
    "\u202egnp.exe\u202c \u2066hidden\u2069 \u200f\u061c",
    "zero\u200bwidth\ufeff soft\u00adhyphen",
    "bell\x07 escape\x1b[31mred null\x00 back\x08",
    "tower " + "a" + "\u0301" * 50,
    "\ud800 lone surrogate",
    "\\* already escaped \\",
]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("  two \n\n words ", "two words"),
        ("a\u202eb\u200bc\x00d", "abcd"),
        ("e" + "\u0301" * 9, "e" + "\u0301" * 3),
        ("پاکستان", "پاکستان"),
        ("x" * 12, "x" * 9 + "…"),
        ("123456789 12", "123456789…"),
        ("", ""),
    ],
)
def test_plain(text: str, shown: str) -> None:
    assert harmless.plain(text, 10) == shown


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_stay_words_in_every_form(text: str) -> None:
    plain = harmless.plain(text)
    assert not any(unicodedata.category(character).startswith("C") for character in plain)
    assert unescape(harmless.html(text)) == plain
    rendered = MarkdownIt("commonmark", {"linkify": False}).enable("strikethrough").enable("table").render(
        harmless.markdown(text)
    )  # fmt: skip
    assert unescape(rendered).replace("\u2060", "") == f"<p>{plain}</p>\n"


@given(st.text())
def test_any_words_are_one_paragraph_of_themselves(text: str) -> None:
    plain = harmless.plain(text)
    assert len(plain.splitlines()) <= 1
    assert harmless.plain(plain) == plain
    rendered = MarkdownIt("commonmark").render(f"- {harmless.markdown(text)}")
    inside = unescape(rendered).removeprefix("<ul>\n<li>").removesuffix("</li>\n</ul>\n")
    assert inside.replace("\u2060", "") == plain.replace("\u2060", "")


def test_nobody_is_called_by_a_quote() -> None:
    assert "@everyone" not in harmless.markdown("@everyone")


@pytest.mark.parametrize(
    ("url", "address"),
    [
        (None, None),
        ("https://dawn.com/news/1?a=b&c=%20#top", "https://dawn.com/news/1?a=b&c=%20#top"),
        (" http://dawn.com/a b\n", "http://dawn.com/a%20b"),
        ("https://dawn.com/(1)>'\"<", "https://dawn.com/%281%29%3E%27%22%3C"),
        ("https://dawn.com/اردو", "https://dawn.com/%D8%A7%D8%B1%D8%AF%D9%88"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("//dawn.com/x", None),
        ("https://", None),
        ("https://dawn.com@evil.example/", None),
        ("https://[broken/", None),
        ("", None),
    ],
)
def test_addresses(url: str | None, address: str | None) -> None:
    assert harmless.link(url) == address
