"""Tables of words, written as running text so that they stay readable."""


def word_set(text: str) -> frozenset[str]:
    """The words of the text, as a set."""
    return frozenset(text.split())


def word_list(text: str, separator: str | None = None) -> list[str]:
    """The words (or the parts between separators) of the text, in order."""
    return text.split(separator)
