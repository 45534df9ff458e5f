"""The demo's webhook: it keeps what arrives, once per key."""

import httpx
import pytest

from flows.edges.send import Message, Sent, send
from review.inbox import Inbox


def post(inbox: Inbox, body: object, key: str | None = None) -> int:
    url = inbox.channel.replace("json://", "http://")
    headers = {"Idempotency-Key": key} if key else {}
    return httpx.post(url, json=body, headers=headers, trust_env=False).status_code


def test_messages_are_kept_in_order_and_once_per_key() -> None:
    with Inbox() as inbox:
        answers = [post(inbox, {"n": 1}, "a"), post(inbox, {"n": 2}), post(inbox, {"n": 3}, "a"), post(inbox, {"n": 4})]
    assert answers == [200] * 4
    assert [message["n"] for message in inbox.messages] == [1, 2, 4]


async def test_a_digest_sent_by_apprise_arrives() -> None:
    with Inbox() as inbox:
        outcome = await send(Message(subject="1 change", text="$25 bn → $27 bn", html=None, key="k1"), inbox.channel)
    assert isinstance(outcome, Sent)
    (message,) = inbox.messages
    assert (message["title"], message["message"]) == ("1 change", "$25 bn → $27 bn")


def test_closed_it_takes_nothing() -> None:
    with Inbox() as inbox:
        channel = inbox.channel
    with pytest.raises(httpx.ConnectError):
        httpx.post(channel.replace("json://", "http://"), json={}, trust_env=False)
