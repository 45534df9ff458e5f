"""The guard, through the whole client: what is refused, and that no socket was opened for it.

The connector is the only thing that opens a socket; a recording one stands in its place.
"""

from collections.abc import Sequence

import httpcore
import httpx
import pytest

from flows.edges.client import make_client
from flows.edges.failures import Refusal
from flows.edges.guard import Guard, connect, resolve
from tests.flows.edges.servers import LOOPBACK, always, in_turn, response, serving

PUBLIC = "93.184.216.34"
PUBLIC_TOO = "8.8.8.8"


class Recorder:
    """Stands where sockets are opened; remembers what it was asked for and opens none, or one to loopback."""

    def __init__(self, to_port: int | None = None, dead: frozenset[str] = frozenset()) -> None:
        self.asked: list[tuple[str, int]] = []
        self._to_port = to_port
        self._dead = dead

    async def __call__(self, address: str, port: int, timeout: float | None) -> httpcore.AsyncNetworkStream:
        self.asked.append((address, port))
        if self._to_port is None or address in self._dead:
            raise httpcore.ConnectError("nothing is opened here")
        return PeerOf(await connect(LOOPBACK, self._to_port, timeout), address)


class PeerOf(httpcore.AsyncNetworkStream):
    """A loopback stream that names another peer."""

    def __init__(self, stream: httpcore.AsyncNetworkStream, peer: str) -> None:
        self._stream = stream
        self._peer = peer

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return await self._stream.read(max_bytes, timeout)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        await self._stream.write(buffer, timeout)

    async def aclose(self) -> None:
        await self._stream.aclose()

    def get_extra_info(self, info: str) -> object:
        return (self._peer, 80) if info == "server_addr" else self._stream.get_extra_info(info)


class Names:
    """A resolver that answers from a list, one entry a look-up, the last one from then on."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self._answers = list(answers)
        self.asked: list[str] = []

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        self.asked.append(host)
        return self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]


async def asked_for(url: str, names: Names, recorder: Recorder) -> httpx.Response:
    async with make_client(user_agent="test", resolver=names, connector=recorder) as client:
        return await client.get(url)


FORBIDDEN_URLS = [
    "http://127.0.0.1/",
    "http://127.0.0.1:8080/",
    "http://[::1]/",
    "http://0.0.0.0/",
    "http://[::]/",
    "http://10.0.0.1/",
    "http://172.16.0.1/",
    "http://192.168.0.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://100.64.0.1/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[2002:7f00:1::]/",
    "http://[2001:0:7f00:1::]/",
    "http://[fe80::1]/",
    "http://[fd00::1]/",
    "http://224.0.0.1/",
    "http://240.0.0.1/",
    "http://255.255.255.255/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0177.0.0.1/",
    "http://127.1/",
    "http://0/",
    "https://10.0.0.1/",
]


@pytest.mark.parametrize("url", FORBIDDEN_URLS)
async def test_a_private_address_is_refused_before_a_socket_and_before_a_look_up(url: str) -> None:
    names, recorder = Names([PUBLIC]), Recorder()
    with pytest.raises((Refusal, httpx.InvalidURL)):
        await asked_for(url, names, recorder)
    assert recorder.asked == []
    assert names.asked == []


@pytest.mark.parametrize(
    "answer", ["127.0.0.1", "::1", "10.1.2.3", "169.254.169.254", "100.64.0.1", "::ffff:10.0.0.1", "fe80::1%eth0"]
)
async def test_a_name_of_a_private_address_is_refused_before_a_socket(answer: str) -> None:
    recorder = Recorder()
    with pytest.raises(Refusal, match=r"site\.example is not a public address"):
        await asked_for("http://site.example/", Names([answer]), recorder)
    assert recorder.asked == []


async def test_of_a_mixed_answer_only_the_public_part_is_used() -> None:
    recorder = Recorder()
    with pytest.raises(httpx.ConnectError):
        await asked_for("http://site.example/", Names(["10.0.0.1", PUBLIC, "::1"]), recorder)
    assert recorder.asked == [(PUBLIC, 80)]


async def test_a_name_that_turns_private_after_the_check_gains_nothing() -> None:
    async with serving(always(response(b"x"))) as server:
        names, recorder = Names([PUBLIC], [LOOPBACK]), Recorder(server.port)
        answer = await asked_for("http://site.example/", names, recorder)
    assert answer.status_code == 200
    assert names.asked == ["site.example"], "one look-up, whose answer was checked and connected to"
    assert recorder.asked == [(PUBLIC, 80)]


async def test_the_second_connection_is_checked_like_the_first() -> None:
    close = {"Connection": "close"}
    async with serving(in_turn(response(b"x", headers=close))) as server:
        names, recorder = Names([PUBLIC], [LOOPBACK]), Recorder(server.port)
        async with make_client(user_agent="test", resolver=names, connector=recorder) as client:
            await client.get("http://site.example/")
            with pytest.raises(Refusal):
                await client.get("http://site.example/")
    assert recorder.asked == [(PUBLIC, 80)]


async def test_a_peer_that_is_not_the_checked_address_gets_no_byte() -> None:
    async with serving(always(response(b"x"))) as server:

        async def elsewhere(address: str, port: int, timeout: float | None) -> httpcore.AsyncNetworkStream:
            return await connect(LOOPBACK, server.port, timeout)

        with pytest.raises(Refusal, match="had been checked"):
            async with make_client(user_agent="test", resolver=Names([PUBLIC]), connector=elsewhere) as client:
                await client.get("http://site.example/")
        assert server.asked == []


async def test_a_dead_address_does_not_hide_a_good_one() -> None:
    async with serving(always(response(b"x"))) as server:
        recorder = Recorder(server.port, dead=frozenset({PUBLIC}))
        answer = await asked_for("http://site.example/", Names([PUBLIC, PUBLIC_TOO]), recorder)
    assert answer.status_code == 200
    assert recorder.asked == [(PUBLIC, 80), (PUBLIC_TOO, 80)]


async def test_at_most_three_addresses_are_tried() -> None:
    recorder = Recorder()
    with pytest.raises(httpx.ConnectError):
        await asked_for("http://site.example/", Names([f"8.8.8.{last}" for last in range(9)]), recorder)
    assert len(recorder.asked) == 3


async def test_loopback_is_reachable_by_its_very_address_and_port_only() -> None:
    async with serving(always(response(b"x"))) as server, serving(always(response(b"y"))) as other:
        async with make_client(user_agent="test", allowed=server.allowed) as client:
            assert (await client.get(server.url())).status_code == 200
            with pytest.raises(Refusal):
                await client.get(other.url())
        assert other.connections == 0


async def test_a_name_without_addresses_is_no_connection() -> None:
    with pytest.raises(httpx.ConnectError):
        await asked_for("http://site.example/", Names([]), Recorder())


async def test_a_socket_of_this_machine_is_refused() -> None:
    with pytest.raises(Refusal):
        await Guard().connect_unix_socket("/run/docker.sock")


async def test_the_system_resolver_knows_loopback_and_refuses_nonsense() -> None:
    assert LOOPBACK in await resolve("localhost", 80)
    with pytest.raises(OSError, match="not a host name"):
        await resolve("a..b", 80)
