from dataclasses import replace
from datetime import UTC, datetime, timedelta

from claims.claim import Claim, Reading, StatusClaim
from claims.holdings import Known
from claims.intake import NEWS_FOR, Arrival, changes_of, reports_of, weigh, weigh_statuses
from claims.ladder import StatusEntry
from claims.report import Change, KnownFrom, Severity, Verdict
from claims.revisions import Revision
from claims.standing import Entry
from tests.claims.comparison_factories import POLICY, figure

NOW = datetime(2026, 5, 11, 4, tzinfo=UTC)
NOTHING = Known({}, {})


def claim(text: str, words: str, value: str, *, subject: str | None = "corridor", **fields: str) -> Claim:
    """A claim on `words` where they stand in `text`, its quote the whole text."""
    start = text.index(words)
    shown = replace(figure(words, value, fields.get("unit", "USD")), start=start, end=start + len(words))
    return Claim(
        figure=shown,
        subject=subject,
        measure=fields.get("measure", "investment"),
        status="actual",
        quote_start=0,
        quote_end=len(text),
    )


def status(text: str, word: str, rung: str, subject: str = "corridor") -> StatusClaim:
    start = text.index(word)
    return StatusClaim(subject=subject, status=rung, start=start, end=start + len(word))


def arrival(text: str, *claims: Claim, statuses: tuple[StatusClaim, ...] = (), article: str = "a") -> Arrival:
    return Arrival(
        article=article,
        url=f"https://{article}.example/1",
        outlet=article,
        cluster=article,
        text=text,
        published=NOW,
        first_seen=NOW + timedelta(hours=1),
        reading=Reading(claims, statuses, ()),
    )


def changes(came: Arrival, known: Known = NOTHING, found: datetime = NOW) -> tuple[Change, ...]:
    return changes_of(came, reports_of(came), known, POLICY, found)


def known_from(*earlier: Arrival) -> Known:
    entries: dict[str, list[Entry]] = {}
    statuses: dict[str, list[StatusEntry]] = {}
    for each in earlier:
        for report in reports_of(each).figures:
            entries.setdefault("corridor|investment|USD", []).append(Entry(report))
        for told in reports_of(each).statuses:
            statuses.setdefault(told.claim.subject, []).append(StatusEntry(told))
    return Known(entries, statuses)


def test_a_statement_made_twice_is_one_report_at_its_first_place() -> None:
    text = "CPEC drew $20bn. It drew $20bn."
    second = replace(claim(text, "$20bn", "20e9"), figure=replace(figure("$20bn", "20e9"), start=25, end=30))
    reports = reports_of(arrival(text, claim(text, "$20bn", "20e9"), second))
    assert [report.claim.figure.start for report in reports.figures] == [10]
    assert {"corridor|investment|USD", "corridor|investment|PKR"} <= reports.groups


def test_a_report_is_known_since_publication_else_since_it_was_seen() -> None:
    text = "CPEC drew $20bn and is under way."
    came = arrival(text, claim(text, "$20bn", "20e9"), statuses=(status(text, "under way", "under-construction"),))
    dated = reports_of(came)
    undated = reports_of(replace(came, published=None))
    for each in (dated.figures[0], dated.statuses[0]):
        assert (each.known, each.known_from) == (NOW, KnownFrom.PUBLISHED)
    for each in (undated.figures[0], undated.statuses[0]):
        assert each.known_from is KnownFrom.FETCHED
    assert dated.subjects == {"corridor"}
    assert dated.statuses[0].quote == "under way"


def test_the_narrowest_figure_of_an_article_is_told_and_the_wider_one_is_a_sighting() -> None:
    text = "More than $25bn came in: $25.4bn."
    wide, narrow = claim(text, "$25bn", "25e9"), claim(text, "$25.4bn", "25.4e9")
    weighed = weigh(reports_of(arrival(text, wide, narrow)), NOTHING, POLICY)
    assert [(each.report.claim.figure.words, each.decision.verdict) for each in weighed] == [
        ("$25.4bn", Verdict.NEW),
        ("$25bn", None),
    ]


def test_an_unlinked_figure_is_weighed_and_changes_nothing() -> None:
    text = "Somebody spent $3bn."
    assert changes(arrival(text, claim(text, "$3bn", "3e9", subject=None))) == ()


def test_the_end_of_the_way_is_news_and_not_the_way() -> None:
    text = "First planned, it is now completed."
    told = (status(text, "planned", "planned"), status(text, "completed", "completed"))
    weighed = weigh_statuses(reports_of(arrival(text, statuses=told)), NOTHING, POLICY)
    assert [each.decision.verdict for each in weighed] == [Verdict.NEW, None]


def test_another_outlet_corroborates() -> None:
    text = "CPEC drew $20bn."
    first = arrival(text, claim(text, "$20bn", "20e9"))
    second = arrival(text, claim(text, "$20bn", "20e9"), article="b")
    assert [line.verdict for line in changes(second, known_from(first))] == [Verdict.CORROBORATED]


def test_statuses_become_lines_too() -> None:
    text = "It is planned."
    first = arrival(text, statuses=(status(text, "planned", "planned"),))
    text = "It is completed."
    later = replace(
        arrival(text, statuses=(status(text, "completed", "completed"),), article="b"),
        published=NOW + timedelta(days=30),
    )
    assert [line.verdict for line in changes(later, known_from(first))] == [Verdict.STATUS_CHANGED]


def edited(old: str, new: str, words: tuple[str, str], values: tuple[str, str]) -> Arrival:
    former = Revision(old, (claim(old, words[0], values[0]),))
    return replace(arrival(new, claim(new, words[1], values[1])), former=former)


def test_an_edited_figure_is_told_once_as_the_edit_that_it_is() -> None:
    old, new = "CPEC drew $62bn so far.", "CPEC drew $26bn so far."
    came = edited(old, new, ("$62bn", "$26bn"), ("62e9", "26e9"))
    lines = changes(came, known_from(arrival(old, claim(old, "$62bn", "62e9"))))
    assert [(line.verdict, line.old, line.new) for line in lines] == [(Verdict.REVISED, "$62 bn", "$26 bn")]
    assert reports_of(came).figures[0].known_from is KnownFrom.FETCHED


def test_a_figure_that_an_edit_only_read_otherwise_is_known_as_long_as_before() -> None:
    old, new = "CPEC drew $62bn so far.", "CPEC drew $62bn so far, the minister said."
    before, after = claim(old, "$62bn", "62e9"), replace(claim(new, "$62bn", "62e9"), period="2025")
    came = replace(arrival(new, after), former=Revision(old, (before,)))
    (report,) = reports_of(came).figures
    assert (report.known, report.known_from) == (NOW, KnownFrom.PUBLISHED)


def test_a_figure_that_vanished_is_told() -> None:
    old, new = "CPEC drew $62bn so far.", "CPEC goes on."
    came = replace(arrival(new), former=Revision(old, (claim(old, "$62bn", "62e9"),)))
    assert [(line.verdict, line.new) for line in changes(came)] == [(Verdict.REVISED, None)]


def test_a_figure_that_an_edit_added_is_news_like_any_other() -> None:
    new = "CPEC drew $26bn so far."
    came = replace(arrival(new, claim(new, "$26bn", "26e9")), former=Revision("CPEC goes on.", ()))
    assert [line.verdict for line in changes(came)] == [Verdict.NEW]


def test_what_an_old_article_says_wakes_nobody() -> None:
    text = "CPEC drew $20bn."
    came = arrival(text, claim(text, "$20bn", "20e9"))
    (fresh,), (old,) = changes(came), changes(came, found=NOW + NEWS_FOR + timedelta(days=1))
    assert (fresh.severity, old.severity) == (Severity.ALERT, Severity.NONE)


def test_a_conflict_in_an_old_article_is_for_the_digest_and_its_edit_is_still_an_alarm() -> None:
    text, other = "CPEC drew $20bn.", "CPEC drew $40bn."
    found = NOW + NEWS_FOR + timedelta(days=1)
    first = arrival(text, claim(text, "$20bn", "20e9"))
    second = arrival(other, claim(other, "$40bn", "40e9"), article="b")
    assert [line.severity for line in changes(second, known_from(first), found)] == [Severity.LOW]
    came = edited("CPEC drew $62bn so far.", "CPEC drew $26bn so far.", ("$62bn", "$26bn"), ("62e9", "26e9"))
    assert [line.severity for line in changes(came, found=found)] == [Severity.ALERT]


def test_a_price_in_two_currencies_of_one_article_alerts_once() -> None:
    text = "It cost $2bn. It cost Rs567bn."
    told = arrival(text, claim(text, "$2bn", "2e9"), claim(text, "Rs567bn", "567e9", unit="PKR"))
    weighed = weigh(reports_of(told), NOTHING, POLICY)
    assert sorted(each.decision.severity for each in weighed) == [Severity.ALERT, Severity.LOW]
