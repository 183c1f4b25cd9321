"""What a client has chosen for itself; without a row the defaults hold."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String, text
from sqlalchemy.orm import Mapped, mapped_column

from shopper.models.base import Model


class ClientSettings(Model):
    """Due times are hours after a visit was begun, `appeal_days` for how long after a result somebody may
    appeal, `answer_days` in how many an appeal is decided; `contact` is what its shoppers read in case
    of questions. `retention_days` after a wave (or a visit outside of waves) its personal words are erased,
    unless the wave says otherwise; below `least_on_duty` people at work nobody reads who served."""

    __tablename__ = "client_settings"

    CONTACT_MAX, HOURS_MAX, DAYS_MAX = 300, 720, 365
    RETENTION_MIN, RETENTION_MAX = 30, 3650
    DUTY_MIN, DUTY_MAX = 2, 50

    client_id: Mapped[int] = mapped_column(ForeignKey("region.id"), primary_key=True)
    language: Mapped[str] = mapped_column(String(10), default="en")
    time_zone: Mapped[str] = mapped_column(String(64), default="UTC")
    currency: Mapped[str] = mapped_column(String(3), default="")
    soft_due_hours: Mapped[int] = mapped_column(default=12)
    hard_due_hours: Mapped[int] = mapped_column(default=24)
    contact: Mapped[str] = mapped_column(String(CONTACT_MAX), default="")
    appeal_days: Mapped[int] = mapped_column(default=14, server_default=text("14"))
    answer_days: Mapped[int] = mapped_column(default=7, server_default=text("7"))
    retention_days: Mapped[int] = mapped_column(default=730, server_default=text("730"))
    least_on_duty: Mapped[int] = mapped_column(default=3, server_default=text("3"))
