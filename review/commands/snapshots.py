"""`cpecwatch snapshots`: the pages that are kept as they came."""

from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer
from rich.filesize import decimal

from claims.errors import BadConfiguration
from flows.settings import load_configuration
from review.opening import reading_ledger
from review.options import AsJson, Home
from review.terminal import counted, local, out, show_json

Days = Annotated[int | None, typer.Option("--forget", min=0, help="Drop pages fetched more than so many days ago.")]
Evidence = Annotated[bool, typer.Option("--evidence-too", help="Drop even those in which a claim stands.")]


def snapshots(forget: Days = None, evidence_too: Evidence = False, home: Home = None, as_json: AsJson = False) -> None:
    """What keeping the fetched pages costs; with --forget, drop old ones. Texts, claims and changes stay.

    A page in which a claim stands is its evidence and is kept unless you say --evidence-too. The setting
    `keep_snapshots` does the same by itself.

    Example: cpecwatch snapshots --forget 365
    """
    from store.engine import transaction
    from store.snapshots import count_snapshots, forget_snapshots

    if evidence_too and forget is None:
        raise BadConfiguration("--evidence-too goes with --forget DAYS")
    configuration = load_configuration(home)
    dropped = 0
    if forget is not None:
        from flows.desk import opened_ledger

        before = datetime.now(UTC) - timedelta(days=forget)
        with opened_ledger(configuration) as ledger, transaction(ledger.engine) as session:
            dropped = forget_snapshots(session, before, evidence=evidence_too)
    with reading_ledger(configuration) as session:
        kept = count_snapshots(session)
    if as_json:
        show_json({"dropped": dropped, "snapshots": kept.snapshots, "bytes": kept.size, "oldest": kept.oldest})
        return
    oldest = local(kept.oldest, configuration.settings.timezone)
    out.print(
        f"{counted(dropped, 'page')} dropped; {kept.snapshots:,} kept, {decimal(kept.size)}"
        + (f", the oldest of {oldest}" if kept.oldest else "")
    )
