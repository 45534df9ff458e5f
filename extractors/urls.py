"""Addresses of articles: absolute, canonical, and the key under which one article is known whatever its address.

courlan normalises the path. Its `clean_url` is not used: it drops every parameter whose name begins like a tracker
(`gallery`, `cid`, `eid`, `uid`), and with it the number that tells two articles apart, and it picks the second of two
addresses where one holds the other.
"""

import posixpath
import re
from urllib.parse import SplitResult, parse_qsl, quote, unquote_to_bytes, urlencode, urljoin, urlsplit, urlunsplit

from courlan import normalize_url

LONGEST_URL = 2_000
_TRACKING = re.compile(
    r"(?:utm|mtm|pk|itm|mc|ga|oly|vero|_hs|hsa|fb_action|ml|sc|cmp|ns|wt)_\w*|utm\w*|\w*clid|fbc?lid|igsh(?:id)?|msockid"
    r"|_ga|_gl|xtor|ref|referrer|ref_?src|share|shared|feed(?:name|type)|rss|ito|cmpid|smid|ocid|spm|from_?wecom",
    re.IGNORECASE,
)
_TRACKING_VALUE = re.compile(r"(?:rss|feed|twitter|facebook|whatsapp|social|share|homepage)", re.IGNORECASE)
_WEAK_TRACKING = frozenset({"source", "from", "via", "src", "medium", "campaign"})
_AMP_PARAMETERS = frozenset({"amp", "outputtype", "output"})
_AMP_PATH = re.compile(r"/amp(?:/index\.html)?/?$|\.amp(?=(?:\.html)?/?$)|^/amp(?=/)", re.IGNORECASE)
_DEFAULT_PORTS = {"http": 80, "https": 443}
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_HOST_PREFIX = re.compile(r"^(?:www\d?|amp|m|mobile)\.(?=[^.]+\.)")
_ROUNDS = 20  # far more than any real address needs; a bound, since strangers write them
_ABSOLUTE = re.compile(r"https?://", re.IGNORECASE)

_FILE_END = r"(?:\.(?:s?html?|php|aspx?|jsp))?$"
_NUMBERED = (
    re.compile(r"^(\d{5,})" + _FILE_END),  # /news/1944000/some-words, /page/202509/1344242.shtml
    re.compile(r"^(\d{6,})-[^\d]"),  # /latest/1234567-some-words
    re.compile(r"[-_](\d{6,})\.(?:s?html?|php|aspx?|jsp)$"),  # /some-words-2040506.html
)
_DATE_NUMBER = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])?")


def absolute_url(base: str, link: str) -> str | None:
    """The http(s) address that a link on a page means, without fragment and tracking; None for anything else.

    `javascript:`, `mailto:`, `data:` and broken links are no addresses; nor is one longer than LONGEST_URL.
    """
    try:
        link = link.strip()
        url = link if _ABSOLUTE.match(link) else urljoin(base, link)
        parts = urlsplit(url)
        good = parts.scheme in _DEFAULT_PORTS and bool(parts.hostname) and parts.username is None
        port = parts.port
    except ValueError:
        return None
    if not good or port == 0 or len(link) > LONGEST_URL:
        return None
    return _settled(url, amp=True)


def canonical_url(url: str) -> str:
    """The address under which an article is shown and compared: no fragment, no tracking, no AMP, no trailing slash.

    Applying it twice changes nothing. An address that is not http(s) comes back as it was.
    """
    return _settled(url, amp=False)


def article_key(url: str) -> str:
    """What identifies an article: host and number where its address holds one, else the canonical address.

    The scheme and prefixes such as `www.` do not count. Outlets that number their articles change the words behind the
    number when they edit a headline; the number stays.
    """
    try:
        parts = urlsplit(canonical_url(url))
    except ValueError:
        return url
    host = _HOST_PREFIX.sub("", parts.netloc)
    number = _number_in(parts.path)
    if number is not None and not parts.query:
        return f"{host}#{number}"
    return f"{host}{parts.path}" + (f"?{parts.query}" if parts.query else "")


def host_of(url: str) -> str:
    """The host name in lower case, or an empty text where there is none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _number_in(path: str) -> str | None:
    segments = [segment for segment in path.split("/") if segment]
    for pattern in _NUMBERED:
        for segment in reversed(segments):
            found = pattern.search(segment)
            if found and not _DATE_NUMBER.fullmatch(found[1]) and not _is_round(found[1], segment):
                return found[1]
    return None


def _is_round(number: str, segment: str) -> bool:
    """Whether a number beside words is more likely a part of the headline: `100000-jobs-by-2030`."""
    return number.endswith("000") and re.search(r"[a-z]{3}", segment.rpartition(".")[0] or segment) is not None


def _settled(url: str, *, amp: bool) -> str:
    for _ in range(_ROUNDS):
        cleaned = _once(url, amp=amp)
        if cleaned == url:
            break
        url = cleaned
    return url


def _once(url: str, *, amp: bool) -> str:
    try:
        parts = urlsplit(url.strip().replace("&amp;", "&"))
        if parts.scheme.lower() not in _DEFAULT_PORTS or not parts.hostname:
            return url
        netloc = _host(parts)
        bare = SplitResult(parts.scheme, netloc, _even_escapes(parts.path), "", "")
        path = _without_dots(urlsplit(normalize_url(bare)).path)
    except ValueError:
        return url
    if not amp:
        path = _AMP_PATH.sub("", path).rstrip("/") or "/"
    return urlunsplit((parts.scheme.lower(), netloc, path, _query(parts.query, amp=amp), ""))


def _without_dots(path: str) -> str:
    clean = posixpath.normpath(path or "/")
    return clean + "/" if path.endswith("/") and clean != "/" else clean


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    if not host.isascii():
        host = host.encode("idna").decode()
    if ":" in host:
        host = f"[{host}]"
    return host if parts.port in (None, _DEFAULT_PORTS[parts.scheme.lower()]) else f"{host}:{parts.port}"


def _even_escapes(path: str) -> str:
    """`%2D` and `-` are one character, `%c3` and `%C3` one byte: write each in one way."""

    def even(found: re.Match[str]) -> str:
        byte = unquote_to_bytes(found[0])
        return byte.decode() if byte[0] in _UNRESERVED else found[0].upper()

    return re.sub(r"%[0-9A-Fa-f]{2}", even, quote(path, safe="/%!=:,-@+;$&'()*~"))


def _query(query: str, *, amp: bool) -> str:
    kept = [
        (name, value)
        for name, value in parse_qsl(query, keep_blank_values=True)
        if not _is_tracking(name, value) and (amp or not _is_amp(name, value))
    ]
    return urlencode(sorted(kept))


def _is_tracking(name: str, value: str) -> bool:
    if _TRACKING.fullmatch(name):
        return True
    return name.lower() in _WEAK_TRACKING and bool(_TRACKING_VALUE.match(value) or not value)


def _is_amp(name: str, value: str) -> bool:
    return name.lower() in _AMP_PARAMETERS and (name.lower() == "amp" or value.lower() == "amp")
