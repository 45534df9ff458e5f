"""Identity: hashes of meaning, so that a second reading of the same thing adds nothing.

Every id but `content_hash` starts with the version of its recipe (`c1-` for claims). Whoever changes what goes into an
id must raise that version: old ids stay what they were, and nobody mistakes one recipe's id for another's.
"""

import re
import unicodedata
from decimal import MAX_EMAX, MIN_EMIN, Context
from hashlib import sha256

from claims.claim import Claim, StatusClaim
from claims.figure import Figure, Value
from claims.report import Verdict

_ID_DIGITS = 24  # 96 bits: a collision among a thousand million ids has a chance of about 1 in 10^11
_TEXT_DIGITS = 32

# One printed mark for each family of look-alikes. Soft hyphens, zero-width marks and direction marks vanish.
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_SINGLE_QUOTES = "\u2018\u2019\u201a\u201b\u2032\u0060\u00b4\u02bc"
_DOUBLE_QUOTES = "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb"
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u061c\ufeff" + "".join(map(chr, range(0x202A, 0x202F)))
_TYPOGRAPHY = str.maketrans(
    dict.fromkeys(_DASHES, "-")
    | dict.fromkeys(_SINGLE_QUOTES, "'")
    | dict.fromkeys(_DOUBLE_QUOTES, '"')
    | dict.fromkeys(_INVISIBLE, ""),
)
# Digits keep their points and commas, and signs that change a figure stay words: `1.4` and `14`, `$44m` and `44m`,
# `4%` and `4` say different things; whatever else is left out is only typography.
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|[%$€£¥₨₹±+]")


def content_hash(content: bytes) -> str:
    """SHA-256 of bytes as 64 hexadecimal digits: the address of a snapshot."""
    return sha256(content).hexdigest()


def text_hash(text: str) -> str:
    """Hash of a text that stays when only typography or white space changed; capitals and wording count."""
    return f"t1-{_digest(''.join(fold_typography(text).split()), digits=_TEXT_DIGITS)}"


def fingerprint(sentence: str) -> str:
    """The words of a sentence in lower case, one space between them, without punctuation and typography.

    Two sentences with one fingerprint say the same: what differs is how they were set.
    """
    return " ".join(_WORD.findall(fold_typography(sentence).casefold()))


def fold_typography(text: str) -> str:
    """One form for look-alike characters (NFKC, dashes, quotes), without invisible marks. Offsets do not survive."""
    # Marks first: NFKC would split ″ and ´ into other characters. And again, for what NFKC itself brings forth.
    return unicodedata.normalize("NFKC", text.translate(_TYPOGRAPHY)).translate(_TYPOGRAPHY)


def claim_id(article_key: str, claim: Claim) -> str:
    """Id of what one article states; the same statement made twice in it (title and body) has one id.

    Who says so and the words chosen are left out: `about $25 billion, he said` repeats `some $25bn`.
    """
    meaning = (claim.subject, claim.measure, _folded(claim.scope), claim.status, _folded(claim.period))
    return f"c1-{_digest(article_key, *meaning, *figure_form(claim.figure))}"


def status_id(article_key: str, claim: StatusClaim) -> str:
    """Id of a status that one article reports of a subject, however often the article repeats it."""
    return f"s1-{_digest(article_key, claim.subject, claim.status)}"


def change_id(verdict: Verdict, series: str, cluster: str, *distinct: str | None) -> str:
    """Id of a line of the change log: one per series, copy cluster and verdict.

    `distinct` is what tells two lines of one verdict apart, such as the value of a conflict: a second, different
    contradiction from the same cluster is another line.
    """
    return f"h1-{_digest(verdict.value, series, cluster, *distinct)}"


def note_key(outlet: str, url: str | None, day: str | None, text: str, *claims: str) -> str:
    """Key of a note that a person types in: the same statement of the same source and day is one article.

    `claims` are the ids of claims that were typed with it. Who typed it is left out.
    """
    return f"hand:{_digest(outlet, url, day, text_hash(text), *claims)}"


def figure_form(figure: Figure) -> tuple[str, ...]:
    """What a figure means, as text: bound, value, upper value, unit. `$25bn` and `25,000 million dollars` agree."""
    high = "" if figure.value_high is None else canonical(figure.value_high)
    return figure.bound.value, canonical(figure.value), high, figure.unit


def canonical(value: Value) -> str:
    """One text per value: `1.50` and `1.5` are one, however many digits; a date stays as it is."""
    if isinstance(value, str):
        return value
    if not value:
        return "0"
    # Wide enough for any number that can be written down, and without traps: an id is total, whatever was read.
    exact = Context(prec=max(len(value.as_tuple().digits), 1), Emin=MIN_EMIN, Emax=MAX_EMAX, traps=[])
    return str(value.normalize(exact))


def _folded(text: str | None) -> str | None:
    return None if text is None else fingerprint(text)


def _digest(*parts: str | None, digits: int = _ID_DIGITS) -> str:
    # Lengths go in front so that ("ab", "c") and ("a", "bc") differ, and None differs from the empty text.
    framed = "".join("-;" if part is None else f"{len(part)}:{part};" for part in parts)
    return sha256(framed.encode("utf-8", "surrogatepass")).hexdigest()[:digits]
