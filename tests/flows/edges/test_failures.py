"""The map of foreign exceptions: complete, ordered, and no cover for bugs."""

import socket
import ssl
import zlib

import httpx
import pytest

from claims.errors import FetchFailed, SkipReason
from flows.edges.failures import NAMES, Refusal, TransientFailure, naming, translate

URL = "https://site.example/story"


def kinds(root: type[Exception]) -> list[type[Exception]]:
    return [root, *(kind for child in root.__subclasses__() for kind in kinds(child))]


def made(kind: type[Exception]) -> Exception:
    """An instance, whatever its constructor wants."""
    error = kind.__new__(kind)
    Exception.__init__(error, "words")
    return error


HTTPX_ERRORS: list[type[Exception]] = [
    error
    for error in vars(httpx).values()
    if isinstance(error, type) and issubclass(error, Exception) and error.__module__.startswith("httpx")
]
# What our own code cannot provoke: it raises no status as an error, and sets no cookie twice.
NOT_OURS = {httpx.HTTPStatusError, httpx.CookieConflict, httpx.HTTPError}


def test_httpx_has_the_errors_that_this_test_means() -> None:
    assert {httpx.ReadTimeout, httpx.InvalidURL, httpx.StreamConsumed} <= set(HTTPX_ERRORS)


@pytest.mark.parametrize("kind", sorted(set(HTTPX_ERRORS) - NOT_OURS, key=str))
def test_every_error_of_httpx_has_a_name(kind: type[Exception]) -> None:
    failed = translate(made(kind), URL)
    assert isinstance(failed, FetchFailed)
    assert URL in str(failed)


@pytest.mark.parametrize("root", [ssl.SSLError, OSError, socket.gaierror, TimeoutError, zlib.error])
def test_every_error_of_the_system_has_a_name(root: type[Exception]) -> None:
    for kind in kinds(root):
        if kind.__module__ in ("builtins", "ssl", "socket", "zlib", "_ssl", "_socket"):
            assert isinstance(translate(made(kind), URL), FetchFailed), kind


def test_no_row_of_the_map_hides_behind_an_earlier_one() -> None:
    for place, (kind, *_) in enumerate(NAMES):
        assert not any(issubclass(kind, earlier) for earlier, *_ in NAMES[:place]), kind


@pytest.mark.parametrize(
    ("error", "reason", "transient"),
    [
        (httpx.ReadTimeout(""), SkipReason.TIMEOUT, True),
        (httpx.ConnectTimeout(""), SkipReason.TIMEOUT, True),
        (httpx.PoolTimeout(""), SkipReason.TIMEOUT, True),
        (httpx.RemoteProtocolError("peer closed"), SkipReason.UNREACHABLE, True),
        (httpx.UnsupportedProtocol(""), SkipReason.FORBIDDEN_SCHEME, False),
        (httpx.InvalidURL(""), SkipReason.FORBIDDEN_ADDRESS, False),
        (TimeoutError(), SkipReason.TIMEOUT, False),
        (ssl.SSLCertVerificationError("self-signed"), SkipReason.TLS, False),
        (socket.gaierror(-2, "Name or service not known"), SkipReason.UNREACHABLE, False),
        (ConnectionResetError(), SkipReason.UNREACHABLE, True),
        (zlib.error("bad"), SkipReason.BAD_ENCODING, False),
        (Refusal(SkipReason.TOO_LARGE, "too long"), SkipReason.TOO_LARGE, False),
    ],
)
def test_names(error: Exception, reason: SkipReason, transient: bool) -> None:
    failed = translate(error, URL)
    assert failed is not None
    assert failed.reason is reason
    assert isinstance(failed, TransientFailure) is transient


def test_the_cause_inside_a_wrapper_gives_the_name() -> None:
    wrapper = httpx.ConnectError("")
    wrapper.__context__ = OSError("all attempts failed")
    wrapper.__context__.__cause__ = ssl.SSLCertVerificationError("wrong name")
    failed = translate(wrapper, URL)
    assert failed is not None
    assert failed.reason is SkipReason.TLS


def test_a_bug_passes_through() -> None:
    assert translate(KeyError("a bug"), URL) is None
    with pytest.raises(ZeroDivisionError), naming(URL):
        _ = 1 / 0


def test_a_named_failure_keeps_its_name() -> None:
    named = FetchFailed(SkipReason.GONE, "gone")
    with pytest.raises(FetchFailed) as caught, naming(URL):
        raise named
    assert caught.value is named
