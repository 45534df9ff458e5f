"""`cpecwatch extract` and `cpecwatch compare`: JSON Lines in, JSON Lines out; nothing is recorded."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TextIO

import typer

from claims.compare import compare as compare_reports
from claims.errors import BadConfiguration
from claims.exchange import JsonValue, claim_record, finding_record, read_pair
from claims.policy import policy_of
from extractors.claims import compile_lexicon, read_claims
from flows.settings import load_configuration
from flows.topic_pack import read_topic
from review.options import Home
from review.terminal import write


class Format(StrEnum):
    """How records are written."""

    JSONL = "jsonl"


Lines = Annotated[Path, typer.Argument(help="File of JSON Lines; - for standard input.", show_default=False)]
InFormat = Annotated[Format, typer.Option("--format", help="How the records are written.")]
Record = Mapping[str, object]


def extract(file: Lines, form: InFormat = Format.JSONL, home: Home = None) -> None:
    """Read the claims of articles: {"id", "text", "title", "published"} a line in, {"id", "claims"} a line out.

    Offsets count Unicode characters of "text". A bad line ends it, named by file and line.

    Example: cpecwatch extract --format jsonl articles.jsonl > claims.jsonl
    """
    lexicon = compile_lexicon(read_topic(load_configuration(home).settings.seeds))

    def answer(record: Record) -> dict[str, object]:
        text = _text(record, "text")
        reading = read_claims(lexicon, text or "", title=_text(record, "title", optional=True), published=_day(record))
        return {"id": record.get("id"), "claims": [claim_record(claim) for claim in reading.claims]}

    _answer_lines(file, answer)


def compare(file: Lines, form: InFormat = Format.JSONL, home: Home = None) -> None:
    """Compare pairs of claims: {"a": claim, "b": claim} a line in, {"relation", "rule", "why"} a line out.

    "a" is what is known, "b" the newer claim; the stated precision is read from the claim's "figure".

    Example: cpecwatch compare --format jsonl pairs.jsonl
    """
    policy = policy_of(read_topic(load_configuration(home).settings.seeds))

    def answer(record: Record) -> dict[str, JsonValue]:
        known, new = read_pair(record)
        return finding_record(compare_reports(known, new, policy))

    _answer_lines(file, answer)


def _answer_lines(file: Path, answer: Callable[[Record], Mapping[str, object]]) -> None:
    with _opened(file) as stream:
        for number, record in _records(file, stream):
            try:
                line = json.dumps(answer(record), ensure_ascii=False)
            except BadConfiguration as error:
                raise BadConfiguration(f"{file}:{number}: {error}") from None
            write(line + "\n")


@contextmanager
def _opened(file: Path) -> Iterator[TextIO]:
    if str(file) == "-":
        yield sys.stdin
        return
    try:
        with file.open(encoding="utf-8") as stream:
            yield stream
    except OSError as error:
        raise BadConfiguration(f"{file}: cannot be read ({error.strerror}); give a file, or - to type") from error
    except UnicodeDecodeError as error:
        raise BadConfiguration(f"{file}: cannot be read ({error}); it has to be UTF-8") from error


def _records(file: Path, stream: TextIO) -> Iterator[tuple[int, Record]]:
    for number, line in enumerate(stream, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except json.JSONDecodeError as error:
            raise BadConfiguration(f"{file}:{number}: not a JSON object: {error}") from error
        if not isinstance(record, dict):
            raise BadConfiguration(f"{file}:{number}: expected a JSON object")
        yield number, record


def _text(record: Record, field: str, *, optional: bool = False) -> str | None:
    found = record.get(field)
    if found is None and optional:
        return None
    if not isinstance(found, str):
        raise BadConfiguration(f"{field}: expected text")
    return found


def _day(record: Record) -> date | None:
    """The day of publication; a time keeps its day, and a month or year alone says too little to resolve dates by."""
    found = _text(record, "published", optional=True)
    if not found:
        return None
    try:
        return date.fromisoformat(found[:10])
    except ValueError:
        if len(found) < len("2025-09-26"):
            return None
        raise BadConfiguration(f"published: {found!r} is no ISO date, such as 2025-09-26") from None
