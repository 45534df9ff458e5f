"""Reading a body that a stranger sends: never more than the cap, on the wire or unpacked.

httpx decodes a whole wire chunk before anyone sees it (a 481-byte brotli body became 938 MB behind an ordinary cap), so
the raw bytes are read and gzip is unpacked here, a bounded piece at a time. No other coding is asked for or accepted.
"""

import zlib
from collections.abc import AsyncIterable

from claims.errors import SkipReason
from flows.edges.failures import Refusal

_PIECE = 64 * 1024
_GZIP = 31  # zlib's window bits for a gzip wrapper
_MAGIC = b"\x1f\x8b"
_MOST_DIGITS = 18  # int() refuses thousands of digits with an error of its own
_MOST_MEMBERS = 1000  # a gzip file may have several; a body of empty ones is an attack on time


async def read_body(
    chunks: AsyncIterable[bytes], *, coding: str, length: str | None, cap: int, cut: bool = False
) -> bytes:
    """The unpacked body, at most `cap` bytes.

    `coding` is the Content-Encoding, `length` the Content-Length. A longer body raises Refusal (too-large), or with
    `cut` loses its end. Raises Refusal (bad-encoding) for a coding that was not asked for and for damaged gzip.
    """
    sink = _sink(coding, cap, cut)
    if not cut and _announces_more(length, cap):
        raise Refusal(SkipReason.TOO_LARGE, f"announces {length} bytes, more than the {cap} allowed")
    async for chunk in chunks:
        sink.feed(chunk)
        if sink.full:
            return sink.taken()
    sink.finish()
    return sink.taken()


def _announces_more(length: str | None, cap: int) -> bool:
    if length is None or not (length.isascii() and length.isdecimal()):
        return False
    return len(length) > _MOST_DIGITS or int(length) > cap


def _sink(coding: str, cap: int, cut: bool) -> "_Plain":
    name = coding.strip().lower()
    if name in ("", "identity"):
        return _Plain(cap, cut)
    if name in ("gzip", "x-gzip"):
        return _Gzip(cap, cut)
    raise Refusal(SkipReason.BAD_ENCODING, f"the body is packed as {name[:40]!r}, which was not asked for")


class _Plain:
    """Keeps what it is fed, up to the cap."""

    def __init__(self, cap: int, cut: bool) -> None:
        self._cap = cap
        self._cut = cut
        self._body = bytearray()
        self.full = False

    def feed(self, chunk: bytes) -> None:
        self._keep(chunk)

    def finish(self) -> None:
        """The sender is done."""

    def taken(self) -> bytes:
        return bytes(self._body)

    def _keep(self, piece: bytes) -> None:
        self._body += piece
        if len(self._body) <= self._cap:
            return
        if not self._cut:
            raise Refusal(SkipReason.TOO_LARGE, f"the body is longer than the {self._cap} bytes allowed")
        del self._body[self._cap :]
        self.full = True


class _Gzip(_Plain):
    """Unpacks gzip, member after member; what follows the last member and is none itself is ignored, as browsers do."""

    def __init__(self, cap: int, cut: bool) -> None:
        super().__init__(cap, cut)
        self._member = zlib.decompressobj(_GZIP)
        self._members = 1
        self._waiting = b""
        self._trailing = False
        self._begun = False

    def feed(self, chunk: bytes) -> None:
        data = self._waiting + chunk
        self._waiting = b""
        while data and not self.full and not self._trailing:
            if self._member.eof and not self._next_member(data):
                return
            data = self._unpack(data)

    def finish(self) -> None:
        if self._begun and not self._member.eof:
            raise Refusal(SkipReason.BAD_ENCODING, "the gzip data ends too early")

    def _unpack(self, data: bytes) -> bytes:
        """Unpack one bounded piece; returns what is left of `data`."""
        self._begun = True
        self._keep(self._member.decompress(data, _PIECE))
        return self._member.unused_data if self._member.eof else self._member.unconsumed_tail

    def _next_member(self, data: bytes) -> bool:
        """Whether `data` begins another member; a single byte may be half of its mark and waits for the next chunk."""
        if len(data) < len(_MAGIC) and _MAGIC.startswith(data):
            self._waiting = data
            return False
        if not data.startswith(_MAGIC):
            self._trailing = True
            return False
        self._members += 1
        if self._members > _MOST_MEMBERS:
            raise Refusal(SkipReason.BAD_ENCODING, f"the gzip data has more than {_MOST_MEMBERS} members")
        self._member = zlib.decompressobj(_GZIP)
        return True
