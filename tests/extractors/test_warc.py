"""Pages written as WARC come back as they were, and other tools' records are read."""

import gzip
from datetime import UTC, datetime
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from claims.article import Page
from claims.errors import SkipReason, Unreadable
from extractors.warc import read_warc, write_warc

FETCHED = datetime(2026, 5, 11, 4, 0, 7, 125_000, tzinfo=UTC)
PAGE = Page(
    requested="https://news.example/1?utm_source=x",
    url="https://www.news.example/1",
    status=200,
    headers=(
        ("content-type", "text/html; charset=utf-8"),
        ("content-encoding", "gzip"),
        ("content-length", "812"),
        ("set-cookie", "a=1"),
        ("set-cookie", "b=2"),
        ("x-title", "Gwadar: a port"),
    ),
    body="<p>More than $25 billion – گوادر".encode(),
    fetched=FETCHED,
    permanent_url="https://www.news.example/1",
)
PLAIN = Page(requested="http://a.example/", url="http://a.example/", status=299, headers=(), body=b"", fetched=FETCHED)


def written(*pages: Page) -> BytesIO:
    stream = BytesIO()
    assert write_warc(stream, pages) == len(pages)
    stream.seek(0)
    return stream


def test_pages_come_back_as_they_were() -> None:
    assert list(read_warc(written(PAGE, PLAIN))) == [PAGE, PLAIN]


@given(st.binary(max_size=4000), st.sampled_from((200, 203, 404)))
def test_any_bytes_come_back(body: bytes, status: int) -> None:
    page = Page(
        requested="http://a.example/", url="http://a.example/", status=status, headers=(), body=body, fetched=FETCHED
    )
    assert [each.body for each in read_warc(written(page))] == [body]


def test_an_archive_tool_sees_whole_responses_with_a_digest() -> None:
    records = [
        (record.rec_type, record.rec_headers.get_header("WARC-Payload-Digest"), record.content_stream().read())
        for record in ArchiveIterator(written(PAGE), check_digests="raise")
    ]
    assert [kind for kind, _, _ in records] == ["warcinfo", "response"]
    assert records[1][1].startswith("sha1:")
    assert records[1][2] == PAGE.body


def test_a_packed_record_of_another_tool_is_unpacked() -> None:
    body = gzip.compress(b"<p>884 MW")
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"
    record = (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Target-URI: http://a.example/1\r\n"
        b"WARC-Date: 2026-05-11T04:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        b"Content-Length: %d\r\n\r\n%b\r\n\r\n" % (len(head + body), head + body)
    )
    [page] = read_warc(BytesIO(record))
    assert (page.body, page.headers) == (b"<p>884 MW", (("content-type", "text/html"),))
    assert page.fetched == datetime(2026, 5, 11, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    "body",
    [
        b"PK\x03\x04 not a web archive at all\r\n" * 20,
        gzip.compress(b"<html>" * 99, mtime=0),
        b"\x1f\x8b\x08" + b"x" * 99,
    ],
)
def test_what_is_no_warc_is_named(body: bytes) -> None:
    with pytest.raises(Unreadable) as caught:
        list(read_warc(BytesIO(body)))
    assert caught.value.reason is SkipReason.BAD_ENCODING
