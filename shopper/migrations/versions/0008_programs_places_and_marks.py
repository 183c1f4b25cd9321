"""Webhooks, sheets, places, receipts, and marks of what has changed."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "home_area",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=False),
        sa.Column("longitude", sa.Double(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_home_area_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_home_area")),
    )

    op.create_table(
        "programme_sheet",
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["region.id"], name=op.f("fk_programme_sheet_client_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_programme_sheet_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_sheet")),
    )

    with op.batch_alter_table("programme_sheet", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_programme_sheet_client_id"), ["client_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_programme_sheet_created_at"), ["created_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_programme_sheet_person_id"), ["person_id"], unique=False)

    op.create_table(
        "webhook",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("url", sa.String(length=500), nullable=False),
        sa.Column("secret", sa.String(length=80), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("paused_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("misses", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("rests_until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_webhook_by_id")),
        sa.ForeignKeyConstraint(["client_id"], ["region.id"], name=op.f("fk_webhook_client_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhook")),
        sa.UniqueConstraint("client_id", "url", name=op.f("uq_webhook_client_id_url")),
    )

    with op.batch_alter_table("webhook", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_webhook_by_id"), ["by_id"], unique=False)

    op.create_table(
        "tally_mark",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("branch_id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["branch_id"], ["branch.id"], name=op.f("fk_tally_mark_branch_id")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["question_set_version.id"], name=op.f("fk_tally_mark_version_id")
        ),
        sa.PrimaryKeyConstraint("version_id", "branch_id", name=op.f("pk_tally_mark")),
        sqlite_with_rowid=False,
    )

    with op.batch_alter_table("tally_mark", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tally_mark_branch_id"), ["branch_id"], unique=False)

    op.create_table(
        "report_checks",
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("flagged", sa.Integer(), nullable=False),
        sa.Column("among", sa.Integer(), nullable=False),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_report_checks_visit_id")),
        sa.PrimaryKeyConstraint("visit_id", name=op.f("pk_report_checks")),
    )

    op.create_table(
        "webhook_delivery",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("webhook_id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=True),
        sa.Column("event", sa.String(length=20), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("use_by", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("took_ms", sa.Integer(), nullable=True),
        sa.Column("miss", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_webhook_delivery_visit_id")),
        sa.ForeignKeyConstraint(["webhook_id"], ["webhook.id"], name=op.f("fk_webhook_delivery_webhook_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhook_delivery")),
    )

    with op.batch_alter_table("webhook_delivery", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_webhook_delivery_state_next_at"), ["state", "next_at"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_webhook_delivery_visit_id"), ["visit_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_webhook_delivery_webhook_id_created_at"),
            ["webhook_id", "created_at"],
            unique=False,
        )

    with op.batch_alter_table("branch", schema=None) as batch_op:
        batch_op.add_column(sa.Column("latitude", sa.Double(), nullable=True))
        batch_op.add_column(sa.Column("longitude", sa.Double(), nullable=True))

    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.add_column(sa.Column("look", sa.String(length=32), nullable=True))

    with op.batch_alter_table("fee", schema=None) as batch_op:
        batch_op.add_column(sa.Column("photo_sha256", sa.String(length=64), nullable=True))
        batch_op.create_index(batch_op.f("ix_fee_photo_sha256"), ["photo_sha256"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_fee_photo_sha256"), "evidence", ["photo_sha256"], ["sha256"]
        )

    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.add_column(sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.drop_column("withdrawn_at")

    with op.batch_alter_table("fee", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_fee_photo_sha256"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_fee_photo_sha256"))
        batch_op.drop_column("photo_sha256")

    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.drop_column("look")

    with op.batch_alter_table("branch", schema=None) as batch_op:
        batch_op.drop_column("longitude")
        batch_op.drop_column("latitude")

    with op.batch_alter_table("webhook_delivery", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_webhook_delivery_webhook_id_created_at"))
        batch_op.drop_index(batch_op.f("ix_webhook_delivery_visit_id"))
        batch_op.drop_index(batch_op.f("ix_webhook_delivery_state_next_at"))

    op.drop_table("webhook_delivery")

    op.drop_table("report_checks")

    with op.batch_alter_table("tally_mark", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_tally_mark_branch_id"))

    op.drop_table("tally_mark")

    with op.batch_alter_table("webhook", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_webhook_by_id"))

    op.drop_table("webhook")

    with op.batch_alter_table("programme_sheet", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_programme_sheet_person_id"))
        batch_op.drop_index(batch_op.f("ix_programme_sheet_created_at"))
        batch_op.drop_index(batch_op.f("ix_programme_sheet_client_id"))

    op.drop_table("programme_sheet")

    op.drop_table("home_area")
