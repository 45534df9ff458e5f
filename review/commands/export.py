"""`cpecwatch export`: what is kept, in formats of others."""

from pathlib import Path
from typing import Annotated

import typer

from claims.errors import BadConfiguration
from flows.settings import load_configuration
from review.opening import reading_ledger
from review.options import AsJson, Home
from review.terminal import out, show_json

Warc = Annotated[Path, typer.Option("--warc", help="File to write every kept page to, as WARC 1.1 (.warc.gz).")]


def export(warc: Warc, home: Home = None, as_json: AsJson = False) -> None:
    """Write every page that is kept, as it came, into a WARC file that any web archive tool can read.

    Example: cpecwatch export --warc pages.warc.gz
    """
    from extractors.warc import write_warc
    from store.snapshots import all_snapshots

    if warc.exists():
        raise BadConfiguration(f"{warc}: is there already; name a new file")
    partial = warc.with_name(f"{warc.name}.partial")
    try:
        with reading_ledger(load_configuration(home)) as session, partial.open("wb") as stream:
            written = write_warc(stream, all_snapshots(session))
        partial.replace(warc)
    except OSError as error:
        raise BadConfiguration(f"{warc}: cannot be written ({error.strerror})") from error
    finally:
        partial.unlink(missing_ok=True)
    if as_json:
        show_json({"file": str(warc), "pages": written})
    else:
        out.print(f"{warc}: {written} pages", markup=False)
