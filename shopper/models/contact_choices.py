"""How somebody wants to be reached."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from shopper.models.base import Model


class Reach(StrEnum):
    """What may go out by itself, beside the list in the app; each takes in those before it."""

    IN_APP = "in_app"
    DIGEST = "digest"
    AT_ONCE = "at_once"
    """What cannot wait climbs to a mail of its own: the consent that this takes."""


class ContactChoices(Model):
    """The choices of one person; without a row they are as the defaults have it.

    Quiet hours are minutes after midnight in the person's own time zone, and may go over midnight."""

    __tablename__ = "contact_choices"

    QUIET_FROM, QUIET_UNTIL = 20 * 60, 8 * 60

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    reach: Mapped[Reach] = mapped_column(String(10), default=Reach.DIGEST)
    time_zone: Mapped[str | None] = mapped_column(String(64))
    """None for that of the branches where the person has a role."""
    quiet_from: Mapped[int] = mapped_column(default=QUIET_FROM)
    quiet_until: Mapped[int] = mapped_column(default=QUIET_UNTIL)
