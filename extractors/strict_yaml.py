"""YAML text as rows whose every key has a line number, for files that people write by hand.

Strict where YAML is loose: no anchors, aliases or tags (a small file could otherwise stand for a huge one), no key
twice, no nesting without end, and no guessing of types: `no` and `2015-01-01` are not text unless they stand in quotes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, TypeVar

import yaml

from claims.errors import BadConfiguration

LARGEST_FILE = 2_000_000
DEEPEST = 12
_EARLIEST_YEAR, _LATEST_YEAR = 1900, 2200
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_PLAIN_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STR, _INT, _FLOAT, _BOOL, _NULL, _TIME = (
    f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "timestamp")
)

_Choice = TypeVar("_Choice", bound=StrEnum)


class Row:
    """A mapping in a file. Reading a key gives its value in the type asked for, or raises BadConfiguration.

    `path` names the mapping for people (`sources.feeds`; empty for the whole file); `line` is where it starts, from 1.
    """

    def __init__(self, file: str, path: str, node: yaml.Node) -> None:
        if not isinstance(node, yaml.MappingNode):
            raise _bad(file, _line(node), path or "file", "is not allowed here; write `key: value` lines")
        self.file = file
        self.path = path
        self.line = _line(node)
        self._values: dict[str, yaml.Node] = {}
        self._lines: dict[str, int] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode) or key.tag != _STR:
                raise _bad(file, _line(key), path or "file", "has a key that is not plain text")
            if key.value in self._values:
                raise _bad(file, _line(key), self._field(key.value), "stands here twice; keep one")
            self._values[key.value] = value
            self._lines[key.value] = _line(key)

    def wrong(self, key: str, why: str) -> BadConfiguration:
        """The error for a key of this row, with file, line and field; for the caller to raise."""
        return _bad(self.file, self._lines.get(key, self.line), self._field(key), why)

    def only(self, *allowed: str) -> None:
        """Refuse keys that are not among those allowed."""
        for key in self._values:
            if key not in allowed:
                raise self.wrong(key, f"is not known; allowed are {_list(allowed)}{_perhaps(key, allowed)}")

    def has(self, key: str) -> bool:
        """Whether the key is there with a value other than null."""
        node = self._values.get(key)
        return node is not None and node.tag != _NULL

    def names(self) -> tuple[str, ...]:
        """All keys, in the order of the file."""
        return tuple(self._values)

    def text(self, key: str) -> str:
        """A text that is not blank, without white space at its ends."""
        return self._text(key, self._given(key))

    def text_or_none(self, key: str) -> str | None:
        """The same, or None where the key is missing or null."""
        return self.text(key) if self.has(key) else None

    def identifier(self, key: str) -> str:
        """An id: lower-case words and digits joined by `-`."""
        text = self.text(key)
        if not _ID.fullmatch(text):
            raise self.wrong(key, f"{text!r} is not an id; allowed are lower-case letters and digits joined by `-`")
        return text

    def words(self, key: str) -> tuple[str, ...]:
        """A list of texts, each once; empty where the key is missing."""
        if not self.has(key):
            return ()
        node = self._values[key]
        if not isinstance(node, yaml.SequenceNode):
            raise self.wrong(key, "is not a list; write [one, two]")
        found: list[str] = []
        for item in node.value:
            text = self._text(key, item)
            if text in found:
                raise _bad(self.file, _line(item), self._field(key), f"{text!r} stands here twice; keep one")
            found.append(text)
        return tuple(found)

    def word_lists(self, key: str) -> tuple[tuple[str, ...], ...]:
        """A list of lists of texts; empty where the key is missing."""
        if not self.has(key):
            return ()
        return tuple(tuple(self._text(key, item) for item in self._sequence(key, inner)) for inner in self._items(key))

    def whole(self, key: str, lowest: int, highest: int) -> int:
        """A whole number within limits."""
        number = self.number(key)
        if number != int(number) or not lowest <= number <= highest:
            raise self.wrong(key, f"{number} is not allowed; give a whole number from {lowest} to {highest}")
        return int(number)

    def number(self, key: str) -> Decimal:
        """An exact number in plain digits: no exponent, no underscores, no octal."""
        node = self._given(key)
        if node.tag not in (_INT, _FLOAT) or not _PLAIN_NUMBER.fullmatch(str(node.value)):
            raise self.wrong(key, f"{_shown(node)} is not a number; write plain digits such as 25000000000 or 4.1")
        return Decimal(node.value)

    def flag(self, key: str) -> bool:
        """`true` or `false`; false where the key is missing."""
        if not self.has(key):
            return False
        node = self._values[key]
        if node.tag != _BOOL or node.value not in ("true", "false"):
            raise self.wrong(key, f"{_shown(node)} is not allowed; write true or false")
        return bool(node.value == "true")

    def day(self, key: str) -> date:
        """A day such as 2025-09-27."""
        node = self._given(key)
        try:
            day = date.fromisoformat(node.value if node.tag in (_STR, _TIME) else "")
        except ValueError:
            raise self.wrong(key, f"{_shown(node)} is not a day; write it as 2025-09-27") from None
        if not _EARLIEST_YEAR <= day.year <= _LATEST_YEAR:
            raise self.wrong(key, f"{day} is not allowed; give a year from {_EARLIEST_YEAR} to {_LATEST_YEAR}")
        return day

    def choice(self, key: str, allowed: Collection[str]) -> str:
        """One of the texts allowed."""
        text = self.text(key)
        if text not in allowed:
            raise self.wrong(key, f"{text!r} is not allowed; give one of {_list(allowed)}{_perhaps(text, allowed)}")
        return text

    def member(self, key: str, kind: type[_Choice]) -> _Choice:
        """A member of an enumeration, by its value."""
        return kind(self.choice(key, [member.value for member in kind]))

    def known(self, key: str, ids: Collection[str], what: str) -> str:
        """The id of something that another row defines."""
        text = self.text(key)
        self._check_known(key, text, ids, what)
        return text

    def all_known(self, key: str, ids: Collection[str], what: str) -> tuple[str, ...]:
        """A list of ids of things that other rows define."""
        found = self.words(key)
        for text in found:
            self._check_known(key, text, ids, what)
        return found

    def row(self, key: str) -> Row:
        """A mapping under a key."""
        return Row(self.file, self._field(key), self._given(key))

    def rows(self, key: str) -> tuple[Row, ...]:
        """A list of mappings; the key must be there, the list may be empty."""
        path = self._field(key)
        self._given(key)
        return tuple(Row(self.file, path, item) for item in self._items(key))

    def _field(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key

    def _check_known(self, key: str, text: str, ids: Collection[str], what: str) -> None:
        if text not in ids:
            raise self.wrong(key, f"{text!r} is no {what} of this topic{_perhaps(text, ids)}")

    def _given(self, key: str) -> yaml.Node:
        node = self._values.get(key)
        if node is None or node.tag == _NULL:
            raise self.wrong(key, "is missing")
        return node

    def _items(self, key: str) -> list[yaml.Node]:
        return self._sequence(key, self._values[key])

    def _sequence(self, key: str, node: yaml.Node) -> list[yaml.Node]:
        if not isinstance(node, yaml.SequenceNode):
            raise _bad(self.file, _line(node), self._field(key), "is not a list; write [one, two] or `- ` lines")
        return list(node.value)

    def _text(self, key: str, node: yaml.Node) -> str:
        field = self._field(key)
        if not isinstance(node, yaml.ScalarNode):
            raise _bad(self.file, _line(node), field, "is not a text")
        if node.tag != _STR:
            why = f"{_shown(node)} is not read as text by YAML; put it in quotes"
            raise _bad(self.file, _line(node), field, why)
        text = str(node.value)
        if not text.strip() or text != text.strip():
            raise _bad(self.file, _line(node), field, f"{text!r} is blank or has white space at an end")
        return text


def read_file(file: str, text: str) -> Row:
    """The mapping that a file holds; anything else is a BadConfiguration that names file and line."""
    if len(text) > LARGEST_FILE:
        raise _bad(file, 1, "file", f"has {len(text)} characters; {LARGEST_FILE} are allowed")
    try:
        _refuse_tricks(file, yaml.parse(text, Loader=_LOADER))
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise _bad(file, line, "file", f"is not YAML: {error.problem or error.context}") from error
    except yaml.YAMLError as error:  # a character that YAML forbids: no mark, a position in the text
        line = text.count("\n", 0, getattr(error, "position", 0)) + 1
        raise _bad(file, line, "file", "holds a character that YAML forbids") from error
    if node is None:
        raise _bad(file, 1, "file", "is empty")
    return Row(file, "", node)


def _refuse_tricks(file: str, events: Iterator[Any]) -> None:
    depth = 0
    for event in events:
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _bad(file, line, "file", "uses an anchor or alias (& or *), which is not allowed; write it out")
        if getattr(event, "tag", None):
            raise _bad(file, line, "file", f"uses a tag ({event.tag}), which is not allowed")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            raise _bad(file, line, "file", f"is nested deeper than {DEEPEST} levels")


def unique(rows: Collection[Row], key: str = "id") -> None:
    """Refuse an id that two rows carry; the error names both lines."""
    lines: dict[str, int] = {}
    for row in rows:
        name = row.identifier(key)
        if name in lines:
            raise row.wrong(key, f"{name!r} stands already in line {lines[name]}; give each row its own")
        lines[name] = row.line


def _bad(file: str, line: int, field: str, why: str) -> BadConfiguration:
    return BadConfiguration(f"{file}, line {line}: {field}: {why}")


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def _shown(node: yaml.Node) -> str:
    return repr(node.value) if isinstance(node, yaml.ScalarNode) else "a list or mapping"


def _list(allowed: Collection[str]) -> str:
    return ", ".join(allowed)


def _perhaps(text: str, allowed: Collection[str]) -> str:
    close = get_close_matches(text, allowed, n=1)
    return f" (did you mean {close[0]!r}?)" if close else ""
