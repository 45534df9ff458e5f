"""What stands, kept folded; the order of knowing inside a series is found by an index."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table of folded states, and time to the indexes of series and subjects."""
    op.create_table(
        "standings",
        sa.Column("series_key", sa.Text(), nullable=False),
        sa.Column("upto", sa.Text(), nullable=False),
        sa.Column("group_key", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.Column("state", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("series_key", "upto", name="pk_standings"),
    )
    op.create_index("ix_standings_group_key", "standings", ["group_key"])
    op.drop_index("ix_claims_series_key", "claims")
    op.create_index("ix_claims_series_key_known", "claims", ["series_key", "known"])
    op.drop_index("ix_statuses_subject", "statuses")
    op.create_index("ix_statuses_subject_known", "statuses", ["subject", "known"])
