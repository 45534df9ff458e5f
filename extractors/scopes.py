"""The qualifier that makes a figure comparable only with figures of the same qualifier.

Short, in lower case, words joined by hyphens: `phase-1`, `completed-projects`, `per-day`. Compared by meaning only.
"""

import re

from extractors.document import Document

_ROMAN = {
    "i": "1",
    "ii": "2",
    "iii": "3",
    "iv": "4",
    "one": "1",
    "two": "2",
    "three": "3",
    "first": "1",
    "second": "2",
    "third": "3",
}
_PHASE = re.compile(
    r"\b(?:(?P<before>first|second|third)\s+phase|phase[ -](?P<after>[1-4]|i{1,3}|iv|one|two|three))\b", re.IGNORECASE
)
_SCOPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("early-harvest", re.compile(r"\bearly[ -]harvest\b", re.IGNORECASE)),
    ("short-term", re.compile(r"\bshort[ -]term\b", re.IGNORECASE)),
    ("medium-term", re.compile(r"\bmedium[ -]term\b", re.IGNORECASE)),
    ("long-term", re.compile(r"\blong[ -]term\b", re.IGNORECASE)),
    ("pipeline", re.compile(r"\bpipeline\b|\bunder consideration\b", re.IGNORECASE)),
    ("completed-projects", re.compile(r"\bcompleted (?:projects|schemes)\b", re.IGNORECASE)),
    ("ongoing-projects", re.compile(r"\bongoing (?:projects|schemes)\b", re.IGNORECASE)),
    ("per-day", re.compile(r"\b(?:per|a|each|every) day\b|\bdaily\b", re.IGNORECASE)),
)


def scope_of(document: Document, start: int, end: int) -> str | None:
    """The scope of a figure whose clause is `start:end`, else None."""
    clause = document.text[start:end]
    phase = _PHASE.search(clause)
    if phase:
        word = (phase["before"] or phase["after"]).lower()
        return f"phase-{_ROMAN.get(word, word)}"
    return next((scope for scope, pattern in _SCOPES if pattern.search(clause)), None)
