from datetime import UTC, datetime

from claims.errors import SkipReason
from claims.run import Item, Outcome, RunReport, Tally, tally

NOW = datetime(2026, 5, 11, 4, tzinfo=UTC)
ITEMS = (
    Item(source="dawn", url="feed", outcome=Outcome.NEW, listing=True),
    Item(source="dawn", url="1", outcome=Outcome.NEW),
    Item(source="dawn", url="2", outcome=Outcome.UNCHANGED),
    Item(source="dawn", url="3", outcome=Outcome.EDITED),
    Item(source="dawn", url="4", outcome=Outcome.OFF_TOPIC),
    Item(source="dawn", url="5", outcome=Outcome.SKIPPED, reason=SkipReason.GONE, message="5: gone"),
    Item(source="app", url="feed", outcome=Outcome.SKIPPED, reason=SkipReason.TIMEOUT, listing=True),
)


def test_a_source_is_counted_by_the_outcome_of_its_items() -> None:
    assert tally("dawn", ITEMS) == Tally(source="dawn", found=5, new=1, unchanged=2, edited=1, failed=1, readable=True)


def test_a_source_without_a_readable_listing_is_not_readable() -> None:
    assert tally("app", ITEMS) == Tally(source="app", failed=1)


def test_a_report_names_what_was_skipped() -> None:
    report = RunReport(id="r", flow="watch", started=NOW, ended=NOW, items=ITEMS)
    assert [item.url for item in report.skipped] == ["5", "feed"]
