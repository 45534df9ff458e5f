import pytest

from claims.errors import SkipReason
from extractors.structured import Structured
from extractors.walls import Seen, wall_of
from tests.extractors.factories import ADDRESS, SENTENCE, labelled_articles

SHORT = SENTENCE * 2
LONG = SENTENCE * 12


def seen(
    text: str = SHORT,
    *,
    title: str = "Canal deal signed",
    markup: str = "<html>",
    url: str = ADDRESS,
    structured: Structured | None = None,
) -> Seen:
    return Seen(url=url, title=title, markup=markup, text=text, structured=structured or Structured())


def reason(page: Seen) -> SkipReason | None:
    found = wall_of(page)
    return found[0] if found else None


ERROR_TITLES = [
    "404",
    "404 Not Found",
    "Error 404 - Gazette",
    "Page not found | Gazette",
    "The page cannot be found",
    "Not Found",
    "500 Internal Server Error",
    "Service Temporarily Unavailable",
    "502 Bad Gateway",
    "Forbidden",
    "The article you are looking for does not exist",
    "Error establishing a database connection",
    "Our website is under maintenance",
    "503 | Gazette",
]
WALL_TITLES = [
    "Just a moment...",
    "Attention Required! | Cloudflare",
    "Access Denied",
    "Access to this page has been denied",
    "Are you a robot?",
    "Verify you are human",
    "Security check",
    "Pardon Our Interruption",
    "DDoS-Guard",
]
PAYWALL_TEXTS = [
    "Subscribe to continue reading.",
    "To read the full story, please log in.",
    "This article is for subscribers only.",
    "This is subscriber-only content.",
    "Already a subscriber? Log in.",
    "You have reached your monthly limit of free articles.",
    "Sign in to continue reading",
]


@pytest.mark.parametrize("title", ERROR_TITLES)
def test_error_pages(title: str) -> None:
    assert reason(seen(title=title)) is SkipReason.ERROR_PAGE
    assert reason(seen(LONG, title=title)) is None


@pytest.mark.parametrize("title", WALL_TITLES)
def test_bot_walls_by_title(title: str) -> None:
    assert reason(seen(title=title)) is SkipReason.BOT_WALL
    assert reason(seen("", title=title)) is SkipReason.BOT_WALL
    assert reason(seen(LONG, title=title)) is None


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("Verifying you are human. This may take a few seconds.", ""),
        ("Enable JavaScript and cookies to continue", ""),
        ("Our systems have detected unusual traffic from your computer network.", ""),
        ("Performance and security. Ray ID: 8c1f2ab34cd56e7f", ""),
        ("", "<script>window._cf_chl_opt={}</script>"),
        ("", '<iframe src="https://geo.captcha-delivery.com/x">'),
    ],
)
def test_bot_walls_by_text_and_markup(text: str, markup: str) -> None:
    assert reason(seen(text, title="gazette.example", markup=markup)) is SkipReason.BOT_WALL


@pytest.mark.parametrize("text", PAYWALL_TEXTS)
def test_paywall_stubs(text: str) -> None:
    assert reason(seen(SHORT + text)) is SkipReason.PAYWALL
    assert reason(seen(LONG + text)) is None


def test_a_stub_that_says_for_machines_that_it_is_not_free() -> None:
    assert reason(seen(structured=Structured(free=False))) is SkipReason.PAYWALL
    assert reason(seen(LONG, structured=Structured(free=False))) is None
    assert reason(seen(structured=Structured(free=True))) is None


CONSENTS = [
    "We value your privacy. We and our 842 partners store and access information on a device, such as cookies. " * 2,
    "Before you continue. You may click Accept to consent to our processing as described above. " + SHORT,
    "Our vendors process personal data. By using it you consent to our use of cookies on this site and elsewhere.",
    "You must accept all cookies to see this page, which is paid for by advertisements of our friends and theirs.",
]
GONE = [
    "Sorry, the content you requested is no longer available. It may have been moved by the editors of the paper.",
    "The page you are looking for could not be found. Try the search or begin anew at the front page of the paper.",
    "We're sorry, we couldn't find that page. Here are some things that other readers of the paper looked at today.",
    "The story you have followed a link to has been removed. For all questions write to the editors of this paper.",
]
SCRIPTS = [
    "You need to enable JavaScript to run this app.",
    "This site requires JavaScript. Turn it on in your browser and load the page again to read what you came for.",
    "JavaScript is disabled in your browser.",
    "Please turn on JavaScript",
]


@pytest.mark.parametrize("text", CONSENTS)
def test_consent_walls(text: str) -> None:
    assert reason(seen(text, title="gazette.example")) is SkipReason.BOT_WALL
    assert reason(seen(LONG + text)) is None
    assert reason(seen(SENTENCE * 3 + text[:60])) is None, "a banner below a short report"


@pytest.mark.parametrize("text", GONE)
def test_pages_that_say_in_words_that_they_are_gone(text: str) -> None:
    assert reason(seen(text, title="Gazette")) is SkipReason.ERROR_PAGE
    assert reason(seen(SENTENCE * 3 + text)) is None


@pytest.mark.parametrize("text", SCRIPTS)
def test_shells_that_wait_for_scripts(text: str) -> None:
    found = wall_of(seen(text, title="Gazette"))
    assert found is not None
    assert (found[0], "scripts" in found[1]) == (SkipReason.EMPTY, True)
    assert reason(seen(SHORT + "Please enable JavaScript to view the comments.")) is None


ENTRIES = "\n\n".join(f"10:{minute:02d}am The board met again." for minute in range(0, 50, 5))


@pytest.mark.parametrize(
    "page",
    [
        seen(LONG, structured=Structured(types=frozenset({"LiveBlogPosting"}))),
        seen(ENTRIES, title="LIVE: Canal board meets"),
        seen(ENTRIES, title="Canal board meets - live updates"),
        seen(ENTRIES, url="https://gazette.example/live-blog/canal-board"),
    ],
)
def test_live_blogs(page: Seen) -> None:
    assert reason(page) is SkipReason.LIVE_BLOG


@pytest.mark.parametrize(
    "page",
    [
        seen(LONG, title="Live: Canal board meets"),
        seen(ENTRIES),
        seen(LONG, title="We live in interesting times", url="https://gazette.example/live/canal"),
    ],
)
def test_what_is_only_called_live_is_an_article(page: Seen) -> None:
    assert reason(page) is None


@pytest.mark.parametrize(
    "page",
    [
        seen(title="In pictures: the canal opens"),
        seen(title="WATCH | The canal opens"),
        seen(url="https://gazette.example/photo-gallery/1234567"),
        seen(url="https://gazette.example/videos/1234567"),
        seen(structured=Structured(types=frozenset({"ImageGallery"}))),
        seen(structured=Structured(og_type="video.other")),
    ],
)
def test_galleries(page: Seen) -> None:
    assert reason(page) is SkipReason.GALLERY
    long = Seen(page.url, page.title, page.markup, LONG, page.structured)
    assert reason(long) is None


def test_pages_without_text() -> None:
    assert reason(seen("")) is SkipReason.EMPTY
    assert reason(seen("Home News Sport Contact us")) is SkipReason.EMPTY
    assert reason(seen(SENTENCE)) is None


@pytest.mark.parametrize(
    "title",
    [
        "500 MW plant opens at the canal",
        "404 workers hired for second lock",
        "Board checks security of the canal",
        "Watchmen of the canal ask for more pay",
        "Not found wanting: the canal at ten",
        "Minister denies access to ports was sold",
        "Security check-posts along the canal",
        "Access denied to canal workers' families",
        "Just a moment of rain stops the works",
        "Lock one under maintenance until May",
        "Error in canal accounts found",
    ],
)
def test_short_reports_with_odd_headlines_stay_articles(title: str) -> None:
    assert reason(seen(title=title)) is None


@pytest.mark.parametrize(
    "text",
    [
        "The board cut the toll for subscribers of the canal card. ",
        "To read the full text of the report, visit the board's office. ",
        "Ship owners must register to use the lock from May. ",
        "The site is for paying visitors only, the board said. ",
        "The page you see in the old survey does not exist in the new one, the board said. ",
        "The new gate requires no Java script, a clerk said, and partners store their tools on site. ",
    ],
)
def test_short_reports_with_odd_sentences_stay_articles(text: str) -> None:
    assert reason(seen(SHORT + text)) is None


def test_no_labelled_article_is_taken_for_anything_else() -> None:
    for article in labelled_articles():
        page = seen(article["text"], title=article["title"] or "", url=article["url"] or ADDRESS)
        assert reason(page) is None, article["id"]
