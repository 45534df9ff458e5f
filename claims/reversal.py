"""Edits that an article took back: it says again what it said before, so the line that told of the edit is reverted.

Whether an edit stands is read from what the article states now, whatever the way that it took: a page that goes back
and forth tells its reader once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claims.report import Change, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldEdit:
    """A `revised` line of the change log: the article no longer stated `old`; `new` is None where nothing replaced it.

    Both are ids of reports. `is_reverted`: it was found before that the article states `old` again.
    """

    change: str
    old: str
    new: str | None
    is_reverted: bool


@dataclass(frozen=True, slots=True)
class Reversals:
    """Lines to mark, by id: those whose edit was taken back, and those whose edit was made again."""

    reverted: tuple[str, ...]
    again: tuple[str, ...]


def reversals(told: Iterable[ToldEdit], stated: frozenset[str]) -> Reversals:
    """What becomes of the edits of an article that now makes the statements `stated` (ids of reports).

    An edit that led to a third value is neither: the article took back the old value, and did not return to it.
    """
    edits = tuple(told)
    return Reversals(
        reverted=tuple(each.change for each in edits if not each.is_reverted and each.old in stated),
        again=tuple(each.change for each in edits if each.is_reverted and _is_made(each, stated)),
    )


def without_reversals(lines: Sequence[Change], told: Iterable[ToldEdit]) -> tuple[Change, ...]:
    """The lines without those that undo an edit that was told (`$26bn → $62bn` after `$62bn → $26bn`) or make it again.

    An edit made again has the id of its line, unless its copy cluster has got another name meanwhile.
    """
    edits = tuple(told)
    known = {(each.new, each.old) for each in edits} | {(each.old, each.new) for each in edits}
    return tuple(
        line for line in lines if line.verdict is not Verdict.REVISED or (line.against, line.report) not in known
    )


def _is_made(edit: ToldEdit, stated: frozenset[str]) -> bool:
    return edit.old not in stated and (edit.new is None or edit.new in stated)
