"""What a text as a whole is about: the subject of its headline and lead, and how often each subject is named."""

from collections import Counter
from dataclasses import dataclass

from extractors.document import Document
from extractors.evidence import Feature
from extractors.lexicon import Lexicon
from extractors.subjects import Strength
from extractors.topics import opens

_SILENT = frozenset({"institution", "place"})  # a text is about what they do or where it lies
_FAINT = 0.3  # of a mention


@dataclass(frozen=True, slots=True)
class Prominence:
    """How each subject stands in a text; `main` is what the text is about (None: it names nothing)."""

    main: str | None
    of_subject: dict[str, tuple[Feature, ...]]

    def features(self, subject: str) -> tuple[Feature, ...]:
        """The evidence that the whole text gives for a subject."""
        return self.of_subject.get(subject, ())


def prominence(lexicon: Lexicon, document: Document) -> Prominence:
    """Weigh every subject that a document or its headline names."""
    mentions = document.mentions.items
    counts: Counter[str] = Counter()
    for mention in mentions:
        counts[mention.subject] += 1 if mention.strength is Strength.STRONG else 0
        counts[mention.subject] += 0
    titled = {mention.subject for mention in document.title_mentions}
    first = mentions[0].sentence if mentions else 0
    lead = {mention.subject for mention in mentions if mention.sentence == first}
    opening = {mention.subject for mention in mentions if mention.sentence == first and opens(document, mention)}
    total = max(sum(counts.values()), 1)
    marks = {
        subject: (subject in titled, subject in lead, subject in opening, counts[subject] / total)
        for subject in {*counts, *titled}
    }
    main = max(
        (subject for subject in marks if lexicon.topic.subjects[subject].kind not in _SILENT),
        key=lambda subject: (sum(marks[subject]), subject),
        default=None,
    )
    above = lexicon.subjects.ancestors[main] if main else frozenset()
    return Prominence(main, {subject: tuple(_features(subject, marks[subject], main, above)) for subject in marks})


def _features(
    subject: str, marks: tuple[bool, bool, bool, float], main: str | None, above: frozenset[str]
) -> list[Feature]:
    titled, lead, opening, share = marks
    features: list[Feature] = [("share-of-names", share)]
    features += [("headline", 1.0)] if titled else []
    features += [("lead", 1.0)] if lead else []
    features += [("lead-opens", 1.0)] if opening else []
    features += [("main", 1.0)] if subject == main else []
    features += [("above-main", 1.0)] if subject in above else []
    return features
