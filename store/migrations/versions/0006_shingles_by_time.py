"""Shingles are found by time: the articles of two weeks, without a look at those of all years."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Put the time into the key of shingles, before the article."""
    op.rename_table("shingles", "former_shingles")
    for index in ("article", "published"):
        op.drop_index(f"ix_shingles_{index}", "former_shingles")
    op.create_table(
        "shingles",
        sa.Column("hash", sa.BigInteger(), nullable=False),
        sa.Column("published", sa.DateTime(timezone=True), nullable=False),
        sa.Column("article", sa.Text(), nullable=False),
        # PostgreSQL keeps the names of the renamed table's constraints until it is dropped.
        sa.ForeignKeyConstraint(["article"], ["articles.key"], name="fk_shingles_article_anew"),
        sa.PrimaryKeyConstraint("hash", "published", "article", name="pk_shingles_anew"),
        sqlite_with_rowid=False,
    )
    op.execute("INSERT INTO shingles (hash, published, article) SELECT hash, published, article FROM former_shingles")
    op.drop_table("former_shingles")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE shingles RENAME CONSTRAINT pk_shingles_anew TO pk_shingles")
        op.execute("ALTER TABLE shingles RENAME CONSTRAINT fk_shingles_article_anew TO fk_shingles_article")
    op.create_index("ix_shingles_article", "shingles", ["article"])
    op.create_index("ix_shingles_published", "shingles", ["published"])
