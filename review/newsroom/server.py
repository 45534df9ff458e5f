"""Serving one outlet over HTTP on the loopback: fixed answers, with validators and 304 as RFC 9110 wants them."""

import logging
import socketserver
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit

from review.newsroom.rendering import Answer

LOOPBACK = "127.0.0.1"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Visit:
    """A request that an outlet answered."""

    outlet: str
    path: str
    status: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """What an outlet answers at the moment: by path, and for every other path. `now` is the edition's clock."""

    answers: Mapping[str, Answer]
    otherwise: Answer
    now: datetime

    def answer(self, path: str) -> Answer:
        """The answer for a path, without its query."""
        return self.answers.get(urlsplit(path).path, self.otherwise)


def is_unchanged(answer: Answer, none_match: str | None, modified_since: str | None) -> bool:
    """Whether a 304 is due: If-None-Match decides where it was sent, else If-Modified-Since (RFC 9110 §13.1)."""
    if answer.modified is None:
        return False
    if none_match is not None:
        tags = {tag.strip().removeprefix("W/") for tag in none_match.split(",")}
        return "*" in tags or answer.etag in tags
    since = _http_date(modified_since)
    return since is not None and answer.modified.replace(microsecond=0) <= since


def _http_date(text: str | None) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text) if text else None
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment is not None and moment.tzinfo is not None else None


class OutletServer(ThreadingHTTPServer):
    """One outlet on one loopback port. `shelf` may be exchanged while it runs."""

    daemon_threads = True

    def __init__(self, outlet: str, port: int, shelf: Shelf, witness: Callable[[Visit], None]) -> None:
        self.outlet = outlet
        self.shelf = shelf
        self.witness = witness
        super().__init__((LOOPBACK, port), _Handler)
        self._thread = Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, name=outlet, daemon=True)

    def server_bind(self) -> None:
        """Bind without asking the resolver for the machine's name, as the base class would."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = LOOPBACK, self.server_address[1]

    def run(self) -> None:
        """Answer requests in a thread until `stop`."""
        self._thread.start()

    def stop(self) -> None:
        """Answer no more, and give the port back."""
        if self._thread.is_alive():
            self.shutdown()
            self._thread.join()
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: OutletServer
    protocol_version = "HTTP/1.1"
    server_version = "sample-newsroom"
    sys_version = ""
    timeout = 10

    def do_GET(self) -> None:
        self._respond(with_body=True)

    def do_HEAD(self) -> None:
        self._respond(with_body=False)

    def date_time_string(self, timestamp: float | None = None) -> str:
        return format_datetime(self.server.shelf.now, usegmt=True)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        _log.debug("%s: " + format, self.server.outlet, *args)

    def _respond(self, *, with_body: bool) -> None:
        answer = self.server.shelf.answer(self.path)
        unchanged = is_unchanged(answer, self.headers.get("If-None-Match"), self.headers.get("If-Modified-Since"))
        status = HTTPStatus.NOT_MODIFIED if unchanged else HTTPStatus(answer.status)
        self.send_response(status)
        self._send_validators(answer)
        if not unchanged:
            self.send_header("Content-Type", answer.content_type)
            self.send_header("Content-Length", str(len(answer.body)))
        # One request a connection: a stopped newsroom leaves no thread waiting for a reader's next one.
        self.send_header("Connection", "close")
        self.end_headers()
        if with_body and not unchanged:
            self.wfile.write(answer.body)
        self.server.witness(Visit(self.server.outlet, self.path, status.value))

    def _send_validators(self, answer: Answer) -> None:
        if answer.etag is None or answer.modified is None:
            self.send_header("Cache-Control", "no-store")
        else:
            self.send_header("ETag", answer.etag)
            self.send_header("Last-Modified", format_datetime(answer.modified.astimezone(UTC), usegmt=True))
        if answer.retry_after is not None:
            self.send_header("Retry-After", str(answer.retry_after))
