"""Loopback servers that do what a test tells them to, down to the byte, and remember what they were asked."""

import asyncio
import ssl
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it came in: when (monotonic seconds), for what path, with which headers (names in lower case)."""

    at: float
    path: str
    headers: Mapping[str, str]


Reply = Callable[[Asked, asyncio.StreamWriter], Awaitable[None]]


@dataclass(slots=True)
class LoopbackServer:
    """A running server: where it is, and what it was asked so far."""

    port: int
    scheme: str = "http"
    asked: list[Asked] = field(default_factory=list)
    connections: int = 0

    @property
    def origin(self) -> str:
        return f"{self.scheme}://{LOOPBACK}:{self.port}"

    def url(self, path: str = "/") -> str:
        return f"{self.origin}{path}"

    @property
    def allowed(self) -> frozenset[tuple[str, int]]:
        return frozenset({(LOOPBACK, self.port)})

    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]


def response(
    body: bytes = b"",
    *,
    status: str = "200 OK",
    headers: Mapping[str, str] | None = None,
    length: int | None = None,
) -> bytes:
    """A whole HTTP/1.1 answer; `length` lies about the body where it is given."""
    lines = {"Content-Length": str(len(body) if length is None else length), **(headers or {})}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode("latin-1") + body


def always(answer: bytes) -> Reply:
    """The same bytes for every request."""

    async def reply(_: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(answer)

    return reply


def by_path(answers: Mapping[str, bytes], *, other: bytes | None = None) -> Reply:
    """Bytes by path; 404 for a path that is not listed."""
    missing = response(status="404 Not Found") if other is None else other

    async def reply(asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(answers.get(asked.path, missing))

    return reply


def in_turn(*answers: bytes) -> Reply:
    """The first answer to the first request, and so on; the last one from then on."""
    left = list(answers)

    async def reply(_: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(left.pop(0) if len(left) > 1 else left[0])

    return reply


@asynccontextmanager
async def serving(reply: Reply, *, tls: ssl.SSLContext | None = None) -> AsyncIterator[LoopbackServer]:
    """A server on a free loopback port for as long as the block runs."""
    running = LoopbackServer(port=0, scheme="https" if tls else "http")
    talks: set[asyncio.Task[None]] = set()

    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        running.connections += 1
        talk = asyncio.current_task()
        assert talk is not None
        talks.add(talk)
        # Cancelled at the end of the test: Python 3.11's streams cannot bear a talk that ends by it.
        with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            while not writer.is_closing():
                asked = _read(await reader.readuntil(b"\r\n\r\n"))
                running.asked.append(asked)
                await reply(asked, writer)
                await writer.drain()
        writer.transport.abort() if talk.cancelling() else writer.close()
        talks.discard(talk)

    server = await asyncio.start_server(converse, LOOPBACK, 0, ssl=tls)
    running.port = server.sockets[0].getsockname()[1]
    try:
        yield running
    finally:
        server.close()
        ending = tuple(talks)
        for talk in ending:
            talk.cancel()
        await asyncio.gather(*ending, return_exceptions=True)
        await server.wait_closed()


def _read(head: bytes) -> Asked:
    request, *lines = head.decode("latin-1").rstrip("\r\n").split("\r\n")
    pairs = (line.partition(":") for line in lines)
    return Asked(time.monotonic(), request.split(" ")[1], {name.lower(): value.strip() for name, _, value in pairs})
