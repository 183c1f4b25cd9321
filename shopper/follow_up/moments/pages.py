"""The pages of moments. None of them counts anything: what is counted becomes a target."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import format_date
from flask_babel import gettext as _

from shopper import clock
from shopper.dashboards.months import day_in_words, first_day, in_words, iso, last_day, read_month, short_day
from shopper.follow_up.actions.queries import branches_in
from shopper.follow_up.moments import queries
from shopper.follow_up.moments.forms import MomentsForm
from shopper.follow_up.moments.queries import Heard
from shopper.models import Branch, Moment, Person, Visit
from shopper.permissions import Can
from shopper.reach import places
from shopper.review.tallies import month_of

SIZE, MONTHS = 20, 12
"""Moments on a page, and months that the staff room's page looks back."""


@dataclass(frozen=True)
class MomentsPage:
    """`previous` and `next` are numbers of pages, None where there is none."""

    form: MomentsForm
    args: Mapping[str, str]
    waiting: bool
    heard: Sequence[tuple[Heard, str, Sequence[str]]]
    previous: int | None
    next: int | None
    where: str


def moments_page(person: Person, args: Mapping[str, str]) -> MomentsPage:
    """What visits told of, the latest first."""
    known = places(person, Can.FOLLOW_UP)
    here = next((one for one in known if str(one.region.id) == args.get("region", "")), None)
    path = here.region.path if here else "/"
    form = MomentsForm(args, meta={"csrf": False})
    branches = branches_in(person, path)
    form.offer(known, branches)
    branch = next((one for one in branches if str(one.id) == form.branch.data), None)
    waiting, at = args.get("show", "") == "waiting", _number(args.get("page", ""))
    found = queries.moments(
        person, path, branch.id if branch else None, waiting=waiting, first=(at - 1) * SIZE, most=SIZE + 1
    )
    return MomentsPage(
        form,
        form.args(),
        waiting,
        [(each, short_day(each.visited_on), told_lines(each.told)) for each in found[:SIZE]],
        at - 1 if at > 1 else None,
        at + 1 if len(found) > SIZE else None,
        branch.name if branch else here.label if here else "",
    )


def _number(asked: str) -> int:
    return max(1, int(asked)) if asked.isascii() and asked.isdecimal() and len(asked) < 4 else 1


def told_lines(told: Moment | None) -> list[str]:
    """Who was told, when, by whom; what is still to be said."""
    row = told or Moment()
    employee = _told(row.told_employee_on, row.told_employee_by)
    manager = _told(row.told_manager_on, row.told_manager_by)
    return [
        _("Employee: %(told)s", told=employee or _("not told yet")),
        _("Manager: %(told)s", told=manager or _("not told yet")),
        *([_("May hang in the staff room")] if row.agreed_on else []),
    ]


def _told(day: date | None, by: Person | None) -> str:
    if day is None:
        return ""
    return _("told on %(day)s by %(person)s", day=short_day(day), person=by.name if by else "–")


@dataclass(frozen=True)
class MomentPage:
    visit: Visit
    words: str
    day: str
    told: Sequence[str]


def moment_page(visit: Visit, key: str, told: Moment | None) -> MomentPage:
    words = str((visit.answers or {})[key]["value"])
    return MomentPage(
        visit, words, day_in_words(visit.visited_on) if visit.visited_on else "", told_lines(told)
    )


@dataclass(frozen=True)
class StaffRoom:
    """`name` is the month without its year: nothing on the sheet is a number."""

    name: str
    month: str
    words: Sequence[str]
    months: Sequence[tuple[str, str]]


def staff_room(person: Person, branch: Branch, asked: str) -> StaffRoom:
    """What of a month may hang in the staff room; the month before this one where none is named."""
    now = month_of(clock.local_date(clock.now(), branch.time_zone))
    read = read_month(asked)
    month = read[0] if read and read[0] <= now else now - 1
    known = [(iso(each), in_words(each)) for each in range(now, now - MONTHS, -1)]
    words = queries.agreed(person, branch, first_day(month), last_day(month))
    return StaffRoom(str(format_date(first_day(month), "LLLL")), iso(month), words, known)
