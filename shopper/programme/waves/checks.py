"""What can be wrong with the rows of a wave, with the wave as a whole, and beside other waves."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from shopper import clock
from shopper.models import DayPart, WaveState
from shopper.programme.waves.columns import SHARED
from shopper.programme.waves.group import Group
from shopper.programme.waves.queries import Ground
from shopper.programme.waves.values import terms_of
from shopper.sheets import RowProblem

FIRST = ("question_set", "version", "starts_on", "ends_on")
"""What a wave that is new has to have."""


def check_rows(group: Group, stands: Ground) -> None:
    """Branches that are not known or named twice, and cells that say another thing than the first did."""
    seen: dict[str, int] = {}
    for row in group.rows:
        if any(problem.column in SHARED for problem in row.problems):
            group.whole = False
        code = (row["branch"] or "").casefold()
        first = seen.setdefault(code, row.number)
        if code and code not in stands.branches:
            told = _("No branch of yours has the code “%(code)s”.", code=row["branch"][:40])
            row.wrong("branch", told, _("Write the code as it stands under Places."))
        elif code and first != row.number:
            told = _("Row %(row)s has this branch for the same wave.", row=first)
            row.wrong("branch", told, _("Leave one of the two rows out."))
    for name in SHARED:
        _agree(group, name)


def _agree(group: Group, name: str) -> None:
    said = [row for row in group.rows if row[name] not in (None, "")]
    for row in said[1:]:
        if row[name] != said[0][name]:
            group.whole = False
            told = _("Row %(row)s says another thing for the same wave.", row=said[0].number)
            row.wrong(name, told, _("Write the same in both, or leave one of them empty."))


def check_whole(group: Group, stands: Ground) -> None:
    """What only the whole wave can tell; it is told where it was said, else at the first row."""
    if not group.whole or not group.good:
        return
    _check_state(group)
    if group.whole and not group.is_same:
        _check_values(group, stands)
        _check_branches(group, stands)


def _check_state(group: Group) -> None:
    known, row = group.known, group.rows[0]
    said = next((one for one in group.rows if one["state"]), None)
    state = str(known.state) if known else str(WaveState.PLANNED)
    if said and said["state"] != state:
        told = _("This wave is %(state)s.", state=state)
        said.wrong("state", told, _("Move it on its own page, and leave this cell empty."))
        group.whole = False
    elif known and not known.mine:
        told = _("This wave visits branches outside your regions too.")
        row.wrong("wave", told, _("Ask an admin of all of them."))
        group.whole = False
    elif known and known.state != WaveState.PLANNED and not group.is_same:
        told = _("This wave was started, so its plan stays as it is.")
        row.wrong("wave", told, _("Leave its rows as they were exported, or write another name."))
        group.whole = False


def _check_values(group: Group, stands: Ground) -> None:
    values = group.values
    for name in FIRST:
        if values[name] in (None, ""):
            return _stop(group, name, _("A wave needs this."), _("Fill it in on one of its rows at least."))
    if (values["question_set"], values["version"]) not in stands.versions:
        told = _("No published version %(number)s of “%(slug)s” is yours to use.",
                 number=values["version"], slug=values["question_set"])  # fmt: skip
        return _stop(
            group, "version", told, _("Write the short name and the number as on the page of the set.")
        )
    if values["ends_on"] < values["starts_on"]:
        return _stop(group, "ends_on", _("The last day is before the first."), _("Mend one of the two."))
    if values["ends_on"] < clock.now().date():
        return _stop(group, "ends_on", _("The last day is over already."), _("Choose a later one."))
    wrong = _terms(values)
    if not wrong and not group.visits:
        wrong = "branch", _("No branch is left in this wave."), _("Name one that it visits.")
    return _stop(group, *wrong) if wrong else None


def _terms(values: dict[str, Any]) -> tuple[str, str, str] | None:
    if not values["currency"] and (values["fee"] or values["expense_limit"]):
        return "currency", _("A sum needs a currency."), _("Write its three letters, for example EUR or GBP.")
    try:
        terms_of(values)
    except ValueError:
        told = _("%(currency)s has no smaller part than that.", currency=values["currency"])
        return "fee", told, _("Write fewer places.")
    soft, hard = values["soft_due_hours"], values["hard_due_hours"]
    if soft and hard and hard < soft:
        return "hard_due_hours", _("A report cannot be late before it is due."), _("Mend one of the two.")
    return None


def _stop(group: Group, column: str, problem: str, mend: str) -> None:
    group.whole = False
    said = next((row for row in group.rows if row[column] not in (None, "")), group.rows[0])
    said.wrong(column, problem, mend)


def _check_branches(group: Group, stands: Ground) -> None:
    """Each branch by itself: open in these days, and with as many visits as the parts of the day want."""
    if not group.whole:
        return
    starts, ends = group.values["starts_on"], group.values["ends_on"]
    parts = sum(group.values[part.value] or 0 for part in DayPart)
    for row in group.good:
        branch = stands.branches[row["branch"].casefold()]
        if branch.id in group.visits and not branch.is_open(starts, ends):
            told = _("%(branch)s is closed or not yet open in these days.", branch=branch.name)
            row.wrong("branch", told, _("Leave the row out, or choose other days."))
        elif branch.id in group.visits and parts > group.visits[branch.id]:
            told = _("These are fewer visits than the parts of the day want.")
            row.wrong("visits", told, _("Mend one of them."))
        if row.problems:
            _back(group, branch.id)
    group.whole = bool(group.visits)


def _back(group: Group, branch_id: int) -> None:
    """A row that is left out leaves the plan as it stood at that branch."""
    group.visits.pop(branch_id, None)
    if branch_id in group.before:
        group.visits[branch_id] = group.before[branch_id]


def overlaps(done: Sequence[Group], stands: Ground) -> tuple[RowProblem, ...]:
    """Other waves that visit some of the same branches in the same days: told, and in nobody's way."""
    told = []
    for group in done:
        counts: dict[str, int] = {}
        for branch_id in group.visits:
            for name in _others(group, branch_id, done, stands):
                counts[name] = counts.get(name, 0) + 1
        for name, number in counts.items():
            words = ngettext("“%(other)s” visits %(num)s of these branches in the same days.",
                             "“%(other)s” visits %(num)s of these branches in the same days.", number, other=name)  # fmt: skip
            told.append(RowProblem(group.rows[0].number, group.name, words, ""))
    return tuple(told)


def _others(group: Group, branch_id: int, done: Sequence[Group], stands: Ground) -> list[str]:
    starts, ends = group.values["starts_on"], group.values["ends_on"]
    planned = {one.name: one for one in done}
    there = [(one.name, one.values) for one in stands.live_at.get(branch_id, ()) if one.name not in planned]
    there += [(one.name, one.values) for one in done if one is not group and branch_id in one.visits]
    return [name for name, days in there if days["starts_on"] <= ends and days["ends_on"] >= starts]
