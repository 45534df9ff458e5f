"""Looking names up where no resolver answers."""

import asyncio
import socket
import threading
from collections.abc import Sequence

import pytest

from flows.edges import guard
from flows.edges.guard import resolve
from flows.edges.names import Names


async def test_a_resolver_that_does_not_answer_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()
    monkeypatch.setattr(guard, "LOOK_UP_WITHIN", 0.05)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: over.wait(20))
    try:
        with pytest.raises(socket.gaierror, match="no resolver answered"):
            await resolve("news.example", 443)
    finally:
        over.set()


async def test_a_host_is_looked_up_once_however_many_ask_for_it() -> None:
    asked: list[str] = []

    async def resolver(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        await asyncio.sleep(0)
        if host == "nowhere.example":
            raise socket.gaierror(socket.EAI_NONAME, "no such name")
        return ("192.0.2.1",)

    names = Names(resolver)
    await asyncio.gather(*(names.require("news.example", 443) for _ in range(3)))
    for _ in range(2):
        with pytest.raises(socket.gaierror):
            await names.require("nowhere.example", 443)
    assert asked == ["news.example", "nowhere.example"]
