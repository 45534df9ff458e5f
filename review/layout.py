"""How wide the columns of a table are: no word is broken while there is room for it."""

from collections.abc import Iterable, Sequence

from rich.cells import cell_len

FRAME = 3  # columns that a border and its padding take, for each column of a table
LONGEST_WORD = 24  # a longer one, such as an address, may be broken


def fitted(rows: Iterable[Sequence[str]], width: int) -> list[int] | None:
    """The widths of the columns of a table (its headings are one of the rows) in a terminal of `width`.

    The widest column gives way first, down to its longest word. None where that is not enough.
    """
    columns = list(zip(*rows, strict=True))
    widths = [max(map(_natural, column)) for column in columns]
    least = [max(map(_least, column)) for column in columns]
    room = width - FRAME * len(columns) - 1
    if sum(least) > room:
        return None
    while sum(widths) > room:
        widest = max((index for index in range(len(widths)) if widths[index] > least[index]), key=widths.__getitem__)
        widths[widest] -= 1
    return widths


def _natural(text: str) -> int:
    return max((cell_len(line) for line in text.split("\n")), default=0)


def _least(text: str) -> int:
    return min(max((cell_len(word) for word in text.split()), default=0), LONGEST_WORD)
