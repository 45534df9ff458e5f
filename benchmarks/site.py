"""A site on loopback, in a process of its own, that answers at once: what is measured is the one who asks."""

import asyncio
import gzip
import multiprocessing
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from multiprocessing.connection import Connection

LOOPBACK = "127.0.0.1"
_ROBOTS = b"User-agent: *\n" + b"".join(b"Disallow: /*/private-%d/*.pdf$\n" % number for number in range(30))


@contextmanager
def serving(bodies: Mapping[str, bytes], sites: int) -> Iterator[tuple[int, ...]]:
    """The ports of `sites` servers that answer each path of `bodies` with its bytes, packed by gzip beforehand."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_serve, args=(there, dict(bodies), sites), daemon=True)
    process.start()
    try:
        yield here.recv()
    finally:
        process.terminate()
        process.join()


def _serve(pipe: Connection, bodies: dict[str, bytes], sites: int) -> None:
    answers = {
        path.encode(): _answer(gzip.compress(body), "Content-Encoding: gzip\r\n") for path, body in bodies.items()
    }
    answers[b"/robots.txt"] = _answer(_ROBOTS, "")

    async def main() -> None:
        loop = asyncio.get_running_loop()
        servers = [await loop.create_server(lambda: _Talk(answers), LOOPBACK, 0) for _ in range(sites)]
        pipe.send(tuple(server.sockets[0].getsockname()[1] for server in servers))
        await asyncio.gather(*(server.serve_forever() for server in servers))

    asyncio.run(main())


def _answer(body: bytes, coding: str) -> bytes:
    head = (
        "HTTP/1.1 200 OK\r\nServer: site\r\nDate: Fri, 21 Nov 2025 10:00:00 GMT\r\n"
        'Content-Type: text/html; charset=utf-8\r\nETag: "one"\r\n'
        "Cache-Control: max-age=60\r\nVary: Accept-Encoding\r\n"
        f"{coding}Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


class _Talk(asyncio.Protocol):
    """One connection: requests in, the answer of their path out."""

    def __init__(self, answers: Mapping[bytes, bytes]) -> None:
        self._answers = answers
        self._waiting = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._waiting += data
        while b"\r\n\r\n" in self._waiting:
            head, _, self._waiting = self._waiting.partition(b"\r\n\r\n")
            self._transport.write(self._answers[head.split(b" ", 2)[1]])
