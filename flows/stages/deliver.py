"""Delivering: what is new becomes one message per channel in the outbox, and what is due there is sent."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import assert_never

from pydantic import SecretStr

from claims.delivery import STRANDED_AFTER, message_key, next_delivery
from claims.digest import Digest, as_html, as_text, make_digest
from claims.health import Event
from claims.report import Change, Severity
from flows.desk import Ledger
from flows.edges.send import Failed, Message, Outcome, Sent, Unsure
from store import outbox
from store.engine import transaction
from store.notices import note_told, untold_notices

Send = Callable[[Message, str], Awaitable[Outcome]]

TOLD = (Severity.ALERT, Severity.LOW)
# A channel that is set up today is not told of last month.
LOOK_BACK = timedelta(days=7)
# Channels that carry the message's key to a receiver that can drop a repetition; mail and chat cannot.
KEYED_SCHEMES = frozenset({"json", "jsons", "xml", "xmls", "form", "forms"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """What one alert run did: messages put into the outbox, sent, and those that still wait or need a person."""

    queued: int = 0
    sent: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()


def queue_digests(ledger: Ledger) -> int:
    """One message per channel about what it was not told of, if any of that is loud enough; how many there were."""
    return sum(_queue(ledger, channel) for channel in ledger.settings.channels)


def _queue(ledger: Ledger, channel: str) -> bool:
    now = ledger.now()
    with transaction(ledger.engine) as session:
        changes = outbox.unannounced(session, channel, TOLD, since=now - LOOK_BACK)
        notices = untold_notices(session, channel, since=now - LOOK_BACK)
        if not notices and not any(change.severity is Severity.ALERT for change in changes):
            return False
        ids = [each.id for each in changes]
        key = message_key(channel, [*ids, *(each.id for each in notices)])
        recovered = [each.words for each in notices if each.event == Event.RECOVERED]
        in_trouble = [each.words for each in notices if each.event != Event.RECOVERED]
        payload = _payload(digest_of(ledger, changes, in_trouble=in_trouble, recovered=recovered))
        queued = outbox.put_message(session, key, channel, payload, changes=ids, now=now)
        note_told(session, key, channel, (each.id for each in notices))
        return queued


def digest_of(
    ledger: Ledger, changes: tuple[Change, ...], *, in_trouble: Sequence[str] = (), recovered: Sequence[str] = ()
) -> Digest:
    """The digest of some changes and of what is to be told of sources, with the names of the topic."""
    return make_digest(
        changes,
        now=ledger.now(),
        names={subject.id: subject.name for subject in ledger.topic.subjects.values()},
        in_trouble=in_trouble,
        recovered=recovered,
        cap=ledger.settings.digest_cap,
    )


def _payload(digest: Digest) -> dict[str, str]:
    return {"subject": digest.headline, "text": as_text(digest), "html": as_html(digest)}


async def deliver_due(ledger: Ledger, send: Send) -> Delivered:
    """Send what is due, one message after the other, each outcome written down before the next."""
    _rescue(ledger)
    done: dict[str, list[str]] = {"sent": [], "failed": [], "unsure": []}
    with transaction(ledger.engine, exclusive=False) as session:
        due = outbox.claim_due(session, ledger.now())
    for message in due:
        done[await _deliver(ledger, message, send)].append(message.key)
    return Delivered(sent=tuple(done["sent"]), failed=tuple(done["failed"]), unsure=tuple(done["unsure"]))


async def _deliver(ledger: Ledger, message: outbox.Message, send: Send) -> str:
    url = _channel_url(ledger.settings.channels, message.channel)
    if url is None:
        return _note(ledger, message, Failed(message.channel, "the channel is no longer in the settings"), keyed=False)
    payload = message.payload
    outgoing = Message(subject=payload["subject"], text=payload["text"], html=payload["html"], key=message.key)
    return _note(ledger, message, await send(outgoing, url), keyed=knows_keys(url))


def _note(ledger: Ledger, message: outbox.Message, outcome: Outcome, *, keyed: bool) -> str:
    """Write down what came of a message; a channel that knows keys may get an unsure one again."""
    now = ledger.now()
    with transaction(ledger.engine, exclusive=False) as session:
        match outcome:
            case Sent():
                outbox.mark_sent(session, message, now)
                return "sent"
            case Unsure(why=why) if not keyed:
                outbox.mark_unsure(session, message, error=why)
                return "unsure"
            case Failed(why=why) | Unsure(why=why):
                again = next_delivery(attempts=message.attempts, now=now)
                if again is None:
                    outbox.mark_dead(session, message, error=why)
                else:
                    outbox.mark_failed(session, message, error=why, next_try=again)
                return "failed"
        assert_never(outcome)


def _rescue(ledger: Ledger) -> None:
    """Messages whose sender died: again where the channel knows keys, else a person has to say whether it arrived."""
    with transaction(ledger.engine, exclusive=False) as session:
        for message in outbox.stranded(session, ledger.now() - STRANDED_AFTER):
            url = _channel_url(ledger.settings.channels, message.channel)
            if outbox.mark_unsure(session, message, error="the sender died while sending") and url and knows_keys(url):
                outbox.requeue(session, message.key, ledger.now())


def knows_keys(channel_url: str) -> bool:
    """Whether a channel hands the message's key to its receiver."""
    return channel_url.partition("://")[0].lower() in KEYED_SCHEMES


def _channel_url(channels: Mapping[str, SecretStr], name: str) -> str | None:
    secret = channels.get(name)
    return secret.get_secret_value() if secret else None
