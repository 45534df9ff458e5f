"""Status claims: how far along an initiative is said to be, by whom, in which clause.

A status cue governs the names in its reach: the adjective its noun (`the proposed corridor`), the verb its subject
(`the minutes were signed`) and its objects, a list as a whole (`proposals include A, B and C`). Negation and modality
come before the cue: `yet to be signed` and `will be completed` are plans, `no plans` says nothing.
"""

from bisect import bisect_left
from dataclasses import dataclass

from claims.claim import StatusClaim
from extractors.cues import Cue
from extractors.document import Document
from extractors.lexicon import Lexicon
from extractors.modality import Mood, mood_before
from extractors.phrases import Hit
from extractors.sentences import Sentence
from extractors.speakers import Speakers
from extractors.subjects import Mention, Strength

# Statuses that a verb in the future only plans.
FUTURE_OF = frozenset({"completed", "signed", "approved", "under-construction", "actual", "resumed"})
_PLANNED = "planned"

_ADJECTIVE_WORDS = 4.0  # `the planned upgrade of the railway`
_PREDICATE_WORDS = 25.0
_OBJECT_WORDS = 80.0  # a list may be long
_AFTER_NAME = 0.5  # a predicate that follows its subject at once is surer than a verb far before
_CLAUSE_BREAK = 6.0
_LONGEST_PHRASE = 8  # words of a phrase that speaks against a status
_TOWARDS = frozenset({"to", "for", "under", "from", "on", "towards", "linking", "connecting", "via"})
_SILENT = frozenset({"institution", "place", "trade-flow"})  # kinds whose progress nobody follows


@dataclass(frozen=True, slots=True)
class _Governor:
    """A status cue with what it means here, after negation and modality."""

    hit: Hit[Cue]
    status: str
    planned: bool


def read_statuses(lexicon: Lexicon, document: Document, speakers: Speakers) -> tuple[StatusClaim, ...]:
    """The status claims of a document, in its order; one for each subject and status of a sentence."""
    found: list[StatusClaim] = []
    mention_sentences = [mention.sentence for mention in document.mentions.items]
    cue_firsts = [hit.first for hit in document.cues.statuses]
    for number, sentence in enumerate(document.layout.sentences):
        low, high = bisect_left(mention_sentences, number), bisect_left(mention_sentences, number + 1)
        if low == high:
            continue
        first, last = document.tokens.range(sentence.start, sentence.end)
        cues = document.cues.statuses[bisect_left(cue_firsts, first) : bisect_left(cue_firsts, last)]
        governors = [governor for hit in cues if (governor := _govern(document, hit, first)) is not None]
        seen: set[tuple[str, str]] = set()
        here = document.mentions.items[low:high]
        for mention in here:
            governor = _governor(lexicon, document, mention, governors, sentence)
            if (
                governor is None
                or (mention.subject, governor.status) in seen
                or _in_passing(lexicon, document, mention, here)
            ):
                continue
            seen.add((mention.subject, governor.status))
            found.append(_claim(document, mention, governor, speakers.by_sentence[number]))
    return tuple(found)


def _govern(document: Document, hit: Hit[Cue], opening: int) -> _Governor | None:
    """What a cue means here; None where it is denied or stands inside a phrase that speaks against it."""
    if _contradicted(document, hit):
        return _Governor(hit, _PLANNED, True) if hit.meaning.id in FUTURE_OF else None
    mood = mood_before(document.tokens, hit.first, opening)
    if mood is Mood.DENIED:
        return None
    if mood is not Mood.DONE and hit.meaning.id in FUTURE_OF:
        return _Governor(hit, _PLANNED, True)
    return _Governor(hit, hit.meaning.id, False)


def _contradicted(document: Document, hit: Hit[Cue]) -> bool:
    """Whether a cue stands inside a phrase that speaks against its status: `signed` in `yet to be signed`."""
    against = document.cues.against_statuses
    low = bisect_left(against, hit.first - _LONGEST_PHRASE, key=lambda found: found.first)
    high = bisect_left(against, hit.first + 1, key=lambda found: found.first)
    return any(entry.meaning.id == hit.meaning.id and hit.last <= entry.last for entry in against[low:high])


def _governor(
    lexicon: Lexicon, document: Document, mention: Mention, governors: list[_Governor], sentence: Sentence
) -> _Governor | None:
    if mention.strength is Strength.FAINT or lexicon.topic.subjects[mention.subject].kind in _SILENT:
        return None
    reached = [
        (reach, governor)
        for governor in governors
        if (reach := _reach(document, mention, governor, sentence)) is not None
    ]
    return min(reached, key=lambda pair: pair[0])[1] if reached else None


def _in_passing(lexicon: Lexicon, document: Document, mention: Mention, here: tuple[Mention, ...]) -> bool:
    """Whether a name only says what another is part of, or where it leads: `the committee on the corridor`."""
    earlier = [other for other in here if other.last <= mention.first]
    if not earlier:
        return False
    before = document.tokens.lower[max(mention.first - 2, earlier[-1].last - 1) : mention.first]
    if _TOWARDS.intersection(before):
        return True
    return any(mention.subject in lexicon.subjects.ancestors[other.subject] for other in earlier)


def _reach(document: Document, mention: Mention, governor: _Governor, sentence: Sentence) -> float | None:
    """How far a name is from a cue that governs it; None where the cue does not."""
    hit = governor.hit
    place = (mention.first, mention.last)
    distance = document.distance(place, (hit.first, hit.last))
    if hit.first < mention.last and mention.first < hit.last:
        return 0.0
    start, end = sentence.clause(mention.start)
    same_clause = start <= document.tokens.starts[hit.first] < end
    if hit.first >= mention.last:
        if _in_aside(document, mention.end, document.tokens.starts[hit.first]):
            return None
        distance += _AFTER_NAME + (0.0 if same_clause else _CLAUSE_BREAK)
        return distance if distance <= _PREDICATE_WORDS else None
    if distance <= _ADJECTIVE_WORDS:
        return distance
    return distance if distance <= _OBJECT_WORDS else None


def _in_aside(document: Document, start: int, end: int) -> bool:
    """Whether a dash or bracket closes between a name and what follows: the name stood in an aside."""
    between = document.text[start:end]
    return between.count(" - ") % 2 == 1 or between.count(")") > between.count("(")


def _claim(document: Document, mention: Mention, governor: _Governor, speaker: str | None) -> StatusClaim:
    tokens = document.tokens
    hit = governor.hit
    start = min(mention.start, tokens.starts[hit.first])
    end = max(mention.end, tokens.ends[hit.last - 1])
    words = document.text[tokens.starts[hit.first] : tokens.ends[hit.last - 1]]
    name = document.text[mention.start : mention.end]
    why = [f"{mention.subject}: “{name}”", f"{governor.status}: “{words}”"]
    if governor.planned:
        why.append("the words before it make it a plan")
    return StatusClaim(
        subject=mention.subject, status=governor.status, start=start, end=end, attributed_to=speaker, why=tuple(why)
    )
