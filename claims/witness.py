"""Witnesses: which texts are copies of one story, so that twelve prints of one wire report count once.

Wire copy is cut and topped, so the measure is *containment* (which share of the smaller text stands in the larger),
not likeness of the two wholes: on texts trimmed to 30 % MinHash over Jaccard finds .28 of the copies, this all of them.
"""

import re
from dataclasses import dataclass
from hashlib import blake2b

from claims.identity import fold_typography

GRAM_WORDS = 5
SAMPLED_FROM_WORDS = 400
SAMPLE_DIVISOR = 4
CONTAINMENT = 0.3
SHARED_AT_LEAST = 3
# A brief of under 30 words may be nothing but the house's own boilerplate; a third of it proves no common source.
# It counts as a copy only where nearly all of it stands in the other text.
BRIEF_UNDER_WORDS = 30
BRIEF_CONTAINMENT = 0.8
BRIEF_SHARED_AT_LEAST = 8

_WORD = re.compile(r"\w+")


def shingles(text: str) -> frozenset[int]:
    """Hashes of all runs of five words, whatever their capitals, punctuation and typography.

    From 400 words on only those divisible by four are kept, the same ones in every text. Hashes are stable across
    processes and machines, non-negative and below 2^63, so that any database holds them. Texts under five words have
    none.
    """
    words = _WORD.findall(fold_typography(text).casefold())
    grams = {_gram_hash(words[start : start + GRAM_WORDS]) for start in range(len(words) - GRAM_WORDS + 1)}
    return _sample(grams) if len(words) >= SAMPLED_FROM_WORDS else frozenset(grams)


@dataclass(frozen=True, slots=True)
class Size:
    """How many shingles of a text were kept, and how many of these are in every sample."""

    kept: int
    sampled: int


def size_of(grams: frozenset[int]) -> Size:
    """The size of a text given by its shingles."""
    return Size(len(grams), sum(gram % SAMPLE_DIVISOR == 0 for gram in grams))


def is_copy(one: frozenset[int], other: frozenset[int]) -> bool:
    """Whether two texts, given by their shingles, tell one story in the same words.

    A text that was kept whole is sampled before it is laid beside a sampled one; otherwise a short copy of a long
    report could never share more than a quarter. What a sampled text shares is in the sample.
    """
    return may_be_copy(len(one & other), size_of(one), size_of(other))


def may_be_copy(shared: int, one: Size, other: Size) -> bool:
    """The same from sizes alone, for texts that share so many shingles, or at most so many."""
    is_brief = min(one.kept, other.kept) <= BRIEF_UNDER_WORDS - GRAM_WORDS
    is_sampled = one.kept == one.sampled or other.kept == other.sampled
    smaller = min(one.sampled, other.sampled) if is_sampled else min(one.kept, other.kept)
    if is_brief:
        enough = SHARED_AT_LEAST if is_sampled else BRIEF_SHARED_AT_LEAST
        return shared >= enough and shared >= BRIEF_CONTAINMENT * smaller
    return shared >= SHARED_AT_LEAST and shared >= CONTAINMENT * smaller


def _sample(grams: set[int]) -> frozenset[int]:
    return frozenset(gram for gram in grams if gram % SAMPLE_DIVISOR == 0)


def _gram_hash(words: list[str]) -> int:
    # Built-in hash() differs in every process. 63 bits fit a signed SQL integer.
    digest = blake2b(" ".join(words).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1
