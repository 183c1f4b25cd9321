"""Points as they are printed: exact values in, one decimal for scores, short fractions for points."""

from decimal import Decimal
from fractions import Fraction

from flask_babel import format_decimal

from scoring.shown import one_decimal

MINUS = "−"


def shown(points: Decimal | str | None) -> str | None:
    """A figure that scoring has rounded for print (`shown`), in the reader's language."""
    return None if points is None else format_decimal(Decimal(points), "0.0").replace("-", MINUS)


def score(exact: str | None) -> str | None:
    """A score from a snapshot ("1121/16"), to one decimal, from the exact value."""
    return None if exact is None else shown(one_decimal(Fraction(exact)))


def points(exact: str) -> str:
    """Points of a question: whole where they are whole, else up to two decimals."""
    value = Fraction(exact)
    return format_decimal(Decimal(value.numerator) / Decimal(value.denominator), "0.##")
