"""Access for programs: tokens that a person makes, of which only the hash is kept."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from shopper.models.base import Model
from shopper.models.person import Person


class Scope(StrEnum):
    """What a token may be used for, within what its person may do."""

    SYNC = "sync"
    BRANCHES = "branches:read"
    SCORES = "scores:read"
    SETS = "sets:read"
    EXPORTS = "exports:read"


class ApiToken(Model):
    """One program's access; it can do what its scopes name and its person may."""

    __tablename__ = "api_token"

    NAME_MAX = 80
    START = 9
    """How many of its first characters are kept in the open, so that its person knows it again."""

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str] = mapped_column(String(NAME_MAX))
    start: Mapped[str] = mapped_column(String(START))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    scopes: Mapped[list[Any]]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(lazy="joined")
