"""Exact values: decimals as they are stored, and the place of a value on its own line."""

import re
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

MEASURED = frozenset({"number", "money", "duration", "time", "date"})
STATES = frozenset({"does_not_apply", "nobody", "not_observed", "cleared"})
MOMENTUM = ("forward", "drift", "away")

LAST_DAY = date.max.toordinal()

_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", re.ASCII)
_DECIMAL = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,6})?")
_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def decimal_text(number: int | Decimal | str) -> str:
    """The one way to store a decimal: no exponent, no trailing zeros, no needless sign or zero in front.

    "9.80" → "9.8", -0 → "0". At most 15 digits before the point and 6 after; else ValueError."""
    text = number if isinstance(number, str) else format(Decimal(number), "f")
    if not isinstance(number, str) and "." in text:
        text = text.rstrip("0").rstrip(".")
    if not _DECIMAL.fullmatch(text):
        raise ValueError(f"not a decimal: {text[:40]}")
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    whole, _, part = digits.partition(".")
    whole, part = whole.lstrip("0") or "0", part.rstrip("0")
    bare = f"{whole}.{part}" if part else whole
    return bare if bare == "0" else sign + bare


def position(kind: str, value: str | int | Decimal) -> Fraction:
    """Where `value` stands on the line of its kind, as an exact number.

    number, money: the number itself · duration: seconds · time "HH:MM": minutes since midnight ·
    date "YYYY-MM-DD": the ordinal day. Any other kind or form is a ValueError."""
    if kind in {"number", "money"}:
        return Fraction(decimal_text(_numeric(value)))
    if kind == "duration":
        return _seconds(value)
    if kind in {"time", "date"} and isinstance(value, str):
        return Fraction(_minutes(value) if kind == "time" else _day(value))
    raise ValueError(f"{value!r} has no position as {kind}")


def value_at(kind: str, place: Fraction) -> str | int:
    """The stored value at this place of the line of `kind`; the inverse of `position`."""
    if kind == "duration":
        return int(place)
    if kind == "time":
        return f"{int(place) // 60:02}:{int(place) % 60:02}"
    if kind == "date":
        return date.fromordinal(int(place)).isoformat()
    return decimal_text(Decimal(place.numerator) / Decimal(place.denominator))


def is_instant(text: str) -> bool:
    """Whether this is RFC 3339 in UTC with milliseconds, such as 2026-11-05T09:30:00.123Z."""
    if not _INSTANT.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _numeric(value: str | int | Decimal) -> str | int | Decimal:
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        raise ValueError(f"not a decimal: {value!r}")
    if isinstance(value, Decimal) and not (value.is_finite() and abs(value.adjusted()) < 30):
        raise ValueError(f"not a decimal: {value}")
    return value


def _seconds(value: str | int | Decimal) -> Fraction:
    if isinstance(value, bool | str) or not isinstance(value, int | Decimal) or value % 1 != 0:
        raise ValueError(f"not whole seconds: {value!r}")
    return Fraction(int(value))


def _minutes(text: str) -> int:
    if not _TIME.fullmatch(text):
        raise ValueError(f"not a time: {text[:40]}")
    return int(text[:2]) * 60 + int(text[3:])


def _day(text: str) -> int:
    if not _DATE.fullmatch(text):
        raise ValueError(f"not a date: {text[:40]}")
    return date.fromisoformat(text).toordinal()
