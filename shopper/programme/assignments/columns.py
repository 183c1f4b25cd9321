"""The columns of a sheet of assignments."""

from flask_babel import lazy_gettext as _l

from shopper.admin.places import fields
from shopper.admin.places.sheets.columns import Column
from shopper.models import Branch, DayPart, Person, VisitState, Wave
from shopper.programme.cells import folded, one_of, same, write_yes_no, yes_no

COLUMNS = (
    Column("wave", _l("What the wave is called."), fields.words(Wave.NAME_MAX), same, "Autumn 2026"),
    Column("branch", _l("The code of the branch."), fields.words(Branch.CODE_MAX), same, "N01"),
    Column("shopper", _l("How the shopper signs in. Empty: the visit stays as it is."),
           lambda text: folded(fields.words(Person.SIGN_IN_MAX)(text)), same, "robin@example.test"),
    Column("due", _l("The last day on which it may be made, as year-month-day. Empty: as it stands."),
           fields.day, fields.write_day, "2026-11-15"),
    Column("anyway", _l("Yes where the shopper goes although the days of rotation are not over."),
           yes_no, write_yes_no),
    Column("visit", _l("The key of the visit, as it is exported. Empty: any open visit of the wave at the branch."),
           fields.words(36), same),
    Column("day_part", _l("When on its day it is made. It is told here and planned with the wave."),
           one_of(*(part.value for part in DayPart)), same),
    Column("state", _l("How it stands. It is told here and nothing is changed by it."),
           one_of(*(state.value for state in VisitState)), same),
)  # fmt: skip
NEEDED = ("wave", "branch")
