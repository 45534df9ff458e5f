"""Is a page about the topic at all? Decided from its bytes, before it costs a parse.

A page is dropped only where none of the topic's own names stands in it. It is kept with any name that needs no
context (an alias of a subject without a gate), and with one word of each list of `about_words` (both countries, say):
navigation and sidebars may hold those too, so the test errs on the side of reading.
"""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass

from claims.errors import Unreadable
from claims.topic import Topic
from extractors.charset import decode
from extractors.folding import fold

_LONGEST_CASED = 5  # aliases of up to five characters in capitals must match case
_WORD = re.compile(r"[^\W_]+")
_KEPT = 4

_compiled: dict[str, "Literals"] = {}


@dataclass(frozen=True, slots=True)
class Literals:
    """The names of a topic: a name's first word → patterns of the names that begin with it; and the same for each list
    of words of which one must stand in the text."""

    names: dict[str, tuple[re.Pattern[str], ...]]
    together: tuple[dict[str, tuple[re.Pattern[str], ...]], ...]


def is_relevant(body: bytes, title: str | None, topic: Topic) -> bool:
    """Whether a page may be about the topic; False only where its bytes and its title hold none of its names."""
    if title and concerns(title, topic):
        return True
    try:
        text = decode(body, None, "")
    except Unreadable:
        return True  # the reading will say what is wrong with it
    return concerns(html.unescape(text) if "&" in text else text, topic)


def concerns(text: str, topic: Topic) -> bool:
    """Whether a text names anything of the topic."""
    literals = _literals(topic)
    folded = " ".join(fold(text).split())
    words = set(_WORD.findall(folded.lower()))
    if literals.together and all(_holds(group, folded, words) for group in literals.together):
        return True
    return _holds(literals.names, folded, words)


def _holds(names: dict[str, tuple[re.Pattern[str], ...]], text: str, words: set[str]) -> bool:
    return any(pattern.search(text) for word in names.keys() & words for pattern in names[word])


def _literals(topic: Topic) -> Literals:
    if topic.version not in _compiled:
        while len(_compiled) >= _KEPT:
            _compiled.pop(next(iter(_compiled)))
        _compiled[topic.version] = _compile(topic)
    return _compiled[topic.version]


def _compile(topic: Topic) -> Literals:
    names = {
        alias
        for subject in topic.subjects.values()
        if not subject.gate or subject.id in topic.about
        for alias in subject.aliases
    }
    return Literals(_by_first_word(names), tuple(_by_first_word(group) for group in topic.about_words))


def _by_first_word(names: Iterable[str]) -> dict[str, tuple[re.Pattern[str], ...]]:
    patterns: dict[str, tuple[re.Pattern[str], ...]] = {}
    for name in map(fold, sorted(names)):
        first = _WORD.search(name.lower())
        for word in (first[0], f"{first[0]}s") if first else ():  # JCC, and the JCCs
            patterns[word] = (*patterns.get(word, ()), _pattern(name))
    return patterns


def _pattern(name: str) -> re.Pattern[str]:
    words = r"\s+".join(re.escape(word) for word in name.split())
    cased = len(name) <= _LONGEST_CASED and name.upper() == name
    return re.compile(rf"(?<!\w){words}" + (r"s?" if cased else "") + r"(?!\w)", 0 if cased else re.IGNORECASE)
