"""Forms of the ledger."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectMultipleField
from wtforms.validators import ValidationError

from shopper.fees.queries import Asked
from shopper.fees.words import STATE_WORDS
from shopper.form_parts import Choice, line
from shopper.models import Fee, FeeState


class LedgerForm(FlaskForm):
    """Which lines to list, by GET: what does not fit is as if it had not been asked."""

    state = Choice(_l("State"))
    q = line(_l("Shopper"), None, 100)

    def offer(self) -> None:
        """Fill the list and judge what was asked."""
        self.state.choices = [("", _("Every state")), *((s.value, str(w)) for s, w in STATE_WORDS.items())]
        self.state.data = self.state.data or ""
        self.validate()

    def asked(self) -> Asked:
        """What was asked, without what does not fit."""
        return Asked(*(self[name].data or "" if not self[name].errors else "" for name in ("state", "q")))

    def args(self) -> dict[str, Any]:
        """The same as an address."""
        asked = self.asked()
        return {name: value for name, value in (("state", asked.state), ("q", asked.words)) if value}


class DecideForm(FlaskForm):
    """Ticked lines, where they go, and why where they are refused."""

    fees = SelectMultipleField(_l("Fees and expenses"), coerce=int)
    to = Choice(_l("What about them"))
    reason = line(_l("Why, where you refuse"), None, Fee.NOTE_MAX)

    def offer(self, shown: Iterable[Fee]) -> None:
        """Put the lines shown, and what may be done, into the lists."""
        self.fees.choices = [(fee.id, str(fee.id)) for fee in shown]
        self.to.choices = [
            ("", _("Choose what to do")),
            (FeeState.APPROVED.value, _("Approve them")),
            (FeeState.PAID.value, _("They were paid, outside of this product")),
            (FeeState.REFUSED.value, _("Refuse them")),
        ]

    def validate_to(self, field: Choice) -> None:
        if not field.data:
            raise ValidationError(_("Choose what to do with the ticked ones."))
        if not self.fees.data:
            raise ValidationError(_("Tick at least one."))
