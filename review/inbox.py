"""A webhook on loopback that keeps what it is sent: the demo's place to receive its alert summary."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

LOOPBACK = "127.0.0.1"
CAP = 1 << 20


class Inbox:
    """Listens while it is open; `messages` are the JSON bodies received, each once per Idempotency-Key."""

    def __init__(self) -> None:
        self._by_key: dict[str, dict[str, Any]] = {}
        inbox = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = min(int(self.headers.get("Content-Length") or 0), CAP)
                body = json.loads(self.rfile.read(length))
                inbox._by_key.setdefault(self.headers.get("Idempotency-Key") or str(len(inbox._by_key)), body)
                self.send_response(200)
                self.end_headers()

            def log_message(self, *_what: object) -> None:
                """Say nothing: the demo's terminal is for its results."""

        self._server = ThreadingHTTPServer((LOOPBACK, 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def messages(self) -> tuple[dict[str, Any], ...]:
        """What was received, oldest first."""
        return tuple(self._by_key.values())

    @property
    def channel(self) -> str:
        """The Apprise URL that leads here."""
        return f"json://{LOOPBACK}:{self._server.server_port}/"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
