"""What each sentence of a text is about: the running subject, and the words that go on about it.

`The line measures 27 km` goes on about the railway named before; a sentence that names nothing goes on about what the
sentence before was about.
"""

from bisect import bisect_left
from dataclasses import dataclass

from extractors.document import Document
from extractors.lexicon import Lexicon
from extractors.subjects import Mention, Strength

OPENING_NOUN = 5  # … a noun that goes on about something opens it, with its adjectives
OPENING_WORDS = 3  # a name within so many words of the start opens its sentence
STRENGTH = {Strength.STRONG: 0.0, Strength.WEAK: -0.7, Strength.FAINT: -1.7}

_OPENS = 1.5
_PER_WORD = -0.06
_AFTER_PREPOSITION = -1.0
_ANCESTOR = -3.0  # of something else that the sentence names, or of what the text was about
_PLACE = -1.5
_EXAMPLE = -3.0  # `among them the Sahiwal and Port Qasim plants`
_LEAST = -1.2  # below this the sentence goes on about what the one before was about
_LOOK_BACK = 40
_LIST_WORDS = 16
_SEVERAL = 3

_PREPOSITIONS = frozenset({"in", "at", "near", "from", "to", "between", "via", "with", "by"})
_FINITE = frozenset(
    {
        "is",
        "are",
        "was",
        "were",
        "has",
        "have",
        "had",
        "will",
        "would",
        "can",
        "could",
        "should",
        "may",
        "might",
        "must",
    }
)
_DETERMINERS = frozenset({"the", "this", "that", "its", "such", "said", "these"})
_PRONOUNS = frozenset({"it", "its"})
_EXAMPLES = frozenset({"including", "such", "among", "namely", "like"})
_LOOSE = frozenset({"programme", "event-series", "fund"})  # what these frame may become the topic from mid-sentence
_NEVER_TOPIC = "institution"  # it speaks, lends or approves


@dataclass(frozen=True, slots=True)
class Continuation:
    """A word (`road` in `the six-lane road`) that goes on about a subject named before."""

    word: int
    subject: str


@dataclass(frozen=True, slots=True)
class Topics:
    """The running subject after each sentence, and the continuations by sentence."""

    by_sentence: tuple[str | None, ...]
    continuations: dict[int, tuple[Continuation, ...]]

    def before(self, number: int) -> str | None:
        """What the text was about when sentence `number` began."""
        return self.by_sentence[number - 1] if number else None


def follow(lexicon: Lexicon, document: Document) -> Topics:
    """Follow the running subject through a document."""
    topics: list[str | None] = []
    continuations: dict[int, tuple[Continuation, ...]] = {}
    firsts = [mention.sentence for mention in document.mentions.items]
    topic: str | None = None
    for number in range(len(document.layout.sentences)):
        low, high = bisect_left(firsts, number), bisect_left(firsts, number + 1)
        here = document.mentions.items[low:high]
        earlier = document.mentions.items[max(low - _LOOK_BACK, 0) : low]
        found = tuple(_continuations(lexicon, document, number, (here, earlier), topic))
        if found:
            continuations[number] = found
        opening = _opening(document, number, here, found)
        topic = opening or _topic(lexicon, document, here, topic) or (found[0].subject if found else topic)
        topics.append(topic)
    return Topics(tuple(topics), continuations)


def _opening(document: Document, number: int, here: tuple[Mention, ...], found: tuple[Continuation, ...]) -> str | None:
    """What a sentence goes on about from its first words (`The 19 km road links …`, `It …`), unless a name opens it."""
    if not found or any(opens(document, mention) for mention in here):
        return None
    start = document.tokens.at(document.layout.sentences[number].start)
    return found[0].subject if found[0].word - start <= OPENING_NOUN else None


def _topic(lexicon: Lexicon, document: Document, here: tuple[Mention, ...], topic: str | None) -> str | None:
    above = {name for mention in here for name in lexicon.subjects.ancestors[mention.subject]}
    if topic is not None:
        above |= lexicon.subjects.ancestors[topic]
    best: tuple[float, str] | None = None
    settled = (
        topic is not None and lexicon.topic.subjects[topic].kind not in _LOOSE and not _turns(lexicon, document, here)
    )
    for mention in here:
        kind = lexicon.topic.subjects[mention.subject].kind
        if kind == _NEVER_TOPIC:
            continue
        score = _position(document, mention) + STRENGTH[mention.strength]
        opening = opens(document, mention)
        if settled and not opening:
            continue
        passing = mention.subject in above and not opening
        score += (_ANCESTOR if passing else 0.0) + (_PLACE if document.mentions.is_place(mention) else 0.0)
        score += _EXAMPLE if is_example(document, mention) else 0.0
        if best is None or score > best[0]:
            best = (score, mention.subject)
    if best is None or (best[0] <= _LEAST and topic is not None):
        return None
    return _whole(lexicon, here, best[1])


def _turns(lexicon: Lexicon, document: Document, here: tuple[Mention, ...]) -> bool:
    """Whether a sentence turns to another subject: it opens a paragraph and names that one alone."""
    named = {mention.subject for mention in here if lexicon.topic.subjects[mention.subject].kind != _NEVER_TOPIC}
    if len(named) != 1 or not here or here[0].strength is not Strength.STRONG:
        return False
    number = here[0].sentence
    sentences = document.layout.sentences
    return number == 0 or sentences[number].paragraph != sentences[number - 1].paragraph


def _whole(lexicon: Lexicon, here: tuple[Mention, ...], best: str) -> str:
    """What a sentence is about that names several parts of one whole: the whole."""
    subjects = lexicon.topic.subjects
    parent = subjects[best].parent
    parts = {mention.subject for mention in here if subjects[mention.subject].parent == parent}
    several = len(parts) >= (_SEVERAL if subjects[best].kind != "programme" else 2)
    return parent if several and parent is not None else best


def is_example(document: Document, mention: Mention) -> bool:
    """Whether a name stands in a list of examples: after `including`, `such as`, `among them`."""
    opening = document.tokens.at(document.layout.sentences[mention.sentence].start)
    return bool(
        _EXAMPLES.intersection(document.tokens.lower[max(mention.first - _LIST_WORDS, opening) : mention.first])
    )


def opens(document: Document, mention: Mention) -> bool:
    """Whether a sentence is about a name: it stands at the start, or its own verb follows a word from it."""
    if document.mentions.is_place(mention):
        return False
    tokens = document.tokens
    opening = tokens.at(document.layout.sentences[mention.sentence].start)
    if mention.first - opening <= OPENING_WORDS:
        return True
    if preposition_before(document, mention):
        return False
    return tokens.lower[mention.last : mention.last + 1] != () and tokens.lower[mention.last] in _FINITE


def preposition_before(document: Document, mention: Mention) -> bool:
    """Whether a name follows a preposition of place: `in Gwadar`, `from the port`."""
    tokens = document.tokens
    opening = tokens.at(document.layout.sentences[mention.sentence].start)
    return bool(_PREPOSITIONS.intersection(tokens.lower[max(mention.first - 2, opening) : mention.first]))


def _position(document: Document, mention: Mention) -> float:
    opening = document.tokens.at(document.layout.sentences[mention.sentence].start)
    score = _PER_WORD * (mention.first - opening)
    if opens(document, mention):
        return score + _OPENS
    return score + (_AFTER_PREPOSITION if preposition_before(document, mention) else 0.0)


def _continuations(
    lexicon: Lexicon,
    document: Document,
    number: int,
    mentions: tuple[tuple[Mention, ...], tuple[Mention, ...]],
    topic: str | None,
) -> list[Continuation]:
    here, earlier = mentions
    sentence = document.layout.sentences[number]
    first, last = document.tokens.range(sentence.start, sentence.end)
    named = {word for mention in here for word in range(mention.first, mention.last)}
    lower = document.tokens.lower
    found = []
    for word in range(first, last):
        if word in named or not (lower[word] in lexicon.heads or lower[word] in _PRONOUNS):
            continue
        if not _definite(lower, word, first) or _is_named(lexicon, here, word):
            continue
        # A programme's name directly before the word only says whose it is: `the CPEC scheme`.
        before = [*earlier, *(mention for mention in here if mention.last < word)]
        subject = _antecedent(lexicon, lower[word], before, topic)
        if subject is not None:
            found.append(Continuation(word, subject))
    return found


def _is_named(lexicon: Lexicon, here: tuple[Mention, ...], word: int) -> bool:
    """Whether the word is part of a name that stands before it: `the Hub plant`."""
    return any(mention.last == word and lexicon.topic.subjects[mention.subject].kind != "programme" for mention in here)


def _definite(lower: tuple[str, ...], word: int, opening: int) -> bool:
    return lower[word] in _PRONOUNS or bool(_DETERMINERS.intersection(lower[max(word - 4, opening) : word]))


def _antecedent(lexicon: Lexicon, word: str, before: list[Mention], topic: str | None) -> str | None:
    """The running subject where the word fits it, else the last mention that it fits."""
    fits = lexicon.heads.get(word)
    if fits is None:
        return topic
    if topic in fits:
        return topic
    return next((mention.subject for mention in reversed(before) if mention.subject in fits), None)
