"""What Plotly writes by itself, months and separators, in the language of the page.

The locales that Plotly offers stop at an old version and would have to be fetched; Babel knows the same."""

from typing import Any

from babel import Locale
from flask_babel import get_locale


def chart_language() -> dict[str, Any]:
    """A locale as `Plotly.register` takes it: weeks begin on Sunday, months count from January."""
    locale = get_locale() or Locale("en")
    symbols = locale.number_symbols["latn"]
    return {
        "moduleType": "locale",
        "name": str(locale),
        "dictionary": {},
        "format": {
            "days": _days(locale, "wide"),
            "shortDays": _days(locale, "abbreviated"),
            "months": _months(locale, "wide"),
            "shortMonths": _months(locale, "abbreviated"),
            "periods": ["AM", "PM"],
            "dateTime": "%A %-d %B %Y %X",
            "date": "%d/%m/%Y",
            "time": "%H:%M:%S",
            "year": "%Y",
            "month": "%b %Y",
            "dayMonth": "%-d %b",
            "dayMonthYear": "%-d %b %Y",
            "decimal": symbols["decimal"],
            "thousands": symbols["group"],
            "grouping": [3],
        },
    }


def _days(locale: Locale, width: str) -> list[str]:
    """Babel counts from Monday."""
    names = locale.days["format"][width]
    return [str(names[(place + 6) % 7]) for place in range(7)]


def _months(locale: Locale, width: str) -> list[str]:
    return [str(locale.months["format"][width][place + 1]) for place in range(12)]
