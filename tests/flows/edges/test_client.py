"""The client factory: TLS is verified, the environment is ignored, a proxy does not open the way inwards."""

import asyncio
import ssl

import httpx
import pytest
import trustme

from claims.errors import FetchFailed, SkipReason
from flows.edges.client import MOST_CONNECTIONS, make_client
from flows.edges.collector import utc_now
from flows.edges.failures import Refusal
from flows.edges.fetch import fetch
from tests.flows.edges.servers import LOOPBACK, Asked, always, by_path, response, serving

HOSTS = frozenset({LOOPBACK, "site.example"})


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def trusting(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


def serving_as(authority: trustme.CA, *names: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*names).configure_cert(context)
    return context


async def test_a_trusted_certificate_is_accepted(authority: trustme.CA, trusting: ssl.SSLContext) -> None:
    async with (
        serving(always(response(b"x")), tls=serving_as(authority, LOOPBACK)) as server,
        make_client(user_agent="test", allowed=server.allowed, tls=trusting) as client,
    ):
        assert (await fetch(client, server.url(), hosts=HOSTS, now=utc_now)).body == b"x"


async def test_the_certificate_is_checked_against_the_name_not_the_address(
    authority: trustme.CA, trusting: ssl.SSLContext
) -> None:
    async def to_loopback(host: str, port: int) -> list[str]:
        return [LOOPBACK]

    async with (
        serving(always(response(b"x")), tls=serving_as(authority, "site.example")) as server,
        make_client(user_agent="test", allowed=server.allowed, tls=trusting, resolver=to_loopback) as client,
    ):
        url = f"https://site.example:{server.port}/"
        assert (await fetch(client, url, hosts=HOSTS, now=utc_now)).body == b"x"
        assert server.asked[0].headers["host"] == f"site.example:{server.port}"


@pytest.mark.parametrize("name", ["other.example", LOOPBACK], ids=["wrong name", "unknown authority"])
async def test_a_wrong_certificate_is_named(authority: trustme.CA, trusting: ssl.SSLContext, name: str) -> None:
    context = trusting if name == "other.example" else None
    async with (
        serving(always(response(b"x")), tls=serving_as(authority, name)) as server,
        make_client(user_agent="test", allowed=server.allowed, tls=context) as client,
    ):
        with pytest.raises(FetchFailed) as caught:
            await fetch(client, server.url(), hosts=HOSTS, now=utc_now)
        assert caught.value.reason is SkipReason.TLS
        assert server.asked == []


async def test_the_environment_is_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    async with (
        serving(always(response(b"x"))) as server,
        make_client(user_agent="test", allowed=server.allowed) as client,
    ):
        assert (await client.get(server.url())).status_code == 200


async def test_at_most_ten_connections_are_open() -> None:
    open_now = most = 0

    async def slow(_: Asked, writer: asyncio.StreamWriter) -> None:
        nonlocal open_now, most
        open_now += 1
        most = max(most, open_now)
        await asyncio.sleep(0.02)
        open_now -= 1
        writer.write(response(b"x"))

    async with serving(slow) as server, make_client(user_agent="test", allowed=server.allowed) as client:
        await asyncio.gather(*(client.get(server.url()) for _ in range(40)))
        assert most == MOST_CONNECTIONS
        assert server.connections == MOST_CONNECTIONS


async def test_redirects_are_never_followed_by_the_client_itself() -> None:
    async with (
        serving(always(response(status="302 Found", headers={"Location": "/"}))) as server,
        make_client(user_agent="test", allowed=server.allowed) as client,
    ):
        assert (await client.get(server.url())).status_code == 302
        assert len(server.asked) == 1


async def through_proxy(url: str, resolver_answer: list[str]) -> tuple[httpx.Response | Exception, list[Asked]]:
    async def names(host: str, port: int) -> list[str]:
        return resolver_answer

    refused = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"
    answers = {"site.example:443": refused}
    async with (
        serving(by_path(answers, other=response(b"from the proxy"))) as proxy,
        make_client(user_agent="test", resolver=names, proxy=proxy.origin) as client,
    ):
        try:
            return await client.get(url), proxy.asked
        except (Refusal, httpx.HTTPError) as error:
            return error, proxy.asked


async def test_a_proxy_is_used_where_one_is_set() -> None:
    answer, asked = await through_proxy("http://site.example/news", ["93.184.216.34"])
    assert isinstance(answer, httpx.Response)
    assert [request.path for request in asked] == ["http://site.example/news"]


@pytest.mark.parametrize("url", ["http://10.0.0.1/", "http://2130706433/", "http://inside.example/"])
async def test_a_proxy_is_not_asked_for_what_is_seen_to_be_private(url: str) -> None:
    answer, asked = await through_proxy(url, ["10.0.0.1"])
    assert isinstance(answer, Refusal)
    assert asked == []


async def test_a_proxy_may_know_names_that_do_not_resolve_here() -> None:
    answer, _ = await through_proxy("http://site.example/", [])
    assert isinstance(answer, httpx.Response)


async def test_https_goes_through_a_tunnel() -> None:
    answer, asked = await through_proxy("https://site.example/", ["93.184.216.34"])
    assert isinstance(answer, httpx.ProxyError)
    assert [request.path for request in asked] == ["site.example:443"]
