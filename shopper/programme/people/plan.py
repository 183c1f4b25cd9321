"""What a sheet of people would do: invite those who are new, give roles to those who are there."""

import re
from typing import NamedTuple

from flask_babel import gettext as _

from shopper.admin.places.queries.ground import folded
from shopper.models import Person, Region, Role
from shopper.programme.people.columns import COLUMNS, NEEDED
from shopper.programme.people.queries import Ground, Key, ground
from shopper.programme.plan import Line, Plan, good, problems_of
from shopper.programme.reading import Row, read_rows, unknown_columns
from shopper.roles.words import ROLE_NAMES
from shopper.sheets import Sheet

EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")


class Step(NamedTuple):
    """A role to give: by an invitation where `person_id` is None."""

    sign_in: str
    name: str
    role: str
    region_id: int
    person_id: int | None


def make_plan(sheet: Sheet, person: Person, client: Region) -> Plan:
    """Hold every row against what stands. Raises SheetError where the columns cannot be known."""
    stands, seen = ground(person, client), dict[Key, int]()
    rows = list(read_rows(sheet, COLUMNS, NEEDED))
    for row in rows:
        _check(row, stands, seen)
    steps = [_step(row, stands) for row in good(rows) if not _is_there(row, stands)]
    lines = {True: list[Line](), False: list[Line]()}
    for row, step in zip([r for r in good(rows) if not _is_there(r, stands)], steps, strict=True):
        lines[step.person_id is None].append(_line(row, step, stands, client))
    return Plan(
        rows=len(rows),
        new=tuple(lines[True]),
        changed=tuple(lines[False]),
        same=len(good(rows)) - len(steps),
        left=0,
        problems=problems_of(rows),
        remarks=(),
        notes=(*sheet.notes, *unknown_columns(sheet, COLUMNS)),
        steps=tuple(steps),
    )


def _key(row: Row, stands: Ground) -> Key:
    return row["sign_in"], row["role"], stands.regions[folded(row["region"])]


def _is_there(row: Row, stands: Ground) -> bool:
    key = _key(row, stands)
    return key in stands.grants or key in stands.invited


def _step(row: Row, stands: Ground) -> Step:
    known = stands.people.get(row["sign_in"])
    sign_in, role, region_id = _key(row, stands)
    return Step(sign_in, known.name if known else row["name"], role, region_id, known.id if known else None)


def _line(row: Row, step: Step, stands: Ground, client: Region) -> Line:
    where = " › ".join(stands.paths[step.region_id][0]) or client.name
    what = _("%(role)s in %(region)s", role=ROLE_NAMES[Role(step.role)], region=where)
    return Line(row.number, step.name, what)


def _check(row: Row, stands: Ground, seen: dict[Key, int]) -> None:
    if row["region"] is not None and folded(row["region"]) not in stands.regions:
        told = _("“%(region)s” is not in your regions.", region=" / ".join(row["region"]) or "/")
        row.wrong("region", told, _("Write one of your own as it stands under Places."))
    if row["sign_in"] and not row.problems:
        _check_sign_in(row)
    if row.problems:
        return
    first = seen.setdefault(_key(row, stands), row.number)
    if first != row.number:
        told = _("Row %(row)s says the same.", row=first)
        row.wrong("sign_in", told, _("Leave one of the two rows out."))
    elif row["sign_in"] in stands.people:
        _check_known(row, stands)
    else:
        _check_new(row, stands)


def _check_sign_in(row: Row) -> None:
    sign_in = row["sign_in"]
    if len(sign_in) < 3 or re.search(r"\s", sign_in):
        row.wrong(
            "sign_in", _("This is no e-mail and no code."), _("Use at least 3 characters without spaces.")
        )
    elif "@" in sign_in and not EMAIL.fullmatch(sign_in):
        row.wrong("sign_in", _("This is not a whole e-mail."), _("Write it like name@company.com."))


def _check_new(row: Row, stands: Ground) -> None:
    there = stands.invited.get(_key(row, stands))
    if row["state"] not in ("", None, "invited"):
        told = _("Nobody with an account signs in like this.")
        row.wrong("state", told, _("Leave this cell empty to invite them."))
    elif there is None and not row["name"]:
        row.wrong("name", _("Somebody who is new needs a name."), _("Fill it in."))
    elif there is not None and row["name"] and row["name"] != there:
        told = _("They are invited as “%(name)s” already.", name=there)
        row.wrong("name", told, _("Withdraw that invitation first, or write the same name."))


def _check_known(row: Row, stands: Ground) -> None:
    known, key = stands.people[row["sign_in"]], _key(row, stands)
    state = "active" if known.active else "deactivated"
    if known.merged:
        told = _("This account was merged into another one.")
        row.wrong("sign_in", told, _("Write how that one signs in."))
    elif row["name"] and row["name"] != known.name:
        told = _("This account is called “%(name)s”.", name=known.name)
        row.wrong("name", told, _("Write the same name, or leave the cell empty."))
    elif row["state"] and row["state"] != state and not (row["state"] == "invited" and key in stands.invited):
        told = _("This account is %(state)s.", state=state)
        row.wrong("state", told, _("Change that on the person’s own page, and leave this cell empty."))
    elif not known.active and key not in stands.grants:
        told = _("This account is deactivated, so it gets no more roles.")
        row.wrong("sign_in", told, _("Let them in again on their own page first."))
    elif row["role"] == Role.MANAGER and key not in stands.grants and _holds(known.id, key, stands):
        told = _("They hold visits there, and nobody visits a branch they manage.")
        row.wrong("role", told, _("Give the role on their own page, where those visits go back."))


def _holds(person_id: int, key: Key, stands: Ground) -> bool:
    path = stands.paths[key[2]][1]
    return any(held.startswith(path) for held in stands.held.get(person_id, ()))
