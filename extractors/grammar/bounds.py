"""Bound words: how the words around a number limit it."""

from typing import Final, NamedTuple

from claims.figure import Bound
from extractors.grammar.tokens import WORD, Passage
from extractors.grammar.wordlists import word_set

_BEFORE: Final = {
    Bound.ABOUT: """about | around | nearly | almost | some | approximately | approx | approx . | roughly | estimated
        | an estimated | close to | nearly about | in the region of | in the neighbourhood of | in the vicinity of | ~
        | circa | c . | virtually | nearing | approaching | an approximate | estimated at | estimated to be
        | estimated at about | estimated at around | in the order of | on the order of | somewhere around | say
        | estimated to cost | estimated to be worth | estimated to take | estimated to need | estimated to require
        | estimated to have | estimated to hold | estimated to contain | estimated to number | estimated to total
        | estimated to produce | estimated to generate | estimated to employ
        | something like | just about | estimated to be around | estimated to be about | reportedly about""",
    Bound.MORE_THAN: """more than | over | above | exceeding | exceeds | exceed | exceeded | in excess of | upward of
        | upwards of | crossed | crossing | crosses | surpassed | surpassing | surpasses | surpass | topped | topping
        | tops | well over | just over | slightly over | slightly more than | slightly above | a little over
        | a little more than | just above | just more than | well above | well more than | far more than | north of
        | greater than | higher than | larger than | bigger than | longer than | better than | crossed the
        | surpassed the | passed the | exceeded the | beyond | little over | > | not just | far above | far over
        | much more than | older than | heavier than | faster than | plus of""",
    Bound.AT_LEAST: """at least | no less than | not less than | no fewer than | not fewer than | a minimum of
        | minimum of | minimum | as low as | as little as | as few as | at the very least | at a minimum | >= | ≥
        | no lower than | not lower than""",
    Bound.LESS_THAN: """less than | under | below | short of | fewer than | lower than | smaller than | just under
        | slightly under | slightly below | slightly less than | a little less than | a little under | just below
        | just short of | just shy of | shy of | well under | well below | a shade under | < | south of | far below
        | cheaper than | shorter than | far less than | just less than | much less than | younger than | lighter than
        | slower than""",
    Bound.AT_MOST: """up to | upto | at most | as much as | as many as | a maximum of | maximum of | maximum
        | no more than | not more than | capped at | as high as | no greater than | not exceeding | at the most
        | no higher than | as long as | <= | ≤ | limited to | no longer than | ceiling of | not to exceed""",
}  # fmt: skip
# Words that stand between a bound and its number, or before the number, without changing it.
_FILLERS: Final = frozenset({"a", "an"})
_LEADERS: Final = (
    ("a", "total", "of"), ("an", "additional"), ("a", "further"), ("a", "combined"), ("another",), ("additional",),
    ("a", "record"), ("a", "whopping"), ("a", "staggering"), ("a", "mere"),
)  # fmt: skip
# `an estimated cost of $1.6 billion`
_ESTIMATED: Final = frozenset({"estimated", "approximate"})
_AMOUNTS: Final = word_set(
    """
    cost costs investment value total price length area population capacity worth budget output expenditure
    """
)

# Where `over` speaks of space, time, a matter or a verb's second half.
_SPACE_VERBS: Final = word_set(
    """
    spread spreads spreading stretched stretches stretching scattered built laid extends extending extend flows
    runs flew flows distributed sprawls sprawling stretch expand expanded sits
    """
)
_PHRASAL_VERBS: Final = word_set(
    """
    hand handed handing hands take took taken taking takes carry carried roll rolled rolling turn turned turning
    won win left moved passed presided preside presides presiding mull mulls mulling fight fights fought row
    dispute disputes concern concerns worry worries fear fears talks debate controversy protest protests anger
    war outrage disagreement quarrel clash clashes watched watch victory lead leads control jurisdiction win
    wins advantage edge improvement increase rise growth discussed negotiate negotiations haggle sued sue
    """
)
_LASTING: Final = word_set(
    """
    for after took takes take lasted lasts last lasting of in since with within than now spent just well is was
    by has have not a already aged
    """
)
_DURATIONS: Final = frozenset({"year", "month", "week", "day", "hour", "minute"})
# `under two agreements`, `below the 2 pages`: pursuant to, not fewer than.
_LEGAL: Final = word_set(
    """
    agreement programme program scheme project law act plan contract head category heading phase mou banner
    regime condition component clause name circumstance
    """
)

_AFTER: Final = {
    ("or", "more"): Bound.AT_LEAST, ("or", "above"): Bound.AT_LEAST, ("or", "over"): Bound.AT_LEAST,
    ("and", "above"): Bound.AT_LEAST, ("or", "higher"): Bound.AT_LEAST, ("or", "so"): Bound.ABOUT,
    ("or", "thereabouts"): Bound.ABOUT, ("or", "less"): Bound.AT_MOST, ("or", "fewer"): Bound.AT_MOST,
    ("or", "below"): Bound.AT_MOST, ("at", "least"): Bound.AT_LEAST, ("at", "most"): Bound.AT_MOST,
}  # fmt: skip


class Limit(NamedTuple):
    """A bound and the tokens that its words cover together with the number's own."""

    bound: Bound
    start: int
    end: int


_Phrase = tuple[tuple[str, ...], Bound]


def _phrases() -> dict[str, list[_Phrase]]:
    table: dict[str, list[_Phrase]] = {}
    for bound, rows in _BEFORE.items():
        for row in rows.split("|"):
            words = tuple(row.split())
            table.setdefault(words[-1], []).append((words, bound))
    for phrases in table.values():
        phrases.sort(key=lambda phrase: -len(phrase[0]))
    return table


_PHRASES: Final = _phrases()


def bound_before(passage: Passage, index: int, unit: str | None) -> Limit | None:
    """The bound whose words end right before the token at which a figure begins."""
    start = _leader(passage, index)
    for at in dict.fromkeys((start, index)):
        found = _phrase(passage, at) or (_phrase(passage, at - 1) if passage.keys[at - 1] in _FILLERS else None)
        if found is not None and not _trap(passage, found, unit):
            return Limit(found.bound, found.start, index)
    return _estimated_amount(passage, start)


_LEADERS_BY_END: Final = {
    end: tuple(words for words in _LEADERS if words[-1] == end) for end in {words[-1] for words in _LEADERS}
}


def _leader(passage: Passage, index: int) -> int:
    for words in _LEADERS_BY_END.get(passage.keys[index - 1], ()):
        start = index - len(words)
        if passage.keys[start:index] == list(words) and passage.free(start, index):
            return start
    return index


def leading_words(passage: Passage, index: int) -> int:
    """The first token of `another`, `an additional`, `a total of` before the figure, which belong to its words."""
    return _leader(passage, index)


def _phrase(passage: Passage, index: int) -> Limit | None:
    for words, bound in _PHRASES.get(passage.keys[index - 1], ()):
        start = index - len(words)
        if passage.keys[start:index] == list(words) and passage.free(start, index):
            return Limit(bound, start, index)
    return None


def _estimated_amount(passage: Passage, index: int) -> Limit | None:
    """`an estimated cost of $1.6 billion`, `estimated investment of Rs5bn`."""
    keys = passage.keys
    if keys[index - 1] not in ("of", "at") or keys[index - 2] not in _AMOUNTS:
        return None
    for at in (index - 3, index - 4):
        if keys[at] in _ESTIMATED and passage.free(at, index):
            return Limit(Bound.ABOUT, at - 1 if keys[at - 1] in _FILLERS else at, index)
    return None


def _trap(passage: Passage, limit: Limit, unit: str | None) -> bool:
    word, left = passage.keys[limit.start], passage.keys[limit.start - 1]
    if passage.hyphen(limit.start - 1):
        return True  # `a 7-under 64`
    if word == "up" and left in _EDGED:
        return True  # `edged up to 6.9 percent`
    if passage.keys[limit.end - 1] == "the" and unit in _EXTENTS:
        return True  # `crossed the 740-km border`
    if word == "over" and limit.end - limit.start == 1:
        if left in _SPACE_VERBS or left in _PHRASAL_VERBS:
            return True
        if unit in _EXTENTS:
            return not _bounds_extent(passage, limit.start - 1)
        return unit in _DURATIONS and left not in _LASTING
    if word in ("under", "below") and unit is not None and unit.startswith("count:"):
        return unit.removeprefix("count:") in _LEGAL
    if word == "some":
        return left in ("in", "to") and passage.kinds[limit.start - 1] == WORD and unit is None
    return word == "say" and passage.keys[limit.start - 1] != ","


_EDGED: Final = word_set("edged edging inched inching ticked ticking crept creeping nudged bumped moved")
_EXTENTS: Final = frozenset({"km", "metre", "acre", "hectare", "sq_km"})
_BEFORE_EXTENT: Final = word_set(
    """
    of on is was are were be been for with and to at from has have had by in than some totals totalling totaling
    totalled just well now nearly a the an measures measuring measured runs covers covering covered cover
    occupies occupy occupying occupied spans spanning span owns own acquired acquire bought purchased reaches
    reached grabbed burned burnt destroyed damaged cultivated encompassing comprising comprises allotted
    allocated leased needs requires took
    """
)


def _bounds_extent(passage: Passage, left: int) -> bool:
    """`covers over 1,000 acres`, `of over 50 km`; not `4,000 MW over 878 km`, `fibre over 12 km`."""
    return passage.kinds[left] != WORD or (passage.keys[left] in _BEFORE_EXTENT and not passage.taken[left])


def bound_behind(passage: Passage, index: int) -> Limit | None:
    """The bound whose words begin at the token after a figure: `-plus`, `+`, `or more`, `-odd`."""
    keys = passage.keys
    if keys[index] == "+" and passage.glued(index):
        return Limit(Bound.MORE_THAN, index, index + 1)
    if passage.hyphen(index) and keys[index + 1] in ("plus", "odd"):
        return Limit(Bound.ABOUT if keys[index + 1] == "odd" else Bound.MORE_THAN, index, index + 2)
    if keys[index] == "plus" and keys[index + 1] in ("", ".", ",", "people"):
        return Limit(Bound.MORE_THAN, index, index + 1)
    pair = _AFTER.get((keys[index], keys[index + 1]))
    return Limit(pair, index, index + 2) if pair is not None else None
