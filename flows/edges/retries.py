"""What is tried again: transport failures, 429 and 5xx, three times in all, after the wait that was asked for."""

import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

import stamina

from flows.edges.failures import TransientFailure

TRIES = 3

# What was tried in vain is reported by its name; a warning for every retry would only be in its way.
logging.getLogger("stamina").addHandler(logging.NullHandler())

Result = TypeVar("Result")


async def retrying(ask: Callable[[], Awaitable[Result]], *, longest_wait: float, tries: int = TRIES) -> Result:
    """The result of `ask`, tried again where its failure may pass; raises the last failure.

    Waits 1, 2 … seconds with jitter, or as long as Retry-After says; a server that asks for more than `longest_wait`
    seconds is not tried again in this pass.
    """
    try:
        return await ask()  # nearly always the end of it, and stamina's machinery costs a tenth of a fetch
    except TransientFailure as error:
        held = [error]

    async def go_on() -> Result:
        if held:
            raise held.pop()
        return await ask()

    again = stamina.AsyncRetryingCaller(attempts=tries, timeout=None, wait_initial=1.0, wait_max=longest_wait)
    return await again(lambda error: wait_before_retry(error, longest_wait), go_on)


def wait_before_retry(error: Exception, longest_wait: float) -> bool | float:
    """False: give up. A number: wait so many seconds, as the server asked. True: wait the usual time."""
    if not isinstance(error, TransientFailure):
        return False
    if error.retry_after is None:
        return True
    return error.retry_after if error.retry_after <= longest_wait else False
