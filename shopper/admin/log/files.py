"""The audit log as a file for a spreadsheet."""

from collections.abc import Iterator
from dataclasses import replace

from flask import Response
from flask_babel import gettext as _

from shopper.admin.log.queries.lines import Wanted, lines
from shopper.admin.log.telling import told
from shopper.dashboards.exports import spreadsheet
from shopper.models import AuditEvent, Person

MOST, AT_ONCE = 10_000, 1_000
"""Lines in one file, and in one look into the log; older ones are had by asking for earlier days."""


def as_file(person: Person, wanted: Wanted) -> Response:
    """The lines that fit, the newest first: when, the act, the sentence, what it is about, every fact."""
    columns = [_("When (UTC)"), _("Act"), _("What happened"), _("About"), _("Written down")]
    return spreadsheet(columns, _rows(person, wanted), "audit-log")


def _rows(person: Person, wanted: Wanted) -> Iterator[list[str]]:
    left = MOST
    for page in _pages(person, wanted):
        for line, one in zip(page, told(person, page), strict=True):
            if not left:
                words = _(
                    "The file ends here, at %(most)s lines. Ask for earlier days to get the rest.", most=MOST
                )
                yield ["", "", words, "", ""]
                return
            left -= 1
            rest = "; ".join(f"{name}: {words}" for name, words in one.rest)
            yield [line.at.isoformat(timespec="seconds"), line.action, one.sentence, one.about, rest]


def _pages(person: Person, wanted: Wanted) -> Iterator[list[AuditEvent]]:
    """Page after page until the end of the log."""
    while True:
        found = lines(person, wanted, AT_ONCE)
        yield found.lines
        if not found.older:
            return
        wanted = replace(wanted, before=found.older)
