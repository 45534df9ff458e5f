"""Names that do not resolve are found out before a request takes one of the few places for connections.

Where no resolver answers, each look-up lasts seconds; made inside those places, they would stand in line behind each
other. A host is looked up once in the life of a collector; that it had no address is remembered as long.
"""

import asyncio
from collections.abc import Sequence

from flows.edges.guard import Resolver


class Names:
    """The hosts that `resolver` was asked for. No check of safety: the guard looks again when it connects."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver
        self._asked: dict[str, asyncio.Future[Sequence[str]]] = {}

    async def require(self, host: str, port: int) -> None:
        """Return where the host has an address; raises OSError, as the resolver does, where it has none."""
        if host not in self._asked:
            self._asked[host] = asyncio.ensure_future(self._resolver(host, port))
        await asyncio.shield(self._asked[host])
