"""Why a visit could not be completed."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs
from wtforms.validators import InputRequired, Length, ValidationError

from shopper.form_parts import tidy
from shopper.models import Visit
from shopper.visits.giving_up.reasons import REASONS


class GiveUpForm(FlaskForm):
    reason = RadioField(
        _l("What stopped you?"),
        choices=[SelectChoice(*each) for each in REASONS.items()],
        validators=[InputRequired(_l("Choose what comes nearest, so that the next shopper can be told."))],
    )
    told = TextAreaField(
        _l("In your own words"),
        validators=[Length(max=Visit.WORDS_MAX, message=_l("Use at most %(max)d characters."))],
        filters=[tidy],
    )

    def validate_told(self, field: TextAreaField) -> None:
        if self.reason.data == "other" and not field.data:
            raise ValidationError(str(_l("Say in a few words what it was.")))
