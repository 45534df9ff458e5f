"""The health of sources: arrivals, reminders and notices; robots.txt kept between runs; listings found by listings."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what is remembered of sources."""
    with op.batch_alter_table("feeds") as feeds:
        feeds.add_column(sa.Column("parent", sa.Text(), nullable=True))
    with op.batch_alter_table("fetches") as fetches:
        fetches.add_column(sa.Column("listing", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("alarms") as alarms:
        alarms.add_column(sa.Column("reminded", sa.DateTime(timezone=True), nullable=True))
    create_memories()
    create_notices()


def create_memories() -> None:
    """Arrivals and robots.txt."""
    op.create_table(
        "arrivals",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fresh", sa.Integer(), nullable=False),
        sa.Column("backlog", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("source", "at", name="pk_arrivals"),
    )
    op.create_table(
        "robots",
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("fetched", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("origin", name="pk_robots"),
    )


def create_notices() -> None:
    """What is to be told of sources, and to which channel it was told."""
    op.create_table(
        "notices",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_notices"),
    )
    op.create_index("ix_notices_at", "notices", ["at"])
    op.create_table(
        "told_notices",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("notice", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["key"], ["outbox.key"], name="fk_told_notices_key"),
        sa.ForeignKeyConstraint(["notice"], ["notices.id"], name="fk_told_notices_notice"),
        sa.PrimaryKeyConstraint("key", "notice", name="pk_told_notices"),
    )
    op.create_index("ix_told_notices_channel", "told_notices", ["channel"])
    op.create_index("ix_told_notices_notice", "told_notices", ["notice"])
