import pickle

import pytest

from claims.errors import (
    BadConfiguration,
    CpecwatchError,
    FetchFailed,
    MachineFailed,
    NothingReadable,
    SkipReason,
    StopRun,
    Unreadable,
)


@pytest.mark.parametrize("kind", [FetchFailed, Unreadable])
def test_a_skipped_item_survives_the_border_of_a_process(kind: type[FetchFailed] | type[Unreadable]) -> None:
    error = pickle.loads(pickle.dumps(kind(SkipReason.GONE, "http://x: gone", retry_after=3.0)))
    assert (type(error), error.reason, str(error), error.retry_after) == (kind, SkipReason.GONE, "http://x: gone", 3.0)


@pytest.mark.parametrize(("kind", "code"), [(BadConfiguration, 2), (NothingReadable, 3), (MachineFailed, 4)])
def test_a_run_that_stops_has_the_exit_code_of_its_consequence(kind: type[StopRun], code: int) -> None:
    assert kind("why").exit_code == code
    assert isinstance(kind("why"), CpecwatchError)
