"""The pages of the change log: what they show, how they are filtered, and that strangers' words stay words."""

import asyncio
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx
import pytest
from lxml import html
from sqlalchemy import Engine

from claims.errors import BadConfiguration, SkipReason
from claims.report import Change, Judgement, Verdict
from claims.run import Item, Outcome
from flows.settings import load_configuration
from review.hardening import HEADERS
from review.web import PER_PAGE, create_app, serve_pages
from store.changes import add_changes
from store.decisions import Signature, record_decision
from store.engine import open_engine, transaction
from store.reports import add_claims, add_statuses
from store.runs import add_items, end_run, start_run
from tests.store.databases import upgraded_sqlite
from tests.store.factory import HOUR, NOON, POLICY, a_change, a_figure, a_report, a_status_report, keep_article, seen

NAMES = {"cpec": "The Corridor", "ml-1": "Main Line-1"}
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{ 7*7 }}&amp;\u202egnp.exe\x1b[31m"
PATHS = ("/", "/changes/h1-0001", "/runs", "/runs/r1", "/health", "/static/pages.css", "/nowhere", "/?page=x")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pages") / "template.db"


@pytest.fixture
def engine(template: Path, tmp_path: Path) -> Iterator[Engine]:
    opened = upgraded_sqlite(template, tmp_path / "pages.db")
    yield opened
    opened.dispose()


class Reader:
    """Asks for pages as a browser on this machine would."""

    def __init__(self, engine: Engine) -> None:
        self._app = create_app(engine=engine, names=NAMES, zone="Asia/Karachi")

    def get(self, path: str, **given: Any) -> httpx.Response:
        return self.ask("GET", path, **given)

    def ask(self, method: str, path: str, **given: Any) -> httpx.Response:
        async def asked() -> httpx.Response:
            transport = httpx.ASGITransport(app=self._app)
            async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8470") as client:
                return await client.request(method, path, **given)

        return asyncio.run(asked())


@pytest.fixture
def pages(engine: Engine) -> Reader:
    return Reader(engine)


def log(engine: Engine, *changes: Change, run: str | None = None) -> None:
    with transaction(engine) as session:
        if run:
            start_run(session, run, "watch", NOON)
        add_changes(session, changes, run=run)


def page_of(answer: httpx.Response) -> Any:
    return html.fromstring(answer.text)


def texts(answer: httpx.Response, path: str) -> list[str]:
    """The text of every element that an XPath finds, white space folded."""
    assert answer.status_code == 200, answer.text
    return [" ".join(found.text_content().split()) for found in page_of(answer).xpath(path)]


# --- the change log


def test_an_empty_log_says_so(pages: Reader) -> None:
    assert "Nothing here." in texts(pages.get("/"), "//main//p")


def test_changes_stand_under_their_day_in_the_readers_zone(engine: Engine, pages: Reader) -> None:
    late = NOON.replace(hour=20)  # the next day in Karachi
    log(engine, a_change(1, old="$25 bn", new="$27 bn"), a_change(2, found=late, subject=None, measure=None))
    answer = pages.get("/")
    assert texts(answer, "//h2") == ["Wednesday, 01 April 2026", "Tuesday, 31 March 2026"]
    assert texts(answer, "//h3") == ["new about nothing that is tracked · status", "new The Corridor · investment"]
    assert texts(answer, "//li/p[@class='moved']")[1] == "$25 bn → $27 bn"
    assert texts(answer, "//li//time")[0] == "2026-04-01 01:00"
    assert texts(answer, "//li//blockquote")[0] == "CPEC drew more than $25 billion."


def test_verdict_and_subject_filter(engine: Engine, pages: Reader) -> None:
    log(
        engine,
        a_change(1, verdict=Verdict.CONFLICTING),
        a_change(2, verdict=Verdict.CONFLICTING, subject="ml-1"),
        a_change(3, subject="ml-1"),
    )
    answer = pages.get("/", params={"verdict": "conflicting", "subject": "ml-1"})
    assert texts(answer, "//h3") == ["conflicting Main Line-1 · investment"]
    assert texts(answer, "//option[@selected]") == ["conflicting", "Main Line-1"]
    assert len(texts(pages.get("/?verdict=&subject="), "//h3")) == 3


def test_an_unknown_verdict_is_named_with_those_there_are(pages: Reader) -> None:
    answer = pages.get("/?verdict=wrong")
    assert answer.status_code == 400
    assert "wrong is no verdict" in answer.text
    assert "status-changed" in answer.text


@pytest.mark.parametrize("query", ["page=0", "page=x", "page=99999999999999999999", "subject=" + "x" * 201])
def test_a_query_that_cannot_be_understood_is_a_plain_400(pages: Reader, query: str) -> None:
    answer = pages.get(f"/?{query}")
    assert answer.status_code == 400
    assert query.partition("=")[0] in answer.text


def test_pages_keep_the_filter_and_hold_everything_once(engine: Engine, pages: Reader) -> None:
    log(engine, *(a_change(number, found=NOON + timedelta(minutes=number)) for number in range(PER_PAGE + 3)))
    first, second = pages.get("/?subject=cpec"), pages.get("/?subject=cpec&page=2")
    (older,) = page_of(first).xpath("//a[@rel='next']/@href")
    assert pages.get(older).text == second.text
    links = [page_of(each).xpath("//h3/a/@href") for each in (first, second)]
    assert [len(each) for each in links] == [PER_PAGE, 3]
    assert len({link for each in links for link in each}) == PER_PAGE + 3
    assert not page_of(second).xpath("//a[@rel='next']")
    assert page_of(second).xpath("//a[@rel='prev']")


# --- one change


def test_a_change_is_shown_with_both_reports_and_what_people_said(engine: Engine, pages: Reader) -> None:
    before, now = (
        a_report(quote="It drew $25 billion."),
        a_report(a_figure(Decimal(27_000_000_000)), quote="It drew $27 billion."),
    )
    change = a_change(1, against=before.id, report=now.id, old="$25 bn", new="$27 bn", why="the newer value is higher")
    with transaction(engine) as session:
        keep_article(session)
        add_claims(session, [before, now], POLICY, seen())
        add_changes(session, [change])
        record_decision(session, change.id, Judgement.ACCEPTED, Signature(at=NOON + HOUR, who="Aisha", why="checked"))
    answer = pages.get("/changes/h1-0001")
    assert texts(answer, "//section[h2='Said before']/blockquote") == ["It drew $25 billion."]
    assert texts(answer, "//section[h2='Says now']/blockquote") == ["It drew $27 billion."]
    assert "the newer value is higher" in texts(answer, "//dd")
    assert "accepted" in texts(answer, "//dd")
    assert texts(answer, "//section[h2='What people said of it']//li") == ["2026-03-31 18:00 Aisha: accepted checked"]


def test_a_change_of_status_is_shown_with_its_reports(engine: Engine, pages: Reader) -> None:
    now = a_status_report(quote="ML-1 was signed.")
    with transaction(engine) as session:
        keep_article(session)
        add_statuses(session, [now], seen())
        add_changes(session, [a_change(1, verdict=Verdict.STATUS_CHANGED, report=now.id, measure=None)])
    answer = pages.get("/changes/h1-0001")
    assert texts(answer, "//section[h2='Says now']/blockquote") == ["ML-1 was signed."]
    assert texts(answer, "//section[h2='Said before']/p") == ["No report."]


@pytest.mark.parametrize(
    "path", ["/changes/h1-9999", "/runs/none", "/nowhere", "/static/../web.py", "/static/none.css"]
)
def test_what_there_is_not_is_a_page_that_says_so(pages: Reader, path: str) -> None:
    answer = pages.get(path)
    assert answer.status_code == 404
    assert "Back to the change log" in answer.text


# --- runs


def test_a_run_is_shown_with_its_sources_and_what_was_skipped(engine: Engine, pages: Reader) -> None:
    tally = {"source": "courier", "found": 7, "new": 6, "edited": 0, "unchanged": 0, "failed": 1}
    log(engine, a_change(1), run="r1")
    log(engine, a_change(2))
    with transaction(engine) as session:
        add_items(
            session,
            "r1",
            [
                Item(source="courier", url="https://c.example/1", outcome=Outcome.NEW),
                Item(
                    source="courier",
                    url="https://c.example/2",
                    outcome=Outcome.SKIPPED,
                    reason=SkipReason.BOT_WALL,
                    message="https://c.example/2: a bot wall",
                ),
            ],
        )
        end_run(
            session, "r1", ended=NOON + HOUR, status="done", summary={"claims": 3, "changes": 1, "sources": [tally]}
        )
    (row,) = texts(pages.get("/runs"), "//tbody/tr")
    assert row == "2026-03-31 17:00 watch 2026-03-31 18:00 done 3 1"
    answer = pages.get("/runs/r1")
    assert texts(answer, "//h1") == ["Run of watch, 2026-03-31 17:00"]
    assert texts(answer, "//tbody/tr") == [
        "courier76001",
        "courierbot-wallhttps://c.example/2: a bot wall",
        "couriernewhttps://c.example/1",
    ]
    (found,) = page_of(answer).xpath("//main/p/a/@href")
    assert texts(pages.get(found), "//main//li//h3/a/@href/..") == ["The Corridor · investment"]


def test_a_run_that_goes_on_has_no_counts_yet(engine: Engine, pages: Reader) -> None:
    log(engine, run="r1")
    assert texts(pages.get("/runs"), "//tbody/tr") == ["2026-03-31 17:00 watch – running – –"]
    assert "running" in texts(pages.get("/runs/r1"), "//main/p")[0]


# --- strangers


def test_everything_by_strangers_is_text(engine: Engine, pages: Reader) -> None:
    report = a_report(quote=HOSTILE, outlet=HOSTILE)
    change = a_change(
        1, quote=HOSTILE, outlet=HOSTILE, old=HOSTILE, new=HOSTILE, why=HOSTILE, subject=HOSTILE, measure=HOSTILE,
        series=HOSTILE, report=report.id, url=f"https://x.example/{HOSTILE}",
    )  # fmt: skip
    with transaction(engine) as session:
        keep_article(session)
        add_claims(session, [report], POLICY, seen())
    log(engine, change, run="r1")
    skipped = Item(source=HOSTILE, url=HOSTILE, outcome=Outcome.SKIPPED, reason=SkipReason.EMPTY, message=HOSTILE)
    with transaction(engine) as session:
        add_items(session, "r1", [skipped, Item(source=HOSTILE, url=HOSTILE, outcome=Outcome.NEW)])
    for path in ("/", "/changes/h1-0001", "/runs/r1"):
        answer = pages.get(path)
        page = page_of(answer)
        assert not page.xpath("//script | //img | //@onerror"), path
        assert "alert(1)" in page.text_content(), path
        assert "49" not in answer.text.partition("<main")[2].partition("<footer")[0], path
        assert "\u202e" not in answer.text and "\x1b" not in answer.text, path


@pytest.mark.parametrize("query", ["subject", "run", "verdict"])
def test_a_hostile_query_is_text(pages: Reader, query: str) -> None:
    page = page_of(pages.get("/", params={query: HOSTILE}))
    assert not page.xpath("//script | //img")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "JaVaScRiPt:x", "http://[", "ftp://x"])
def test_only_addresses_of_the_web_are_links(engine: Engine, pages: Reader, url: str) -> None:
    log(engine, a_change(1, url=url))
    page = page_of(pages.get("/changes/h1-0001"))
    assert url in page.text_content()
    assert url not in page.xpath("//@href")


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_is_hardened_and_needs_no_script(engine: Engine, pages: Reader, path: str) -> None:
    log(engine, a_change(1), run="r1")
    answer = pages.get(path)
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert "script-src" not in HEADERS["Content-Security-Policy"]
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    if "html" in answer.headers["content-type"]:
        assert not page_of(answer).xpath("//script | //style | //@style | //@onclick")


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8470", "127.0.0.1.evil.example", ""])
def test_a_foreign_name_for_this_machine_is_refused(engine: Engine, pages: Reader, host: str) -> None:
    log(engine, a_change(1))
    answer = pages.get("/", headers={"Host": host})
    assert answer.status_code == 400
    assert "investment" not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1:8470", "localhost", "[::1]:8470"])
def test_the_names_of_this_machine_are_its_own(pages: Reader, host: str) -> None:
    assert pages.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("path", ["/", "/changes/h1-0001", "/runs", "/health"])
def test_nothing_can_be_changed_here(pages: Reader, method: str, path: str) -> None:
    assert pages.ask(method, path).status_code == 405


# --- health


def test_health_is_that_of_the_ledger(pages: Reader) -> None:
    answer = pages.get("/health")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_a_ledger_that_fails_is_a_503_that_names_no_file(tmp_path: Path) -> None:
    broken = tmp_path / "secret-place.db"
    broken.write_bytes(b"this is no database at all" * 100)
    engine = open_engine(f"sqlite:///{broken}")
    for path in ("/health", "/"):
        answer = Reader(engine).get(path)
        assert answer.status_code == 503
        assert "secret-place" not in answer.text
    engine.dispose()


# --- the process


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "::", "example.org"])
def test_other_machines_are_not_served(tmp_path: Path, host: str) -> None:
    configuration = load_configuration(tmp_path, {"CPECWATCH_REVIEW_HOST": host})
    with pytest.raises(BadConfiguration, match="review_host"):
        serve_pages(configuration)


def test_the_program_serves_and_ends_on_sigterm(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {"CPECWATCH_HOME": str(tmp_path), "CPECWATCH_REVIEW_PORT": str(port), "PYTHONWARNINGS": "error"}
    process = subprocess.Popen((sys.executable, "-m", "review.web"), env=environment, cwd=Path(__file__).parents[2])
    try:
        transport = httpx.HTTPTransport(retries=8)
        with httpx.Client(trust_env=False, transport=transport, base_url=f"http://127.0.0.1:{port}") as pages:
            assert pages.get("/health").json() == {"status": "ok"}
            assert "server" not in pages.get("/").headers
        process.terminate()
        assert process.wait(timeout=10) in (0, -15)
    finally:
        process.kill()
        process.wait()
