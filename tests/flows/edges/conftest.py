"""The table of the attack matrix: memory and time of each row, printed at the end of the run."""

from dataclasses import dataclass

import pytest


@dataclass(frozen=True, slots=True)
class Measured:
    """One attack as it went: growth of the process over its idle size in bytes, seconds until its outcome."""

    name: str
    outcome: str
    growth: int
    seconds: float


TABLE: pytest.StashKey[list[Measured]] = pytest.StashKey()


@pytest.fixture
def measured(request: pytest.FixtureRequest) -> list[Measured]:
    """Where a test puts what it measured."""
    return request.config.stash.setdefault(TABLE, [])


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    rows = config.stash.get(TABLE, [])
    if not rows or "attack" not in config.option.markexpr.replace("not attack", ""):
        return
    terminalreporter.section("attacks: growth over idle, time, outcome")
    for row in rows:
        line = f"{row.growth / 2**20:8.1f} MB {row.seconds:7.2f} s  {row.outcome:<18} {row.name}"
        terminalreporter.write_line(line)
