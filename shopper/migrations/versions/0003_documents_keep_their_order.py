"""Documents keep the order they were written in

PostgreSQL's JSONB sorts the keys of a document, and what a score's snapshot tells is in order: the
impression from the first touchpoint to the last. SQLite has kept it from the start.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

DOCUMENTS = (
    ("assignment", "draft"),
    ("audit_event", "facts"),
    ("submission", "answers"),
    ("submission", "hidden"),
    ("visit", "answers"),
    ("visit", "draft"),
    ("visit_score", "explanation"),
    ("visit_score", "tally"),
)


def upgrade() -> None:
    _store_as(sa.JSON())


def downgrade() -> None:
    _store_as(postgresql.JSONB())


def _store_as(kind: sa.JSON) -> None:
    if op.get_bind().dialect.name == "postgresql":
        for table, column in DOCUMENTS:
            name = "jsonb" if isinstance(kind, postgresql.JSONB) else "json"
            op.alter_column(table, column, type_=kind, postgresql_using=f"{column}::{name}")
