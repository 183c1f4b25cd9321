"""Regions, a tree whose tops are the clients, and the branches in them."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from shopper.models.base import Model


class Region(Model):
    """`path` lists the ids from the client down, `/1/4/9/`: everything below starts with it."""

    __tablename__ = "region"
    __table_args__ = (UniqueConstraint("parent_id", "name"),)

    NAME_MAX, PATH_MAX = 120, 500

    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("region.id"), index=True)
    name: Mapped[str] = mapped_column(String(NAME_MAX))
    path: Mapped[str] = mapped_column(String(PATH_MAX), index=True)

    parent: Mapped[Region | None] = relationship(remote_side=[id])

    @property
    def client_id(self) -> int:
        """The top region this one belongs to."""
        return int(self.path.split("/")[1])


class Branch(Model):
    """`hours` and `closed_days` are as in shopper/opening_hours.py; an empty `currency` is not known.

    `latitude` and `longitude` are degrees (WGS 84), both or neither. `edit_number` counts the edits, so that of two people at once the second is told. `closed_on` is the
    first day without customers."""

    __tablename__ = "branch"
    __table_args__ = (UniqueConstraint("client_id", "code"),)

    NAME_MAX, CODE_MAX, ADDRESS_MAX, FORMAT_MAX, NOTES_MAX = 160, 120, 300, 60, 2000

    id: Mapped[int] = mapped_column(primary_key=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("region.id"), index=True)
    region_id: Mapped[int] = mapped_column(ForeignKey("region.id"), index=True)
    code: Mapped[str] = mapped_column(String(CODE_MAX))
    name: Mapped[str] = mapped_column(String(NAME_MAX))
    address: Mapped[str] = mapped_column(String(ADDRESS_MAX), default="")
    time_zone: Mapped[str] = mapped_column(String(64), default="UTC")
    format: Mapped[str] = mapped_column(String(FORMAT_MAX), default="")
    opened_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    currency: Mapped[str] = mapped_column(String(3), default="", server_default="")
    hours: Mapped[list[Any]] = mapped_column(default=list, server_default="[]")
    closed_days: Mapped[list[Any]] = mapped_column(default=list, server_default="[]")
    notes: Mapped[str] = mapped_column(String(NOTES_MAX), default="", server_default="")
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    edit_number: Mapped[int] = mapped_column(default=1, server_default="1")

    region: Mapped[Region] = relationship(foreign_keys=[region_id])
