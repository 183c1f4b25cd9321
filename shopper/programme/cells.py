"""What the cells of the programme's sheets take, and how they are written so that they are read as the same."""

from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any

from flask_babel import gettext as _

from shopper.money import MOST
from shopper.sheets import Unclear

YES, NO = ("yes", "y", "true", "1", "oui"), ("no", "n", "false", "0", "non")


def whole(least: int, most: int) -> Callable[[str], int | None]:
    """A reader of a whole number between two ends; nothing written is None."""

    def read(text: str) -> int | None:
        if not text:
            return None
        if not (text.isascii() and text.isdecimal() and len(text) < 10 and least <= int(text) <= most):
            told = _(
                "“%(words)s” is no whole number from %(min)s to %(max)s.",
                words=text[:40],
                min=least,
                max=most,
            )
            raise Unclear(told, _("Write the figures alone."))
        return int(text)

    return read


def write_whole(value: int | None) -> str:
    return "" if value is None else str(value)


def yes_no(text: str) -> bool | None:
    """Yes or no; nothing written is None. Raises Unclear."""
    said = text.casefold()
    if said and said not in (*YES, *NO):
        raise Unclear(_("“%(words)s” is neither yes nor no.", words=text[:40]), _("Write yes or no."))
    return said in YES if said else None


def write_yes_no(value: bool | None) -> str:
    return "" if value is None else "yes" if value else "no"


def sum_of(text: str) -> Decimal | None:
    """A sum without its currency. Raises Unclear."""
    if not text:
        return None
    try:
        read = Decimal(text.replace(",", ".").replace(" ", ""))
    except InvalidOperation:
        read = Decimal("NaN")
    if not read.is_finite() or not 0 <= read <= MOST:
        told = _("“%(words)s” is no sum.", words=text[:40])
        raise Unclear(told, _("Write a sum such as 12.50, without the currency."))
    return read


def write_sum(value: Decimal | None) -> str:
    return f"{value:f}" if value else ""


def one_of(*known: str) -> Callable[[str], str]:
    """A reader of one of these words, in whatever case; nothing written stays nothing."""

    def read(text: str) -> str:
        said = text.casefold()
        if said and said not in known:
            told = _("“%(words)s” is not known here.", words=text[:40])
            raise Unclear(told, _("Write one of these: %(words)s.", words=", ".join(known)))
        return said

    return read


def folded(text: str) -> str:
    """A name so that case never makes two of one."""
    return text.casefold()


def same(value: Any) -> str:
    """Words are written as they are."""
    return "" if value is None else str(value)
