"""The form of contact choices."""

from collections.abc import Sequence
from datetime import time
from typing import Any
from zoneinfo import available_timezones

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField, TimeField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs
from wtforms.validators import InputRequired, ValidationError

from shopper.form_parts import line, sure, tidy
from shopper.messages.hours import Hours
from shopper.models import ContactChoices, Reach

REACHES = [
    (Reach.IN_APP, _l("In the app only")),
    (Reach.DIGEST, _l("In the app, and a digest by mail")),
    (Reach.AT_ONCE, _l("In the app, a digest by mail, and a mail at once for what cannot wait")),
]


class Clock(TimeField):
    """A time of day, told as one where it is none."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata([tidy(value) for value in valuelist])
        except ValueError as wrong:
            raise ValueError(_("Write a time as hours and minutes, for example 20:00.")) from wrong


class ContactForm(FlaskForm):
    reach = RadioField(_l("How may we tell you?"), choices=[SelectChoice(*pair) for pair in REACHES])
    time_zone = line(_l("Your time zone"), None, 64)
    quiet_from = Clock(_l("Quiet from"), [InputRequired(_l("Write a time, for example 20:00."))])
    quiet_until = Clock(_l("Quiet until"), [InputRequired(_l("Write a time, for example 08:00."))])

    def validate_time_zone(self, field: Any) -> None:
        if field.data and field.data not in available_timezones():
            raise ValidationError(
                _("This is not a time zone. Choose one from the list, for example Europe/London.")
            )

    def hours(self) -> Hours:
        """The zone, empty for that of the branches, and the quiet hours."""
        return Hours(self.time_zone.data or "", _minute(self.quiet_from), _minute(self.quiet_until))


def shown(chosen: ContactChoices) -> dict[str, Any]:
    """What the form begins with."""
    return {
        "reach": chosen.reach,
        "time_zone": chosen.time_zone or "",
        "quiet_from": time(*divmod(chosen.quiet_from, 60)),
        "quiet_until": time(*divmod(chosen.quiet_until, 60)),
    }


def _minute(field: Any) -> int:
    return int(sure(field).hour * 60 + sure(field).minute)


def zones() -> Sequence[str]:
    """Every time zone, for the list under the field."""
    return sorted(available_timezones())
