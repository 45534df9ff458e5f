"""Pages that answer 200 and are no article: error pages, bot walls, paywall stubs, live blogs, galleries.

By general signs only, and only with little text: a long text is an article whatever its page looks like, since a lost
article is worse than an odd one. Live blogs are the exception: they say what they are and have much text, whose figures
carry no date of their own.
"""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from claims.errors import SkipReason
from extractors.structured import Structured

_STUB_WORDS = 120
_LEAST_WORDS = 12
_LEAST_ENTRIES = 4

_ERROR_TITLE = re.compile(
    r"^\W*(?:error\W*)?(?:40[0-9]|410|429|50[0-9])\b|page (?:is )?(?:not|cannot be|can't be) found|page not available"
    r"|^\W*not found\b|^\W*(?:forbidden|bad gateway|service unavailable|server error|application error)\W*$"
    r"|internal server error|service (?:is )?temporarily unavailable|gateway time-?out|under maintenance"
    r"|(?:page|article|story) (?:you .{0,40})?(?:does not|doesn't|no longer) exist|error establishing a database",
    re.IGNORECASE,
)
_WALL_TITLE = re.compile(
    r"just a moment|attention required|access (?:to this page has been )?denied|are you (?:a )?(?:robot|human)"
    r"|verify(?:ing)? (?:that )?you are (?:a )?human|human verification|security check|checking your browser"
    r"|ddos.guard|pardon our interruption|request unsuccessful|captcha|bot (?:verification|detection)|one more step"
    r"|you have been blocked|unusual traffic",
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
_PAYWALL_TEXT = re.compile(
    r"subscribe (?:now )?to (?:continue|keep|read)"
    r"|(?:to|and) (?:read|continue reading) (?:the|this) (?:full|rest|complete)"
    r"|subscribers? only|for subscribers|only (?:available )?(?:to|for) (?:our )?subscribers|exclusive to subscribers"
    r"|already (?:a subscriber|have a subscription)|you have (?:reached|used) your .{0,30}(?:limit|free articles)"
    r"|(?:log|sign) ?in to (?:continue|keep) reading|unlock this article|start your (?:free )?trial to",
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
        return len(self.text.split())


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
    if page.structured.free is False or _PAYWALL_TEXT.search(page.text):
        return SkipReason.PAYWALL, f"a paywall's stub of {page.words} words"
    if _is_gallery(page):
        return SkipReason.GALLERY, f"pictures or a video with {page.words} words"
    if page.words < _LEAST_WORDS:
        return SkipReason.EMPTY, f"no text but {page.words} words"
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
