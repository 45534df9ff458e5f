"""robots.txt: the rules of RFC 9309, and what is remembered of them."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from claims.errors import FetchFailed, SkipReason
from flows.edges.fetch import Answer
from flows.edges.robots import ASK_AGAIN_AFTER, CAP, Robots, RobotsCopy, RobotsOutcome

ORIGIN = "https://site.example"
NOW = datetime(2026, 3, 1, tzinfo=UTC)
HOSTS = frozenset({"site.example"})


class Site:
    """A site whose robots.txt a test can change, and a clock."""

    def __init__(self, text: str = "", status: int = 200) -> None:
        self.body = text.encode()
        self.status = status
        self.failure: FetchFailed | None = None
        self.asked: list[str] = []
        self.now = NOW

    async def ask(self, url: str, hosts: frozenset[str]) -> Answer:
        self.asked.append(url)
        if self.failure is not None:
            raise self.failure
        return Answer(url=url, status=self.status, headers=(), body=self.body)

    def robots(self, *known: RobotsCopy, agent: str = "cpecwatch") -> Robots:
        return Robots(self.ask, agent=agent, now=lambda: self.now, known=known)


async def allows(text: str, path: str, agent: str = "cpecwatch") -> bool:
    return (await Site(text).robots(agent=agent).verdict(ORIGIN + path, HOSTS)).allowed


GROUP = "User-agent: *\n"
RULES = [
    ("", "/any", True),
    ("Disallow:", "/any", True),
    ("Disallow: /", "/any", False),
    ("Disallow: /", "/robots.txt", True),
    ("Disallow: /fish", "/fish.html", False),
    ("Disallow: /fish", "/Fish.html", True),
    ("Disallow: /fish", "/catfish", True),
    ("Disallow: /fish/", "/fish", True),
    # the longest match wins, in whatever order the rules stand
    ("Allow: /p\nDisallow: /", "/page", True),
    ("Disallow: /\nAllow: /p", "/page", True),
    ("Allow: /page\nDisallow: /*.htm", "/page.htm", False),
    ("Allow: /news/\nDisallow: /news/archive", "/news/archive/1", False),
    ("Disallow: /news/\nAllow: /news/today", "/news/today/1", True),
    # Allow wins a tie
    ("Disallow: /folder\nAllow: /folder", "/folder/page", True),
    ("Allow: /folder\nDisallow: /folder", "/folder/page", True),
    # wildcards and the end of the path
    ("Disallow: /*.php", "/index.php", False),
    ("Disallow: /*.php", "/folder/any.php.file", False),
    ("Disallow: /*.php$", "/folder/any.php", False),
    ("Disallow: /*.php$", "/folder/any.php?a=1", True),
    ("Disallow: /fish*.php", "/fishheads/catfish.php?p", False),
    ("Disallow: /*?", "/page?x=1", False),
    ("Disallow: /*?", "/page", True),
    ("Allow: /$\nDisallow: /", "/", True),
    ("Allow: /$\nDisallow: /", "/page", False),
    # %-encoding: the same octets are the same path
    ("Disallow: /a%3cd.html", "/a%3Cd.html", False),
    ("Disallow: /foo/bar/ツ", "/foo/bar/%E3%83%84", False),
    ("Disallow: /foo/bar/%E3%83%84", "/foo/bar/ツ", False),
    ("Disallow: /foo/bar/%62%61%7A", "/foo/bar/baz", False),
    ("Disallow: /a%2fb", "/a/b", True),
    # comments, white space, case of the names
    ("  disallow :  /x  # why not", "/x", False),
    ("DISALLOW: /x", "/x", False),
    ("Nonsense: /\nDisallow: /x", "/y", True),
]


@pytest.mark.parametrize(("rules", "path", "allowed"), RULES, ids=[f"{row[0]!r} {row[1]}" for row in RULES])
async def test_rules(rules: str, path: str, allowed: bool) -> None:
    assert await allows(GROUP + rules, path) is allowed


async def test_the_group_of_our_own_name_is_the_one_that_counts() -> None:
    text = "User-agent: *\nDisallow: /\n\nUser-agent: CpecWatch\nDisallow: /private"
    assert await allows(text, "/news")
    assert not await allows(text, "/private")
    assert not await allows(text, "/news", agent="other")


async def test_groups_of_one_name_are_merged() -> None:
    text = "User-agent: cpecwatch\nDisallow: /a\n\nUser-agent: x\nDisallow: /b\n\nUser-agent: cpecwatch\nDisallow: /c"
    assert [await allows(text, path) for path in ("/a", "/b", "/c")] == [False, True, False]


async def test_one_group_may_have_several_names() -> None:
    text = "User-agent: other\nUser-agent: cpecwatch\nDisallow: /a"
    assert not await allows(text, "/a")


@pytest.mark.parametrize(
    ("text", "delay"),
    [
        ("User-agent: *\nCrawl-delay: 10", 10.0),
        ("User-agent: *\nCrawl-delay: 0.5", 0.5),
        ("User-agent: cpecwatch\nCrawl-delay: 3\n\nUser-agent: *\nCrawl-delay: 30", 3.0),
        ("User-agent: *\nRequest-rate: 1/5", 5.0),
        ("User-agent: *\nRequest-rate: 1/5\nCrawl-delay: 8", 8.0),
        ("User-agent: *\nCrawl-delay: soon", None),
        ("User-agent: *\nDisallow: /x", None),
    ],
)
async def test_the_delay_is_handed_on(text: str, delay: float | None) -> None:
    assert (await Site(text).robots().verdict(f"{ORIGIN}/a", HOSTS)).delay == delay


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 429, 499])
async def test_4xx_means_no_rules(status: int) -> None:
    verdict = await Site("User-agent: *\nDisallow: /", status).robots().verdict(f"{ORIGIN}/a", HOSTS)
    assert verdict.allowed


@pytest.mark.parametrize("status", [500, 502, 503, 504, 599])
async def test_5xx_forbids_all(status: int) -> None:
    verdict = await Site(status=status).robots().verdict(f"{ORIGIN}/a", HOSTS)
    assert not verdict.allowed
    assert verdict.reason is SkipReason.ROBOTS
    assert str(status) in verdict.why


@pytest.mark.parametrize("reason", [SkipReason.UNREACHABLE, SkipReason.TIMEOUT, SkipReason.TLS])
async def test_a_site_that_cannot_be_reached_is_forbidden_and_named_for_what_it_is(reason: SkipReason) -> None:
    site = Site()
    site.failure = FetchFailed(reason, "robots.txt: no luck")
    verdict = await site.robots().verdict(f"{ORIGIN}/a", HOSTS)
    assert not verdict.allowed
    assert verdict.reason is reason


async def test_more_redirects_than_five_mean_no_rules() -> None:
    site = Site()
    site.failure = FetchFailed(SkipReason.REDIRECTS, "more than 5 redirects")
    assert (await site.robots().verdict(f"{ORIGIN}/a", HOSTS)).allowed


async def test_a_file_over_the_cap_is_read_up_to_its_last_whole_line() -> None:
    lines = "User-agent: *\nDisallow: /first\n" + "#" * (CAP - 100) + "\nAllow: /x\nDisallow: /firs" + "t" * 1000
    site = Site()
    site.body = lines.encode()[:CAP]
    robots = site.robots()
    assert not (await robots.verdict(f"{ORIGIN}/first", HOSTS)).allowed
    assert (await robots.verdict(f"{ORIGIN}/firs", HOSTS)).allowed


@pytest.mark.parametrize(
    "body", [b"\xef\xbb\xbfUser-agent: *\nDisallow: /x", b"\xff\xfe\nUser-agent: *\r\nDisallow: /x"]
)
async def test_marks_and_broken_bytes_do_not_hide_the_rules(body: bytes) -> None:
    site = Site()
    site.body = body
    assert not (await site.robots().verdict(f"{ORIGIN}/x", HOSTS)).allowed


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("".join(f"User-agent: bot{n}\n" for n in range(200)) + "Disallow: /x\n" * 500, True),
        ("".join(f"User-agent: bot{n}\nDisallow: /x{n}\n\n" for n in range(5000)), True),
        ("User-agent: *\n" + "Disallow: /x\n" * 30_000, True),
        ("".join(f"User-agent: bot{n}\n" for n in range(14_000)) + "Disallow: /x\n" * 18_000, False),
        ("".join(f"User-agent: bot{n}\n" for n in range(10_000)) * 2, False),
        ("".join(f"useragent bot{n}\n" for n in range(14_000)) + "Disallow /x\n" * 18_000, False),
    ],
    ids=["many bots", "many groups", "many rules", "names times rules", "names twice", "names without colons"],
)
async def test_a_file_that_would_take_minutes_to_read_forbids_all(text: str, allowed: bool) -> None:
    verdict = await Site(text).robots().verdict(f"{ORIGIN}/a", HOSTS)
    assert verdict.allowed is allowed


async def test_an_origin_is_asked_once() -> None:
    site = Site()
    robots = site.robots()
    for url in (f"{ORIGIN}/a", f"{ORIGIN}/b?c", "https://SITE.example/d", "http://site.example/a", f"{ORIGIN}:8443/a"):
        await robots.verdict(url, HOSTS)
    assert site.asked == [
        f"{ORIGIN}/robots.txt",
        "http://site.example/robots.txt",
        f"{ORIGIN}:8443/robots.txt",
    ]


async def test_many_at_once_ask_once() -> None:
    site = Site()
    robots = site.robots()
    await asyncio.gather(*(robots.verdict(f"{ORIGIN}/{number}", HOSTS) for number in range(20)))
    assert len(site.asked) == 1


async def test_an_unreachable_site_is_not_asked_for_every_page_but_again_after_a_while() -> None:
    site = Site(status=503)
    robots = site.robots()
    for _ in range(5):
        assert not (await robots.verdict(f"{ORIGIN}/a", HOSTS)).allowed
    assert len(site.asked) == 1
    site.now += ASK_AGAIN_AFTER
    site.status = 200
    assert (await robots.verdict(f"{ORIGIN}/a", HOSTS)).allowed


@pytest.mark.parametrize(
    ("age", "allowed", "asked"),
    [
        (timedelta(hours=11, minutes=59), True, 0),
        (timedelta(hours=12), True, 1),
        (timedelta(hours=23, minutes=59), True, 1),
        (timedelta(hours=24), False, 1),
    ],
)
async def test_a_copy_serves_an_unreachable_site_for_a_day(age: timedelta, allowed: bool, asked: int) -> None:
    copy = RobotsCopy(origin=ORIGIN, outcome=RobotsOutcome.RULES, text="User-agent: *\nDisallow: /x", fetched=NOW - age)
    site = Site(status=503)
    robots = site.robots(copy)
    assert (await robots.verdict(f"{ORIGIN}/a", HOSTS)).allowed is allowed
    assert len(site.asked) == asked
    assert not (await robots.verdict(f"{ORIGIN}/x", HOSTS)).allowed
    assert robots.copies() == ((copy,) if allowed else ())


async def test_what_one_run_learnt_serves_the_next() -> None:
    site = Site("User-agent: *\nDisallow: /x\nCrawl-delay: 4")
    first = site.robots()
    await first.verdict(f"{ORIGIN}/a", HOSTS)
    second = site.robots(*first.copies())
    verdict = await second.verdict(f"{ORIGIN}/x", HOSTS)
    assert (verdict.allowed, verdict.delay) == (False, 4.0)
    assert len(site.asked) == 1


async def test_a_refreshed_copy_brings_its_new_rules() -> None:
    site = Site("User-agent: *\nDisallow: /x")
    robots = site.robots()
    assert not (await robots.verdict(f"{ORIGIN}/x", HOSTS)).allowed
    site.body, site.now = b"", site.now + timedelta(hours=13)
    assert (await robots.verdict(f"{ORIGIN}/x", HOSTS)).allowed
