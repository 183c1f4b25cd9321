"""The list behind which a shopper hides the notes."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from shopper.models.base import Model


class ShoppingList(Model):
    """`lines` as [{"words", "done"}], in the order in which they stand."""

    __tablename__ = "shopping_list"

    LINES_MAX = 100
    WORDS_MAX = 120

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    lines: Mapped[list[Any]]
