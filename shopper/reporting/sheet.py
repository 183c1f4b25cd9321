"""The answers of a report as a table, as its readers may see them."""

from collections.abc import Sequence

from flask_babel import gettext as _

from shopper.reporting.sections import Row, Section


def answers_sheet(sections: Sequence[Section]) -> tuple[tuple[str, ...], list[tuple[str | int | None, ...]]]:
    """Columns and rows: a question each, in journey order."""
    head = (
        _("Touchpoint"),
        _("Question"),
        _("Answer"),
        _("Comment"),
        _("Photos"),
        _("Points"),
        _("Points possible"),
    )
    return head, [_line(section.title, row) for section in sections for row in section.rows]


def _line(touchpoint: str, row: Row) -> tuple[str | int | None, ...]:
    given = row.given or row.gone
    return touchpoint, row.asked, given, row.comment, len(row.photos) or None, row.earned, row.possible
