"""How long personal words are kept, and what was erased."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("client_settings", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("retention_days", sa.Integer(), server_default=sa.text("(730)"), nullable=False)
        )
        batch_op.add_column(
            sa.Column("least_on_duty", sa.Integer(), server_default=sa.text("3"), nullable=False)
        )

    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.add_column(sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.add_column(sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("erased_after", sa.Integer(), nullable=True))

    with op.batch_alter_table("wave", schema=None) as batch_op:
        batch_op.add_column(sa.Column("retention_days", sa.Integer(), nullable=True))

    with op.batch_alter_table("wave_branch", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("on_duty", sa.JSON(none_as_null=True), server_default=sa.text("'{}'"), nullable=False)
        )


def downgrade() -> None:
    with op.batch_alter_table("wave_branch", schema=None) as batch_op:
        batch_op.drop_column("on_duty")

    with op.batch_alter_table("wave", schema=None) as batch_op:
        batch_op.drop_column("retention_days")

    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.drop_column("erased_after")
        batch_op.drop_column("erased_at")

    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_column("erased_at")

    with op.batch_alter_table("client_settings", schema=None) as batch_op:
        batch_op.drop_column("least_on_duty")
        batch_op.drop_column("retention_days")
