"""Conversations with customers and self-checks."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "customer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("branch_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("company", sa.String(length=160), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("wish", sa.String(length=10), nullable=False),
        sa.Column("closed_from", sa.String(length=10), nullable=True),
        sa.Column("stopped_on", sa.Date(), nullable=True),
        sa.Column("added_by_id", sa.Integer(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["added_by_id"], ["person.id"], name=op.f("fk_customer_added_by_id")),
        sa.ForeignKeyConstraint(["branch_id"], ["branch.id"], name=op.f("fk_customer_branch_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer")),
    )

    with op.batch_alter_table("customer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_customer_added_by_id"), ["added_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_customer_branch_id_name"), ["branch_id", "name"], unique=False)

    op.create_table(
        "conversation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("week", sa.Date(), nullable=True),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("ours", sa.Boolean(), nullable=True),
        sa.Column("channel", sa.String(length=10), nullable=True),
        sa.Column("said", sa.String(length=4000), nullable=False),
        sa.Column("read_back", sa.String(length=4000), nullable=False),
        sa.Column("unchanged", sa.String(length=500), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("stops", sa.Boolean(), nullable=False),
        sa.Column("edit_number", sa.Integer(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_conversation_by_id")),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_conversation_customer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversation")),
    )

    with op.batch_alter_table("conversation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_conversation_by_id_closed_at"), ["by_id", "closed_at"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_conversation_customer_id_closed_at"), ["customer_id", "closed_at"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_conversation_next_on"), ["next_on"], unique=False)

    op.create_table(
        "self_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("branch_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("draft", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("answers", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["branch_id"], ["branch.id"], name=op.f("fk_self_check_branch_id")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_self_check_by_id")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["question_set_version.id"], name=op.f("fk_self_check_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_self_check")),
    )

    with op.batch_alter_table("self_check", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_self_check_branch_id_state_ended_at"),
            ["branch_id", "state", "ended_at"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_self_check_by_id_state"), ["by_id", "state"], unique=False)
        batch_op.create_index(batch_op.f("ix_self_check_version_id"), ["version_id"], unique=False)

    op.create_table(
        "self_check_photo",
        sa.Column("self_check_id", sa.Integer(), nullable=False),
        sa.Column("question_key", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["self_check_id"], ["self_check.id"], name=op.f("fk_self_check_photo_self_check_id")
        ),
        sa.ForeignKeyConstraint(["sha256"], ["evidence.sha256"], name=op.f("fk_self_check_photo_sha256")),
        sa.PrimaryKeyConstraint("self_check_id", "question_key", "sha256", name=op.f("pk_self_check_photo")),
    )

    with op.batch_alter_table("self_check_photo", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_self_check_photo_sha256"), ["sha256"], unique=False)

    op.create_table(
        "self_check_fix",
        sa.Column("self_check_id", sa.Integer(), nullable=False),
        sa.Column("question_key", sa.String(length=64), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_self_check_fix_action_id")),
        sa.ForeignKeyConstraint(
            ["self_check_id"], ["self_check.id"], name=op.f("fk_self_check_fix_self_check_id")
        ),
        sa.PrimaryKeyConstraint("self_check_id", "question_key", name=op.f("pk_self_check_fix")),
    )

    with op.batch_alter_table("self_check_fix", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_self_check_fix_action_id"), ["action_id"], unique=False)

    with op.batch_alter_table("action", schema=None) as batch_op:
        batch_op.add_column(sa.Column("conversation_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_action_conversation_id"), ["conversation_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_action_conversation_id"), "conversation", ["conversation_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("action", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_action_conversation_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_action_conversation_id"))
        batch_op.drop_column("conversation_id")

    with op.batch_alter_table("self_check_fix", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_self_check_fix_action_id"))

    op.drop_table("self_check_fix")

    with op.batch_alter_table("self_check_photo", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_self_check_photo_sha256"))

    op.drop_table("self_check_photo")

    with op.batch_alter_table("self_check", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_self_check_version_id"))
        batch_op.drop_index(batch_op.f("ix_self_check_by_id_state"))
        batch_op.drop_index(batch_op.f("ix_self_check_branch_id_state_ended_at"))

    op.drop_table("self_check")

    with op.batch_alter_table("conversation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_conversation_next_on"))
        batch_op.drop_index(batch_op.f("ix_conversation_customer_id_closed_at"))
        batch_op.drop_index(batch_op.f("ix_conversation_by_id_closed_at"))

    op.drop_table("conversation")

    with op.batch_alter_table("customer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_customer_branch_id_name"))
        batch_op.drop_index(batch_op.f("ix_customer_added_by_id"))

    op.drop_table("customer")
