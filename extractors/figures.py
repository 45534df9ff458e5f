"""Reading figures: every number that an English news text states, with its bound, unit and exact value.

The rules are those of docs/how-figures-are-read.md. A number is read whole or not at all: a scale or unit that is not
understood makes it *unread*, never a guess.
"""

from datetime import date

from claims.figure import Figure, Unread
from extractors.grammar.assembly import Assembly
from extractors.grammar.dates import read_dates
from extractors.grammar.ellipsis import complete_units
from extractors.grammar.lists import share_unit
from extractors.grammar.masks import mask_names
from extractors.grammar.numbers import Trouble, starts_number
from extractors.grammar.ordinals import opens_place, read_ordinal, read_part
from extractors.grammar.quantities import Quantity, add_noun, doubt_grouping, read_quantity
from extractors.grammar.ranges import Pair, read_pair, share_back
from extractors.grammar.tokens import Passage


def read_figures(text: str, published: date | None = None) -> tuple[Figure, ...]:
    """The figures of a text in reading order, dates (unit `date`) and ordinals (unit `ordinal`) among them.

    `published` gives the year that a date leaves out, and the day that a weekday or `next year` means. Offsets are
    those of `text`: `text[figure.start:figure.end] == figure.words`. Never raises, on any string.
    """
    return scan(text, published)[0]


def scan(text: str, published: date | None = None) -> tuple[tuple[Figure, ...], tuple[Unread, ...]]:
    """The figures of a text, and the numbers that were seen in it but not understood."""
    passage = Passage(text, published)
    assembly = Assembly(passage)
    passage.take_addresses()
    for date_phrase in read_dates(passage):
        assembly.add_date(date_phrase)
    mask_names(passage)
    _read_places(passage, assembly)
    _read_quantities(passage, assembly)
    found = sorted(assembly.figures, key=lambda figure: (figure.start, figure.end))
    figures, unclear = complete_units(text, found)
    unread = sorted((*assembly.unread, *unclear), key=lambda number: (number.start, number.end))
    return figures, tuple(unread)


def _read_places(passage: Passage, assembly: Assembly) -> None:
    """Ordinals and parts come before numbers: `one-third` is not one, `14th` not fourteen."""
    for index in range(passage.first, passage.last):
        if passage.taken[index] or not opens_place(passage, index):
            continue
        for reader, unit in ((read_part, "percent"), (read_ordinal, "ordinal")):
            place = reader(passage, index)
            if place is not None and passage.free(place.start, place.end):
                assembly.add_place(place, unit)
                passage.take(place.start, place.end)
                break


def _read_quantities(passage: Passage, assembly: Assembly) -> None:
    index = passage.first
    while index < passage.last:
        if passage.taken[index] or not starts_number(passage, index):
            index += 1
            continue
        index = max(index + 1, _read_one(passage, assembly, index))


def _read_one(passage: Passage, assembly: Assembly, index: int) -> int:
    """Reads the figure or pair that begins at the token; returns the token after it."""
    first = read_quantity(passage, index)
    if first is None:
        return index + 1
    if isinstance(first, Trouble):
        assembly.add_trouble(first)
        return first.end
    pair = read_pair(passage, first)
    if pair is not None:
        return _read_two(passage, assembly, pair)
    counted: Quantity | Trouble | None = add_noun(passage, first)
    if isinstance(counted, Quantity) and counted.unit is None:
        counted = share_unit(passage, counted)
    if isinstance(counted, Quantity):
        counted = doubt_grouping(passage, counted)
    if isinstance(counted, Trouble):
        assembly.add_trouble(counted)
        return counted.end
    return assembly.add_quantity(counted, counted.end) if counted is not None else first.end


def _read_two(passage: Passage, assembly: Assembly, pair: Pair) -> int:
    """A range is one figure with the second's unit or noun; a change is two figures that share it."""
    first = pair.first
    second = add_noun(passage, pair.second) or pair.second
    if isinstance(first, Trouble):
        assembly.add_trouble(first)
        return assembly.add_quantity(second, second.end)
    if pair.is_range:
        return assembly.add_range(first, second, second.end)
    assembly.add_quantity(first if first.unit is not None else first._replace(unit=second.unit), first.end)
    changed = share_back(first, second, from_level=passage.keys[first.start - 1] == "from")
    if isinstance(changed, Trouble):
        assembly.add_trouble(changed)
        return changed.end
    return assembly.add_quantity(changed, changed.end)
