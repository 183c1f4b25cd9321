"""The currencies that are money somewhere today, by their codes of ISO 4217."""

from functools import cache

from babel.core import get_global
from babel.numbers import get_currency_name, get_territory_currencies


@cache
def in_use() -> frozenset[str]:
    """Their codes, without those of the past and those that nobody pays with."""
    lands = get_global("territory_currencies")
    return frozenset(code for land in lands for code in get_territory_currencies(land))


@cache
def named(language: str) -> list[tuple[str, str]]:
    """Each code with its name in a language, `("EUR", "EUR, euro")`, in order of codes."""
    return [(code, f"{code}, {get_currency_name(code, locale=language)}") for code in sorted(in_use())]
