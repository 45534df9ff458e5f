"""Pages ↔ WARC 1.1 (ISO 28500), the format of web archives.

Our pages are kept unpacked. A record therefore loses the headers that speak of the packing on the wire
(`content-encoding`, `transfer-encoding`, `content-length`): they stand in it under `x-archive-orig-`, as other tools of
web archives name them, and come back when it is read. A character outside ASCII in a header comes back percent-encoded.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from http import HTTPStatus
from io import BytesIO
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from claims.article import Page
from claims.errors import SkipReason, Unreadable

_PACKING = frozenset({"content-encoding", "transfer-encoding", "content-length"})
_ORIGINAL = "x-archive-orig-"
_REQUESTED, _PERMANENT = "WARC-X-Requested-URI", "WARC-X-Permanent-URI"


def write_warc(stream: BinaryIO, pages: Iterable[Page]) -> int:
    """Write pages as response records, each compressed on its own; returns how many."""
    writer = WARCWriter(stream, gzip=True, warc_version="1.1")
    writer.write_record(writer.create_warcinfo_record("pages.warc.gz", {"software": "cpecwatch", "format": "WARC/1.1"}))
    written = 0
    for page in pages:
        writer.write_record(_record(writer, page))
        written += 1
    return written


def read_warc(stream: BinaryIO) -> Iterator[Page]:
    """The pages of the response records in a WARC file, compressed or not, in their order.

    Raises Unreadable (bad-encoding) where the file is damaged or no WARC file.
    """
    try:
        for record in ArchiveIterator(stream):
            if record.format != "warc":  # whatever is no WARC is taken for the older ARC
                raise ArchiveLoadFailed("a record does not begin with WARC/")
            if record.rec_type == "response" and record.http_headers is not None:
                yield _page(record)
    except (ArchiveLoadFailed, EOFError) as error:
        raise Unreadable(SkipReason.BAD_ENCODING, f"not a WARC file that can be read ({error})") from error


def _record(writer: Any, page: Page) -> Any:
    headers = [(f"{_ORIGINAL}{name}" if name in _PACKING else name, value) for name, value in page.headers]
    status = f"{page.status} {_phrase(page.status)}".rstrip()
    own = {"WARC-Date": page.fetched.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")}
    if page.requested != page.url:
        own[_REQUESTED] = page.requested
    if page.permanent_url is not None:
        own[_PERMANENT] = page.permanent_url
    return writer.create_warc_record(
        page.url,
        "response",
        payload=BytesIO(page.body),
        length=len(page.body),  # spares warcio a temporary file that it would not close
        http_headers=StatusAndHeaders(status, [*headers, ("content-length", str(len(page.body)))], protocol="HTTP/1.1"),
        warc_headers_dict=own,
    )


def _page(record: Any) -> Page:
    body = record.content_stream().read()
    url = record.rec_headers.get_header("WARC-Target-URI")
    return Page(
        requested=record.rec_headers.get_header(_REQUESTED) or url,
        url=url,
        status=int(record.http_headers.get_statuscode()),
        headers=tuple(_headers((name.lower(), value) for name, value in record.http_headers.headers)),
        body=body,
        fetched=datetime.fromisoformat(record.rec_headers.get_header("WARC-Date")),
        permanent_url=record.rec_headers.get_header(_PERMANENT),
    )


def _headers(headers: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The headers as they came on the wire."""
    for name, value in headers:
        if name.startswith(_ORIGINAL):
            yield name.removeprefix(_ORIGINAL), value
        elif name not in _PACKING:
            yield name, value


def _phrase(status: int) -> str:
    return HTTPStatus(status).phrase if status in HTTPStatus.__members__.values() else ""
