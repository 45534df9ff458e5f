"""The one place where what went wrong on the wire gets its name.

`Refusal` is what the guards of this package raise, without knowing the address that was asked for; `translate` turns
it, and every exception of httpx, ssl, zlib and the operating system that a fetch can meet, into a FetchFailed that
names the URL. Anything else is a bug and passes through.
"""

import socket
import ssl
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from claims.errors import FetchFailed, SkipReason


class Refusal(Exception):
    """A guard said no; `words` say why and are put behind the URL, `retry_after` is in seconds."""

    def __init__(self, reason: SkipReason, words: str, *, retry_after: float | None = None) -> None:
        super().__init__(words)
        self.reason = reason
        self.words = words
        self.retry_after = retry_after


class TransientFailure(FetchFailed):
    """A failure that may pass by itself: transport, 429, 5xx. The only kind that is tried again."""


# First match wins: a class stands before the classes that it derives from.
NAMES: tuple[tuple[type[Exception], SkipReason, str, bool], ...] = (
    (httpx.TimeoutException, SkipReason.TIMEOUT, "no answer in time", True),
    (httpx.ConnectError, SkipReason.UNREACHABLE, "no connection", True),
    (httpx.RemoteProtocolError, SkipReason.UNREACHABLE, "the server broke off, or broke the HTTP protocol", True),
    (httpx.LocalProtocolError, SkipReason.UNREACHABLE, "the request cannot be put into HTTP", False),
    (httpx.UnsupportedProtocol, SkipReason.FORBIDDEN_SCHEME, "only http and https are fetched", False),
    (httpx.ProxyError, SkipReason.UNREACHABLE, "the proxy would not pass the request on", True),
    (httpx.NetworkError, SkipReason.UNREACHABLE, "the connection was lost", True),
    (httpx.TooManyRedirects, SkipReason.REDIRECTS, "too many redirects", False),
    (httpx.DecodingError, SkipReason.BAD_ENCODING, "the body cannot be decoded", False),
    (httpx.TransportError, SkipReason.UNREACHABLE, "the transport failed", True),
    (httpx.RequestError, SkipReason.UNREACHABLE, "the request failed", True),
    (httpx.InvalidURL, SkipReason.FORBIDDEN_ADDRESS, "this is not an address that can be fetched", False),
    (httpx.StreamError, SkipReason.UNREACHABLE, "the body could not be read", True),
    # The deadline of a whole fetch: whoever used it up would use up the next one.
    (TimeoutError, SkipReason.TIMEOUT, "the whole answer did not come in time", False),
    (ssl.SSLError, SkipReason.TLS, "the secure connection could not be made", False),
    # Not tried again: the system's resolver has asked several times itself, and may have taken ten seconds for it.
    (socket.gaierror, SkipReason.UNREACHABLE, "the host name does not resolve", False),
    (ConnectionRefusedError, SkipReason.UNREACHABLE, "the connection was refused", True),
    (ConnectionError, SkipReason.UNREACHABLE, "the connection was reset", True),
    (OSError, SkipReason.UNREACHABLE, "the network failed", True),
    (zlib.error, SkipReason.BAD_ENCODING, "the gzip data is damaged", False),
)

# Causes that say more than the exception which wraps them.
_TELLING = (Refusal, httpx.InvalidURL, ssl.SSLError, socket.gaierror, ConnectionRefusedError, ConnectionResetError)


@contextmanager
def naming(url: str) -> Iterator[None]:
    """Raise FetchFailed, naming `url`, for what goes wrong inside; bugs and cancellation pass."""
    try:
        yield
    except FetchFailed:
        raise
    except Exception as error:
        failure = translate(error, url)
        if failure is None:
            raise
        raise failure from error


def translate(error: Exception, url: str) -> FetchFailed | None:
    """The named failure for a foreign exception, or None where it is none that a fetch can meet."""
    telling = _telling_cause(error)
    if isinstance(telling, Refusal):
        return FetchFailed(telling.reason, f"{url}: {telling.words}", retry_after=telling.retry_after)
    found = next((row for row in NAMES if isinstance(telling, row[0])), None)
    if found is None:
        return None
    _, reason, words, passing = found
    detail = str(telling)
    kind = TransientFailure if passing else FetchFailed
    return kind(reason, f"{url}: {words} ({detail})" if detail else f"{url}: {words}")


def _telling_cause(error: Exception) -> Exception:
    """The innermost cause that has its own name: httpx wraps a wrong certificate and a refused port alike."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, _TELLING):
            return cause
        cause = cause.__cause__ or cause.__context__
    return error
