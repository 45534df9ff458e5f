"""The flow `health` through Prefect: it judges, and what it puts down is delivered by `alert` once."""

from pathlib import Path

import pytest

from claims.health import Event, Trouble
from flows.alert import alert_flow
from flows.desk import opened_ledger
from flows.edges.send import Message, Outcome, Sent
from flows.health import health_flow
from store.engine import transaction
from store.feeds import FeedState, save_feed
from tests.flows.newsroom_desk import configured, ledger_opener
from tests.store.factory import DAY, NOON


@pytest.mark.usefixtures("prefect_api")
async def test_a_source_that_died_is_told_by_the_next_alert_and_not_again(tmp_path: Path) -> None:
    configuration = configured(tmp_path, channels={"desk": "json://127.0.0.1:1/"})
    opener = ledger_opener(configuration, NOON)
    with opened_ledger(configuration) as ledger, transaction(ledger.engine) as session:
        url = ledger.topic.sources["app"].feeds[0].url
        save_feed(session, FeedState(url=url, source="app", last_tried=NOON, last_read=NOON - 3 * DAY, failures=4))
    messages: list[Message] = []

    async def send(message: Message, _channel: str) -> Outcome:
        messages.append(message)
        return Sent("desk")

    judged = await health_flow(opener)()
    assert [(each.source, each.trouble, each.event) for each in judged.notices] == [
        ("app", Trouble.FAILING, Event.RAISED)
    ]
    assert judged.sources == 40
    for queued in (1, 0):
        assert (await alert_flow(opener, send)()).queued == queued
        assert (await health_flow(opener)()).notices == ()
    [message] = messages
    assert message.subject == "1 source in trouble"
    assert "Associated Press of Pakistan: cannot be read (1 of 2 listings) for 3 days" in message.text
