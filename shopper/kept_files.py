"""Keeping a file between looking at what would become of it and saving it."""

import zlib
from datetime import timedelta
from typing import TypeVar
from uuid import uuid4

from flask import Response
from sqlalchemy import delete

from shopper import clock
from shopper.extensions import db
from shopper.models import Person, Region
from shopper.models.kept_file import KeptFile

Kind = TypeVar("Kind", bound=KeptFile)

KEPT_FOR = timedelta(days=1)


def keep_for_a_day(kind: type[Kind], client: Region, content: bytes, *, name: str, by: Person) -> Kind:
    """Keep a file that could be read, compressed; those of yesterday go. Part of a command."""
    now = clock.now()
    db.session.execute(delete(kind).where(kind.created_at < now - KEPT_FOR))
    kept = kind(
        id=uuid4(),
        client_id=client.id,
        person_id=by.id,
        name=name,
        content=zlib.compress(content),
        created_at=now,
    )
    db.session.add(kept)
    return kept


def as_file(words: str, name: str) -> Response:
    """CSV to keep, with a mark at its start, by which spreadsheets know that it is UTF-8."""
    answer = Response("\ufeff" + words, content_type="text/csv; charset=utf-8")
    answer.headers.set("Content-Disposition", "attachment", filename=f"{name}.csv")
    return answer
