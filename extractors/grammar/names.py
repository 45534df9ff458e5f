"""Numbers inside names: `CPEC 2.0`, `Vision 2025`, `5G`, `ML-1`, `KSE-100`, `Phase 2`, telephone numbers.

Each reader answers with the token after such a number, or 0.
"""

from typing import Final

from extractors.grammar.cardinals import SMALL
from extractors.grammar.currencies import CODES
from extractors.grammar.nouns import is_people, is_plural, read_noun
from extractors.grammar.numerals import is_code
from extractors.grammar.scales import MONEY_SHORT, PRINTED
from extractors.grammar.tokens import NUMBER, WORD, Passage
from extractors.grammar.units import read_unit
from extractors.grammar.wordlists import word_set

# What bears a number as its name, whatever follows it.
_NUMBERED: Final = word_set(
    """
    phase section article chapter page figure table appendix annex schedule clause rule paragraph para volume
    vol unit block sector plot house street st gate terminal platform room flat floor suite highway motorway
    route road number nos flight channel episode season part step stage level grade class type category tier
    version vision agenda industry web formula apollo boeing airbus iphone ipad ipod galaxy note windows android
    playstation xbox model series mark mk tower track line bus train package lot exit area district ward
    precinct constituency division regiment brigade battalion squadron point item resolution order act top rank
    ranked ranks ranking seed seeded world group covid form pc pp pb pk ep psl ipl cop ch dreamliner pixel
    surface mac macbook core ryzen geforce rtx gtx nasdaq ftse dax nikkei dow cac kse kospi sensex nifty psx
    hang generation gen lesson question case fir appeal petition writ reference notification sro bill option
    scenario game test match week round bps scale catch interstate no resolutions articles sections phases pages
    chapters budget art sec fig sr
    """
)


# Of these, the ones that are ordinary words too: a name only with a capital first letter, `no` only before digits.
_CAPITAL_ONLY: Final = word_set(
    """
    line track order act group form no area world note core bus train street st house road tower room class
    season part top model series mark surface bill option case week game test match round scale platform us
    generation package lot exit unit catch reference question
    """
)


_STREETS: Final = word_set(
    """
    street st road rd avenue ave boulevard blvd lane drive square plaza court terrace wall downing parkway
    """
)


_HONEST_WORDS: Final = word_set(
    """
    a about above across after all almost also although among an and another approximately are around as at
    average because before below between both but by can created creates despite during each either employs even
    every exactly exceeding except far fewer for from generates had has have he her here his how however i if in
    including into is it its just last least less like many may meanwhile more most nearly nor not now of on
    once one only or other our out over overall past per plus provides raised roughly said scored she since so
    some still such than that the their them then there these they this those though through throughout to today
    together total totalling under until up upto was we were what when where whereas which while who with within
    without would yet you your yesterday tomorrow additionally besides currently finally first second third
    fourth further furthermore initially minus nine of these
    """
)


def glued_name(passage: Passage, index: int) -> int:
    """`H1N1`, `A320`, `FY` excepted; `5G`, `4K`, `3D`; `ML-1`, `COVID-19`, `KSE-100`."""
    left = passage.keys[index - 1]
    if left == "x" and passage.kinds[index - 2] == NUMBER:
        return 0
    if passage.glued(index) and passage.kinds[index - 1] == WORD and left not in ("fy", "rm", "r", "sr", "rp"):
        return index + 1
    if passage.hyphen(index - 1) and passage.kinds[index - 2] == WORD:
        return _hyphened_name(passage, index)
    return index + 1 if passage.glued(index) and _naming_mark(passage, index - 1) else 0


def _naming_mark(passage: Passage, index: int) -> bool:
    """`#5`, `@5`; `BRICS+2`, `SRO 1125(I)/2011`; `the class of '72`."""
    key = passage.keys[index]
    if key == "/" and read_unit(passage, index + 2) is not None:
        return False  # `100 MW/200 MWh`
    if key in ("+", "/"):
        return passage.glued(index) and (key == "+" or passage.kinds[index - 1] != NUMBER)
    return key in ("@", "#", "_", "&", "'")


def _hyphened_name(passage: Passage, index: int) -> int:
    word, key = passage.words[index - 2], passage.keys[index - 2]
    if key == "to" or (passage.kinds[index - 3] == NUMBER and passage.glued(index - 2)):
        return 0  # `5-to-7`, `5pc-7pc`
    if key in ("mid", "early", "late", "end", "pre", "post", "rs", "sub", "fy", "minus", "plus", "non"):
        return 0
    numbered = passage.hyphen(index + 1) and passage.kinds[index + 2] == NUMBER
    return index + 3 if numbered and not word.islower() else index + 1


def suffix_name(passage: Passage, index: int) -> int:
    """Digits glued to capitals that are no unit or scale: `5G`, `5Es`, `787B`; `4x4`, `24x7`."""
    at = index + 1
    if not passage.glued(at) or passage.kinds[at] != WORD:
        return 0
    key = passage.keys[at]
    if key == "s" or passage.keys[at + 1] in ("century", "centuries"):
        return at + 1  # `the '90s`, `under 18s`, `the 21st century`
    if key == "x" and passage.kinds[at + 1] == NUMBER:
        return at + 1 if read_unit(passage, at + 2) is not None else at + 2
    if key in PRINTED or key in ("st", "nd", "rd", "th", "s") or read_unit(passage, at) is not None:
        return 0
    if key in CODES or key in ("dollars", "rupees", "tr", "cr"):
        return 0
    if passage.kinds[at + 1] == NUMBER and passage.glued(at + 1):
        return at + 2
    known = key in MONEY_SHORT and read_noun(passage, at + 1) is not None
    return at + 1 if passage.words[at][0].isupper() and not known else 0


def code(passage: Passage, index: int) -> int:
    """`007`, `2.1.3`; and telephone numbers: groups of digits joined by hyphens."""
    end = index + 1
    while passage.hyphen(end) and passage.kinds[end + 1] == NUMBER:
        end += 2
    groups = (end - index + 1) // 2
    if groups >= 3 or (groups == 2 and len(passage.keys[end - 1]) >= 5 and "," not in passage.keys[end - 1]):
        return end
    if passage.keys[index - 1] == "+" and passage.glued(index):
        return end if len(passage.keys[index]) > 4 or groups > 1 else 0
    return index + 1 if is_code(passage.keys[index]) else 0


def after_label(passage: Passage, index: int) -> int:
    """`Phase 2`, `Section 144`, `No. 5`, `Boeing 737`, `Unit 1`."""
    at = index - 1
    if passage.keys[at] == "." and passage.keys[at - 1] in ("no", "nos", "vol", "art", "sec", "fig", "sr", "para"):
        at -= 1
    if passage.keys[at] == "#" or (passage.keys[at] == "of" and passage.words[at - 1] == "Group"):
        return index + 1
    key = passage.keys[at]
    if key not in _NUMBERED or (key in _CAPITAL_ONLY and not passage.capital(at)):
        return 0
    if key == "top" and read_noun(passage, index + 1) is not None:
        return 0
    if key == "no" and passage.keys[index - 1] != "." and passage.opens_sentence(at):
        return 0
    if read_unit(passage, index + 1) is not None or passage.keys[index + 1] in PRINTED:
        return 0
    return _listed_names(passage, index + 1)


def _listed_names(passage: Passage, end: int) -> int:
    """`Phases 1 and 2`, `Resolution 242 and 338`: numbers that go on a list of names, and count nothing themselves."""
    last = end + 6
    while passage.keys[end] in (",", "and", "&", "-", "to") and passage.kinds[end + 1] == NUMBER and end < last:
        after = end + 2
        if read_noun(passage, after) or read_unit(passage, after) or passage.keys[after] in PRINTED:
            break
        end = after
    return end


def after_name(passage: Passage, index: int) -> int:
    """A number behind a capitalised word that counts nothing: `CPEC 2.0`, `Vision 2025`, `iPhone 11`, `S&P 500`."""
    left = index - 1
    if passage.kinds[left] != WORD or passage.words[left].islower() or passage.keys[left] in _HONEST_WORDS:
        return 0
    if passage.keys[left] in CODES or passage.keys[left] in SMALL:
        return 0
    if passage.opens_sentence(left) and not passage.words[left].isupper():
        return 0
    after = index + 1
    if _share_of_list(passage, left, after):
        return 0
    if (
        passage.keys[after] in PRINTED
        or read_unit(passage, after) is not None
        or passage.keys[after] in ("-", "+", "/")
    ):
        return 0
    if passage.kinds[after] == WORD and passage.glued(after):
        return 0
    digits = passage.keys[index]
    if len(digits) == 4 and digits.isdigit() and "1900" <= digits <= "2060" and digits[2:] != "00":
        return index + 1  # `the Paris 2024 Olympics`
    noun = read_noun(passage, after)
    return 0 if noun is not None else index + 1


def _share_of_list(passage: Passage, name: int, after: int) -> bool:
    """`Punjab 40 per cent, Sindh 30 and Balochistan 9`: a name in a list of shares, which starts with a percentage."""
    keys = passage.keys
    first = name - passage.capital(name - 1)
    if keys[first - 1] not in (",", "and") or keys[after] not in (",", "and", ".", ";", ""):
        return False
    if len(keys[after - 1]) > 4 or not keys[after - 1][:2].strip(".").isdigit():
        return False
    for at in range(first - 1, max(passage.first, first - 24), -1):
        if keys[at] in (".", "!", "?", ";"):
            return False
        if keys[at] in _PERCENTS:
            return True
    return False


_PERCENTS: Final = frozenset({"%", "percent", "pc", "cent"})


def before_name(passage: Passage, index: int) -> int:
    """`the 787 Dreamliner`, `1600 Pennsylvania Avenue`: a number in front of a proper name is part of it."""
    at = index + 1
    if not passage.capital(at) or passage.glued(at):
        return 0
    end = at
    while passage.capital(end) and end < at + 4:
        if passage.keys[end] in _STREETS and end > at:
            return index + 1
        end += 1
    singular_name = passage.keys[index - 1] in ("the", "a", "an", "its", "new") and end - at <= 2
    plain = not is_plural(passage.keys[at]) and read_noun(passage, at) is None and read_unit(passage, at) is None
    return index + 1 if singular_name and plain and passage.keys[at] not in PRINTED else 0


def labelled_word(passage: Passage, index: int) -> bool:
    """`Phase Two`, `Chapter Eleven`, `phase two`, `number one`."""
    left = passage.keys[index - 1]
    both = passage.capital(index - 1) and passage.capital(index)
    return (left in _NUMBERED and both) or left in ("phase", "chapter", "volume", "number")


def named_word(passage: Passage, index: int) -> bool:
    """`the Big Four`, `Group of Seven`, `Five Eyes`, `Twenty20`: a capital inside a sentence, beside another."""
    if passage.kinds[index + 1] == NUMBER and passage.glued(index + 1):
        return True
    if not passage.capital(index) or passage.opens_sentence(index):
        return False
    following = passage.capital(index + 1) and not is_people(passage.keys[index + 1])
    left = index - 2 if passage.keys[index - 1] == "of" else index - 1
    before = passage.capital(left) and not passage.opens_sentence(left) and passage.keys[left] not in _HONEST_WORDS
    return following or before or passage.words[left] in ("Group", "Big", "Formula")
