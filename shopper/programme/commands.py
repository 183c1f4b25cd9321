"""Sheets of the programme: kept between their check and their saving, then saved in one transaction."""

from typing import Any

from shopper.admin.places.steps import lock_client
from shopper.audit import command
from shopper.kept_files import keep_for_a_day
from shopper.models import Person, ProgrammeSheet, Region
from shopper.programme.kinds import Kind
from shopper.programme.plan import Plan
from shopper.sheets import Sheet
from shopper.troubles import Refused, Trouble


@command("programme.check", "kind", "name")
def keep_sheet(client: Region, content: bytes, *, kind: str, name: str, by: Person) -> ProgrammeSheet:
    """Keep a sheet that was read until it is saved."""
    kept = keep_for_a_day(ProgrammeSheet, client, content, name=name, by=by)
    kept.kind = kind
    return kept


class Saved:
    """What came of it; `given` is what the kind hands back, such as the links of who was invited."""

    def __init__(self, plan: Plan, given: Any) -> None:
        self.plan, self.given = plan, given


def save_sheet(  # noqa: PLR0913 - each is something that the person says
    client: Region, kind: Kind, sheet: Sheet, *, agreed: str, name: str, skip_bad: bool, by: Person
) -> Saved:
    """Do what the sheet says, all of it or nothing; the same sheet again changes nothing.

    `agreed` is the digest of the plan that the person has seen. Raises Refused where rows are bad and not
    to be skipped, and where anything changed since."""
    plan = kind.plan(sheet, by, client)
    if plan.digest != agreed:
        raise Refused(Trouble.PROGRAMME_CHANGED)
    if plan.problems and not skip_bad:
        raise Refused(Trouble.ROWS_BAD)
    counts = {"added": len(plan.new), "changed": len(plan.changed), "skipped": plan.bad + plan.left}
    return _save(client, kind, sheet, agreed, kind_name=kind.name, name=name, **counts, by=by)


@command("programme.import", "kind_name", "name", "added", "changed", "skipped")
def _save(  # noqa: PLR0913 - five of them are for the log
    client: Region,
    kind: Kind,
    sheet: Sheet,
    agreed: str,
    *,
    kind_name: str,
    name: str,
    added: int,
    changed: int,
    skipped: int,
    by: Person,
) -> Saved:
    """Held once more against what stands, under the lock: what was agreed is done and nothing else."""
    lock_client(client)
    plan = kind.plan(sheet, by, client)
    if plan.digest != agreed:
        raise Refused(Trouble.PROGRAMME_CHANGED)
    return Saved(plan, kind.save(client, plan, by))
