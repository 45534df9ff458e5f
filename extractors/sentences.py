"""Paragraphs, sentences and clauses of a news text, as offsets into it.

Made for the press: abbreviations (`Rs. 5`, `Gen. Bajwa`), initials (`D.I. Khan`), decimals, closing quotes and
datelines (`ISLAMABAD, Feb 12 (APP):`) do not mislead it. Works on folded text (extractors.folding), in linear time.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

# Possessive and anchored, so that runs of dots, brackets or spaces cost no more than their length.
_LINE_BREAK = re.compile(r"\n\s*+")
_END = re.compile(r"(?<![.!?])[.!?]++['\")\]]*+(?=\s++['\"(\[]*+[A-Z0-9$])")
_LONGEST = 1_200  # characters; what runs on for longer is cut, so that no sentence costs more than its length
_ABBREVIATIONS = frozenset({
    "mr", "mrs", "ms", "dr", "prof", "gen", "col", "lt", "maj", "brig", "capt", "sen", "rep", "gov", "hon", "no",
    "nos", "rs", "st", "co", "ltd", "inc", "vs", "etc", "approx", "est", "pvt", "engr", "eng", "mt", "jr", "sr",
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "fig", "vol", "art", "sec",
    "i.e", "e.g", "u.s", "u.k", "u.n", "a.m", "p.m", "ph.d", "km", "sq", "corp",
})  # fmt: skip
_LAST_WORD = re.compile(r"([A-Za-z][A-Za-z.]*)\.$")

_PLACE = r"(?!(?:The|An?|This|These|It|In|On|At|He|She|We|But|And|For|With)\b)[A-Z][\w.']*(?:[ /-][A-Z][\w.']*){0,3}"
_DATELINE = re.compile(
    rf"\s*(?:{_PLACE}(?:\s*\[[^\]\n]{{1,30}}\])?(?:,\s*[^:\n-]{{1,30}}?)?(?:\s*\([^)\n]{{1,40}}\))?(?:\s*:|\s+-+)\s"
    r"|[A-Z]{3,}(?:[ /-][A-Z]{3,})*\s*\([^)\n]{1,40}\)\s(?=[A-Z]))"
)

_FINITE = r"(?:is|are|was|were|will|would|has|have|had|can|could|should|may|might|must|said|says)"
_CLAUSE = re.compile(
    r"[;:]\s++|\s-++\s++|[()]\s*+"
    r"|,\s+(?=(?:and|but|while|whereas|although|though|which|who|whose|where|with|as|after|before|because|so|of which|"
    r"including|against|up from|down from|compared)\b)"
    rf"|,\s+(?=(?:[a-z]+ing|[a-z]+ed)\b)|,\s+(?=(?:\w+\s+){{1,4}}{_FINITE}\b)"
    rf"|\s(?=(?:while|whereas|although|but)\s)|\s(?=and\s+(?:\w+\s+){{0,3}}{_FINITE}\b)"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: `start:end` in the text, the number of its paragraph, and where its clauses start."""

    start: int
    end: int
    paragraph: int
    clause_starts: tuple[int, ...]

    def clause(self, offset: int) -> tuple[int, int]:
        """Start and end of the clause in which an offset stands."""
        place = max(bisect_right(self.clause_starts, offset) - 1, 0)
        following = self.clause_starts[place + 1 : place + 2]
        return self.clause_starts[place], following[0] if following else self.end


@dataclass(frozen=True, slots=True)
class Layout:
    """The sentences of a text in order; `body` is where the text starts after a dateline."""

    sentences: tuple[Sentence, ...]
    body: int

    def number(self, offset: int) -> int:
        """Number of the sentence in which an offset stands (the one before, between two)."""
        return max(bisect_right(self.sentences, offset, key=lambda sentence: sentence.start) - 1, 0)


def divide(text: str) -> Layout:
    """Divide folded text; never raises. A text without a letter has no sentences."""
    dateline = _DATELINE.match(text[:160])
    body = dateline.end() if dateline else 0
    sentences: list[Sentence] = []
    for paragraph, (start, end) in enumerate(_paragraphs(text, body)):
        for first, last in _sentences(text, start, end):
            sentences.append(Sentence(first, last, paragraph, _clauses(text, first, last)))
    return Layout(tuple(sentences), body)


def _paragraphs(text: str, body: int) -> list[tuple[int, int]]:
    """Paragraphs are divided by line breaks; a line that goes on in lower case is the same paragraph, wrapped."""
    paragraphs: list[tuple[int, int]] = []
    start = body
    for line_break in _LINE_BREAK.finditer(text, body):
        wrapped = "\n" not in line_break[0][1:] and text[line_break.end() : line_break.end() + 1].islower()
        if not wrapped:
            paragraphs.append((start, line_break.start()))
            start = line_break.end()
    paragraphs.append((start, len(text)))
    return [(first, last) for first, last in paragraphs if text[first:last].strip()]


def _sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    sentences: list[tuple[int, int]] = []
    for mark in _END.finditer(text, start, end):
        if mark[0] == "." and _abbreviated(text, start, mark.end()):
            continue
        sentences.extend(_cut(text, start, mark.end()))
        start = _skip_space(text, mark.end(), end)
    if text[start:end].strip():
        sentences.extend(_cut(text, start, end))
    return sentences


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A sentence in pieces of a bearable length, cut at spaces where there are any."""
    pieces = []
    while end - start > _LONGEST:
        space = text.rfind(" ", start + 1, start + _LONGEST)
        middle = space if space > start else start + _LONGEST
        pieces.append((start, middle))
        start = _skip_space(text, middle, end)
    return [*pieces, (start, end)]


def _skip_space(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _abbreviated(text: str, start: int, end: int) -> bool:
    word = _LAST_WORD.search(text, max(start, end - 12), end)
    if word is None:
        return False
    stem = word[1].lower()
    return stem in _ABBREVIATIONS or len(word[1].split(".")[-1]) == 1


def _clauses(text: str, start: int, end: int) -> tuple[int, ...]:
    return (start, *(mark.end() for mark in _CLAUSE.finditer(text, start, end) if start < mark.end() < end))
