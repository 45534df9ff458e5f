"""Desks and ledgers over the bundled newsroom, on a clock of the test's own."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from datetime import datetime
from functools import partial
from pathlib import Path

from pydantic import SecretStr

from flows.desk import Desk, Ledger, open_desk, opened_ledger
from flows.settings import Configuration, Settings, load_configuration
from review.newsroom.newsroom import RunningNewsroom


def configured(home: Path, *, channels: dict[str, str] | None = None) -> Configuration:
    """The defaults for a data folder, without politeness (the newsroom is ours) and with these channels."""
    configuration = load_configuration(home, {})
    secrets = {name: SecretStr(url) for name, url in (channels or {}).items()}
    settings: Settings = configuration.settings.model_copy(update={"gap": 0.0, "readers": 1, "channels": secrets})
    return configuration.model_copy(update={"settings": settings})


def desk_opener(
    configuration: Configuration, running: RunningNewsroom, now: datetime
) -> Callable[[], AbstractAsyncContextManager[Desk]]:
    """What opens a desk over the newsroom at that time."""
    return partial(open_desk, configuration, now=lambda: now, sources=running.sources, allowed=running.allowed)


def ledger_opener(configuration: Configuration, now: datetime) -> Callable[[], AbstractContextManager[Ledger]]:
    """What opens the ledger at that time."""
    return partial(opened_ledger, configuration, now=lambda: now)
