"""The guard between a name and a socket: resolve once, check, connect to the checked address, check the peer.

It stands in httpcore's network backend, below redirects, keep-alive and TLS, so that no path of the client goes round
it. A host that answers differently the second time gains nothing: there is no second look-up.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from ipaddress import ip_address

import httpcore

from claims.errors import SkipReason
from flows.edges.addresses import literal_address, why_not_public
from flows.edges.failures import Refusal

Resolver = Callable[[str, int], Awaitable[Sequence[str]]]
"""Host name and port in, addresses out in the order of preference; raises OSError where there are none."""

Connector = Callable[[str, int, float | None], Awaitable[httpcore.AsyncNetworkStream]]
"""Address, port and seconds allowed in, an open stream out: the only thing in the program that opens a socket."""

HIGHEST_PORT = 65_535
MOST_ADDRESSES = 3  # of a host, tried in turn; more would only spend the deadline

# A resolver asks again after five seconds, so a name has two chances; a connection's place is held meanwhile.
LOOK_UP_WITHIN = 6.0

# Where no resolver answers, each look-up holds its thread for ten seconds or more: on the event loop's few threads
# a pass over dozens of hosts would stand in line for minutes, and past its deadlines.
_LOOK_UPS = ThreadPoolExecutor(max_workers=64, thread_name_prefix="look-up")


async def resolve(host: str, port: int) -> Sequence[str]:
    """The addresses of a host, asked of the system's resolver."""
    try:
        ask = partial(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM)
        async with asyncio.timeout(LOOK_UP_WITHIN):
            found = await asyncio.get_running_loop().run_in_executor(_LOOK_UPS, ask)
    except TimeoutError:
        raise socket.gaierror(socket.EAI_AGAIN, f"no resolver answered within {LOOK_UP_WITHIN:.0f} s") from None
    except UnicodeError as error:  # an empty label, or one of more than 63 letters
        raise socket.gaierror(socket.EAI_NONAME, f"{host} is not a host name") from error
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


async def connect(address: str, port: int, timeout: float | None) -> httpcore.AsyncNetworkStream:
    """A TCP connection to an address."""
    return await httpcore.AnyIOBackend().connect_tcp(address, port, timeout=timeout)


class Guard(httpcore.AsyncNetworkBackend):
    """A network backend that connects to public addresses only.

    `allowed` are the (address, port) pairs that are exempt: the demo's and the tests' loopback servers, an operator's
    proxy. They come from code; no setting, environment variable or sources file reaches here.
    """

    def __init__(
        self,
        *,
        allowed: frozenset[tuple[str, int]] = frozenset(),
        resolver: Resolver = resolve,
        connector: Connector = connect,
    ) -> None:
        self._allowed = allowed
        self._resolver = resolver
        self._connector = connector

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[object] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """A stream to a checked address of `host`; raises Refusal before any socket is opened where there is none."""
        addresses = (await self.admit(host, port))[:MOST_ADDRESSES]
        share = None if timeout is None else timeout / len(addresses)
        for address in addresses[:-1]:
            try:
                return await self._connect(address, port, share)
            except (httpcore.ConnectError, httpcore.ConnectTimeout, OSError):
                continue  # a host with a dead address among good ones is reachable all the same
        return await self._connect(addresses[-1], port, share)

    async def admit(self, host: str, port: int) -> tuple[str, ...]:
        """The addresses of `host` that may be connected to, at least one; raises Refusal where all are forbidden."""
        if not 0 < port <= HIGHEST_PORT:
            raise Refusal(SkipReason.FORBIDDEN_ADDRESS, f"{host}:{port} has a port that does not exist")
        found = await self._addresses(host, port)
        verdicts = {address: self._why_not(address, port) for address in found}
        public = tuple(address for address, why in verdicts.items() if why is None)
        if not public:
            shown = ", ".join(f"{address} ({why})" for address, why in verdicts.items())
            raise Refusal(SkipReason.FORBIDDEN_ADDRESS, f"{host} is not a public address: {shown}")
        return public

    async def _addresses(self, host: str, port: int) -> Sequence[str]:
        try:
            literal = literal_address(host)
        except ValueError:
            words = f"{host} is a number, but not a plainly written address"
            raise Refusal(SkipReason.FORBIDDEN_ADDRESS, words) from None
        if literal is not None:
            return (literal,)
        found = await self._resolver(host, port)
        if not found:
            raise httpcore.ConnectError(f"{host} has no address")
        return found

    def _why_not(self, address: str, port: int) -> str | None:
        return None if (address, port) in self._allowed else why_not_public(address)

    async def _connect(self, address: str, port: int, timeout: float | None) -> httpcore.AsyncNetworkStream:
        stream = await self._connector(address, port, timeout)
        peer = stream.get_extra_info("server_addr")
        if not _same_address(peer, address) or self._why_not(address, port) is not None:
            await stream.aclose()
            words = f"connected to {peer!r} where {address} had been checked"
            raise Refusal(SkipReason.FORBIDDEN_ADDRESS, words)
        return stream

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[object] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Refused: nothing that is fetched lives on this machine."""
        raise Refusal(SkipReason.FORBIDDEN_ADDRESS, f"{path} is a socket of this machine")

    async def sleep(self, seconds: float) -> None:
        """Part of the backend's interface; used by httpcore's own retries, which are off."""
        await asyncio.sleep(seconds)


def _same_address(peer: object, address: str) -> bool:
    if not isinstance(peer, tuple) or not peer:
        return False
    try:
        return ip_address(str(peer[0]).split("%")[0]) == ip_address(address)
    except ValueError:
        return False
