"""Options that many commands share."""

from pathlib import Path
from typing import Annotated

import typer

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document instead of tables.")]
Home = Annotated[
    Path | None,
    typer.Option("--home", help="Data folder; default: CPECWATCH_HOME or the platform's.", show_default=False),
]
