"""Bytes of a page → text, whatever its headers say.

Order: a byte-order mark; UTF-16 without one, told by its zeros; valid UTF-8 (a chance hit is next to impossible); what
the Content-Type header or the page itself declares; Windows-1252 for
what is mostly ASCII; what charset-normalizer finds.
"""

import codecs
import re

from charset_normalizer import from_bytes

from claims.errors import SkipReason, Unreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HEAD = 4_096
_SAMPLE = 20_000
_HEADER = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)")
# Codecs of the web; Python knows others that would run for ever or decode to something that was never written.
_ALLOWED = re.compile(
    r"(?:utf[-_]?(?:8|16|16[-_]?[lb]e|32)|us-ascii|ascii|(?:iso[-_]?)?8859[-_]?\d+|latin[-_]?\d|(?:windows|cp)[-_]?\d+"
    r"|iso[-_]8859[-_]\d+|gb2312|gbk|gb18030|x-gbk|big5(?:[-_]?hkscs)?|euc[-_]?(?:jp|kr)|shift[-_]?jis|koi8[-_]?[ru])",
    re.IGNORECASE,
)
# As browsers do: the smaller set is read with its superset.
_SUPERSETS = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}
_FALLBACK = "cp1252"
_REPLACEMENT = "\ufffd"
_MOST_BROKEN = 0.05
_FOREIGN = 0.1  # from this share of bytes beyond ASCII on, a page is not in English
_ASCII = 127
_BROKEN = re.compile("[\ufffd\x01-\x08\x0e-\x1a\x1c-\x1f]")


def decode(body: bytes, content_type: str | None, url: str) -> str:
    """The text of a page, without NUL characters. Raises Unreadable (bad-encoding) for bytes that are no text."""
    text = _decoded(body, content_type)
    sample = text[:_SAMPLE]
    if len(_BROKEN.findall(sample)) > _MOST_BROKEN * len(sample):
        raise Unreadable(SkipReason.BAD_ENCODING, f"{url}: the bytes are not text in any encoding that could be told")
    return text.replace("\0", "")


def _decoded(body: bytes, content_type: str | None) -> str:
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace")
    sixteen = _sixteen_bits(body)
    if sixteen:
        return body.decode(sixteen, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.end >= len(body):  # cut off in the middle of a character
            return body.decode("utf-8", "ignore")
    return body.decode(_declared(body, content_type) or _guessed(body), "replace")


def _sixteen_bits(body: bytes) -> str | None:
    head = body[:_HEAD]
    if len(head) < 16 or head.count(0) < len(head) // 4:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    return "utf-16-le" if odd > even else "utf-16-be"


def _declared(body: bytes, content_type: str | None) -> str | None:
    header = _HEADER.search(content_type or "")
    inside = _DECLARED.search(body[:_HEAD])
    for label in (header and header[1], inside and inside[1].decode("ascii")):
        name = _codec(label) if label else None
        if name is not None and (name != "utf-8" or _mostly_utf8(body)):
            return _SUPERSETS.get(name, name)
    return None


def _codec(label: str) -> str | None:
    try:
        return codecs.lookup(label.removeprefix("x-")).name if _ALLOWED.fullmatch(label) else None
    except LookupError:
        return None


def _mostly_utf8(body: bytes) -> bool:
    """Whether a page that calls itself UTF-8 and is not is at least closer to it than to any single-byte set."""
    text = body.decode("utf-8", "replace")
    high = sum(ord(character) > _ASCII for character in text)
    return text.count(_REPLACEMENT) * 3 < high


def _guessed(body: bytes) -> str:
    sample = body[:_SAMPLE]
    if sum(byte > _ASCII for byte in sample) < _FOREIGN * len(sample):
        return _FALLBACK  # English with curly quotes, which statistics of letters take for any Western set
    best = from_bytes(sample).best()
    return best.encoding if best is not None else _FALLBACK
