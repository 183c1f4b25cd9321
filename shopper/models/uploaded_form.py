"""Question sets that came as a file, between looking at what became of them and saving them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from shopper.models.base import Model
from shopper.models.place import Region


class UploadedForm(Model):
    """The file as it was sent, but compressed; only its sender opens it."""

    __tablename__ = "uploaded_form"

    NAME_MAX = 200

    id: Mapped[UUID] = mapped_column(primary_key=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("region.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str] = mapped_column(String(NAME_MAX))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(index=True)

    client: Mapped[Region] = relationship()
