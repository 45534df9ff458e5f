"""Everything that can go wrong on purpose, split by consequence.

    CpecwatchError
    ├── SkipItem              this item is skipped and named in the run's report; the pass goes on
    │   ├── FetchFailed       no usable answer came from an address
    │   └── Unreadable        an answer came, but it is not an article (or feed) that can be read
    └── StopRun               the run ends, with the exit code of the class
        ├── BadConfiguration  settings, seeds, usage: a person must mend a file        (exit 2)
        ├── NothingReadable   no source at all could be read                           (exit 3)
        └── MachineFailed     disk, database or Prefect's server failed us             (exit 4)

Foreign exceptions are translated once, at the edge that met them. A bug is never wrapped in one of these.
"""

from enum import StrEnum


class CpecwatchError(Exception):
    """Root of the errors that a user can act on; its text says what happened, where, and what to do."""


class SkipReason(StrEnum):
    """The named outcomes of an item that could not be used; one word each, stable, shown to people."""

    FORBIDDEN_ADDRESS = "forbidden-address"
    FORBIDDEN_SCHEME = "forbidden-scheme"
    FORBIDDEN_HOST = "forbidden-host"
    ROBOTS = "robots"
    UNREACHABLE = "unreachable"
    TLS = "tls"
    TIMEOUT = "timeout"
    TOO_LARGE = "too-large"
    BAD_ENCODING = "bad-encoding"
    REDIRECTS = "redirects"
    HTTP_STATUS = "http-status"
    GONE = "gone"
    RATE_LIMITED = "rate-limited"
    NOT_A_FEED = "not-a-feed"
    NOT_HTML = "not-html"
    EMPTY = "empty"
    BOT_WALL = "bot-wall"
    PAYWALL = "paywall"
    ERROR_PAGE = "error-page"
    LIVE_BLOG = "live-blog"
    GALLERY = "gallery"
    WORKER_DIED = "worker-died"
    BAD_DATE = "bad-date"
    MISSING_FIELD = "missing-field"
    OFF_TOPIC = "off-topic"


class SkipItem(CpecwatchError):
    """One item is skipped; `reason` is stable, the message is for people and names the URL or source."""

    def __init__(self, reason: SkipReason, message: str, *, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.reason = reason
        self.retry_after = retry_after

    def __reduce__(self) -> tuple[object, ...]:
        # Errors cross the reading pool's process border, where the default pickling would lose the reason.
        return _rebuild_skip, (type(self), self.reason, str(self), self.retry_after)


def _rebuild_skip(kind: type[SkipItem], reason: SkipReason, message: str, retry_after: float | None) -> SkipItem:
    return kind(reason, message, retry_after=retry_after)


class FetchFailed(SkipItem):
    """No usable answer came from an address."""


class Unreadable(SkipItem):
    """An answer came, but it is not an article or feed that can be read."""


class StopRun(CpecwatchError):
    """The run ends; `exit_code` is the process's exit code."""

    exit_code = 1


class BadConfiguration(StopRun):
    """A settings file, a seeds file or the command line is wrong; the message names file, line and field."""

    exit_code = 2


class NothingReadable(StopRun):
    """No source could be read at all."""

    exit_code = 3


class MachineFailed(StopRun):
    """Disk, database or Prefect's server failed us."""

    exit_code = 4
