"""What outlets take back: withdrawn reports, reverted edits; what people say of copies."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add when a report was withdrawn and an edit reverted, and the table of regroupings."""
    for table, column in (("claims", "withdrawn"), ("statuses", "withdrawn"), ("changes", "reverted")):
        with op.batch_alter_table(table) as altered:
            altered.add_column(sa.Column(column, sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "regroupings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("joins", sa.Text(), nullable=True),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.key"], name="fk_regroupings_article"),
        sa.ForeignKeyConstraint(["joins"], ["articles.key"], name="fk_regroupings_joins"),
        sa.PrimaryKeyConstraint("id", name="pk_regroupings"),
    )
    op.create_index("ix_regroupings_article", "regroupings", ["article"])
    op.create_index("ix_regroupings_joins", "regroupings", ["joins"])
