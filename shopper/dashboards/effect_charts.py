"""What was expected and what came, beside each other."""

from flask_babel import gettext as _

from scoring.change import Helped
from scoring.figures import Chart, RangeRow, RangeWords, range_rows
from shopper.dashboards.measures import Measure
from shopper.dashboards.words import number


def drawing(measure: Measure, found: Helped) -> Chart | None:
    """None where nobody can tell what was expected."""
    if found.expected is None or found.after is None:
        return None
    rows = [
        _row(_("Expected"), found.expected, found.expected_range),
        _row(_("Reached"), found.after, found.after_range),
    ]
    words = RangeWords(
        name=_("Mean of the months after"),
        value=measure.name,
        low=_("Likely from"),
        high=_("Likely to"),
        step=_("{name} {value}, likely {low} to {high}"),
        alone="{name} {value}",
        mean="{value}",
        alt=_(
            "What was expected without it and what was reached: {steps}. The same numbers are in the table below."
        ),
    )
    return range_rows(rows, words, _span(rows, measure.least), number=number)


def _row(name: str, value: float, ends: tuple[float, float] | None) -> RangeRow:
    low, high = ends or (None, None)
    return RangeRow(name, value, low, high)


def _span(rows: list[RangeRow], least: float) -> tuple[float, float]:
    """Tens around every range, at least twenty wide, within what the measure can be."""
    ends = [end for row in rows for end in (row.low, row.high, row.value) if end is not None]
    low, high = max(min(ends) // 10 * 10, least), min(-(-max(ends) // 10) * 10, 100.0)
    return (low, high) if high - low >= 20 else (max(high - 20, least), max(high, least + 20))
