"""Small makers of the values that the store keeps; what a test does not name is of no importance to it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlmodel import Session

from claims.article import Article, DateOrigin, Page
from claims.claim import Claim, StatusClaim
from claims.figure import Bound, Figure, Value
from claims.identity import claim_id, status_id
from claims.policy import Policy
from claims.report import Change, KnownFrom, Report, Severity, StatusReport, Verdict
from claims.topic import BaselineDocument, BaselineFigure, BaselineStatus, Temporal, Topic
from store.articles import Visit, save_article, save_revision
from store.decisions import Signature
from store.reports import Sighted

NOON = datetime(2026, 3, 31, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
TEXT = "CPEC drew more than $25 billion. ML-1 was signed."
POLICY = Policy(
    temporal={"investment": Temporal.CUMULATIVE, "launch-date": Temporal.EVENT},
    temporal_by_status={},
    flow_subjects=frozenset(),
    watched=frozenset(),
)


def a_page(body: bytes = b"<p>25", url: str = "https://news.example/1", **given: Any) -> Page:
    page = Page(requested=url, url=url, status=200, headers=(("content-type", "text/html"),), body=body, fetched=NOON)
    return replace(page, **given)


def an_article(key: str = "news.example/1", text: str = TEXT, **given: Any) -> Article:
    article = Article(
        key=key,
        url=f"https://{key}",
        source="example",
        title="A corridor",
        text=text,
        published=NOON - DAY,
        date_origin=DateOrigin.FEED,
    )
    return replace(article, **given)


def keep_article(session: Session, article: Article | None = None, *, at: datetime = NOON) -> int:
    """Save an article and its text; returns the number of the revision."""
    article = article or an_article()
    save_article(session, article, outlet="Example News", visit=Visit(at=at))
    return save_revision(session, article, extractor="x1", seen_at=at).n


def a_figure(value: Value = Decimal(25_000_000_000), **given: Any) -> Figure:
    figure = Figure(
        start=10, end=31, words="more than $25 billion", value=value, value_high=None, bound=Bound.MORE_THAN, unit="USD"
    )
    return replace(figure, **given)


def a_report(figure: Figure | None = None, article: str = "news.example/1", **given: Any) -> Report:
    """A report; what is given goes to the claim where it has such a field, else to the report."""
    of_claim = {name: given.pop(name) for name in list(given) if name in Claim.__dataclass_fields__}
    claim = replace(
        Claim(figure=figure or a_figure(), subject="cpec", measure="investment", quote_start=0, quote_end=32),
        **of_claim,
    )
    report = Report(
        id=claim_id(article, claim),
        claim=claim,
        known=NOON - DAY,
        known_from=KnownFrom.PUBLISHED,
        outlet="example",
        cluster=article,
        article=article,
        quote=TEXT[:32],
    )
    return replace(report, **given)


def a_status_report(status: str = "signed", article: str = "news.example/1", **given: Any) -> StatusReport:
    of_claim = {name: given.pop(name) for name in list(given) if name in StatusClaim.__dataclass_fields__}
    claim = replace(StatusClaim(subject="ml-1", status=status, start=33, end=49, why=("cue: signed",)), **of_claim)
    report = StatusReport(
        id=status_id(article, claim),
        claim=claim,
        known=NOON - DAY,
        known_from=KnownFrom.FETCHED,
        outlet="example",
        cluster=article,
        article=article,
        quote=TEXT[33:],
    )
    return replace(report, **given)


def a_change(number: int = 1, **given: Any) -> Change:
    change = Change(
        id=f"h1-{number:04}",
        verdict=Verdict.NEW,
        severity=Severity.ALERT,
        subject="cpec",
        measure="investment",
        series="cpec|investment||USD|",
        report=None,
        against=None,
        old=None,
        new="more than $25 bn",
        quote="CPEC drew more than $25 billion.",
        url="https://news.example/1",
        outlet="example",
        cluster="news.example/1",
        why="no entry of the ledger is comparable",
        found=NOON,
    )
    return replace(change, **given)


def seen(revision: int = 1, extractor: str = "x1", recorded: datetime = NOON) -> Sighted:
    return Sighted(revision=revision, extractor=extractor, recorded=recorded)


def a_document(number: int = 0, **given: Any) -> BaselineDocument:
    document = BaselineDocument(
        id=f"{number:03}",
        outlet="Example Insights",
        sha256=f"{number:064x}",
        characters=3840,
        published=None,
        known=date(2025, 10, 1),
        figures=(
            BaselineFigure(
                subject="cpec",
                measure="investment",
                value=Decimal(25_000_000_000),
                value_high=None,
                bound=Bound.MORE_THAN,
                unit="USD",
                scope=None,
                status="actual",
                period=None,
                attributed_to=None,
                start=506,
                end=527,
                statement="CPEC has drawn over 25 billion dollars.",
                words="over 25 billion dollars",
            ),
        ),
        statuses=(BaselineStatus(subject="ml-1", status="planned", attributed_to=None, start=10, end=40),),
    )
    return replace(document, **given)


def a_topic(documents: Iterable[BaselineDocument]) -> Topic:
    return Topic(
        name="cpec",
        subjects={},
        measures={},
        statuses={},
        sources={},
        baseline=tuple(documents),
        about=("cpec",),
        version="v",
    )


def signed(who: str = "ayesha", why: str = "", hours: int = 0) -> Signature:
    return Signature(who=who, at=NOON + hours * HOUR, why=why)
