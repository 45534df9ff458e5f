"""What is tried again, how long is waited, and when it is given up."""

from collections.abc import Iterator

import pytest
import stamina

from claims.errors import FetchFailed, SkipReason
from flows.edges.failures import TransientFailure
from flows.edges.retries import TRIES, retrying, wait_before_retry


@pytest.fixture(autouse=True)
def no_waiting() -> Iterator[None]:
    """stamina waits for nothing and tries as often as it was told to."""
    with stamina.set_testing(True, attempts=TRIES, cap=True):
        yield


def passing(retry_after: float | None = None) -> FetchFailed:
    return TransientFailure(SkipReason.RATE_LIMITED, "later", retry_after=retry_after)


LASTING = FetchFailed(SkipReason.GONE, "gone")


@pytest.mark.parametrize(
    ("error", "wait"),
    [
        (passing(), True),
        (passing(7.5), 7.5),
        (passing(0.0), 0.0),
        (passing(30.0), 30.0),
        (passing(30.1), False),
        (LASTING, False),
        (FetchFailed(SkipReason.RATE_LIMITED, "not your turn", retry_after=1.0), False),
        (KeyError("a bug"), False),
    ],
)
def test_the_wait(error: Exception, wait: bool | float) -> None:
    decided = wait_before_retry(error, longest_wait=30.0)
    assert decided == wait
    assert type(decided) is type(wait), "0.0 waits no time, False gives up"


class Asked:
    """Fails as it is told to, then answers."""

    def __init__(self, *failures: Exception) -> None:
        self.failures = list(failures)
        self.times = 0

    async def __call__(self) -> str:
        self.times += 1
        if self.failures:
            raise self.failures.pop(0)
        return "answer"


async def test_a_failure_that_passes_is_not_noticed() -> None:
    asked = Asked(passing(), passing(0.0))
    assert await retrying(asked, longest_wait=30) == "answer"
    assert asked.times == 3


async def test_the_third_failure_is_the_last() -> None:
    asked = Asked(passing(), passing(), passing(1.0), passing())
    with pytest.raises(TransientFailure) as caught:
        await retrying(asked, longest_wait=30)
    assert asked.times == TRIES
    assert caught.value.retry_after == 1.0


async def test_what_will_not_pass_is_asked_once() -> None:
    asked = Asked(LASTING)
    with pytest.raises(FetchFailed):
        await retrying(asked, longest_wait=30)
    assert asked.times == 1


async def test_a_server_that_asks_for_more_patience_than_we_have_is_asked_once() -> None:
    asked = Asked(passing(3600.0))
    with pytest.raises(TransientFailure):
        await retrying(asked, longest_wait=30)
    assert asked.times == 1
