"""Keeping a form between looking at what became of it and saving it."""

from shopper.audit import command
from shopper.kept_files import keep_for_a_day
from shopper.models import Person, Region, UploadedForm


@command("question_set.read_form", "name")
def keep_form(client: Region, content: bytes, *, name: str, by: Person) -> UploadedForm:
    """Keep a form that could be read."""
    return keep_for_a_day(UploadedForm, client, content, name=name, by=by)
