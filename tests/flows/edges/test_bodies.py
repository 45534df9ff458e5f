"""Bodies: what gzip may do, and where it is stopped."""

import gzip
import zlib
from collections.abc import AsyncIterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.errors import SkipReason
from flows.edges.bodies import read_body
from flows.edges.failures import Refusal


async def chunks(data: bytes, size: int = 1 << 16) -> AsyncIterator[bytes]:
    for start in range(0, len(data), size):
        yield data[start : start + size]


async def unpacked(data: bytes, *, size: int = 1 << 16, cap: int = 1_000_000, cut: bool = False) -> bytes:
    return await read_body(chunks(data, size), coding="gzip", length=None, cap=cap, cut=cut)


@given(parts=st.lists(st.binary(max_size=300), min_size=1, max_size=5), size=st.integers(1, 40))
async def test_members_come_out_in_order_however_they_are_cut_into_chunks(parts: list[bytes], size: int) -> None:
    packed = b"".join(gzip.compress(part) for part in parts)
    assert await unpacked(packed, size=size) == b"".join(parts)


@pytest.mark.parametrize("trailer", [b"\0" * 40, b"not gzip", b"\x1f", b"\x1fnot"])
@pytest.mark.parametrize("size", [1, 7, 1 << 16])
async def test_what_follows_the_last_member_is_ignored(trailer: bytes, size: int) -> None:
    assert await unpacked(gzip.compress(b"text") + trailer, size=size) == b"text"


@pytest.mark.parametrize("lost", [1, 4, 8, 12])
async def test_a_truncated_member_is_damage(lost: int) -> None:
    with pytest.raises(Refusal, match="too early") as caught:
        await unpacked(gzip.compress(b"text that goes on")[:-lost])
    assert caught.value.reason is SkipReason.BAD_ENCODING


async def test_a_second_member_may_not_be_cut_either() -> None:
    with pytest.raises(Refusal, match="too early"):
        await unpacked(gzip.compress(b"one") + gzip.compress(b"two")[:-3])


async def test_a_wrong_checksum_is_damage() -> None:
    packed = bytearray(gzip.compress(b"text that goes on"))
    packed[-6] ^= 0xFF
    with pytest.raises(zlib.error):
        await unpacked(bytes(packed))


async def test_an_empty_body_is_empty_under_any_name() -> None:
    assert await unpacked(b"") == b""


@pytest.mark.parametrize("coding", ["br", "zstd", "deflate", "compress", "gzip, gzip", "gzip, br", "x" * 5000])
async def test_a_coding_that_was_not_asked_for_is_refused_unread(coding: str) -> None:
    async def never() -> AsyncIterator[bytes]:
        raise AssertionError("nothing may be read")
        yield b""

    with pytest.raises(Refusal) as caught:
        await read_body(never(), coding=coding, length=None, cap=100)
    assert caught.value.reason is SkipReason.BAD_ENCODING
    assert len(caught.value.words) < 200


@pytest.mark.parametrize("coding", ["", "identity", " Identity "])
async def test_a_plain_body_is_taken_as_it_is(coding: str) -> None:
    assert await read_body(chunks(b"\x1f\x8bplain"), coding=coding, length="7", cap=100) == b"\x1f\x8bplain"


@pytest.mark.parametrize("coding", ["gzip", "x-gzip", "GZIP"])
async def test_gzip_by_its_names(coding: str) -> None:
    assert await read_body(chunks(gzip.compress(b"x")), coding=coding, length=None, cap=100) == b"x"


async def test_a_bomb_stops_at_the_cap_and_is_not_read_to_its_end() -> None:
    read = 0

    async def counted() -> AsyncIterator[bytes]:
        nonlocal read
        async for chunk in chunks(gzip.compress(b"\0" * 50_000_000), 1000):
            read += len(chunk)
            yield chunk

    with pytest.raises(Refusal) as caught:
        await read_body(counted(), coding="gzip", length=None, cap=1_000_000)
    assert caught.value.reason is SkipReason.TOO_LARGE
    assert read < 5000


async def test_a_body_of_empty_members_is_stopped() -> None:
    with pytest.raises(Refusal, match="members") as caught:
        await unpacked(gzip.compress(b"") * 5000)
    assert caught.value.reason is SkipReason.BAD_ENCODING


@pytest.mark.parametrize("coding", ["", "gzip"])
async def test_a_cut_keeps_the_first_bytes(coding: str) -> None:
    data = gzip.compress(b"ab" * 1000) if coding else b"ab" * 1000
    assert await read_body(chunks(data, 100), coding=coding, length="9999999", cap=101, cut=True) == b"ab" * 50 + b"a"


@pytest.mark.parametrize(
    ("length", "refused"), [("101", True), ("100", False), ("9" * 5000, True), ("", False), ("-1", False), ("x", False)]
)
async def test_an_announced_length_counts_before_the_first_byte(length: str, refused: bool) -> None:
    if not refused:
        assert await read_body(chunks(b"x"), coding="", length=length, cap=100) == b"x"
        return
    with pytest.raises(Refusal) as caught:
        await read_body(chunks(b"x"), coding="", length=length, cap=100)
    assert caught.value.reason is SkipReason.TOO_LARGE
