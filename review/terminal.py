"""Showing things in a terminal: one console for words, one for errors, times in the reader's zone."""

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table
from rich.text import Text

out = Console(highlight=False, soft_wrap=False)
err = Console(stderr=True, highlight=False)


def harmless(text: str) -> str:
    """Text that strangers wrote, fit for a line of a terminal: control characters and direction overrides show."""
    return "".join(_visible(character) for character in text)


def harmless_lines(text: str) -> str:
    """The same for a text whose lines are ours."""
    return "\n".join(harmless(line) for line in text.split("\n"))


def _visible(character: str) -> str:
    if character in "\n\t":
        return " "
    code = ord(character)
    hidden = code < 32 or 127 <= code < 160 or 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069
    return f"<{code:02x}>" if hidden else character


def cell(text: object, style: str = "") -> Text:
    """A table cell of stranger's text: no markup, no escapes."""
    return Text("" if text is None else harmless(str(text)), style=style)


def show_table(title: str, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table with one row per item; values are shown as text, whatever they contain."""
    table = Table(title=title, title_justify="left", title_style="bold", header_style="bold", expand=False)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*(value if isinstance(value, Text) else cell(value) for value in row))
    out.print(table)


def show_json(value: object) -> None:
    """One JSON document on standard output, exact numbers as text where a float would lose digits."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2, default=_plain) + "\n")


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else str(value)
    if isinstance(value, set | frozenset):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")


def local(moment: datetime | None, zone: str | None) -> str:
    """A time in the reader's zone (None: the system's), to the minute."""
    if moment is None:
        return "–"
    return moment.astimezone(ZoneInfo(zone) if zone else None).strftime("%Y-%m-%d %H:%M")


def in_utc(typed: datetime | None) -> datetime | None:
    """A day or time that a person typed: UTC unless it names its zone."""
    return typed.replace(tzinfo=UTC) if typed is not None and typed.tzinfo is None else typed
