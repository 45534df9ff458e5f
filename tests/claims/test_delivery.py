from datetime import UTC, datetime

from claims.delivery import PAUSES, message_key, next_delivery

NOW = datetime(2026, 5, 11, 4, tzinfo=UTC)


def test_a_refused_message_waits_longer_each_time_and_is_given_up() -> None:
    due = [next_delivery(attempts=n, now=NOW) for n in range(1, len(PAUSES) + 2)]
    assert due == [*(NOW + pause for pause in PAUSES), None]


def test_a_key_depends_on_channel_and_changes_and_not_on_their_order() -> None:
    assert message_key("desk", ["a", "b"]) == message_key("desk", ["b", "a"])
    assert len({message_key("desk", ["a"]), message_key("desk", ["b"]), message_key("mail", ["a"])}) == 3
