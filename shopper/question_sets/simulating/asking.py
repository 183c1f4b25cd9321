"""Which past visits are meant: whole months, the latest twelve unless the address says otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from markupsafe import Markup
from wtforms import Form, SelectField
from wtforms.validators import Optional

from shopper.dashboards.months import first_day, in_words, iso, last_day, period_in_words, read_month
from shopper.question_sets.simulating.queries import Days
from shopper.review.tallies import month_of

MONTHS = 12


class PeriodForm(Form):
    first = SelectField(_l("From"), [Optional()], name="from")
    last = SelectField(_l("To"), [Optional()], name="to")
    without = SelectField(_l("Visits without an answer to a question of the draft"), [Optional()])


@dataclass(frozen=True)
class Asked:
    """Months as in months.py; `known` are the first and the last one with visits. `leave_out`: questions
    without an answer are left out instead of the visit."""

    first: int
    last: int
    leave_out: bool
    known: tuple[int, int]

    @property
    def days(self) -> Days:
        return Days(first_day(self.first), last_day(self.last))

    @property
    def period(self) -> str:
        return period_in_words(self.first, self.last)

    @property
    def address(self) -> dict[str, Any]:
        """The same as arguments of an address."""
        without = {"without": "questions"} if self.leave_out else {}
        return {"from": iso(self.first), "to": iso(self.last), **without}

    @property
    def sentence(self) -> Markup:
        """What is looked at, in one line."""
        period = Markup("<b>%s</b>") % self.period
        return Markup(_("Past visits of %(period)s", period=period))  # noqa: S704  escaped above

    @property
    def form(self) -> PeriodForm:
        """The same as a form, with what may be chosen instead."""
        form = PeriodForm(data={"first": iso(self.first), "last": iso(self.last), "without": self._without})
        months = range(min(self.known[0], self.first), max(self.known[1], self.last) + 1)
        form.first.choices = form.last.choices = [(iso(each), in_words(each)) for each in months]
        form.without.choices = [
            ("", _("leave out the visits")),
            ("questions", _("leave out the questions")),
        ]
        return form

    @property
    def _without(self) -> str:
        return "questions" if self.leave_out else ""


def asked(visited: Days, address: Mapping[str, str]) -> Asked:
    """What an address asks for; a month that cannot be read or has no visits becomes the nearest sensible."""
    known = month_of(visited.first), month_of(visited.last)
    last = _month(address.get("to", ""), known[1], known)
    first = _month(address.get("from", ""), max(known[0], last - MONTHS + 1), known)
    first, last = min(first, last), max(first, last)
    return Asked(first, last, address.get("without") == "questions", known)


def _month(text: str, otherwise: int, known: tuple[int, int]) -> int:
    read = read_month(text)
    return min(max(read[0], known[0]), known[1]) if read else otherwise
