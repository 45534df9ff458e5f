"""The client factory: the only place where an HTTP client is made."""

import ssl
from http.cookiejar import CookieJar, DefaultCookiePolicy
from ipaddress import ip_address

import httpcore
import httpx

from flows.edges.failures import Refusal
from flows.edges.guard import Connector, Guard, Resolver, connect, resolve

MOST_CONNECTIONS = 10  # httpx 0.28.1 gets four times slower at 50
TIMEOUT = httpx.Timeout(20.0, connect=10.0)  # per read; the total deadline is the fetch's
KEEP_ALIVE = 15.0

_ACCEPT = "application/rss+xml, application/atom+xml, text/html, application/xml;q=0.9, */*;q=0.5"


def make_client(
    *,
    user_agent: str,
    allowed: frozenset[tuple[str, int]] = frozenset(),
    resolver: Resolver = resolve,
    connector: Connector = connect,
    proxy: str | None = None,
    tls: ssl.SSLContext | None = None,
) -> httpx.AsyncClient:
    """A client that reaches public addresses only, ignores the environment, follows no redirect and keeps no cookie.

    `allowed` exempts (address, port) pairs, which is how the demo and the tests reach their loopback servers.
    `resolver` and `connector` are seams. `tls` adds certificate authorities to trust; verification is never off.

    With a `proxy` (`http://[user:password@]host:port`) it is the proxy that looks names up and connects: what this
    machine can tell (addresses written in a URL, names that resolve here) is still checked before the request.
    """
    context = tls or ssl.create_default_context()
    guard = Guard(allowed=allowed, resolver=resolver, connector=connector)
    transport = _direct(context, guard) if proxy is None else _proxied(context, guard, proxy, connector)
    return httpx.AsyncClient(
        transport=transport,
        headers={"User-Agent": user_agent, "Accept": _ACCEPT, "Accept-Encoding": "gzip"},
        cookies=CookieJar(policy=DefaultCookiePolicy(allowed_domains=())),
        timeout=TIMEOUT,
        follow_redirects=False,
        trust_env=False,
    )


class _Transport(httpx.AsyncHTTPTransport):
    """httpx's own transport over a pool of ours: httpx has no parameter for httpcore's network backend.

    Only `_pool` is relied on (httpx is held below 0.29); a test fails should the pool be bypassed.
    """

    def __init__(self, pool: httpcore.AsyncConnectionPool, before: Guard | None = None) -> None:
        self._pool = pool
        self._before = before

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if self._before is not None:
            await _check_ahead(self._before, request.url)
        return await super().handle_async_request(request)


async def _check_ahead(guard: Guard, url: httpx.URL) -> None:
    """Refuse what can be seen from here to be private; a name that only the proxy can resolve is left to it."""
    try:
        await guard.admit(url.host, url.port or (443 if url.scheme == "https" else 80))
    except Refusal:
        raise
    except (OSError, httpcore.ConnectError):
        return


def _direct(context: ssl.SSLContext, guard: Guard) -> _Transport:
    pool = httpcore.AsyncConnectionPool(
        ssl_context=context,
        max_connections=MOST_CONNECTIONS,
        max_keepalive_connections=MOST_CONNECTIONS,
        keepalive_expiry=KEEP_ALIVE,
        network_backend=guard,
    )
    return _Transport(pool)


def _proxied(context: ssl.SSLContext, guard: Guard, proxy: str, connector: Connector) -> _Transport:
    parsed = httpx.Proxy(proxy)
    endpoint = _Endpoint(connector=connector)
    pool = httpcore.AsyncHTTPProxy(
        proxy_url=str(parsed.url),
        proxy_auth=parsed.raw_auth,
        ssl_context=context,
        max_connections=MOST_CONNECTIONS,
        max_keepalive_connections=MOST_CONNECTIONS,
        keepalive_expiry=KEEP_ALIVE,
        network_backend=endpoint,
    )
    return _Transport(pool, before=guard)


class _Endpoint(Guard):
    """The way to the operator's own proxy, which may well be a private address: httpcore asks for no other host."""

    async def admit(self, host: str, port: int) -> tuple[str, ...]:
        try:
            return (str(ip_address(host)),)
        except ValueError:
            return tuple(await resolve(host, port))

    def _why_not(self, address: str, port: int) -> str | None:
        return None
