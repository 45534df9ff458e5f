"""`cpecwatch db`: the database's schema."""

import typer

from flows.settings import load_configuration, make_home
from review.options import Home
from review.terminal import out

app = typer.Typer(help="The database behind the ledger.", no_args_is_help=True)


@app.callback()
def database() -> None:
    """The database behind the ledger."""


@app.command()
def upgrade(home: Home = None) -> None:
    """Bring the database's schema to that of this version; every command that needs it does so by itself.

    Example: cpecwatch db upgrade
    """
    from store.engine import open_engine
    from store.engine import upgrade as upgrade_schema

    configuration = load_configuration(home)
    make_home(configuration)
    engine = open_engine(configuration.database_url)
    upgrade_schema(engine)
    out.print(f"{engine.url.render_as_string(hide_password=True)}: the schema is up to date", markup=False)
