"""Keeping a form between looking at what became of it and saving it."""

import zlib
from datetime import timedelta
from uuid import uuid4

from sqlalchemy import delete

from shopper import clock
from shopper.audit import command
from shopper.extensions import db
from shopper.models import Person, Region, UploadedForm

KEPT_FOR = timedelta(days=1)


@command("question_set.read_form", "name")
def keep_form(client: Region, content: bytes, *, name: str, by: Person) -> UploadedForm:
    """Keep a form that could be read for a day; those of yesterday go."""
    now = clock.now()
    db.session.execute(delete(UploadedForm).where(UploadedForm.created_at < now - KEPT_FOR))
    packed = zlib.compress(content)
    form = UploadedForm(
        id=uuid4(), client_id=client.id, person_id=by.id, name=name, content=packed, created_at=now
    )
    db.session.add(form)
    return form
