"""Sums of money: stored as whole numbers of the smallest unit, written as people write them."""

from decimal import Decimal, InvalidOperation
from typing import Any

from babel.numbers import get_currency_precision
from flask_babel import LazyString, format_currency
from flask_babel import gettext as _
from wtforms import StringField
from wtforms.validators import ValidationError

from shopper.form_parts import tidy

MOST = Decimal(1_000_000)
"""Of any currency: more for one visit is a slip of the finger."""


def money_words(amount: int, currency: str) -> str:
    """`€12.50`, as it is written in the language of the page."""
    return str(format_currency(plain(amount, currency), currency))


def plain(amount: int, currency: str) -> Decimal:
    """The sum as a number of the currency: 1250 in EUR is 12.50."""
    return Decimal(amount).scaleb(-get_currency_precision(currency))


def smallest(amount: Decimal, currency: str) -> int:
    """The same in the smallest unit. Raises ValueError for parts of it, such as a tenth of a cent."""
    units = amount.scaleb(get_currency_precision(currency))
    if units != units.to_integral_value():
        raise ValueError(amount)
    return int(units)


class Money(StringField):
    """A sum without its currency, `12.50` or `12,50`; empty is None. `figure` is what was read of it."""

    def __init__(self, label: LazyString, **more: Any) -> None:
        super().__init__(label, filters=[tidy], **more)

    @property
    def figure(self) -> Decimal | None:
        """What was written; None for nothing. Raises ValidationError for what is no sum."""
        if not self.data:
            return None
        try:
            read = Decimal(str(self.data).replace(",", ".").replace(" ", ""))
        except InvalidOperation:
            read = Decimal("NaN")
        if not read.is_finite() or not 0 <= read <= MOST:
            raise ValidationError(_("Write a sum such as 12.50, without the currency."))
        return read

    def pre_validate(self, _form: Any) -> None:
        self.figure  # noqa: B018 - reading it says what is wrong with it

    def units(self, currency: str) -> int:
        """What was written in the smallest unit; 0 for nothing."""
        return smallest(self.figure or Decimal(0), currency) if currency else 0

    def fits(self, currency: str) -> None:
        """Raises ValidationError for more places than the currency has."""
        try:
            self.units(currency)
        except ValueError as finer:
            words = _("%(currency)s has no smaller part than that. Write fewer places.", currency=currency)
            raise ValidationError(words) from finer
