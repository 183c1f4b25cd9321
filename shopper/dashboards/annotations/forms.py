"""The form of a note."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms.validators import InputRequired, ValidationError

from shopper.form_parts import Day, line
from shopper.models import Annotation

EARLIEST, LATEST = 2000, 2100


class NoteForm(FlaskForm):
    on = Day(_l("Day"), [InputRequired(_l("Write the day on which it happened, for example 2026-05-03."))])
    text = line(_l("What happened"), _l("Write in a few words what happened."), Annotation.TEXT_MAX)

    def validate_on(self, field: Day) -> None:
        if field.data and not EARLIEST <= field.data.year <= LATEST:
            raise ValidationError(_("Choose a day between 2000 and 2100."))
