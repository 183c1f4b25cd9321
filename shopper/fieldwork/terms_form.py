"""The part of a wave's form that says on what terms its visits are made."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, IntegerField, TextAreaField
from wtforms.validators import Length, NumberRange, Optional, ValidationError

from shopper.currencies import named
from shopper.fieldwork.terms import Terms
from shopper.form_parts import Choice, tidy
from shopper.language import choose_language
from shopper.models import ClientSettings, DayPart, Wave
from shopper.money import Money, plain


class Some(IntegerField):
    """A whole number between two ends; nothing written is None."""

    def __init__(self, label: Any, least: int, most: int, **more: Any) -> None:
        words = _l("Write a whole number from %(min)s to %(max)s, or nothing.")
        super().__init__(label, [Optional(), NumberRange(least, most, words)], **more)
        self.least, self.most = least, most

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = None  # what was emptied is nothing, whatever stood there before
        try:
            super().process_formdata([value for value in valuelist if value.strip()])
        except ValueError as wrong:
            told = _(
                "Write a whole number from %(min)s to %(max)s, or nothing.", min=self.least, max=self.most
            )
            raise ValueError(told) from wrong


class TermsForm(FlaskForm):
    fee = Money(_l("Fee for a visit"))
    expense_limit = Money(_l("Expenses paid back, up to"))
    currency = Choice(_l("Currency"), default="")
    soft_due_hours = Some(_l("Report due, hours after “Out”"), 1, ClientSettings.HOURS_MAX)
    hard_due_hours = Some(_l("Report late, hours after “Out”"), 1, ClientSettings.HOURS_MAX)
    rotation_days = Some(_l("Days before the same shopper returns"), 0, Wave.DAYS_MAX)
    retention_days = Some(
        _l("Personal words erased, days after the last day"),
        ClientSettings.RETENTION_MIN,
        ClientSettings.RETENTION_MAX,
    )
    morning = Some(_l("In the morning"), 0, Wave.VISITS_MAX)
    afternoon = Some(_l("In the afternoon"), 0, Wave.VISITS_MAX)
    evening = Some(_l("In the evening"), 0, Wave.VISITS_MAX)
    on_board = BooleanField(_l("Open the visits on the Board, for shoppers to take"))
    names_staff = BooleanField(_l("Reports may name staff"))
    staff_told = TextAreaField(
        _l("What staff were told"),
        [Length(max=Wave.TOLD_MAX, message=_l("Use at most %(max)d characters."))],
        filters=[tidy],
    )

    def offer_currencies(self) -> None:
        """Put the currencies into their list."""
        self.currency.choices = [("", _("None chosen")), *named(choose_language())]
        self.currency.data = self.currency.data or ""

    def terms(self) -> Terms:
        """What the command takes; the form holds."""
        currency = self.currency.data or ""
        parts = {part: self[part.value].data for part in DayPart if self[part.value].data}
        return Terms(
            fee=self.fee.units(currency),
            expense_limit=self.expense_limit.units(currency),
            currency=currency,
            soft_due_hours=self.soft_due_hours.data,
            hard_due_hours=self.hard_due_hours.data,
            rotation_days=self.rotation_days.data or 0,
            retention_days=self.retention_days.data,
            names_staff=bool(self.names_staff.data),
            staff_told=self.staff_told.data or "",
            day_parts={str(part): number for part, number in parts.items()},
            on_board=bool(self.on_board.data),
        )

    def validate_currency(self, field: Any) -> None:
        if field.errors or self.fee.errors or self.expense_limit.errors:
            return
        if not field.data and (self.fee.figure or self.expense_limit.figure):
            raise ValidationError(_("Choose the currency of the fee and the expenses."))

    def validate_fee(self, field: Money) -> None:
        if self.currency.data and not field.errors:
            field.fits(self.currency.data)

    def validate_expense_limit(self, field: Money) -> None:
        self.validate_fee(field)

    def validate_hard_due_hours(self, field: Any) -> None:
        if self.soft_due_hours.data and field.data and field.data < self.soft_due_hours.data:
            raise ValidationError(_("A report cannot be late before it is due. Mend one of the two."))


def as_term_fields(wave: Wave) -> dict[str, Any]:
    """The terms of a wave as the form shows them."""
    sums = {
        name: str(plain(getattr(wave, name), wave.currency)) if getattr(wave, name) else ""
        for name in ("fee", "expense_limit")
    }
    same = (
        "currency", "soft_due_hours", "hard_due_hours", "retention_days", "names_staff", "staff_told", "on_board",
    )  # fmt: skip
    return {
        **sums,
        **{name: getattr(wave, name) for name in same},
        "rotation_days": wave.rotation_days or None,
        **{str(part): wave.day_parts.get(part) for part in DayPart},
    }
