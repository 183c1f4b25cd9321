"""What holds for a whole wave, as the cells of a sheet have it, and back as its terms."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from shopper.fieldwork.terms import Terms
from shopper.models import DayPart, Wave
from shopper.money import plain, smallest

SAME = ("starts_on", "ends_on", "currency", "soft_due_hours", "hard_due_hours", "retention_days",
        "on_board", "holds_results", "names_staff", "staff_told")  # fmt: skip


def values_of(wave: Wave) -> dict[str, Any]:
    """A wave as its cells, each empty where nothing is said."""
    sums = {name: plain(getattr(wave, name), wave.currency) or None for name in ("fee", "expense_limit")}
    return {
        **{name: getattr(wave, name) for name in SAME},
        **sums,
        "question_set": wave.version.question_set.slug,
        "version": wave.version.number,
        "rotation_days": wave.rotation_days or None,
        **{part.value: wave.day_parts.get(part.value) or None for part in DayPart},
    }


def terms_of(values: Mapping[str, Any]) -> Terms:
    """The same as terms. Raises ValueError for a sum that is finer than its currency."""
    currency = values["currency"] or ""
    return Terms(
        fee=_units(values["fee"], currency),
        expense_limit=_units(values["expense_limit"], currency),
        currency=currency,
        soft_due_hours=values["soft_due_hours"],
        hard_due_hours=values["hard_due_hours"],
        rotation_days=values["rotation_days"] or 0,
        retention_days=values["retention_days"],
        names_staff=bool(values["names_staff"]),
        staff_told=values["staff_told"] or "",
        day_parts={part.value: values[part.value] for part in DayPart if values[part.value]},
        on_board=bool(values["on_board"]),
    )


def _units(figure: Decimal | None, currency: str) -> int:
    return smallest(figure, currency) if figure and currency else 0
