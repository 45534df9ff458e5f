"""Sending one message to one channel by Apprise, and saying honestly what came of it.

Apprise answers True or False and swallows the reason. The outbox has to know one thing more: whether a message that was
not confirmed may have arrived all the same. Apprise logs from inside its `except` blocks, so a handler on its logger
sees the exception itself; by that a refusal and a lost confirmation are told apart.

A key travels with each message (`Idempotency-Key` for webhooks, `X-Cpecwatch-Key` for mail), so that a receiver can
drop a repetition. Channel URLs hold passwords: no error text repeats one.
"""

import asyncio
import logging
import re
import smtplib
import socket
import ssl
import sys
import threading
import traceback
import warnings
from dataclasses import dataclass
from types import TracebackType
from typing import Any

import requests
import urllib3

from claims.errors import BadConfiguration

with warnings.catch_warnings():
    # Apprise's mail plugin imports a module that Python 3.13 drops (it brings its own there).
    warnings.simplefilter("ignore", DeprecationWarning)
    from apprise import Apprise, AppriseAsset, NotifyFormat, NotifyType, OverflowMode
    from apprise.plugins.base import NotifyBase
    from apprise.plugins.email import NotifyEmail

TIMEOUT = 60.0
CONNECT_TIMEOUT = 10.0
ANSWER_TIMEOUT = 20.0

# Apprise's log quotes channel URLs, passwords included: what is worth knowing of it is in the outcome.
_LOG = logging.getLogger("apprise")
_LOG.propagate = False
_LOG.addHandler(logging.NullHandler())

_STATUS = re.compile(r"error=(\d{3})\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What is sent. `key` is the same for every attempt at the same message."""

    subject: str
    text: str
    html: str | None
    key: str


@dataclass(frozen=True, slots=True)
class Sent:
    """The channel accepted the message."""

    channel: str


@dataclass(frozen=True, slots=True)
class Unsure:
    """The message left, but nobody confirmed it: it may have arrived."""

    channel: str
    why: str


@dataclass(frozen=True, slots=True)
class Failed:
    """The message was not accepted, or never left: it can be sent again without doubling it."""

    channel: str
    why: str


Outcome = Sent | Unsure | Failed


async def send(message: Message, channel_url: str, *, timeout: float = TIMEOUT) -> Outcome:
    """Send `message` once; `timeout` is in seconds for the whole. Raises BadConfiguration for an unusable URL."""
    plugin = _open(channel_url)
    _stamp(plugin, message.key)
    channel = _name(plugin)
    try:
        async with asyncio.timeout(timeout):
            return await asyncio.to_thread(_deliver, plugin, message, channel)
    except TimeoutError:
        return Unsure(channel, f"no confirmation within {timeout:g} s")


def channel_name(channel_url: str) -> str:
    """What people may be shown of a channel: the service and its host. Raises BadConfiguration for an unusable URL."""
    return _name(_open(channel_url))


def _open(channel_url: str) -> NotifyBase:
    # No redirects: a webhook that points elsewhere is a setting to mend, and a way into the inner network.
    asset = AppriseAsset(app_id="cpecwatch", async_mode=False, http_redirects=False)
    plugin = Apprise.instantiate(channel_url, asset=asset)
    if plugin is None:
        scheme = channel_url.partition("://")[0][:20] if "://" in channel_url else "…"
        raise BadConfiguration(
            f"a channel URL ({scheme}://…) cannot be used: see the Apprise documentation for the form of its kind"
        )
    if plugin.socket_connect_timeout == NotifyBase.socket_connect_timeout:
        plugin.socket_connect_timeout = CONNECT_TIMEOUT
    if plugin.socket_read_timeout == NotifyBase.socket_read_timeout:
        plugin.socket_read_timeout = ANSWER_TIMEOUT
    if plugin.overflow_mode == OverflowMode.UPSTREAM:
        plugin.overflow_mode = OverflowMode.SPLIT  # a long digest comes in parts rather than not at all
    return plugin


def _stamp(plugin: NotifyBase, key: str) -> None:
    """Put the key into the headers of a channel that has any."""
    headers: Any = getattr(plugin, "headers", None)
    if isinstance(headers, dict):
        headers["X-Cpecwatch-Key" if isinstance(plugin, NotifyEmail) else "Idempotency-Key"] = key


def _name(plugin: NotifyBase) -> str:
    host = getattr(plugin, "smtp_host", None) or getattr(plugin, "host", None)
    return f"{plugin.service_name} at {host}" if host else str(plugin.service_name)


def _deliver(plugin: NotifyBase, message: Message, channel: str) -> Outcome:
    """Runs in a thread: Apprise blocks."""
    carrier = Apprise(asset=plugin.asset)
    carrier.add(plugin)
    html = message.html if plugin.notify_format == NotifyFormat.HTML else None
    with _Witness() as witness, _Parts(plugin) as parts:
        accepted = carrier.notify(
            body=html or message.text,
            title=message.subject,
            notify_type=NotifyType.INFO,
            body_format=NotifyFormat.HTML if html else NotifyFormat.TEXT,
        )
    if accepted:
        return Sent(channel)
    if parts.accepted or len(plugin) > 1:
        return Unsure(channel, f"some of its parts or recipients may have it; {witness.words()}")
    return Unsure(channel, witness.words()) if witness.may_have_arrived() else Failed(channel, witness.words())


class _Parts:
    """Counts the parts of a message that were accepted: Apprise says False for the whole if one of them was not."""

    def __init__(self, plugin: NotifyBase) -> None:
        self._plugin = plugin
        self._send = plugin.send
        self.accepted = 0

    def __enter__(self) -> "_Parts":
        self._plugin.send = self._counted  # type: ignore[method-assign]
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        self._plugin.send = self._send  # type: ignore[method-assign]

    def _counted(self, *args: Any, **kwargs: Any) -> bool:
        accepted = bool(self._send(*args, **kwargs))
        self.accepted += accepted
        return accepted


class _Witness(logging.Handler):
    """Sees what Apprise logs in this thread, and the exceptions it logs them for."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._thread = threading.get_ident()
        self._error: BaseException | None = None
        self._status: str | None = None
        self._saw_anything = False

    def __enter__(self) -> "_Witness":
        _LOG.addHandler(self)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        _LOG.removeHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread != self._thread:
            return
        self._saw_anything = True
        self._error = self._error or sys.exc_info()[1]
        status = _STATUS.search(record.getMessage())
        self._status = self._status or (status.group(1) if status else None)

    def may_have_arrived(self) -> bool:
        """Whether the message can have reached the channel although nobody confirmed it."""
        if self._error is None:
            return not self._saw_anything
        return _may_have_arrived(self._error)

    def words(self) -> str:
        """What happened, without a word of the exception's own: it may quote the URL."""
        if self._error is not None:
            return f"{_kind(self._error)} ({type(self._error).__name__})"
        return f"refused with HTTP {self._status}" if self._status else "refused"


# Raised before the message has left, or as the receiver's plain no.
_NEVER_ACCEPTED = (
    requests.ConnectTimeout,
    requests.exceptions.SSLError,
    requests.exceptions.InvalidURL,
    requests.exceptions.InvalidSchema,
    requests.exceptions.ProxyError,
    smtplib.SMTPResponseException,
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPNotSupportedError,
    ssl.SSLCertVerificationError,
)


def _may_have_arrived(error: BaseException) -> bool:
    if isinstance(error, _NEVER_ACCEPTED):
        return False
    if isinstance(error, requests.ConnectionError):
        return not (error.args and isinstance(error.args[0], urllib3.exceptions.MaxRetryError))
    stages = _smtp_stages(error)
    if stages:
        return "data" in stages  # the one stage of a mail conversation where the text goes out
    return not isinstance(error, ConnectionRefusedError | socket.gaierror)


def _smtp_stages(error: BaseException) -> frozenset[str]:
    """The functions of smtplib that an exception came through: how far the talk with the mail server had got."""
    frames = traceback.walk_tb(error.__traceback__)
    return frozenset(frame.f_code.co_name for frame, _ in frames if frame.f_code.co_filename == smtplib.__file__)


def _kind(error: BaseException) -> str:
    if isinstance(error, requests.Timeout | TimeoutError):
        return "no answer in time"
    if isinstance(error, requests.exceptions.SSLError | ssl.SSLError):
        return "no secure connection"
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return "the mail server did not accept the login"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"the mail server answered {error.smtp_code}"
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "the mail server refused the recipients"
    return "the connection failed"
