"""Who says so: the speaker of each sentence of a news text.

`X said`, `said X`, `X told the committee`, `according to X`, `quoting X`; `he said` goes on with the last speaker, and
a last name alone stands for the full name that was printed before it.
"""

import re
from dataclasses import dataclass

from extractors.sentences import Layout

_VERB = re.compile(
    r"\b(?:said|says|told|stated|noted|added|announced|claimed|disclosed|revealed|informed|explained|remarked|observed"
    r"|stressed|emphasi[sz]ed|highlighted|maintained|confirmed|reported|reports|pointed|argued|assured|underscored"
    r"|counted|recalled|mentioned|outlined|proposed|underlined|urged|warned|showed|shows?|lists|cited|quoted)\b"
)
_ACCORDING = re.compile(
    r"\b(?:[Aa]ccording to|[Qq]uoting|[Cc]iting|quoted by|by the account of)\s+(?:[a-z]+\s+){0,2}(?=[A-Z])"
)
_LINK = r"(?:of|for|and|the|on|&|al|bin|ul|de)"
_WORD = r"[A-Z][\w'&-]*\.?"
_NAME_HERE = re.compile(rf"{_WORD}(?:\s+(?:{_LINK}\s+(?:the\s+)?)?{_WORD}){{0,7}}")
_NAME_BEFORE = re.compile(
    rf"(?:^|(?<=[\s\"'(]))({_WORD}(?:\s+(?:{_LINK}\s+(?:the\s+)?)?{_WORD}){{0,7}}(?:\s+(?:officials?|sources))?)$"
)
_OFFICE_BEFORE = re.compile(
    r"\b((?:[a-z]+\s+)?(?:officials?|sources|spokes(?:man|woman|person)|experts|analysts|ministry|embassy|report))$"
)
_PRONOUN_BEFORE = re.compile(
    r"(?:^|[\s\"',])(?:he|she|it|they|who|the (?:minister|ministry|prime minister|premier|official|officials|ambassador"
    r"|chairman|report|document|statement|secretary|embassy|spokes\w+|adviser|coordinator))$",
    re.IGNORECASE,
)
_ADVERBS = re.compile(r"(?:\s+(?:also|further|then|had|has|have|later|earlier|reportedly|on \w+day))+$")
_ASIDE = re.compile(r",\s[^,]{3,90}$")
_OFFICES = re.compile(
    r"^(?:(?:the|Federal|Prime|Chief|Foreign|Finance|Planning|Railways?|Commerce|Energy|Information|Interior|Vice|Deputy"
    r"|Acting|Former|Pakistan's|Chinese|Pakistani|Senior)\s+)*"
    r"(?:(?:IT\s+)?Minister(?:\s+(?:for|of)\s+\w+(?:,?\s+(?:and\s+)?[A-Z]\w+)*)?|President|Ambassador|Chairman|Secretary"
    r"|Governor|Senator|Adviser|Premier|Consul General|Charge d'Affaires|Spokesperson|Spokesman|Professor|Prof\.?|Dr\.?"
    r"|Gen\.?|General|Lt\.?|Maj\.?|Col(?:onel|\.)?|Mr\.?|Ms\.?|Mrs\.?)\s+(?=[A-Z])"
)
_NOT_NAMES = frozenset({
    "he", "she", "it", "they", "the", "this", "that", "but", "and", "in", "on", "as", "a", "an", "however", "there",
    "later", "earlier", "meanwhile", "similarly",
})  # fmt: skip
_REACH = 160  # characters before a verb in which its subject stands


@dataclass(frozen=True, slots=True)
class Speakers:
    """The speaker of every sentence, None where the text itself speaks."""

    by_sentence: tuple[str | None, ...]


def find_speakers(text: str, layout: Layout) -> Speakers:
    """Read who speaks in each sentence of folded text; never raises."""
    full: dict[str, str] = {}
    speakers: list[str | None] = []
    last: str | None = None
    for sentence in layout.sentences:
        named, goes_on = _speaker(text[sentence.start : sentence.end])
        if named:
            last = full.get(named, named)
            full[named.split()[-1]] = last
        speakers.append(last if named or goes_on else None)
    return Speakers(tuple(speakers))


def _speaker(sentence: str) -> tuple[str | None, bool]:
    """The name of who speaks, and whether a pronoun speaks for the last speaker."""
    according = _ACCORDING.search(sentence)
    name = _name_at(sentence, according.end()) if according else None
    if name:
        return name, False
    goes_on = False
    for verb in _VERB.finditer(sentence):
        before = _ADVERBS.sub("", sentence[max(verb.start() - _REACH, 0) : verb.start()].rstrip())
        name = _before(before) or (_name_at(sentence, verb.end() + 1) if verb[0] == "said" else None)
        if name:
            return name, False
        goes_on = goes_on or _PRONOUN_BEFORE.search(before) is not None
    return None, goes_on


def _name_at(sentence: str, place: int) -> str | None:
    match = _NAME_HERE.match(sentence, place)
    return _plain(match[0]) if match else None


def _before(words: str) -> str | None:
    """The name that words before a verb end with; an aside between commas may stand between them."""
    if words.endswith(","):
        words = _ASIDE.sub("", words[:-1])
    match = _NAME_BEFORE.search(words) or _OFFICE_BEFORE.search(words)
    return _plain(match[1]) if match else None


def _plain(name: str) -> str | None:
    """A name without the offices before it: `Planning Minister Ahsan Iqbal` is `Ahsan Iqbal`."""
    words = name.split()
    while words and words[0].lower() in _NOT_NAMES:
        words.pop(0)
    return _OFFICES.sub("", " ".join(words)).strip(" .,'").removesuffix("'s") or None
