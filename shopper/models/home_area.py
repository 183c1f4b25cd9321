"""Around where a shopper usually starts, if they said so: theirs to give, to change and to take away."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from shopper.models.base import Model


class HomeArea(Model):
    """Degrees rounded to about a kilometre before they are stored; nobody but its person sees them."""

    __tablename__ = "home_area"

    DECIMALS = 2

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    latitude: Mapped[float]
    longitude: Mapped[float]
    said_at: Mapped[datetime]
