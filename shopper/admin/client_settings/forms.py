"""The form of a client's settings."""

from typing import Any
from zoneinfo import available_timezones

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms.validators import ValidationError

from shopper.admin.client_settings.commands import Chosen
from shopper.currencies import named
from shopper.form_parts import Choice, Whole, line, sure
from shopper.language import LANGUAGES, NAMES, choose_language
from shopper.models import ClientSettings, Region


class SettingsForm(FlaskForm):
    name = line(_l("Name of the client"), _l("Write what the client is called."), Region.NAME_MAX)
    language = Choice(_l("Language of new people"))
    time_zone = line(
        _l("Time zone of new branches"), _l("Choose a time zone, for example Europe/London."), 64
    )
    currency = Choice(_l("Currency of new branches"))
    soft_due_hours = Whole(_l("Report due after, in hours"), 1, ClientSettings.HOURS_MAX)
    hard_due_hours = Whole(_l("Report late after, in hours"), 1, ClientSettings.HOURS_MAX)
    appeal_days = Whole(_l("Appeals possible for, in days"), 1, ClientSettings.DAYS_MAX)
    answer_days = Whole(_l("Appeals decided within, in days"), 1, ClientSettings.DAYS_MAX)
    retention_days = Whole(
        _l("Personal words erased after, in days"),
        ClientSettings.RETENTION_MIN,
        ClientSettings.RETENTION_MAX,
    )
    least_on_duty = Whole(
        _l("People on duty before words that may name staff are shown"),
        ClientSettings.DUTY_MIN,
        ClientSettings.DUTY_MAX,
    )
    contact = line(_l("Whom shoppers may ask"), None, ClientSettings.CONTACT_MAX)

    def offer(self) -> None:
        """Put languages and currencies into their lists."""
        self.language.choices = [(code, NAMES[code]) for code in LANGUAGES]
        self.currency.choices = [("", _("None chosen")), *named(choose_language())]

    def chosen(self) -> Chosen:
        """What the command takes beside the name."""
        return Chosen(
            language=self.language.data,
            time_zone=sure(self.time_zone),
            currency=self.currency.data,
            soft_due_hours=sure(self.soft_due_hours),
            hard_due_hours=sure(self.hard_due_hours),
            contact=self.contact.data or "",
            appeal_days=sure(self.appeal_days),
            answer_days=sure(self.answer_days),
            retention_days=sure(self.retention_days),
            least_on_duty=sure(self.least_on_duty),
        )

    def validate_time_zone(self, field: Any) -> None:
        if field.data not in available_timezones():
            raise ValidationError(
                _("This is not a time zone. Choose one from the list, for example Europe/London.")
            )

    def validate_hard_due_hours(self, field: Any) -> None:
        if self.soft_due_hours.data and field.data and field.data < self.soft_due_hours.data:
            raise ValidationError(_("A report cannot be late before it is due. Mend one of the two."))
