"""Run by Alembic, always over the connection that store.engine.upgrade hands in."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy.types import TypeDecorator

from store.tables import Row


def spell_column_type(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """Our column types are spelt as what they are in the database: a migration must not depend on later code."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl_instance!r}"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Row.metadata,
    render_as_batch=True,
    render_item=spell_column_type,
)
with context.begin_transaction():
    context.run_migrations()
