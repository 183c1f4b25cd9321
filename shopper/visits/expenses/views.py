"""The page on which a shopper claims what was laid out."""

from typing import Any
from uuid import UUID

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms.validators import ValidationError

from shopper.accounts.sessions import me
from shopper.attempts import attempt
from shopper.fees import commands
from shopper.fees.queries import fee_of
from shopper.form_parts import line, sure
from shopper.models import Fee, FeeKind, Visit
from shopper.money import Money, money_words, plain
from shopper.permissions import Can, needs
from shopper.troubles import Refused
from shopper.visits import queries
from shopper.visits.evidence import discard, store_photo
from shopper.visits.views import visits


class ExpensesForm(FlaskForm):
    """How much, and for what."""

    amount = Money(_l("How much"))
    note = line(_l("What for"), _l("Say what you paid for, for example a coffee and a roll."), Fee.NOTE_MAX)
    photo = FileField(_l("Photo of the receipt"))
    currency = ""

    @property
    def has_photo(self) -> bool:
        """Whether a file came along."""
        return bool(getattr(self.photo.data, "filename", ""))

    def validate_amount(self, field: Money) -> None:
        if field.errors:
            return
        if not field.figure:
            raise ValidationError(_("Write how much you paid."))
        field.fits(self.currency)


@visits.route("/visits/<uuid:visit_id>/expenses", methods=["GET", "POST"])
@needs(Can.VISIT_WRITE)
def expenses(visit_id: UUID) -> ResponseReturnValue:
    mine = queries.mine_or_404(me(), visit_id)
    wave = mine.wave
    if wave is None or not wave.expense_limit or mine.state not in queries.TO_REVIEW:
        abort(404)
    before = fee_of(mine, FeeKind.EXPENSE)
    form = ExpensesForm(data=_before(before))
    form.currency = wave.currency
    tried = attempt(form, lambda: _claim(mine, form))
    if tried.done:
        flash(_("Your expenses are noted. Keep the receipt until they are paid."))
        return redirect(url_for(".sent", visit_id=mine.id))
    if form.has_photo:
        form.photo.errors = [_("Choose the photo again: a page that comes back cannot keep it.")]
    page = {
        "visit": mine,
        "form": form,
        "before": before,
        "limit": money_words(wave.expense_limit, wave.currency),
    }
    return render_template("visits/expenses.html", currency=wave.currency, **page), tried.status


def _before(fee: Fee | None) -> dict[str, Any]:
    return {"amount": str(plain(fee.amount, fee.currency)), "note": fee.note} if fee else {}


def _claim(mine: Visit, form: ExpensesForm) -> Visit:
    amount, note = form.amount.units(form.currency), sure(form.note)
    photo = store_photo(form.photo.data.stream) if form.has_photo else None
    try:
        return commands.claim_expenses(mine, amount=amount, note=note, photo=photo, by=me())
    except Refused:
        discard([photo] if photo else [])
        raise
