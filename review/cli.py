"""The program `cpecwatch`: its commands, and what its exit codes mean.

0 done · 1 a bug · 2 usage, configuration, unknown id or a schema from the future · 3 no source could be read ·
4 the machine failed us (disk, database, Prefect's server) · 130/143 stopped by a signal, work kept ·
141 the reader of the output left (`| head`).
"""

import inspect
import signal
import sys
from types import FrameType

import typer
from typer.exceptions import Abort, TyperException

from claims.errors import CpecwatchError, StopRun
from review.commands import (
    add,
    baseline,
    changes,
    check,
    cluster,
    config,
    database,
    decide,
    demo,
    digest,
    exchange,
    export,
    ledger,
    missed,
    recheck,
    replay,
    rules,
    run,
    serve,
    snapshots,
    sources,
)
from review.terminal import err


def flowing(docstring: str | None) -> str:
    """A docstring as help: the lines of a paragraph are one line, which the terminal breaks where it has to."""
    return "\n\n".join(" ".join(each.split()) for each in inspect.cleandoc(docstring or "").split("\n\n"))


app = typer.Typer(
    help="Watches the news about the China–Pakistan Economic Corridor: what is new, changed or contradictory.",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    add_completion=False,
)
for command in (
    run.run,
    recheck.recheck,
    demo.demo,
    serve.serve,
    check.check,
    changes.changes,
    changes.show,
    decide.accept,
    decide.dismiss,
    decide.correct,
    decide.unsure,
    decide.reopen,
    decide.undo,
    rules.rules,
    add.add,
    ledger.ledger,
    cluster.cluster,
    replay.replay,
    missed.missed,
    digest.digest,
    snapshots.snapshots,
    export.export,
    exchange.extract,
    exchange.compare,
    config.config,
):
    app.command(help=flowing(command.__doc__))(command)
app.add_typer(baseline.app, name="baseline")
app.add_typer(sources.app, name="sources")
app.add_typer(database.app, name="db")
INTERRUPTED = 128 + signal.SIGINT


def main() -> None:
    """Run the command line and leave with the exit code of its outcome."""
    signal.signal(signal.SIGTERM, _stop)
    sys.exit(_outcome())


def _outcome() -> int:
    try:
        code = app(standalone_mode=False)
        if code == INTERRUPTED:  # typer has caught the KeyboardInterrupt
            return _stopped()
        return code if isinstance(code, int) else 0
    except StopRun as error:
        err.print(f"cpecwatch: {error}", style="red", markup=False, soft_wrap=True)
        return error.exit_code
    except CpecwatchError as error:
        err.print(f"cpecwatch: {error}", style="red", markup=False, soft_wrap=True)
        return 2
    except TyperException as error:
        return _misused(error)
    except (KeyboardInterrupt, Abort):
        return _stopped()


def _misused(error: TyperException) -> int:
    """Say what was wrong about the command line; typer shows some of these itself, such as help for no arguments."""
    show = getattr(error, "show", None)
    if show is not None:
        show()
    else:
        err.print(f"cpecwatch: {error.format_message()}", style="red", markup=False, soft_wrap=True)
    return error.exit_code


def _stopped() -> int:
    err.print("cpecwatch: stopped; what was recorded is kept")
    return INTERRUPTED


def _stop(_signal: int, _frame: FrameType | None) -> None:
    err.print("cpecwatch: stopped; what was recorded is kept")
    sys.exit(128 + signal.SIGTERM)
