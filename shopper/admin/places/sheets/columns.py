"""The columns of a sheet of branches: what each is called, means and takes."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from shopper import geography
from shopper import opening_hours as hours
from shopper.admin.places import fields
from shopper.models import Branch


@dataclass(frozen=True)
class Column:
    """`read` raises Unclear for what it does not take, and reads what `write` wrote as the same."""

    name: str
    explained: LazyString
    read: Callable[[str], Any]
    write: Callable[[Any], str]
    example: str = ""


_HOURS = _l("For example 09:00-18:00, or 09:00-12:30, 13:30-18:00, or closed. Empty where it is not known.")

COLUMNS = (
    Column("code", _l("Names the branch for ever. The row changes the branch of this code, or adds one."),
           fields.words(Branch.CODE_MAX), fields.same, "N01"),
    Column("name", _l("What people call it."), fields.words(Branch.NAME_MAX), fields.same, "Mill Lane"),
    Column("region", _l("Where it stands below the client, with slashes between: North / Leeds. "
                        "Regions that are not there yet are made. A slash alone is the client itself."),
           fields.region_path, fields.write_region_path, "North / Leeds"),
    Column("address", _l("A changed address is taken as corrected. Where a branch has moved, "
                         "say so on its own page, so that charts show it."),
           fields.words(Branch.ADDRESS_MAX), fields.same, "1 Mill Lane, Leeds"),
    Column("latitude", _l("Where it stands, in degrees north as a map shows them; south is below zero."),
           geography.degrees(geography.LATITUDE), geography.write_degrees, "53.797"),
    Column("longitude", _l("The same in degrees east; west is below zero. Both are there, or neither."),
           geography.degrees(geography.LONGITUDE), geography.write_degrees, "-1.541"),
    Column("time_zone", _l("Where its clocks stand, for example Europe/London."),
           fields.time_zone, fields.same, "Europe/London"),
    Column("format", _l("For example high street, station, drive-in."),
           fields.words(Branch.FORMAT_MAX), fields.same, "high street"),
    Column("currency", _l("What its customers pay with, by ISO 4217: GBP, EUR."),
           fields.currency, fields.same, "GBP"),
    Column("opened_on", _l("The first day with customers, as year-month-day."),
           fields.day, fields.write_day, "2019-03-01"),
    Column("closed_on", _l("The first day without customers, as year-month-day. Empty while it is open."),
           fields.day, fields.write_day),
    *(Column(name, _HOURS, hours.read_day, hours.write_day, "closed" if name == "sunday" else "09:00-18:00")
      for name in hours.WEEKDAYS),
    Column("closed_days", _l("Days on which it is closed, each with a note, with semicolons between."),
           hours.read_closed_days, partial(hours.write_closed_days, between="; "), "2026-12-25 Christmas Day"),
    Column("notes", _l("Anything else, for the admins."), fields.words(Branch.NOTES_MAX), fields.same),
)  # fmt: skip

NAMES = tuple(column.name for column in COLUMNS)
FILLED = ("code", "name", "region", "time_zone")
"""What every branch has: these cells may be left out for a branch that is there, but never emptied."""


def flat(path: tuple[str, ...], values: dict[str, Any]) -> dict[str, Any]:
    """A branch as its cells hold it: each weekday by itself, the region by its path."""
    week = dict(zip(hours.WEEKDAYS, hours.whole_week(values["hours"]), strict=True))
    own = {name: values[name] for name in NAMES if name not in week and name != "region"}
    return {**own, **week, "region": path}


def columns_of(cells: dict[str, Any]) -> dict[str, Any]:
    """The same as columns of Branch, without the region."""
    week = [cells[name] for name in hours.WEEKDAYS]
    own = {name: cells[name] for name in NAMES if name not in hours.WEEKDAYS and name != "region"}
    return {**own, "hours": hours.stored(week)}
