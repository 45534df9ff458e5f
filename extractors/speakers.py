"""Who says so: the speaker of each sentence of a news text.

`X said`, `X told the committee`, `according to X`, `quoting X`, `X reports`; `he said` goes on with the last speaker, and a last name
alone stands for the full name printed before it.
"""

import re
from dataclasses import dataclass

from extractors.sentences import Layout

_TITLES = (
    r"(?:(?:Federal|Prime|Chief|Foreign|Finance|Planning|Railways?|Commerce|Energy|Information|Interior|Vice|Deputy|Acting|Former)\s+)*"
    r"(?:Minister(?:\s+(?:for|of)\s+[A-Z]\w+(?:,?\s+(?:and\s+)?[A-Z]\w+)*)?|President|Ambassador|Chairman|Secretary|Governor|Senator|Adviser"
    r"|Premier|Consul General|Charge d'Affaires|Spokesperson|Spokesman|Professor|Prof\.?|Dr\.?|Gen\.?|General|Lt\.?|Maj\.?|Col(?:onel|\.)?|Mr\.?|Ms\.?|Mrs\.?)\s+"
)
_NAME = r"[A-Z][\w'.-]*(?:\s+(?:of|for|and|the|&|al|bin|ul|de)\s+[A-Z][\w'.-]*|\s+[A-Z][\w'.-]*){0,6}"
_OFFICE = (
    r"(?:[a-z]+\s+){0,2}(?:officials?|sources|spokes(?:man|woman|person)|experts|analysts|ministry|report|embassy)"
)
_SAID = (
    r"(?:said|says|told|stated|noted|added|announced|claimed|disclosed|revealed|informed|explained|remarked|observed"
    r"|stressed|emphasi[sz]ed|highlighted|maintained|confirmed|reported|reports|pointed out|argued|assured|underscored"
    r"|counted|recalled|mentioned|outlined|proposed|underlined|urged|called|warned|showed?|shows)"
)
_ASIDE = r"(?:,[^,.;]{3,90},|\s*\([^)]{1,40}\))?"
_BEFORE_VERB = re.compile(
    rf"(?P<who>{_NAME}(?:\s+(?:officials?|sources))?){_ASIDE}\s+(?:also\s+|further\s+|had\s+|has\s+)?{_SAID}\b"
)
_OFFICE_SAID = re.compile(rf"\b(?:the\s+|an?\s+|[A-Z]\w+\s+)?(?P<who>{_OFFICE})\s+(?:also\s+)?{_SAID}\b", re.IGNORECASE)
_ACCORDING = re.compile(
    rf"(?i:according to|quoting|citing|quoted by|in the words of|told by)\s+(?:the\s+|an?\s+)?(?P<who>{_NAME})"
)
_PRONOUN = re.compile(
    rf"\b(?:[Hh]e|[Ss]he|[Tt]he (?:minister|ministry|premier|official|officials|ambassador|chairman|report|document|statement|secretary|embassy|spokes\w+)|[Tt]hey|[Ii]t)\s+(?:also\s+|further\s+)?{_SAID}\b"
)
_LEADING_TITLE = re.compile(_TITLES)
_NOT_NAMES = frozenset(
    {
        "he",
        "she",
        "it",
        "they",
        "the",
        "this",
        "that",
        "but",
        "and",
        "in",
        "on",
        "as",
        "a",
        "an",
        "however",
        "there",
        "meanwhile",
    }
)


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
        words = text[sentence.start : sentence.end]
        named = _named(words)
        if named:
            last = full.get(named, named)
            full[named.split()[-1]] = last
            speakers.append(last)
        elif last and _PRONOUN.search(words):
            speakers.append(last)
        else:
            speakers.append(None)
    return Speakers(tuple(speakers))


def _named(sentence: str) -> str | None:
    for pattern in (_ACCORDING, _BEFORE_VERB, _OFFICE_SAID):
        match = pattern.search(sentence)
        if match:
            name = _plain(match["who"])
            if name:
                return name
    return None


def _plain(name: str) -> str | None:
    """A name without the offices before it: `Planning Minister Ahsan Iqbal` is `Ahsan Iqbal`."""
    bare = _LEADING_TITLE.sub("", name).strip(" .,'")
    if bare.endswith("'s"):
        bare = bare[:-2]
    return None if not bare or bare.lower() in _NOT_NAMES else bare
