"""The digest: one model, three forms, and nothing that a stranger wrote acts in any of them."""

from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

from claims.digest import QUIET, Digest, as_html, as_markdown, as_text, make_digest
from claims.report import Change, Severity, Verdict
from tests.claims.test_harmless import HOSTILE

NOW = datetime(2025, 9, 28, 6, 30, tzinfo=UTC)
NAMES = {"ml-1": "ML-1", "gwadar-port": "Gwadar port", "cpec": "CPEC"}


def change(
    verdict: Verdict = Verdict.UPDATED,
    *,
    number: int = 1,
    severity: Severity = Severity.ALERT,
    subject: str | None = "ml-1",
    measure: str | None = "committed-investment",
    old: str | None = "$6.8 bn",
    new: str | None = "$6.7 bn",
    quote: str = "It will cost $6.7bn.",
    outlet: str = "Dawn",
    url: str | None = "https://dawn.com/news/1",
    why: str = "The plan was stated anew.",
    witnesses: int = 1,
) -> Change:
    return Change(
        id=f"h1-{number:03}",
        verdict=verdict,
        severity=severity,
        subject=subject,
        measure=measure,
        series="",
        report=None,
        against=None,
        old=old,
        new=new,
        quote=quote,
        url=url,
        outlet=outlet,
        cluster="",
        why=why,
        found=NOW + timedelta(seconds=number),
        witnesses=witnesses,
    )


def digest_of(*changes: Change, cap: int = 20, in_trouble: tuple[str, ...] = ()) -> Digest:
    return make_digest(
        changes, now=NOW, names=NAMES, links="http://localhost:8000/changes/", in_trouble=in_trouble, cap=cap
    )


# --- the model --------------------------------------------------------------------------------------------------------


def test_conflicts_and_silent_edits_come_first() -> None:
    digest = digest_of(*(change(verdict, number=number) for number, verdict in enumerate(reversed(Verdict))))
    assert [section.title for section in digest.sections] == [
        "Conflicts and silent edits",
        "Updates",
        "Status moves",
        "New figures",
        "Refined",
        "Also said",
    ]
    first = [line.verdict for group in digest.sections[0].groups for line in group.lines]
    assert set(first) == {Verdict.CONFLICTING, Verdict.REVISED}


@pytest.mark.parametrize(
    ("changes", "in_trouble", "headline"),
    [
        ([change()], (), "1 update: ML-1"),
        (
            [change(), change(Verdict.CONFLICTING, subject="cpec"), change(Verdict.CONFLICTING, subject="cpec")],
            (),
            "2 conflicts, 1 update: CPEC, ML-1",
        ),
        (
            [change(subject=subject) for subject in ("cpec", "ml-1", "gwadar-port", "unnamed", None)],
            ("Dawn: no answer for two days",),
            "5 updates: CPEC, ML-1, Gwadar port and 2 more; 1 source in trouble",
        ),
        ([], ("Dawn: silent", "APP: silent"), "2 sources in trouble"),
        ([change(subject="two\nlines")], (), "1 update: two lines"),
    ],
)
def test_the_headline_says_it_all(changes: list[Change], in_trouble: tuple[str, ...], headline: str) -> None:
    assert digest_of(*changes, in_trouble=in_trouble).headline == headline


def test_lines_are_grouped_by_the_name_of_their_subject() -> None:
    digest = digest_of(
        change(number=1, subject="ml-1"),
        change(number=2, subject="gwadar-port"),
        change(number=3, subject="ml-1"),
        change(number=4, subject="unnamed"),
        change(number=5, subject=None),
    )
    (section,) = digest.sections
    names = {group.name: len(group.lines) for group in section.groups}
    assert names == {"Gwadar port": 1, "ML-1": 2, "Not linked to a subject": 1, "unnamed": 1}


def test_a_long_section_is_capped_and_its_alerts_stay() -> None:
    quiet = [change(number=number, severity=Severity.LOW) for number in range(1, 5)]
    logged = change(number=0, severity=Severity.NONE)
    loud = change(number=9, severity=Severity.ALERT, subject="gwadar-port")
    digest = digest_of(logged, *quiet, loud, cap=3)
    (section,) = digest.sections
    shown = [line.severity for group in section.groups for line in group.lines]
    assert sorted(shown) == [Severity.ALERT, Severity.LOW, Severity.LOW]
    assert section.more == 3
    for form in (as_text, as_markdown, as_html):
        assert "and 3 more" in form(digest)


def test_links_may_be_an_address_a_function_or_none() -> None:
    def page_of(**links: object) -> str | None:
        digest = make_digest([change()], now=NOW, **links)  # type: ignore[arg-type]
        return digest.sections[0].groups[0].lines[0].page

    assert page_of(links="http://localhost/changes/") == "http://localhost/changes/h1-001"
    assert page_of(links=lambda change: f"http://localhost/{change.verdict}") == "http://localhost/updated"
    assert page_of() is None


def test_a_digest_of_nothing_is_refused_unless_it_is_a_heartbeat() -> None:
    with pytest.raises(ValueError, match="heartbeat"):
        make_digest([], now=NOW)
    digest = make_digest([], now=NOW, heartbeat=True)
    assert digest.headline == QUIET
    assert QUIET in as_text(digest)


# --- the three forms --------------------------------------------------------------------------------------------------

FULL = digest_of(
    change(witnesses=3),
    change(Verdict.REVISED, number=2, subject="cpec", measure=None, old="$62 bn", new=None, url=None),
    change(Verdict.NEW, number=3, old=None, new="1,872 km", measure="length"),
    change(Verdict.REFINED, number=4, subject="gwadar-port", severity=Severity.LOW),
    in_trouble=("Dawn: no answer for two days",),
)


def test_plain_text() -> None:
    digest = digest_of(
        change(witnesses=3),
        change(Verdict.REVISED, number=2, subject="cpec", measure=None, old="$62 bn", new=None, url=None),
        in_trouble=("Dawn: no answer for two days",),
    )
    assert (
        as_text(digest)
        == """\
1 silent edit, 1 update: CPEC, ML-1; 1 source in trouble

CONFLICTS AND SILENT EDITS
CPEC
  * $62 bn → (taken out)
    “It will cost $6.7bn.” – Dawn
    The plan was stated anew.
    http://localhost:8000/changes/h1-002

UPDATES
ML-1
  * committed investment: $6.8 bn → $6.7 bn
    “It will cost $6.7bn.” – Dawn; 3 independent witnesses
    The plan was stated anew.
    https://dawn.com/news/1
    http://localhost:8000/changes/h1-001

SOURCES IN TROUBLE
  Dawn: no answer for two days

2025-09-28 06:30 UTC
"""
    )


class Page(HTMLParser):
    """What a page shows, and the tags and addresses that act in it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.shown = ""
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.extend(attrs)

    def handle_data(self, data: str) -> None:
        self.shown += data


@pytest.mark.parametrize("form", ["html", "markdown"])
def test_every_form_shows_the_same_news(form: str) -> None:
    page = Page(as_html(FULL) if form == "html" else MarkdownIt().render(as_markdown(FULL)))
    for words in (
        FULL.headline,
        "committed investment: $6.8 bn → $6.7 bn",
        "$62 bn → (taken out)",
        "length: 1,872 km",
        "It will cost $6.7bn.",
        "Dawn; 3 independent witnesses",
        "The plan was stated anew.",
        "Dawn: no answer for two days",
        "2025-09-28 06:30 UTC",
    ):
        assert words in page.shown
    addresses = [value for name, value in page.attributes if name == "href"]
    assert addresses.count("https://dawn.com/news/1") == 3
    assert addresses.count("http://localhost:8000/changes/h1-002") == 1


def test_without_pages_there_are_no_links_to_them() -> None:
    digest = make_digest([change(url=None)], now=NOW)
    for form in (as_text, as_markdown, as_html):
        assert "details" not in form(digest)
        assert "href" not in form(digest)


def hostile_digest(text: str) -> Digest:
    words = change(subject=text, measure=text, old=text, new=text, quote=text, outlet=text, url=text, why=text)
    return make_digest([words], now=NOW, names={}, links=lambda _change: text, in_trouble=[text])


EXPECTED = {"h1", "h2", "h3", "ul", "li", "strong", "br", "q", "small", "p"}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_act_in_no_form(text: str) -> None:
    digest = hostile_digest(text)
    html = Page(as_html(digest))
    assert set(html.tags) <= EXPECTED and html.attributes == []
    markdown = Page(MarkdownIt("commonmark").render(as_markdown(digest)))
    assert set(markdown.tags) <= EXPECTED and markdown.attributes == []
    for form in (as_text(digest), as_markdown(digest), as_html(digest)):
        assert all(line.isprintable() for line in form.replace("\u2060", "").split("\n"))
    # As many lines as a digest of harmless words has: nothing broke out of its own.
    assert len(as_text(digest).splitlines()) == len(as_text(hostile_digest("word")).splitlines())


def test_a_hostile_link_stays_inside_its_attribute() -> None:
    digest = make_digest([change(url="https://evil.example/\"onclick='x'><script>(1)")], now=NOW)
    page = Page(as_html(digest))
    assert [name for name, _ in page.attributes] == ["href", "rel"]
    assert "script" not in page.tags
    assert "script" not in Page(MarkdownIt().render(as_markdown(digest))).tags


def test_sources_that_are_well_again_are_told_apart_from_those_in_trouble() -> None:
    digest = make_digest(
        [], now=NOW, in_trouble=["Dawn: silent"], recovered=["APP: read again, after <b>2</b> days", "INP: read again"]
    )
    assert digest.headline == "1 source in trouble; 2 sources well again"
    assert "SOURCES WELL AGAIN\n  APP: read again, after <b>2</b> days\n  INP: read again\n" in as_text(digest)
    assert "## Sources well again\n\n- APP" in as_markdown(digest)
    assert "<h2>Sources well again</h2>\n<ul>\n<li>APP: read again, after &lt;b&gt;2&lt;/b&gt; days</li>" in as_html(
        digest
    )
    alone = make_digest([], now=NOW, recovered=["INP: read again"])
    assert alone.headline == "1 source well again"
    assert "IN TROUBLE" not in as_text(alone)
