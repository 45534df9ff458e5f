"""Showing things in a terminal: one console for words, one for errors, times in the reader's zone."""

import json
import os
import signal
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table
from rich.text import Text

from review.layout import fitted

READER_LEFT = 128 + signal.SIGPIPE  # as a shell calls it when `| head` has seen enough
MOST_INDENT = 8  # of 20 columns, the narrowest that text is laid out for


class _Printed(Console):
    """Standard output; a reader that leaves early ends the program, and is no bug."""

    def on_broken_pipe(self) -> None:
        self.quiet = True
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(READER_LEFT)


out = _Printed(highlight=False, soft_wrap=False)
err = Console(stderr=True, highlight=False)


def harmless(text: str) -> str:
    """Text that strangers wrote, fit for a line of a terminal: control characters and direction overrides show."""
    return "".join(_visible(character) for character in text)


def _visible(character: str) -> str:
    if character in "\n\t":
        return " "
    code = ord(character)
    hidden = code < 32 or 127 <= code < 160 or 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069
    return f"<{code:02x}>" if hidden else character


def cell(text: object, style: str = "") -> Text:
    """A table cell of stranger's text: no markup, no escapes."""
    return Text("" if text is None else harmless(str(text)), style=style)


def say(text: str, *, indent: int = 0, style: str = "") -> None:
    """A paragraph of strangers' text, every line of it indented."""
    margin = " " * min(indent, MOST_INDENT)
    for line in cell(text, style).wrap(out, max(out.width - len(margin), 1), overflow="fold"):
        line.rstrip()
        out.print(Text(margin).append(line), soft_wrap=True)


def say_lines(text: str) -> None:
    """A text of ours, line by line, each as far in as it stands."""
    for line in text.rstrip("\n").split("\n"):
        say(line.lstrip(" "), indent=len(line) - len(line.lstrip(" ")))


def counted(number: int, one: str, many: str | None = None) -> str:
    """`1 change`, `2 changes`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def show_table(title: str, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table with one row per item; values are shown as text, whatever they contain.

    Where the terminal is too narrow for its words, the items come one below the other; without items, in one line.
    """
    cells = [[value if isinstance(value, Text) else cell(value) for value in row] for row in rows]
    if not cells:
        say(f"{title}: none")
        return
    widths = fitted([headings, *([each.plain for each in row] for row in cells)], out.width)
    out.print(_stacked(title, headings, cells) if widths is None else _table(title, headings, cells, widths))


def _table(title: str, headings: Sequence[str], cells: Sequence[Sequence[Text]], widths: Sequence[int]) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", header_style="bold", expand=False)
    for heading, width in zip(headings, widths, strict=True):
        table.add_column(heading, overflow="fold", width=width)
    for row in cells:
        table.add_row(*row)
    return table


def _stacked(title: str, headings: Sequence[str], cells: Sequence[Sequence[Text]]) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", show_header=False, expand=False)
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    for row in cells:
        for heading, value in zip(headings, row, strict=True):
            if value.plain:
                table.add_row(heading, value)
        table.add_section()
    return table


def write(text: str) -> None:
    """Text on standard output as it is: for programs, and for files."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        out.on_broken_pipe()


def show_json(value: object) -> None:
    """One JSON document on standard output, exact numbers as text where a float would lose digits."""
    write(json.dumps(value, ensure_ascii=False, indent=2, default=_plain) + "\n")


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
