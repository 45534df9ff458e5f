"""The outbox while it is delivered: what is sent, refused, unsure, stranded, and never sent twice."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from claims.delivery import PAUSES, STRANDED_AFTER
from claims.report import Change, Severity
from flows.desk import Ledger
from flows.edges.send import Failed, Message, Outcome, Sent, Unsure
from flows.stages.deliver import LOOK_BACK, Delivered, deliver_due, knows_keys, queue_digests
from store.changes import add_changes
from store.engine import reading, transaction
from store.outbox import Message as Kept
from store.outbox import OutboxState, claim_due, list_outbox
from tests.flows.stages.conftest import Clock
from tests.flows.stages.factories import NOW, a_ledger
from tests.store.factory import a_change

WEBHOOK, MAIL = "json://127.0.0.1:9/", "mailto://desk:secret@example.org"


class Channel:
    """A fake sender: answers with the given outcomes in turn, the last one from then on."""

    def __init__(self, *answers: Callable[[], Outcome]) -> None:
        self.answers = list(answers)
        self.sent: list[tuple[Message, str]] = []

    async def __call__(self, message: Message, url: str) -> Outcome:
        self.sent.append((message, url))
        return (self.answers.pop(0) if len(self.answers) > 1 else self.answers[0])()


def accepting() -> Outcome:
    return Sent("desk")


def refusing() -> Outcome:
    return Failed("desk", "it answered 500")


def silent() -> Outcome:
    return Unsure("desk", "no confirmation")


def log(engine: Engine, *changes: Change) -> None:
    with transaction(engine) as session:
        add_changes(session, changes)


def outbox(ledger: Ledger) -> tuple[Kept, ...]:
    with reading(ledger.engine) as session:
        return list_outbox(session)


@pytest.fixture
def alerting(engine: Engine, clock: Clock) -> Ledger:
    """A ledger with one loud change, one quiet one, and one webhook; its digest is in the outbox."""
    ledger = a_ledger(engine, clock, desk=WEBHOOK)
    log(engine, a_change(1, found=NOW), a_change(2, found=NOW, severity=Severity.LOW))
    assert queue_digests(ledger) == 1
    return ledger


def mailing(ledger: Ledger, clock: Clock) -> Ledger:
    """The same, where the channel is one that cannot drop a repetition."""
    return a_ledger(ledger.engine, clock, desk=MAIL)


# --- what is put into the outbox


def test_each_channel_gets_one_message_about_everything_it_was_not_told(engine: Engine, clock: Clock) -> None:
    ledger = a_ledger(engine, clock, desk=WEBHOOK, mail=MAIL)
    log(engine, a_change(1, found=NOW), a_change(2, found=NOW, severity=Severity.LOW))
    assert queue_digests(ledger) == 2
    assert {message.channel for message in outbox(ledger)} == {"desk", "mail"}
    assert queue_digests(ledger) == 0
    log(engine, a_change(3, found=NOW))
    assert queue_digests(ledger) == 2


def test_what_is_not_loud_enough_waits_for_something_that_is(engine: Engine, clock: Clock) -> None:
    ledger = a_ledger(engine, clock, desk=WEBHOOK)
    log(engine, a_change(1, found=NOW, severity=Severity.LOW), a_change(2, found=NOW, severity=Severity.NONE))
    assert queue_digests(ledger) == 0
    log(engine, a_change(3, found=NOW))
    assert queue_digests(ledger) == 1


def test_a_new_channel_is_not_told_of_last_month(engine: Engine, clock: Clock) -> None:
    log(engine, a_change(1, found=NOW - LOOK_BACK - timedelta(seconds=1)))
    assert queue_digests(a_ledger(engine, clock, desk=WEBHOOK)) == 0


# --- what becomes of it


async def test_a_message_that_is_accepted_is_sent_once(alerting: Ledger) -> None:
    channel = Channel(accepting)
    first, second = await deliver_due(alerting, channel), await deliver_due(alerting, channel)
    ((message, url),) = channel.sent
    assert url == WEBHOOK
    assert (first.sent, second) == ((message.key,), Delivered())
    assert "more than $25 bn" in message.text
    assert message.html is not None
    assert [each.state for each in outbox(alerting)] == [OutboxState.SENT]


async def test_a_refused_message_is_sent_again_with_the_same_key_after_a_pause(alerting: Ledger, clock: Clock) -> None:
    channel = Channel(refusing, accepting)
    first = await deliver_due(alerting, channel)
    assert await deliver_due(alerting, channel) == Delivered()
    clock.time += PAUSES[0]
    second = await deliver_due(alerting, channel)
    assert first.failed == second.sent == (channel.sent[0][0].key,)
    assert channel.sent[0][0] == channel.sent[1][0]


async def test_a_message_that_is_always_refused_is_given_up_in_the_end(alerting: Ledger, clock: Clock) -> None:
    channel = Channel(refusing)
    for _ in range(len(PAUSES) + 3):
        await deliver_due(alerting, channel)
        clock.time += max(PAUSES)
    assert len(channel.sent) == len(PAUSES) + 1
    ((message),) = outbox(alerting)
    assert (message.state, message.last_error) == (OutboxState.DEAD, "it answered 500")


async def test_an_unsure_message_goes_again_where_the_receiver_can_drop_a_repetition(
    alerting: Ledger, clock: Clock
) -> None:
    channel = Channel(silent, accepting)
    await deliver_due(alerting, channel)
    clock.time += PAUSES[0]
    assert len((await deliver_due(alerting, channel)).sent) == 1


async def test_an_unsure_message_waits_for_a_person_where_it_cannot(alerting: Ledger, clock: Clock) -> None:
    mail, channel = mailing(alerting, clock), Channel(silent)
    assert len((await deliver_due(mail, channel)).unsure) == 1
    clock.time += max(PAUSES)
    assert await deliver_due(mail, channel) == Delivered()
    assert [each.state for each in outbox(mail)] == [OutboxState.UNSURE]


@pytest.mark.parametrize(("keyed", "state"), [(True, OutboxState.SENT), (False, OutboxState.UNSURE)])
async def test_a_message_whose_sender_died_is_rescued(
    alerting: Ledger, clock: Clock, keyed: bool, state: OutboxState
) -> None:
    with transaction(alerting.engine) as session:
        claim_due(session, clock())  # the sender takes it, and is heard of no more
    ledger, channel = alerting if keyed else mailing(alerting, clock), Channel(accepting)
    assert await deliver_due(ledger, channel) == Delivered()
    clock.time += STRANDED_AFTER + timedelta(seconds=1)
    await deliver_due(ledger, channel)
    assert [each.state for each in outbox(ledger)] == [state]
    assert len(channel.sent) == keyed


async def test_a_channel_that_is_no_longer_in_the_settings_is_not_sent_to(alerting: Ledger, clock: Clock) -> None:
    channel = Channel(accepting)
    delivered = await deliver_due(a_ledger(alerting.engine, clock), channel)
    assert (len(delivered.failed), channel.sent) == (1, [])
    assert "no longer in the settings" in str(outbox(alerting)[0].last_error)


async def test_one_bad_channel_does_not_hold_up_another(engine: Engine, clock: Clock) -> None:
    ledger = a_ledger(engine, clock, desk=WEBHOOK, other=WEBHOOK)
    log(engine, a_change(1, found=NOW))
    queue_digests(ledger)
    delivered = await deliver_due(ledger, Channel(refusing, accepting))
    assert (len(delivered.failed), len(delivered.sent)) == (1, 1)


async def test_outcomes_are_written_down_before_the_next_message_leaves(engine: Engine, clock: Clock) -> None:
    ledger = a_ledger(engine, clock, desk=WEBHOOK, other=WEBHOOK)
    log(engine, a_change(1, found=NOW))
    queue_digests(ledger)
    states: list[set[OutboxState]] = []

    async def watching(message: Message, url: str) -> Outcome:
        states.append({each.state for each in outbox(ledger)})
        return Sent("desk")

    await deliver_due(ledger, watching)
    assert states == [{OutboxState.SENDING}, {OutboxState.SENDING, OutboxState.SENT}]


@pytest.mark.parametrize(
    ("url", "keyed"),
    [("json://h/", True), ("JSONS://h/", True), ("form://h/", True), ("mailto://u:p@h", False), ("tgram://b/c", False)],
)
def test_webhooks_know_keys(url: str, keyed: bool) -> None:
    assert knows_keys(url) is keyed
