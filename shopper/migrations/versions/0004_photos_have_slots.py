"""Photos have slots, and what a phone tells beside the answers

The photos of a question are numbered as they were added, and the name that a photo was sent under is
kept beside the name of what is stored; of those that are there already both are the same.

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

DOCUMENT = sa.JSON(none_as_null=True)
NO_LIST, NOTHING = sa.text("'[]'"), sa.text("'{}'")
ADDED = (
    ("visit", "draft_devices", DOCUMENT, NOTHING),
    ("visit", "stamps", DOCUMENT, NO_LIST),
    ("visit", "filling", DOCUMENT, NOTHING),
    ("visit", "recognised", sa.Boolean(), sa.false()),
    ("visit", "why_not_completed", sa.String(2000), ""),
    ("assignment", "notes", DOCUMENT, None),
    ("submission", "stamps", DOCUMENT, NO_LIST),
    ("submission", "evidence", DOCUMENT, NO_LIST),
    ("submission", "filling", DOCUMENT, NOTHING),
    ("submission", "device", sa.String(36), "web"),
)
"""Table, column, type, and what the rows that are there have in it; None where that is nothing."""
NUMBERED = """
    INSERT INTO visit_evidence (visit_id, question_key, "index", sent_sha256, sha256, added_at)
    SELECT visit_id, question_key,
           ROW_NUMBER() OVER (PARTITION BY visit_id, question_key ORDER BY added_at, sha256) - 1,
           sha256, sha256, added_at
    FROM visit_evidence_before
"""
EACH_ONCE = """
    INSERT INTO visit_evidence (visit_id, question_key, sha256, added_at)
    SELECT visit_id, question_key, sha256, MIN(added_at)
    FROM visit_evidence_before GROUP BY visit_id, question_key, sha256
"""


def upgrade() -> None:
    for table, name, kind, given in ADDED:
        op.add_column(table, sa.Column(name, kind, server_default=given, nullable=given is None))
    op.create_table(
        "older_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("question_key", sa.String(64), nullable=False),
        sa.Column("entry", DOCUMENT, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("device", sa.String(36), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("why", sa.String(10), nullable=False),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_older_answer_visit_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_older_answer_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_older_answer")),
    )
    op.create_index(
        op.f("ix_older_answer_visit_id_question_key"), "older_answer", ["visit_id", "question_key"]
    )
    op.create_index(op.f("ix_older_answer_person_id"), "older_answer", ["person_id"])
    _make_again(
        NUMBERED,
        sa.Column("index", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sent_sha256", sa.String(64), nullable=False),
        key="index",
    )


def downgrade() -> None:
    _make_again(EACH_ONCE, key="sha256")
    op.drop_table("older_answer")
    for table, name, _kind, _given in reversed(ADDED):
        with op.batch_alter_table(table) as batch:
            batch.drop_column(name)


def _make_again(move: str, *more: sa.Column, key: str) -> None:
    """Make the table of photos again, with another primary key; its rows are moved over."""
    op.execute("CREATE TABLE visit_evidence_before AS SELECT * FROM visit_evidence")
    op.drop_table("visit_evidence")
    op.create_table(
        "visit_evidence",
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("question_key", sa.String(64), nullable=False),
        *more,
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["sha256"], ["evidence.sha256"], name=op.f("fk_visit_evidence_sha256")),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_visit_evidence_visit_id")),
        sa.PrimaryKeyConstraint("visit_id", "question_key", key, name=op.f("pk_visit_evidence")),
    )
    op.create_index(op.f("ix_visit_evidence_sha256"), "visit_evidence", ["sha256"])
    op.execute(move)
    op.drop_table("visit_evidence_before")
