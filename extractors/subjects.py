"""Where a text names a tracked subject: aliases, weak aliases with their context, look-alikes and gates.

The rules are those of docs/add-a-subject.md: the longest alias wins, an acronym must match case, a candidate inside a
look-alike is another thing, a gated alias counts only in a text that is about the topic, and a weak alias counts only
near a context word or its parent.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum

from claims.topic import Subject, Topic
from extractors.folding import fold
from extractors.names import TurnedNames
from extractors.phrases import Hit, PhraseIndex
from extractors.sentences import Layout
from extractors.tokens import Tokens, tokenize


class Strength(IntEnum):
    """How surely a mention names its subject; smaller is surer."""

    STRONG = 0  # an alias that stands alone
    WEAK = 1  # a weak alias with its context in the same or the previous sentence
    FAINT = 2  # a weak alias whose context stands elsewhere in the text


class _Form(IntEnum):
    ALIAS = 0
    WEAK = 1
    LOOK_ALIKE = 2
    ABOUT = 3


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a subject is named: words `first` to `last` (one past), offsets `start:end`, its sentence."""

    subject: str
    first: int
    last: int
    start: int
    end: int
    sentence: int
    strength: Strength
    support: int = 0  # how many context words stand near a weak alias


@dataclass(frozen=True, slots=True)
class _Meaning:
    form: _Form
    subject: str
    group: int = 0  # of about_words


@dataclass(frozen=True, slots=True)
class Mentions:
    """The mentions of a text in its order, and whether the text is about the topic."""

    items: tuple[Mention, ...]
    about: bool
    places: frozenset[tuple[int, int]] = frozenset()  # spans that name a place, whatever else they may name

    def is_place(self, mention: Mention) -> bool:
        """Whether the words of a mention are the name of a place too: `Gwadar` is a city before it is a port."""
        return (mention.first, mention.last) in self.places


class SubjectIndex:
    """The subjects of a topic, compiled once; immutable afterwards."""

    def __init__(self, topic: Topic) -> None:
        """Index every alias, weak alias and look-alike of the topic's subjects."""
        self.subjects: Mapping[str, Subject] = topic.subjects
        self._about = frozenset(topic.about)
        self._groups = len(topic.about_words)
        self._phrases = PhraseIndex(_forms(topic))
        self._turned = TurnedNames(topic)
        self._context = {
            subject.id: tuple(_padded(word) for word in subject.context) for subject in topic.subjects.values()
        }
        self.ancestors = {subject: frozenset(_ancestors(topic.subjects, subject)) for subject in topic.subjects}

    def find(self, tokens: Tokens, layout: Layout, title: Tokens | None = None) -> Mentions:
        """Mentions of subjects in a text. `title` opens gates and gives context, but has no mentions here."""
        hits = list(self._phrases.find(tokens))
        title_hits = list(self._phrases.find(title)) if title else []
        about = self._is_about(hits) or self._is_about(title_hits) or self._is_about([*hits, *title_hits])
        hits += [
            Hit(found.first, found.last, _Meaning(_Form.ALIAS, found.subject)) for found in self._turned.find(tokens)
        ]
        chosen = self._choose(hits, about)
        chosen = _with_initials(chosen, hits, tokens)
        window = _Windows(tokens, layout)
        strong = {
            (window.sentence(hit.first), hit.meaning.subject) for hit in chosen if hit.meaning.form is _Form.ALIAS
        }
        items = []
        for hit in chosen:
            strength, support = self._strength(hit, window, strong)
            if strength is not None and tokens.starts[hit.first] >= layout.body:
                items.append(_mention(hit, tokens, window.sentence(hit.first), strength, support))
        places = {(mention.first, mention.last) for mention in items if self.subjects[mention.subject].kind == "place"}
        return Mentions(tuple(items), about, frozenset(places))

    def _is_about(self, hits: Iterable[Hit[_Meaning]]) -> bool:
        groups = set()
        for hit in hits:
            if hit.meaning.form is _Form.ALIAS and hit.meaning.subject in self._about:
                return True
            if hit.meaning.form is _Form.ABOUT:
                groups.add(hit.meaning.group)
        return self._groups > 0 and len(groups) == self._groups

    def _choose(self, hits: list[Hit[_Meaning]], about: bool) -> list[Hit[_Meaning]]:
        """Longest first; what lies inside a longer one, or inside its own look-alike, is dropped."""
        look_alike = {
            (hit.meaning.subject, word)
            for hit in hits
            if hit.meaning.form is _Form.LOOK_ALIKE
            for word in range(hit.first, hit.last)
        }
        chosen: dict[tuple[int, int, str], Hit[_Meaning]] = {}
        taken: dict[int, tuple[int, int]] = {}
        for hit in sorted(hits, key=lambda found: (found.first - found.last, found.meaning.form, found.first)):
            if hit.meaning.form > _Form.WEAK or (not about and self.subjects[hit.meaning.subject].gate):
                continue
            span = (hit.first, hit.last)
            inside = all((hit.meaning.subject, word) in look_alike for word in range(*span))
            if inside or any(taken.get(word, span) != span for word in range(*span)):
                continue
            chosen.setdefault((*span, hit.meaning.subject), hit)
            taken.update(dict.fromkeys(range(*span), span))
        return sorted(chosen.values(), key=lambda found: (found.first, found.last))

    def _strength(
        self, hit: Hit[_Meaning], window: "_Windows", strong: set[tuple[int, str]]
    ) -> tuple[Strength | None, int]:
        """How surely an alias names its subject (None: not at all), and by how many context words."""
        if hit.meaning.form is _Form.ALIAS:
            return Strength.STRONG, 0
        subject = self.subjects[hit.meaning.subject]
        sentence = window.sentence(hit.first)
        named = {(sentence, subject.id), (sentence - 1, subject.id)}
        if subject.parent:
            named |= {(sentence, subject.parent), (sentence - 1, subject.parent)}
        near = window.near(sentence)
        support = sum(word in near for word in self._context[subject.id])
        if support or named & strong:
            return Strength.WEAK, support
        if any(word in window.all() for word in self._context[subject.id]):
            return Strength.FAINT, 0
        return None, 0


class _Windows:
    """The words around a sentence as one padded string, made once where they are asked for."""

    def __init__(self, tokens: Tokens, layout: Layout) -> None:
        self._tokens = tokens
        self._layout = layout
        self._near: dict[int, str] = {}
        self._all: str | None = None

    def sentence(self, word: int) -> int:
        return self._layout.number(self._tokens.starts[word])

    def near(self, sentence: int) -> str:
        if sentence not in self._near:
            first = self._layout.sentences[max(sentence - 1, 0)].start
            last = self._layout.sentences[sentence].end
            low, high = self._tokens.range(first, last)
            self._near[sentence] = f" {' '.join(self._tokens.lower[low:high])} "
        return self._near[sentence]

    def all(self) -> str:
        if self._all is None:
            self._all = f" {' '.join(self._tokens.lower)} "
        return self._all


def _with_initials(chosen: list[Hit[_Meaning]], hits: list[Hit[_Meaning]], tokens: Tokens) -> list[Hit[_Meaning]]:
    """The mentions with those by initials that the text gives a name: `the Friendship Hospital (FH) … the FH`."""
    known = {word for hit in hits for word in range(hit.first, hit.last)}
    words = tokens.words
    given: dict[str, _Meaning] = {}
    for hit in chosen:
        bracketed = words[hit.last : hit.last + 3]
        if len(bracketed) == 3 and bracketed[0] == "(" and bracketed[2] == ")" and hit.last + 1 not in known:
            initials = bracketed[1]
            if initials.isupper() and len(initials) > 1:
                given.setdefault(initials, _Meaning(_Form.ALIAS, hit.meaning.subject))
    if not given:
        return chosen
    found = [
        Hit(place, place + 1, given[word]) for place, word in enumerate(words) if word in given and place not in known
    ]
    return sorted([*chosen, *found], key=lambda hit: (hit.first, hit.last))


def _forms(topic: Topic) -> Iterable[tuple[str, _Meaning]]:
    for subject in topic.subjects.values():
        yield from ((alias, _Meaning(_Form.ALIAS, subject.id)) for alias in subject.aliases)
        yield from ((alias, _Meaning(_Form.WEAK, subject.id)) for alias in subject.weak_aliases)
        yield from ((alias, _Meaning(_Form.LOOK_ALIKE, subject.id)) for alias in subject.not_aliases)
    for group, words in enumerate(topic.about_words):
        yield from ((word, _Meaning(_Form.ABOUT, "", group)) for word in words)


def _padded(word: str) -> str:
    return f" {' '.join(tokenize(fold(word)).lower)} "


def _ancestors(subjects: Mapping[str, Subject], subject: str) -> Iterable[str]:
    seen = {subject}
    parent = subjects[subject].parent
    while parent and parent in subjects and parent not in seen:
        yield parent
        seen.add(parent)
        parent = subjects[parent].parent


def _mention(hit: Hit[_Meaning], tokens: Tokens, sentence: int, strength: Strength, support: int) -> Mention:
    return Mention(
        hit.meaning.subject,
        hit.first,
        hit.last,
        tokens.starts[hit.first],
        tokens.ends[hit.last - 1],
        sentence,
        strength,
        support,
    )
