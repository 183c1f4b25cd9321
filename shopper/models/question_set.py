"""Question sets and their numbered versions; published ones never change."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

import survey_defs
from shopper.models.base import Model
from shopper.troubles import Refused, Trouble


class VersionState(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"


class QuestionSet(Model):
    __tablename__ = "question_set"
    __table_args__ = (UniqueConstraint("client_id", "slug"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("region.id"), index=True)
    slug: Mapped[str] = mapped_column(String(64))
    title: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]
    """From then on no new wave uses it."""
    copied_from: Mapped[str | None] = mapped_column(String(64))
    """Slug of the shipped set it was copied from last; beside it what that one said, and when."""
    copied_checksum: Mapped[str | None] = mapped_column(String(64))
    copied_at: Mapped[datetime | None]

    versions: Mapped[list[QuestionSetVersion]] = relationship(
        back_populates="question_set", order_by="QuestionSetVersion.number"
    )


class QuestionSetVersion(Model):
    """`source` is the YAML as it was given; `checksum` is that of the definition in it.

    A draft that is being written keeps its `data` beside them, which may be unfinished; `source` is then
    the last whole state of it, and `revision` counts its edits. `reasons` says why each warning was
    let stand at publishing, `vouched` where the same thing is asked in other words."""

    __tablename__ = "question_set_version"
    __table_args__ = (
        UniqueConstraint("question_set_id", "number"),
        Index(
            "ix_question_set_version_one_draft",
            "question_set_id",
            unique=True,
            sqlite_where=text("state = 'draft'"),
            postgresql_where=text("state = 'draft'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    question_set_id: Mapped[int] = mapped_column(ForeignKey("question_set.id"), index=True)
    number: Mapped[int]
    state: Mapped[VersionState] = mapped_column(String(10))
    channel: Mapped[str] = mapped_column(String(10))
    source: Mapped[str] = mapped_column(Text)
    checksum: Mapped[str] = mapped_column(String(64))
    change_note: Mapped[str] = mapped_column(String(500), default="")
    created_at: Mapped[datetime]
    published_at: Mapped[datetime | None]
    data: Mapped[dict[str, Any] | None]
    revision: Mapped[int] = mapped_column(default=0, server_default="0")
    reasons: Mapped[list[Any] | None]
    vouched: Mapped[list[Any] | None]

    question_set: Mapped[QuestionSet] = relationship(back_populates="versions", lazy="joined")

    @property
    def definition(self) -> survey_defs.QuestionSet:
        """What is asked. Raises Refused where the stored text was changed behind our back."""
        return _definition(self.source, self.checksum)

    @property
    def is_self_check(self) -> bool:
        """Whether people look at their own branch with it: no visit is ever made with such a set."""
        return "self_check" in self.source and self.is_sound and self.definition.kind == "self_check"

    @property
    def is_sound(self) -> bool:
        """Whether the stored text is still what was saved."""
        try:
            return bool(self.definition)
        except Refused:
            return False


@lru_cache(maxsize=64)
def _definition(source: str, checksum: str) -> survey_defs.QuestionSet:
    try:
        definition = survey_defs.load_question_set(source.encode())
    except survey_defs.QuestionSetError as wrong:
        raise Refused(Trouble.STORED_SET_CHANGED) from wrong
    if survey_defs.checksum(definition) != checksum:
        raise Refused(Trouble.STORED_SET_CHANGED)
    return definition
