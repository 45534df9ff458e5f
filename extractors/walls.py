"""Pages that answer 200 and are no article: error pages, bot and consent walls, paywall stubs, live blogs, galleries.

By general signs only, and only with little text: a long text is an article whatever its page looks like, since a lost
article is worse than an odd one. Live blogs are the exception: they say what they are and have much text, whose figures
carry no date of their own.
"""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from claims.errors import SkipReason
from extractors.html import count_words
from extractors.structured import Structured

_STUB_WORDS = 120
_NOTICE_WORDS = 40
_LEAST_WORDS = 12
_LEAST_ENTRIES = 4

# A headline may begin with a number or hold any of these words: they count where they make up the title, or its part
# before the name of the outlet.
_REST = r"\W*(?:$|\s[|–—:»-]\s)"
_ERROR_TITLE = re.compile(
    r"^\W*(?:(?:http )?error\W*)?(?:40\d|410|429|50\d)"
    rf"(?:{_REST}|\W*(?:error|page|not found|forbidden|internal server|bad gateway|service|gateway|gone|too many)\b)"
    r"|\bpage (?:is )?(?:not found|not available|cannot be found|can't be found)|internal server error"
    rf"|^\W*(?:not found|forbidden|bad gateway|server error|application error|gateway time-?out){_REST}"
    r"|^\W*service (?:is )?(?:temporarily )?unavailable|\b(?:web)?site (?:is )?(?:under|down for) maintenance"
    r"|^\W*(?:the |this )?(?:page|article|story) (?:you .{0,40})?(?:does not|doesn't|no longer) exist"
    r"|^\W*error establishing a database",
    re.IGNORECASE,
)
_WALL_TITLE = re.compile(
    r"^\W*(?:just a moment|attention required!?|access (?:to this page has been |is )?denied"
    r"|are you (?:a )?(?:robot|human)"
    r"|verify(?:ing)? (?:that )?you are (?:a )?human|human verification|security check(?:point)?|one more step"
    r"|checking your browser|ddos.guard|pardon our interruption|request unsuccessful|(?:re)?captcha|robot check"
    rf"|bot (?:verification|detection)|(?:sorry, )?you have been blocked|unusual traffic(?: detected)?){_REST}",
    re.IGNORECASE,
)
_WALL_TEXT = re.compile(
    r"verify(?:ing)? (?:that )?you are (?:a )?human|checking (?:if the site connection is secure|your browser before)"
    r"|enable javascript and cookies to continue|unusual traffic from your (?:computer )?network|you have been blocked"
    r"|complete the (?:captcha|security check)|ray id: ?[0-9a-f]{8,}|incident id: ?[\d-]{6,}|are not a robot",
    re.IGNORECASE,
)
_WALL_MARKUP = re.compile(
    r"_cf_chl_opt|cf-browser-verification|cf-challenge-running|px-captcha|captcha-delivery\.com"
    r"|_Incapsula_Resource|geo\.captcha|awswaf-captcha",
)
_CONSENT_TEXT = re.compile(
    r"\b(?:partners|vendors|third parties) [^.\n]{0,60}\b(?:store|process|access)[^.\n]{0,60}"
    r"\b(?:device|cookies|data)\b"
    r"|\bclick [^.\n]{0,40}\bto consent to\b|\bconsent to (?:our|the) (?:use|processing)\b"
    r"|\byou must (?:accept|agree to) (?:the use of )?(?:all )?cookies\b",
    re.IGNORECASE,
)
_SCRIPTS_TEXT = re.compile(
    r"\b(?:please )?(?:enable|turn on|activate|allow) java ?script\b|\brequires? java ?script\b"
    r"|\bjava ?script (?:is|has been|must be|needs to be|seems to be) (?:disabled|turned off|enabled|required)\b",
    re.IGNORECASE,
)
_GONE_TEXT = re.compile(
    r"\b(?:page|article|story|content|link|item|post)\b[^.\n]{0,20}\byou(?:'re|'ve| are| have)?"
    r" (?:look(?:ing|ed) for|request(?:ed|ing)|follow(?:ed|ing)|tr(?:ying|ied) to)[^.\n]{0,40}\b"
    r"(?:no longer (?:available|exists?)|(?:could not|cannot|can not|can't) be found|was not found"
    r"|(?:does not|doesn't) exist|(?:has|have) been (?:moved|removed|deleted))"
    r"|\b(?:we|we're sorry, we|sorry, we) (?:could not|couldn't|can't|cannot) find (?:the|that) (?:page|article|story)",
    re.IGNORECASE,
)
_JOIN = r"(?:subscribe|sign ?(?:in|up)|log ?in|register|start your (?:free )?trial|become a member)"
_PAYWALL_TEXT = re.compile(
    rf"\b{_JOIN}\b[^.\n]{{0,30}}\b(?:to|and) (?:continue|keep|read|unlock)"
    rf"|\bto (?:continue reading|keep reading|read (?:the|this) (?:full|rest|whole|complete))[^.\n]{{0,40}}\b{_JOIN}\b"
    r"|\bcontinue reading (?:with|by) (?:a |your )?subscri"
    r"|\b(?:article|story|content|page) is (?:only )?(?:available )?(?:to|for) (?:our |paid |paying )*subscribers"
    r"|\bsubscribers?[- ]only (?:article|story|content)|\bexclusive to subscribers"
    r"|\balready (?:a subscriber|have a subscription)\b"
    r"|\byou have (?:reached|used) your [^.\n]{0,40}(?:limit|free articles)|\bunlock this article\b",
    re.IGNORECASE,
)
_LIVE_TITLE = re.compile(
    r"^\W*live(?: blog| updates?)?\s*[:|–—-]|\blive (?:blog|updates)\b|\b(?:as it happened)\b", re.IGNORECASE
)
_LIVE_PATH = re.compile(r"/live-?(?:blog|updates?|news)?/|/liveblog|-live-updates|-live-blog", re.IGNORECASE)
_LIVE_ENTRY = re.compile(
    r"^\W*(?:updated? )?\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?(?:\s*(?:pkt|pst|gmt|utc))?\b", re.IGNORECASE
)
_GALLERY_TITLE = re.compile(
    r"^\W*(?:in (?:pictures|photos|pics)|photos?|pictures|gallery|slideshow|watch|video)\s*[:|–—-]", re.IGNORECASE
)
_GALLERY_PATH = re.compile(
    r"/(?:photo-?)?galler(?:y|ies)/|/(?:photos?|pictures|in-pictures|slideshows?|videos?|multimedia)/", re.IGNORECASE
)
_GALLERY_TYPES = frozenset({"ImageGallery", "MediaGallery", "VideoObject", "VideoGallery"})
_GALLERY_OG = ("video", "gallery", "photo")


@dataclass(frozen=True, slots=True)
class Seen:
    """A page as the tests below see it: `title` of the page, `markup` its HTML, `text` what was read as its article."""

    url: str
    title: str
    markup: str
    text: str
    structured: Structured

    @property
    def words(self) -> int:
        """How many words the text has."""
        return count_words(self.text)


def wall_of(page: Seen) -> tuple[SkipReason, str] | None:
    """Why a page is no article, with words for a person; None for an article."""
    if _is_live(page):
        return SkipReason.LIVE_BLOG, "a live blog, whose entries carry no dates of their own"
    if page.words >= _STUB_WORDS:
        return None
    if _WALL_TITLE.search(page.title) or _WALL_MARKUP.search(page.markup) or _WALL_TEXT.search(page.text):
        return SkipReason.BOT_WALL, f"a bot wall (title {page.title[:60]!r})"
    if _ERROR_TITLE.search(page.title):
        return SkipReason.ERROR_PAGE, f"an error page that answers 200 (title {page.title[:60]!r})"
    notice = _notice(page)
    if notice:
        return notice
    if page.structured.free is False or _PAYWALL_TEXT.search(page.text):
        return SkipReason.PAYWALL, f"a paywall's stub of {page.words} words"
    if _is_gallery(page):
        return SkipReason.GALLERY, f"pictures or a video with {page.words} words"
    if page.words < _LEAST_WORDS:
        return SkipReason.EMPTY, f"no text but {page.words} words"
    return None


def _notice(page: Seen) -> tuple[SkipReason, str] | None:
    """What a page says in place of an article. A short report may carry such a line at its end, so little else counts:
    next to nothing with a note on scripts (comments ask for them), and a question for consent only in the first half.
    """
    consent = _CONSENT_TEXT.search(page.text)
    if consent and consent.start() < len(page.text) / 2:
        return SkipReason.BOT_WALL, "a wall that asks for consent to cookies"
    if page.words >= _NOTICE_WORDS:
        return None
    if _GONE_TEXT.search(page.text):
        return SkipReason.ERROR_PAGE, "a page that says that there is nothing here any more, and answers 200"
    if _SCRIPTS_TEXT.search(page.text):
        return SkipReason.EMPTY, "a page that shows its text to browsers with scripts only"
    return None


def _is_live(page: Seen) -> bool:
    if "LiveBlogPosting" in page.structured.types:
        return True
    if not (_LIVE_TITLE.search(page.title) or _LIVE_PATH.search(urlsplit(page.url).path)):
        return False
    return sum(1 for line in page.text.splitlines() if _LIVE_ENTRY.match(line)) >= _LEAST_ENTRIES


def _is_gallery(page: Seen) -> bool:
    if page.words >= _STUB_WORDS // 2:
        return False
    named = _GALLERY_TITLE.search(page.title) or _GALLERY_PATH.search(urlsplit(page.url).path)
    kinds = page.structured.types & _GALLERY_TYPES or (page.structured.og_type or "").startswith(_GALLERY_OG)
    return bool(named or kinds)
