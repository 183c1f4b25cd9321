"""Visits going into somebody's hands and out of them; parts of commands, with no commit of their own."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, update

from shopper import clock
from shopper.extensions import db
from shopper.fieldwork import queries
from shopper.models import Assignment, Person, Role, Visit, VisitEvidence, VisitState
from shopper.permissions import Can, reaches
from shopper.troubles import Refused, Trouble
from shopper.visits.moves import move
from shopper.visits.stamps import was_recognised

BESIDE = ("draft_devices", "filling", "stamps")
"""What a shopper tells beside the answers; it stays with them too."""


def put_in(visit: Visit, shopper: Person) -> None:
    """Give an open visit to a shopper, and note from when.

    Raises Refused where that person may not make this visit."""
    _may_make(visit, shopper)
    _own_draft(visit, shopper)
    _hand_over(visit, shopper)


def put_in_first(visit: Visit, shopper: Person) -> None:
    """The same for a visit that nobody ever had, of which nothing has to be looked up."""
    _may_make(visit, shopper)
    _hand_over(visit, shopper)


def _hand_over(visit: Visit, shopper: Person) -> None:
    move(visit, VisitState.ASSIGNED)
    visit.shopper_id = shopper.id
    db.session.add(Assignment(visit_id=visit.id, person_id=shopper.id, from_at=clock.now()))


def _may_make(visit: Visit, shopper: Person) -> None:
    region = visit.branch.region
    if not shopper.active or not reaches(shopper, Can.VISIT_WRITE, region):
        raise Refused(Trouble.NOT_A_SHOPPER, person=shopper.name, branch=visit.branch.name)
    managed = (grant.region.path for grant in shopper.grants if grant.role == Role.MANAGER)
    if any(region.path.startswith(path) for path in managed):
        raise Refused(Trouble.OWN_BRANCH, person=shopper.name)


def _own_draft(visit: Visit, shopper: Person) -> None:
    """What another shopper wrote and took stays with that shopper's turn; one's own comes back."""
    before = queries.turns(visit)
    if not before or before[-1].person_id == shopper.id:
        return
    before[-1].draft, before[-1].notes = visit.draft, {name: getattr(visit, name) for name in BESIDE}
    own = [turn for turn in before if turn.person_id == shopper.id]
    notes = (own[-1].notes if own else None) or {}
    visit.draft = (own[-1].draft if own else None) or {}
    visit.draft_devices, visit.filling = notes.get("draft_devices", {}), notes.get("filling", {})
    visit.stamps = notes.get("stamps", [])
    visit.recognised = was_recognised(visit.stamps)
    visit.started_at = None
    _shift_photos(visit, between=(0, VisitEvidence.SLOTS), by=-_set_aside(before[-1]))
    if own:
        aside = _set_aside(own[-1])
        _shift_photos(visit, between=(-aside, VisitEvidence.SLOTS - aside), by=aside)


def _set_aside(turn: Assignment) -> int:
    """How far below zero the photos of a turn stand while another shopper has the visit."""
    return VisitEvidence.SLOTS * turn.id


def _shift_photos(visit: Visit, *, between: tuple[int, int], by: int) -> None:
    first, end = between
    its = (VisitEvidence.visit_id == visit.id, VisitEvidence.index >= first, VisitEvidence.index < end)
    db.session.execute(update(VisitEvidence).where(*its).values(index=VisitEvidence.index + by))


def take_out(visits: Iterable[Visit]) -> int:
    """Set visits back to open, and note until when somebody had them; drafts are kept. How many."""
    ids = []
    for visit in visits:
        move(visit, VisitState.OPEN)
        visit.shopper_id = None
        ids.append(visit.id)
    end_turns(Assignment.visit_id.in_(ids))
    return len(ids)


def end_turns(which: ColumnElement[bool]) -> None:
    """Note that those who have these visits have them no longer."""
    ending = update(Assignment).where(which, Assignment.to_at.is_(None))
    db.session.execute(ending.values(to_at=clock.now()))
