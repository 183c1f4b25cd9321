"""Saving a sheet of assignments: visits given out, and last days moved."""

from collections import defaultdict
from collections.abc import Sequence

from shopper.extensions import db
from shopper.fieldwork.hands import put_in, put_in_first
from shopper.messages.commands import tell
from shopper.messages.kinds import Kind
from shopper.models import Person, Region, Visit, VisitState
from shopper.programme.assignments.plan import Step
from shopper.programme.assignments.queries import had_before, people_by_key, to_change
from shopper.programme.plan import Plan
from shopper.troubles import Refused, Trouble


def save(client: Region, plan: Plan, by: Person) -> None:
    """Do what the plan says; part of a command. Raises Refused where a shopper took a visit meanwhile."""
    ids = [step.visit_id for step in plan.steps]
    visits, before = to_change(ids), had_before(ids)
    people = people_by_key(sorted({step.shopper_id for step in plan.steps if step.shopper_id}))
    given: dict[int, list[Visit]] = defaultdict(list)
    with db.session.no_autoflush:  # ten thousand visits are written once, not looked through at each
        for step in plan.steps:
            visit = visits[step.visit_id]
            _move_due(visit, step)
            if step.shopper_id is not None:
                _give(visit, people[step.shopper_id], fresh=visit.id not in before)
                given[step.shopper_id].append(visit)
    for shopper_id, theirs in given.items():
        _tell(people[shopper_id], theirs)


def _move_due(visit: Visit, step: Step) -> None:
    if step.due is not None:
        visit.window_to = step.due


def _give(visit: Visit, shopper: Person, *, fresh: bool) -> None:
    if visit.state != VisitState.OPEN:
        raise Refused(Trouble.PROGRAMME_CHANGED)
    (put_in_first if fresh else put_in)(visit, shopper)


def _tell(shopper: Person, visits: Sequence[Visit]) -> None:
    """One message for all that a shopper is given at once."""
    branch, number = visits[0].branch.name, len(visits)
    if number == 1:
        tell(shopper, Kind.VISIT_OFFERED, about=visits[0], facts={"branch": branch})
    else:
        tell(shopper, Kind.VISITS_OFFERED, facts={"branch": branch, "number": str(number)})
