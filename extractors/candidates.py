"""Which subjects a figure may be about, and how strongly the text says so.

Nearest governing subject in the clause, then the sentence, then the paragraph's running subject, then the headline; a
definite continuation (`the project`, `the line`, `it`) goes on about the last subject that it fits.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from claims.figure import Figure
from extractors.document import Document
from extractors.lexicon import Lexicon
from extractors.subjects import Mention, Strength

# Weights of the evidence, in the same coin as extractors.measures; set on the development set.
_SAME_SENTENCE = 10.0
_PER_WORD = 0.2
_SENTENCE_FLOOR = 5.0
_AFTER = -2.0  # named after the figure, and not as its complement
_COMPLEMENT_WORDS = 6.0  # `300 MW Quaid-e-Azam Solar Park`, `70% of the Sahiwal plant`
_OTHER_CLAUSE = -0.5
_OPENS_SENTENCE = 1.5
_AFTER_PREPOSITION = -1.5  # `in Gwadar`, `from the port`: a place on the way, not what is talked about
_CONTINUED = 7.5  # `the road`, `it`
_SAME_PARAGRAPH = 5.5
_PER_SENTENCE = 0.7
_PARAGRAPH_FLOOR = 3.0
_EARLIER_PARAGRAPH = 3.0
_PER_PARAGRAPH = 0.3
_EARLIER_FLOOR = 1.0
_TITLE = 2.5
_OWNER = 2.8
_STRENGTH = {Strength.STRONG: 0.0, Strength.WEAK: -0.7, Strength.FAINT: -1.7}
_ANCESTOR = -2.5  # the programme, where one of its parts is named in the same sentence
_LOOK_BACK = 60  # mentions

_PREPOSITIONS = frozenset({"in", "at", "near", "from", "to", "between", "via", "with"})
_DETERMINERS = frozenset({"the", "this", "that", "its", "such", "said", "these"})
_PRONOUNS = frozenset({"it", "its"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A subject that a figure may be about."""

    subject: str
    score: float
    why: str
    strength: Strength


class SubjectFinder:
    """Candidates for the figures of one document."""

    def __init__(self, lexicon: Lexicon, document: Document) -> None:
        """Find the document's continuations once."""
        self._lexicon = lexicon
        self._document = document
        self._mentions = document.mentions.items
        self._sentences = [mention.sentence for mention in self._mentions]
        self._continuations = _continuations(lexicon, document)

    def candidates(self, figure: Figure) -> dict[str, Candidate]:
        """The best evidence for each subject that the text up to the figure's sentence names."""
        found: dict[str, Candidate] = {}
        number = self._document.layout.number(figure.start)
        for candidate in self._all(figure, number):
            known = found.get(candidate.subject)
            if known is None or candidate.score > known.score:
                found[candidate.subject] = candidate
        return self._prefer_parts(found, number)

    def _all(self, figure: Figure, number: int) -> Iterable[Candidate]:
        place = self._document.words_of(figure)
        last = bisect_left(self._sentences, number + 1)
        for mention in self._mentions[max(last - _LOOK_BACK, 0) : last]:
            yield self._weigh(mention, place, number, figure)
        for word, mention in self._continuations.get(number, ()):
            distance = self._document.distance(place, (word, word + 1))
            words = self._document.tokens.words[word]
            yield Candidate(
                mention.subject,
                _CONTINUED - 0.1 * distance,
                f"{mention.subject}: “{words}” goes on about it",
                mention.strength,
            )
        for mention in self._document.title_mentions:
            score = _TITLE + _STRENGTH[mention.strength]
            yield Candidate(mention.subject, score, f"{mention.subject}: the headline", mention.strength)

    def _weigh(self, mention: Mention, place: tuple[int, int], number: int, figure: Figure) -> Candidate:
        name = self._document.text[mention.start : mention.end]
        score = _STRENGTH[mention.strength]
        if mention.sentence == number:
            score += self._in_sentence(mention, place, figure)
            where = "the same sentence"
        else:
            score += self._before(mention, number)
            where = "an earlier sentence"
        return Candidate(mention.subject, score, f"{mention.subject}: “{name}” in {where}", mention.strength)

    def _in_sentence(self, mention: Mention, place: tuple[int, int], figure: Figure) -> float:
        document = self._document
        sentence = document.layout.sentences[mention.sentence]
        distance = document.distance(place, (mention.first, mention.last))
        score = max(_SAME_SENTENCE - _PER_WORD * distance, _SENTENCE_FLOOR)
        start, end = sentence.clause(figure.start)
        if not start <= mention.start < end:
            score += _OTHER_CLAUSE
        if mention.first >= place[1] and distance > _COMPLEMENT_WORDS:
            score += _AFTER
        return score + self._position(mention)

    def _position(self, mention: Mention) -> float:
        """What a sentence opens with is what it is about; what follows a preposition of place seldom is."""
        tokens = self._document.tokens
        opening = tokens.at(self._document.layout.sentences[mention.sentence].start)
        before = tokens.lower[max(mention.first - 2, opening) : mention.first]
        if mention.first - opening <= 2:
            return _OPENS_SENTENCE
        return _AFTER_PREPOSITION if _PREPOSITIONS.intersection(before) else 0.0

    def _before(self, mention: Mention, number: int) -> float:
        sentences = self._document.layout.sentences
        paragraphs = sentences[number].paragraph - sentences[mention.sentence].paragraph
        if paragraphs == 0:
            behind = number - mention.sentence - 1
            score = max(_SAME_PARAGRAPH - _PER_SENTENCE * behind, _PARAGRAPH_FLOOR)
        else:
            score = max(_EARLIER_PARAGRAPH - _PER_PARAGRAPH * (paragraphs - 1), _EARLIER_FLOOR)
        return score + self._position(mention) * 0.5

    def _prefer_parts(self, found: dict[str, Candidate], number: int) -> dict[str, Candidate]:
        """A programme gives way to its part, where the sentence names both."""
        ancestors = self._lexicon.subjects.ancestors
        here = {
            mention.subject
            for mention in self._mentions[
                bisect_left(self._sentences, number) : bisect_left(self._sentences, number + 1)
            ]
        }
        above = {ancestor for subject in here for ancestor in ancestors[subject]}
        return {
            subject: Candidate(subject, candidate.score + _ANCESTOR, candidate.why, candidate.strength)
            if subject in above
            else candidate
            for subject, candidate in found.items()
        }


def _continuations(lexicon: Lexicon, document: Document) -> dict[int, list[tuple[int, Mention]]]:
    """Words such as `road` in `the six-lane road`, with the earlier mention that they go on about, by sentence."""
    found: dict[int, list[tuple[int, Mention]]] = {}
    lower = document.tokens.lower
    named = {word for mention in document.mentions.items for word in range(mention.first, mention.last)}
    mentions = document.mentions.items
    firsts = [mention.first for mention in mentions]
    for word, text in enumerate(lower):
        if word in named or not (text in lexicon.heads or text in _PRONOUNS):
            continue
        earlier = mentions[max(bisect_left(firsts, word) - _LOOK_BACK, 0) : bisect_left(firsts, word)]
        mention = _antecedent(lexicon, text, earlier) if _definite(lower, word) else None
        if mention is not None:
            number = document.layout.number(document.tokens.starts[word])
            found.setdefault(number, []).append((word, mention))
    return found


def _definite(lower: tuple[str, ...], word: int) -> bool:
    if lower[word] in _PRONOUNS:
        return True
    return bool(_DETERMINERS.intersection(lower[max(word - 4, 0) : word]))


def _antecedent(lexicon: Lexicon, word: str, earlier: tuple[Mention, ...]) -> Mention | None:
    fits = lexicon.heads.get(word)
    for mention in reversed(earlier):
        kind = lexicon.topic.subjects[mention.subject].kind
        if (fits is None and kind not in ("institution", "place")) or (fits is not None and mention.subject in fits):
            return mention
    return None
