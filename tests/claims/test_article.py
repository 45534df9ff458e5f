from datetime import UTC, datetime

from claims.article import Page


def test_a_header_is_found_by_its_name_in_lower_case() -> None:
    page = Page(
        requested="u",
        url="u",
        status=200,
        headers=(("etag", '"1"'), ("etag", '"2"')),
        body=b"",
        fetched=datetime(2026, 5, 11, tzinfo=UTC),
    )
    assert page.header("etag") == '"1"'
    assert page.header("last-modified") is None
