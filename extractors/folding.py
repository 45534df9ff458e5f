"""Typography folded away, character for character, so that every offset stays true.

News text mixes curly quotes, en dashes, full-width and Urdu digits, no-break spaces and invisible marks. `fold` maps
each of them to one plain character: `len(fold(text)) == len(text)`, so a span found in the folded text is a span of
the original.
"""

from typing import Final

# Invisible marks become this one character, which is neither a space nor a letter: a soft hyphen inside `bil-lion`
# must not cut the word in two, since half of a scale word may be a scale word of its own.
INVISIBLE: Final = "\u200b"

_ZEROS: Final = (0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66, 0xFF10)
_INVISIBLE_MARKS: Final = (
    "\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufe0e\ufe0f\ufeff"
)
_DIRECTION_MARKS: Final = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_SPACES: Final = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_DASHES: Final = "\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63"
_MARKS: Final = {
    "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "\u02bc": "'", "\u2032": "'", "`": "'", "\u00b4": "'",
    "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u201f": '"', "\u2033": '"', "\u00ab": '"', "\u00bb": '"',
    "\u2024": ".", "\u2026": ".", "\u066b": ".", "\u3002": ".", "\u066c": ",", "\u060c": ",", "\u3001": ",",
    "\u066a": "%", "\u2044": "/", "\u2215": "/", "\u223c": "~", "\u2248": "~", "\u061b": ";", "\u061f": "?",
    "\u20a8": "\u20a8", "\uffe5": "\u00a5", "\uffe1": "\u00a3", "\u00ba": "\u00b0",
}  # fmt: skip


def _table() -> dict[int, str]:
    table = {ord(mark): plain for mark, plain in _MARKS.items()}
    table.update({ord(mark): INVISIBLE for mark in _INVISIBLE_MARKS + _DIRECTION_MARKS})
    table.update({ord(space): " " for space in _SPACES})
    table.update({ord(dash): "-" for dash in _DASHES})
    table.update({code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)})  # full-width ASCII
    table.update({zero + digit: str(digit) for zero in _ZEROS for digit in range(10)})
    return table


_TABLE: Final = _table()


def fold(text: str) -> str:
    """The same text with plain typography, of the same length."""
    return text if text.isascii() and "`" not in text else text.translate(_TABLE)
