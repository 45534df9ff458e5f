"""One text with everything that was found in it: what the linker looks at."""

from dataclasses import dataclass
from datetime import date

from claims.figure import Figure
from extractors.cues import Cues
from extractors.folding import fold
from extractors.lexicon import Lexicon
from extractors.sentences import Layout, Sentence, divide
from extractors.subjects import Mention, Mentions
from extractors.tokens import Tokens, tokenize

_LONGEST_TITLE = 400  # characters


@dataclass(frozen=True)
class Document:
    """A text divided and searched. `title_mentions` and `title_cues` are those of the headline."""

    text: str
    tokens: Tokens
    layout: Layout
    mentions: Mentions
    cues: Cues
    title_mentions: tuple[Mention, ...]
    title_cues: Cues
    published: date | None

    def sentence_of(self, offset: int) -> Sentence:
        """The sentence in which an offset stands."""
        return self.layout.sentences[self.layout.number(offset)]

    def words_of(self, figure: Figure) -> tuple[int, int]:
        """First and one-past-last word of a figure."""
        return self.tokens.range(figure.start, figure.end)

    def distance(self, first: tuple[int, int], second: tuple[int, int]) -> float:
        """How far two runs of words are apart, in words, with punctuation counted for more; 0 where they touch."""
        depths = self.tokens.depths
        if first[0] >= second[1]:
            return depths[first[0]] - depths[second[1] - 1]
        if second[0] >= first[1]:
            return depths[second[0]] - depths[first[1] - 1]
        return 0.0


def open_document(lexicon: Lexicon, text: str, title: str | None, published: date | None) -> Document:
    """Divide a text and find its mentions and cues; `text` as printed, offsets stay true."""
    folded = fold(text)
    tokens, layout = tokenize(folded), divide(folded)
    heading = fold((title or "")[:_LONGEST_TITLE])
    title_tokens, title_layout = tokenize(heading), divide(heading)
    return Document(
        folded,
        tokens,
        layout,
        lexicon.subjects.find(tokens, layout, title_tokens),
        lexicon.cues.find(tokens),
        lexicon.subjects.find(title_tokens, title_layout, tokens).items,
        lexicon.cues.find(title_tokens),
        published,
    )
