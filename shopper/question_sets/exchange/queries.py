"""The forms that a person sent and has not saved yet."""

from uuid import UUID

from flask import abort
from sqlalchemy import select

from shopper.extensions import db
from shopper.models import Person, UploadedForm


def form_or_404(person: Person, form_id: UUID) -> UploadedForm:
    """A form that this person sent."""
    mine = select(UploadedForm).where(UploadedForm.id == form_id, UploadedForm.person_id == person.id)
    return db.session.scalar(mine) or abort(404)
