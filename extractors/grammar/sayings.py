"""Numbers that count nothing a ledger keeps: ages, clock times, scores, chances, marks of a list.

Each reader answers with the token after such a number, or 0.
"""

from typing import Final

from extractors.grammar.cardinals import SMALL
from extractors.grammar.currencies import SIGNS
from extractors.grammar.nouns import read_noun
from extractors.grammar.scales import PRINTED
from extractors.grammar.tokens import NUMBER, WORD, Passage
from extractors.grammar.units import read_unit
from extractors.grammar.wordlists import word_set

AGED: Final = frozenset({"aged", "age", "ages"})


_CLOCK: Final = frozenset({"am", "pm", "gmt", "pst", "pkt", "est", "utc", "bst", "hrs", "o'clock", "et", "edt", "ist"})


_SLASHED: Final = frozenset({("9", "11"), ("24", "7"), ("50", "50"), ("7", "7"), ("26", "11")})


_PEOPLE: Final = word_set(
    """
    mother father wife husband son daughter brother sister man woman girl boy actor actress singer player driver
    student teacher partner friend victim suspect mum dad uncle aunt nephew niece girlfriend boyfriend cousin
    """
)


def age(passage: Passage, index: int) -> int:
    """`aged 45`, `45 years old`, `45-year-old`, `Khan, 45, said`."""
    keys = passage.keys
    if (
        keys[index - 1] in AGED
        or (keys[index - 1] in ("just", "only") and keys[index - 2] in AGED)
        or (keys[index - 1] in ("between", "over", "under") and keys[index - 2] in AGED)
    ):
        end = index + 1
        return end + 2 if keys[end] in ("-", "to", "and") and passage.kinds[end + 1] == NUMBER else end
    end = years_old(passage, index + 1)
    if end:
        return end
    short = len(keys[index]) <= 2 and keys[index].isdigit()
    if short and keys[index - 1] == "," and int(keys[index]) >= 15:
        named = passage.capital(index - 2) or keys[index - 2] in _PEOPLE
        full_name = passage.capital(index - 2) and passage.capital(index - 3)
        if (keys[index + 1] == "," and named) or (keys[index + 1] == "." and full_name):
            return index + 1
    elder = keys[index + 1] in ("and", "or") and keys[index + 2] in ("older", "younger", "over", "above", "under")
    if short and aged_child(passage, index):
        return index + 1
    if short and keys[index - 1] == "at" and keys[index + 1] == "," and keys[index + 2] in ("he", "she"):
        return index + 1
    return index + 3 if short and elder else 0


def aged_child(passage: Passage, index: int) -> bool:
    """`a boy of 6`, `a girl of seven`."""
    of_person = passage.keys[index - 1] == "of" and passage.keys[index - 2] in _PEOPLE
    counts = read_noun(passage, index + 1) is not None or read_unit(passage, index + 1) is not None
    return of_person and passage.keys[index - 3] in ("a", "the") and not counts


def years_old(passage: Passage, at: int) -> int:
    """The token after `-year-old`, `years old`, `years of age`."""
    keys = passage.keys
    at += passage.hyphen(at)
    if keys[at] not in ("year", "years", "month", "months"):
        return 0
    at += 1
    at += passage.hyphen(at)
    if keys[at] in ("old", "olds"):
        return at + 1
    return at + 2 if keys[at] == "of" and keys[at + 1] == "age" else 0


def clock(passage: Passage, index: int) -> int:
    """`10:30 am`, `5 pm`, `9 p.m.`, `0900 GMT`."""
    keys = passage.keys
    end = index + 1
    if keys[end] == ":" and passage.glued(end) and passage.kinds[end + 1] == NUMBER and passage.glued(end + 1):
        end += 2
        if keys[end] == ":" and passage.kinds[end + 1] == NUMBER:
            end += 2
        return end
    if keys[end] in _CLOCK and keys[end] != "hrs":
        return end + 1
    return end + 3 if keys[end] in ("a", "p") and keys[end + 1 : end + 3] == [".", "m"] else 0


def ratio(passage: Passage, index: int) -> int:
    """`a ratio of 44 to one`, `a ratio of 3 to 1`."""
    keys = passage.keys
    following = passage.kinds[index + 2] == NUMBER or keys[index + 2] in SMALL
    return index + 3 if keys[index - 2 : index] == ["ratio", "of"] and keys[index + 1] == "to" and following else 0


def slashed(passage: Passage, index: int) -> int:
    """`9/11`, `24/7`, `50-50`; scores such as `3-2`, which fall; votes and odds are left to the readers."""
    keys = passage.keys
    end = index + 1
    if keys[end] not in ("/", "-") or not passage.glued(end) or passage.kinds[end + 1] != NUMBER:
        return 0
    if not passage.glued(end + 1) or keys[index - 1] in SIGNS:
        return 0
    while keys[end + 2] == "/" and passage.kinds[end + 3] == NUMBER and end < index + 5:
        end += 2
    if (keys[index], keys[end + 1]) in _SLASHED or keys[end] == "/":
        return end + 2
    return end + 2 if _is_score(passage, index, end + 1) else 0


def _is_score(passage: Passage, first: int, second: int) -> bool:
    high, low = passage.keys[first], passage.keys[second]
    if not (high.isdigit() and low.isdigit() and len(high) <= 3 and len(low) <= 3):
        return False
    after = second + 1
    counted = read_noun(passage, after) is not None or read_unit(passage, after) is not None
    glued_word = passage.glued(after) and passage.kinds[after] == WORD
    return not counted and passage.keys[after] not in PRINTED and not glued_word and not passage.hyphen(after)


def feet_marks(passage: Passage, index: int) -> int:
    """`6'2"`, a height in marks that also stand for other things."""
    mark = passage.keys[index + 1] == "'" and passage.glued(index + 1)
    return index + 3 if mark and passage.kinds[index + 2] == NUMBER and passage.glued(index + 2) else 0


def list_mark(passage: Passage, index: int) -> int:
    """`1.` or `(2)` before an item of a list, `[12]` behind a sentence."""
    keys = passage.keys
    if keys[index - 1] == "[" and keys[index + 1] == "]":
        return index + 1
    if len(keys[index]) > 2 or not keys[index].isdigit():
        return 0
    if keys[index - 1] == "(" and keys[index + 1] == ")":
        return index + 1
    return index + 1 if passage.opens_line(index) and keys[index + 1] in (".", ")") else 0


def chance(passage: Passage, index: int) -> int:
    """`1 in 4`, `one in 10`."""
    following = passage.kinds[index + 2] == NUMBER or passage.keys[index + 2] in SMALL
    if passage.keys[index] == "1" and passage.keys[index + 1] == "in" and following:
        return index + 3
    chance = passage.keys[index - 1] == "in" and passage.keys[index - 2] == "one"
    return index + 1 if chance and read_unit(passage, index + 1) is None else 0


def joined_sum(passage: Passage, index: int) -> int:
    """`the 1+4 layout`, `a 5+1 format`: a figure of speech."""
    end = index + 1
    while (
        passage.keys[end] == "+" and passage.glued(end) and passage.glued(end + 1) and passage.kinds[end + 1] == NUMBER
    ):
        end += 2
    return end if end > index + 1 else 0


def multiplier(passage: Passage, index: int) -> int:
    """The `2` of `2 x 660MW`: the figure is what each of them has."""
    times = passage.keys[index + 1] in ("x", "×") and passage.kinds[index + 2] == NUMBER
    return index + 2 if times and read_unit(passage, index + 3) is not None else 0
