"""Making and changing one branch."""

from enum import StrEnum
from typing import Any

from shopper.admin.places import queries
from shopper.admin.places.steps import from_to, lock_client, note_branch_move
from shopper.audit import command
from shopper.database import locked
from shopper.extensions import db
from shopper.fieldwork.hands import end_turns
from shopper.models import Assignment, Branch, Person, Region, Visit, VisitState
from shopper.troubles import Refused, Trouble
from shopper.visits.moves import move

NOT_BEGUN = (VisitState.OPEN, VisitState.ASSIGNED)


class Closing(StrEnum):
    """What happens to visits that nobody has begun at a branch that closes."""

    UNSAID = ""
    CANCEL = "cancel"
    KEEP = "keep"


@command("branch.add", "facts")
def add_branch(region: Region, facts: dict[str, Any], *, by: Person | None) -> Branch:
    """A new branch in `region`; `facts` are columns of Branch."""
    lock_client(region)
    branch = Branch(client_id=region.client_id, region_id=region.id, **facts)
    _code_free(branch)
    db.session.add(branch)
    return branch


@command("branch.change", "region", "facts", "closing")
def change_branch(  # noqa: PLR0913 - each is something that the page asks
    branch: Branch,
    *,
    region: Region,
    facts: dict[str, Any],
    seen: int | None = None,
    relocated: bool = True,
    closing: Closing = Closing.UNSAID,
    by: Person | None,
) -> Branch:
    """Change a branch; a moved one takes its history along, with a note on charts.

    `seen` is the edit number that the one who changes it has seen: refused where somebody else changed
    it since. `relocated` tells whether a changed address is a move or a correction."""
    lock_client(region)
    locked(branch)
    if seen is not None and seen != branch.edit_number:
        raise Refused(Trouble.BRANCH_CHANGED, branch=branch.name)
    if region.client_id != branch.client_id:
        raise Refused(Trouble.OTHER_CLIENT)
    _close(branch, facts, closing)
    moves = _moves(branch, region, facts if relocated else {})
    branch.region_id = region.id
    branch.edit_number += 1
    for name, value in facts.items():
        setattr(branch, name, value)
    _code_free(branch)
    if moves:
        note_branch_move(branch, moves, by)
    return branch


def _moves(branch: Branch, region: Region, facts: dict[str, Any]) -> str:
    """Where it goes to, in no language; nothing where it stays. A first address is no move."""
    before, after = branch.address, facts.get("address", branch.address)
    told = [from_to(branch.region.name, region.name)] if region.id != branch.region_id else []
    if before and after and before != after:
        told.append(from_to(before, after))
    return "; ".join(told)


def _close(branch: Branch, facts: dict[str, Any], closing: Closing) -> None:
    day = facts.get("closed_on")
    if day is None or day == branch.closed_on:
        return
    waiting = [visit for visit in queries.visits_in_the_way(branch.id, day) if visit.state in NOT_BEGUN]
    if waiting and closing == Closing.UNSAID:
        raise Refused(Trouble.VISITS_WAITING, branch=branch.name)
    if closing == Closing.CANCEL:
        _cancel(waiting)


def _cancel(visits: list[Visit]) -> None:
    """Visits that nobody has begun, not even since they were listed."""
    ours = [visit for visit in visits if locked(visit).state in NOT_BEGUN]
    for visit in ours:
        move(visit, VisitState.CANCELLED)
    end_turns(Assignment.visit_id.in_([visit.id for visit in ours]))


def _code_free(branch: Branch) -> None:
    with db.session.no_autoflush:
        found = queries.branch_coded(branch.client_id, branch.code)
    if found is not None and found is not branch:
        raise Refused(Trouble.NAME_TAKEN, name=branch.code)
