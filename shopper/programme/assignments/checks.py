"""Whether a shopper may have a visit, and whether its last day may move there."""

from datetime import date, timedelta

from flask_babel import gettext as _

from shopper import clock
from shopper.language import day
from shopper.models import VisitState
from shopper.programme.assignments.queries import Ground, KnownPerson, KnownVisit
from shopper.programme.reading import Row


class Checks:
    """The rows of one sheet, one after the other: what an earlier one gives counts for the later ones."""

    def __init__(self, stands: Ground) -> None:
        self.stands, self.today = stands, clock.now().date()
        self.people = {one.id: one for one in stands.shoppers.values()}
        self.given: dict[tuple[int, int], int] = {}

    def check(self, row: Row, visit: KnownVisit, shopper_id: int | None, due: date | None) -> None:
        """Tell what is wrong, if anything is. `shopper_id` and `due` are what the row changes."""
        if row["shopper"] and row["shopper"] not in self.stands.shoppers:
            told = _("Nobody with a role here signs in as “%(sign_in)s”.", sign_in=row["shopper"][:60])
            row.wrong("shopper", told, _("Write how they sign in, as under People."))
        if shopper_id is not None:
            self._check_shopper(row, visit, self.people[shopper_id])
        if due is not None and not row.problems:
            self._check_due(row, visit, due)
        if shopper_id is not None and not row.problems:
            self.given[shopper_id, visit.branch_id] = row.number

    def _check_shopper(self, row: Row, visit: KnownVisit, shopper: KnownPerson) -> None:
        if visit.state != VisitState.OPEN:
            told = _("Somebody else has this visit.")
            row.wrong("shopper", told, _("Take it back on the page of its wave first."))
        elif not shopper.active:
            told = _("The account of %(person)s is deactivated.", person=shopper.name)
            row.wrong("shopper", told, _("Choose another shopper, or let them in again first."))
        elif not any(visit.path.startswith(path) for path in shopper.shops):
            told = _("%(person)s is no shopper at this branch.", person=shopper.name)
            row.wrong("shopper", told, _("Choose another one, or give them the role there first."))
        elif any(visit.path.startswith(path) for path in shopper.manages):
            told = _("%(person)s manages this branch.", person=shopper.name)
            row.wrong("shopper", told, _("Choose somebody else: nobody visits a branch they manage."))
        else:
            self._check_rotation(row, visit, shopper)

    def _check_rotation(self, row: Row, visit: KnownVisit, shopper: KnownPerson) -> None:
        if not visit.rotation_days or row["anyway"]:
            return
        key, pause = (shopper.id, visit.branch_id), timedelta(days=visit.rotation_days)
        mend = _("Choose somebody else, or write yes under anyway.")
        days = self.stands.last.get(key, [])
        if key in self.given:
            told = _(
                "Row %(row)s sends %(person)s to this branch already.",
                row=self.given[key],
                person=shopper.name,
            )
            row.wrong("shopper", told, mend)
        elif None in days:
            told = _("%(person)s has a visit at this branch that is not made yet.", person=shopper.name)
            row.wrong("shopper", told, mend)
        elif any(last and last + pause > self.today for last in days):
            again = max(last for last in days if last) + pause
            told = _(
                "%(person)s was there lately, and may return from %(day)s.",
                person=shopper.name,
                day=day(again),
            )
            row.wrong("shopper", told, mend)

    def _check_due(self, row: Row, visit: KnownVisit, due: date) -> None:
        if visit.state == VisitState.STARTED:
            told = _("This visit is begun already, so its last day stays.")
            row.wrong("due", told, _("Leave the cell empty."))
        elif due < max(self.today, visit.window_from or due):
            row.wrong("due", _("This day is over, or before its first day."), _("Choose a later one."))
        elif due > visit.ends_on:
            told = _("The wave ends on %(day)s.", day=day(visit.ends_on))
            row.wrong("due", told, _("Choose an earlier day, or give the wave more time first."))
