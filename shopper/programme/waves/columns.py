"""The columns of a sheet of waves."""

from flask_babel import lazy_gettext as _l

from shopper.admin.places import fields
from shopper.admin.places.sheets.columns import Column
from shopper.models import Branch, ClientSettings, DayPart, Wave, WaveState
from shopper.programme.cells import one_of, same, sum_of, whole, write_sum, write_whole, write_yes_no, yes_no

_HOURS = (whole(1, ClientSettings.HOURS_MAX), write_whole)
_PART = (whole(0, Wave.VISITS_MAX), write_whole)

COLUMNS = (
    Column("wave", _l("What the wave is called. The row changes the plan of this name, or makes one."),
           fields.words(Wave.NAME_MAX), same, "Autumn 2026"),
    Column("branch", _l("The code of a branch that it visits."), fields.words(Branch.CODE_MAX), same, "N01"),
    Column("visits", _l("How many visits there; nothing is 1. With 0 the branch leaves the plan."),
           whole(0, Wave.VISITS_MAX), write_whole, "2"),
    Column("question_set", _l("The short name of the question set."), fields.words(80), same, "coffee-shop"),
    Column("version", _l("The number of its version, which is published."), whole(1, 99_999), write_whole, "1"),
    Column("starts_on", _l("The first day, as year-month-day."), fields.day, fields.write_day, "2026-10-01"),
    Column("ends_on", _l("The last day, as year-month-day."), fields.day, fields.write_day, "2026-11-30"),
    Column("fee", _l("What a visit earns, without the currency."), sum_of, write_sum, "12.50"),
    Column("expense_limit", _l("Up to what expenses are paid back."), sum_of, write_sum, "6"),
    Column("currency", _l("Of both, by ISO 4217: GBP, EUR."), fields.currency, same, "GBP"),
    Column("soft_due_hours", _l("Hours after “Out” when a report is due; nothing: as the client has it."), *_HOURS),
    Column("hard_due_hours", _l("Hours after “Out” when a report is late; nothing: as the client has it."), *_HOURS),
    Column("rotation_days", _l("Days before the same shopper returns to a branch."),
           whole(0, Wave.DAYS_MAX), write_whole, "30"),
    Column("retention_days", _l("Days after the last day until personal words are erased; nothing: as the client has it."),
           whole(ClientSettings.RETENTION_MIN, ClientSettings.RETENTION_MAX), write_whole),
    *(Column(part.value, _l("How many of the visits at a branch are made in this part of the day."), *_PART)
      for part in DayPart),
    Column("on_board", _l("Whether shoppers take its visits from the Board: yes or no."),
           yes_no, write_yes_no, "yes"),
    Column("holds_results", _l("Whether results wait until all are released: yes or no."), yes_no, write_yes_no, "no"),
    Column("names_staff", _l("Whether reports may name staff: yes or no."), yes_no, write_yes_no, "no"),
    Column("staff_told", _l("What staff were told of that."), fields.words(Wave.TOLD_MAX), same),
    Column("state", _l("How it stands: planned, running, closing or closed. It is told here and changed on its own page."),
           one_of(*(state.value for state in WaveState)), same),
)  # fmt: skip
NEEDED = ("wave", "branch")
OWN = (*NEEDED, "visits", "state")
SHARED = tuple(column.name for column in COLUMNS if column.name not in OWN)
"""What holds for the whole wave: of its rows, all that say something say the same."""
