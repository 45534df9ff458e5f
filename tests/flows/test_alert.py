"""The flow `alert`: one message for what is new, none for what was told, nothing lost where a channel is down."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from flows.alert import alert_flow
from flows.desk import open_ledger
from flows.edges.send import Failed, Message, Outcome, send
from flows.stages.deliver import Delivered, Send
from flows.watch import watch_flow
from review.inbox import Inbox
from review.newsroom.newsroom import RunningNewsroom
from store.engine import reading
from store.outbox import OutboxState, list_outbox
from tests.flows.newsroom_desk import configured, desk_opener, ledger_opener

pytestmark = pytest.mark.usefixtures("prefect_api")


async def watched(home: Path, running: RunningNewsroom) -> datetime:
    now = running.clock(1)
    await watch_flow(desk_opener(configured(home), running, now))(None)
    return now


async def alerted(home: Path, inbox: Inbox, now: datetime, sender: Send = send) -> Delivered:
    configuration = configured(home, channels={"desk": inbox.channel})
    return await alert_flow(ledger_opener(configuration, now), sender)()


async def test_one_message_tells_of_a_pass_and_a_second_run_sends_none(
    tmp_path: Path, running: RunningNewsroom
) -> None:
    now = await watched(tmp_path, running)
    with Inbox() as inbox:
        first = await alerted(tmp_path, inbox, now)
        second = await alerted(tmp_path, inbox, now)
    assert (first.queued, len(first.sent)) == (1, 1)
    assert (second.queued, second.sent) == (0, ())
    assert len(inbox.messages) == 1
    assert "conflict" in str(inbox.messages[0]["message"]).lower()


async def test_a_message_that_was_refused_is_sent_when_its_time_comes(tmp_path: Path, running: RunningNewsroom) -> None:
    async def refusing(message: Message, url: str) -> Outcome:
        return Failed("desk", "the channel answered 500")

    now = await watched(tmp_path, running)
    with Inbox() as inbox:
        refused = await alerted(tmp_path, inbox, now, refusing)
        at_once = await alerted(tmp_path, inbox, now)
        later = await alerted(tmp_path, inbox, now + timedelta(minutes=2))
        assert len(inbox.messages) == 1
    assert (len(refused.failed), at_once.sent, later.sent) == (1, (), refused.failed)


async def test_without_a_channel_nothing_is_put_into_the_outbox(tmp_path: Path, running: RunningNewsroom) -> None:
    now = await watched(tmp_path, running)
    delivered = await alert_flow(ledger_opener(configured(tmp_path), now))()
    assert delivered == Delivered()
    ledger = open_ledger(configured(tmp_path))
    with reading(ledger.engine) as session:
        assert list_outbox(session, OutboxState) == ()
    ledger.engine.dispose()
