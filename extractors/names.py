"""The short and turned forms in which the press writes a name: by its distinctive core and a noun for the thing.

`Matiari-Lahore transmission line` is also `the Matiari-Lahore high-voltage direct current transmission line`, `New
Gwadar International Airport` also `the airport at Gwadar`. The core is what a name starts with before its common nouns;
the noun is the one that ends it. A core that several subjects share means the one whose noun, and other words, stand
there.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from claims.topic import Subject, Topic
from extractors.folding import fold
from extractors.phrases import PhraseIndex
from extractors.tokens import Tokens, tokenize

_REACH = 8  # words from a core to its noun: `Suki Kinari 884-megawatt hydropower (SKHPP) station`
_LEAST_CORE = 2  # words of a name that can be taken apart
_SILENT = frozenset({"institution", "trade-flow", "place", "fund", "event-series", "initiative", "programme"})
_LINKS = frozenset({"at", "in", "near", "of", "the", "new", "for"})
_STOPS = frozenset({
    ".", ",", ";", ":", "and", "or", "to", "from", "with", "by", "is", "are", "was", "were", "has", "have", "had",
    "will", "would", "which", "that", "while", "but", "said", "on", "as", "after", "before", "than", "between",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Form:
    """One alias of a subject taken apart."""

    subject: str
    core: tuple[str, ...]
    noun: str
    words: frozenset[str]  # what stands between core and noun


@dataclass(frozen=True, slots=True)
class TurnedName:
    """A name found by its core and noun: words `first` to `last` (one past)."""

    subject: str
    first: int
    last: int


class TurnedNames:
    """The cores and nouns of a topic's names, compiled once; immutable afterwards."""

    def __init__(self, topic: Topic) -> None:
        """Take apart the aliases of what is built, run or dug: institutions, flows and programmes have fixed names."""
        # A name that the whole topic shares (`Chinese plant`) tells no subject from another.
        common = frozenset(word.lower() for words in topic.about_words for word in words)
        forms = [form for subject in topic.subjects.values() for form in _forms(subject)]
        forms = [form for form in forms if len(form.core) >= _LEAST_CORE or not common.issuperset(form.core)]
        by_core: dict[tuple[str, ...], list[_Form]] = {}
        for form in forms:
            by_core.setdefault(form.core, []).append(form)
        self._cores = PhraseIndex((" ".join(core), tuple(group)) for core, group in by_core.items())

    def find(self, tokens: Tokens) -> Iterable[TurnedName]:
        """Every place where a core stands with a noun of its names."""
        for hit in self._cores.find(tokens):
            if not tokens.words[hit.first][:1].isupper():
                continue
            found = _noun_after(tokens, hit.last, hit.meaning) or _noun_before(tokens, hit.first, hit.meaning)
            if found is not None:
                subject, first, last = found
                yield TurnedName(subject, min(first, hit.first), max(last, hit.last))


def _forms(subject: Subject) -> Iterable[_Form]:
    if subject.kind in _SILENT:
        return
    for name in dict.fromkeys((subject.name, *subject.aliases)):
        tokens = tokenize(fold(name))
        words = tokens.words
        if not all(word.isalpha() or word.isdigit() for word in words) or len(words) < _LEAST_CORE:
            continue
        noun = tokens.lower[-1]
        core = _core(tokens)
        if core and noun not in core:
            yield _Form(subject.id, core, noun, frozenset(tokens.lower[len(core) : -1]))


def _core(tokens: Tokens) -> tuple[str, ...]:
    """The proper words that a name starts with, up to its first common noun (`Matiari Lahore`, `Gwadar`)."""
    core: list[str] = []
    for word, lower in zip(tokens.words, tokens.lower, strict=True):
        if not word[:1].isupper() or lower in COMMON or word.isupper():
            break
        core.append(lower)
    return tuple(core)


# Words that name what a thing is, not which one it is.
COMMON = frozenset({
    "airport", "area", "bank", "block", "bridge", "cable", "canal", "carrier", "circular", "city", "coal", "college",
    "complex", "copper", "corridor", "dam", "desalination", "development", "district", "dry", "economic", "energy",
    "estate", "expressway", "factory", "farm", "fibre", "free", "friendship", "gas", "gold", "harbour", "high",
    "highway", "hospital", "hub", "hydro", "hydropower", "industrial", "institute", "international", "light", "line",
    "main", "marble", "metro", "mine", "motorway", "new", "nuclear", "park", "pass", "pipeline", "plant", "port",
    "power", "project", "railway", "railways", "refinery", "road", "route", "scheme", "section", "solar", "special",
    "station", "steel", "terminal", "thermal", "tunnel", "unit", "university", "valley", "vocational", "wind", "zone",
    "transmission", "technical", "coastal", "comprehensive", "northern", "southern", "eastern", "western", "submarine",
})  # fmt: skip


def _noun_after(tokens: Tokens, place: int, forms: tuple[_Form, ...]) -> tuple[str, int, int] | None:
    end = min(place + _REACH, len(tokens.lower))
    for word in range(place, end):
        lower = tokens.lower[word]
        if lower in _STOPS:
            return None
        fits = [form for form in forms if form.noun in (lower, lower.removesuffix("s"))]
        if fits:
            subject = _best(fits, frozenset(tokens.lower[place:word]))
            return (subject, place, word + 1) if subject else None
    return None


def _noun_before(tokens: Tokens, place: int, forms: tuple[_Form, ...]) -> tuple[str, int, int] | None:
    """`the dry port at Havelian`, `coal-fired plant in Gwadar`."""
    word = place - 1
    while word >= 0 and tokens.lower[word] in _LINKS:
        word -= 1
    if word < 0 or word == place - 1:
        return None
    lower = tokens.lower[word]
    fits = [form for form in forms if form.noun in (lower, lower.removesuffix("s"))]
    if not fits:
        return None
    subject = _best(fits, frozenset(tokens.lower[max(word - 3, 0) : word]))
    return (subject, word, place) if subject else None


def _best(forms: list[_Form], around: frozenset[str]) -> str | None:
    """The subject whose other words stand there too; None where several fit equally well."""
    most = max(len(form.words & around) for form in forms)
    if most == 0 and any(not form.words for form in forms):
        forms = [form for form in forms if not form.words]
    best = {form.subject for form in forms if len(form.words & around) == most}
    return best.pop() if len(best) == 1 else None
