"""Files between their check and their saving: as they were sent, but compressed, and only for their sender."""

from __future__ import annotations

import zlib
from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from shopper.models.base import Model
from shopper.models.place import Region


class KeptFile(Model):
    """What all of them hold; each kind has a table of its own."""

    __abstract__ = True

    NAME_MAX = 200

    id: Mapped[UUID] = mapped_column(primary_key=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("region.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str] = mapped_column(String(NAME_MAX))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(index=True)

    @declared_attr
    @classmethod
    def client(cls) -> Mapped[Region]:
        return relationship(Region)

    @property
    def sent(self) -> bytes:
        """The file as it was sent."""
        return zlib.decompress(self.content)


class UploadedForm(KeptFile):
    """A question set that came as a file."""

    __tablename__ = "uploaded_form"


class BranchSheet(KeptFile):
    """A sheet of branches."""

    __tablename__ = "branch_sheet"


class ProgrammeSheet(KeptFile):
    """A sheet of people, waves or assignments; `kind` says which of them."""

    __tablename__ = "programme_sheet"

    kind: Mapped[str] = mapped_column(String(12))
