"""What a branch's PDF says, and the file itself."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from flask_babel import gettext as _

from scoring.figures import TOKENS, Chart
from scoring.figures.svg import svg
from shopper import clock
from shopper.dashboards import branch as branches
from shopper.dashboards import change_branch
from shopper.dashboards.filters import Showing
from shopper.dashboards.months import day_in_words
from shopper.dashboards.overview import Figure
from shopper.dashboards.words import number
from shopper.language import choose_language
from shopper.models import Branch, Person

PAGE = Path(__file__).with_name("branch.typ")
WIDTH = 640
"""Pixels of a drawing, over the 170 mm that A4 leaves."""
FONTS = "Noto Sans, Liberation Sans, DejaVu Sans, Libertinus Serif"
MOST_ROWS = 60
"""Rows of one table; the file of the table has them all."""


def branch_report(person: Person, branch: Branch, showing: Showing) -> bytes:
    """The PDF, in the reader's language."""
    return typeset(told(person, branch, showing))


def told(person: Person, branch: Branch, showing: Showing) -> dict[str, Any]:
    """Everything that the paper says, JSON-ready."""
    page = branches.branch_page(person, branch, showing)
    change = change_branch.branch(person, branch, showing, "")
    figures = [*page.figures.values(), change.figure]
    today = day_in_words(clock.local_date(clock.now(), branch.time_zone))
    notes = [each for each in (page.closed, change.watching) if each]
    if change.measure:
        notes = [f"{change.headline.strong} {change.headline.rest}", *notes]
    return {
        "title": branch.name,
        "language": choose_language(),
        "filter": showing.sentence.striptags(),
        "foot": _(
            "%(branch)s, made on %(day)s. 95 of 100 likely ranges hold the true value.",
            branch=branch.name,
            day=today,
        ),
        "strong": page.headline.strong,
        "rest": page.headline.rest,
        "notes": notes,
        "parts": [_part(each) for each in figures if each.chart],
    }


def _part(figure: Figure) -> dict[str, Any]:
    chart = figure.chart
    if chart is None:
        raise LookupError("only what was drawn is set")
    rows = [[_cell(each) for each in row] for row in chart.rows[:MOST_ROWS]]
    caption = figure.caption
    if len(chart.rows) > MOST_ROWS:
        shown = _("The table has %(num)s of its %(all)s rows.", num=MOST_ROWS, all=len(chart.rows))
        caption = f"{caption} {shown}"
    return {
        "title": figure.title,
        "picture": svg(chart, WIDTH, TOKENS, FONTS),
        "alt": chart.alt,
        "caption": caption,
        "columns": list(chart.columns),
        "rows": rows,
        "numeric": _numeric(chart),
    }


def _numeric(chart: Chart) -> list[int]:
    """Columns that hold a number, set to the right."""
    return [
        at
        for at in range(len(chart.columns))
        if any(isinstance(row[at], int | float | Decimal) for row in chart.rows)
    ]


def _cell(value: object) -> str:
    if value is None:
        return "–"
    if isinstance(value, Decimal):
        return number(value, max(-int(value.as_tuple().exponent), 0))
    return number(value, 0) if isinstance(value, int | float) else str(value)


def typeset(data: dict[str, Any]) -> bytes:
    """The paper of these data. They go in as data alone: no word of them is ever read as markup.

    PDF/UA: a screen reader finds title, language, headings, tables and alternatives of pictures."""
    import typst  # noqa: PLC0415 - only who asks for a PDF waits for it

    made = typst.compile(PAGE, format="pdf", sys_inputs={"data": json.dumps(data)}, pdf_standards="ua-1")
    return bytes(made)
