"""The version of the reading rules.

It changes with every change of what is read in a text, so that a change that a person decided comes back only where
the text or the rules did, and a replay can show what the new rules read differently.
"""

from claims.topic import Topic

EXTRACTOR_VERSION = "2"
_DIVIDER = "+"
_PACK_DIGITS = 12


def reading_version(topic: Topic) -> str:
    """What a reading depends on: the rules and the topic pack, as `1+3f9a2c…`. A replay reads again what differs."""
    return f"{EXTRACTOR_VERSION}{_DIVIDER}{topic.version[:_PACK_DIGITS]}"


def rules_of(reading: str) -> str:
    """The version of the rules in a `reading_version`: another topic pack alone brings no decision back."""
    return reading.partition(_DIVIDER)[0]
