"""The form of where one starts."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms.validators import ValidationError

from shopper.form_parts import line
from shopper.geography import Point, read_point
from shopper.sheets import Unclear


class HomeForm(FlaskForm):
    place = line(_l("Latitude and longitude"), None, 60)

    def validate_place(self, field: Any) -> None:
        if not field.data:
            raise ValidationError(_("Write two numbers as a map shows them: 51.51, -0.13."))
        try:
            read_point(field.data)
        except Unclear as wrong:
            raise ValidationError(str(wrong)) from wrong

    def point(self) -> Point:
        """What was written; the form holds."""
        return read_point(self.place.data or "")
