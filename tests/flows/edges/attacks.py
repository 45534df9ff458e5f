"""What a hostile or broken server does, as replies of a loopback server; in small pieces: only the victim may grow."""

import asyncio
import gzip
import zlib
from collections.abc import Iterator

from tests.flows.edges.servers import Asked, Reply, response

_HEAD = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def bomb(megabytes: int) -> bytes:
    """A gzip member that unpacks to so many megabytes of zeros."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    pieces = [packer.compress(bytes(1 << 20)) for _ in range(megabytes)]
    return b"".join(pieces) + packer.flush()


def packed(body: bytes, coding: str) -> bytes:
    return response(body, headers={"Content-Encoding": coding})


def redirect(to: str) -> bytes:
    return response(status="302 Found", headers={"Location": to})


def raw(head: str, body: bytes = b"") -> bytes:
    """An answer whose head is written out, line by line."""
    return head.encode("latin-1") + body


def endless(head: str, piece: bytes, pause: float = 0.0) -> Reply:
    """Sends `head`, then `piece` for ever."""

    async def reply(_: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(head.encode("latin-1"))
        while not writer.is_closing():
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(pause)

    return reply


def endless_body() -> Reply:
    return endless(f"{_HEAD}Connection: close\r\n\r\n", b"<p>more</p>" * 5000)


def endless_chunks() -> Reply:
    return endless(f"{_HEAD}Transfer-Encoding: chunked\r\n\r\n", b"10000\r\n" + b"x" * 65536 + b"\r\n")


def endless_gzip() -> Reply:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    first = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_SYNC_FLUSH)
    head = f"{_HEAD}Content-Encoding: gzip\r\nConnection: close\r\n\r\n"

    async def reply(_: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(head.encode() + first)
        while not writer.is_closing():
            writer.write(packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_SYNC_FLUSH))
            await writer.drain()
            await asyncio.sleep(0)

    return reply


def dripping_body() -> Reply:
    return endless(f"{_HEAD}Content-Length: 100000\r\n\r\n", b"x", pause=0.05)


def dripping_gzip() -> Reply:
    head = f"{_HEAD}Content-Encoding: gzip\r\nConnection: close\r\n\r\n"
    gzip_head, empty_block = gzip.compress(b"")[:10].decode("latin-1"), b"\0\0\0\xff\xff"
    return endless(head + gzip_head, empty_block, pause=0.05)


def dripping_head() -> Reply:
    return endless("HTTP/1.1 200 OK\r\n", b"X-More: y\r\n", pause=0.05)


def endless_head() -> Reply:
    return endless("HTTP/1.1 200 OK\r\n", b"X-More: y\r\n" * 1000)


def endless_interim() -> Reply:
    return endless("", b"HTTP/1.1 103 Early Hints\r\n\r\n" * 10)


async def silence(_: Asked, writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(3600)


def many_hops(count: int) -> Reply:
    """Redirects from /0 to /1 and on, `count` times, then answers."""

    async def reply(asked: Asked, writer: asyncio.StreamWriter) -> None:
        step = int(asked.path.strip("/") or 0)
        writer.write(redirect(f"/{step + 1}") if step < count else response(b"the end"))

    return reply


def then_gone(answer: bytes, *, reset: bool = False) -> Reply:
    """Sends `answer` and goes: closes the connection, or resets it."""

    async def reply(_: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(answer)
        await writer.drain()
        if reset:
            writer.transport.abort()
        writer.close()

    return reply


def long_body(megabytes: int) -> Reply:
    """An article of so many megabytes that announces nothing."""

    async def reply(_: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(f"{_HEAD}Connection: close\r\n\r\n<html><body>".encode())
        for _piece in range(megabytes * 16):
            writer.write(b"<p>" + b"word " * 13_000 + b"</p>")
            await writer.drain()
        writer.close()

    return reply


# What is well sent, and evil inside.


def rss(items: str, *, doctype: str = "") -> bytes:
    head = '<?xml version="1.0"?>\n'
    return f"{head}{doctype}<rss version='2.0'><channel><title>News</title>{items}</channel></rss>".encode()


def item(number: int, title: str = "A title") -> str:
    return f"<item><title>{title}</title><link>http://127.0.0.1/story/{number}</link></item>"


def external_entity(address: str) -> bytes:
    doctype = f'<!DOCTYPE rss [<!ENTITY stolen SYSTEM "{address}">]>\n'
    return rss(item(1, "before &stolen; after"), doctype=doctype)


def parameter_entity(address: str) -> bytes:
    return rss(item(1), doctype=f'<!DOCTYPE rss [<!ENTITY % outside SYSTEM "{address}"> %outside;]>\n')


def billion_laughs() -> bytes:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return rss(item(1, "&l9;"), doctype=f'<!DOCTYPE rss [<!ENTITY l0 "ha">{laughs}]>\n')


def quadratic_blowup() -> bytes:
    return rss(item(1, "&big;" * 50_000), doctype=f'<!DOCTYPE rss [<!ENTITY big "{"x" * 50_000}">]>\n')


def deep_xml(depth: int) -> bytes:
    return rss("<item>" + "<a>" * depth + "</a>" * depth + "</item>")


def deep_html(depth: int) -> bytes:
    return b"<html><body>" + b"<div>" * depth + b"words" + b"</div>" * depth + b"</body></html>"


def many_items(count: int) -> bytes:
    return rss("".join(f"<item><link>http://127.0.0.1/{n}</link></item>" for n in range(count)))


def empty_members(count: int) -> bytes:
    return gzip.compress(b"") * count


def article(body: str, *, title: str = "A new zone is opened", head: str = "") -> str:
    return (
        f"<html><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>{body}</article></body></html>"
    )


def paragraphs(count: int) -> str:
    sentences = "The authority said on Monday that the zone had drawn 25 firms, and that the road would open in May. "
    return "".join(f"<p>Part {number}. {sentences * 3}</p>" for number in range(count))


def codings() -> Iterator[tuple[str, bytes]]:
    """Bodies in codings that nobody asked for; their bytes do not matter, since they must not be unpacked."""
    yield "br", b"\x0b" * 481
    yield "zstd", b"\x28\xb5\x2f\xfd" + b"\0" * 9600
    yield "deflate", zlib.compress(bytes(1 << 20))
    yield "gzip, gzip", gzip.compress(bomb(20))
    yield "br, gzip", gzip.compress(b"\x0b" * 481)
