"""Saving a sheet of assignments: visits given out, and last days moved."""

from shopper.fieldwork.hands import put_in, put_in_first
from shopper.messages.commands import tell
from shopper.messages.kinds import Kind
from shopper.models import Person, Region, VisitState
from shopper.programme.assignments.queries import had_before, people_by_key, to_change
from shopper.programme.plan import Plan
from shopper.troubles import Refused, Trouble


def save(client: Region, plan: Plan, by: Person) -> None:
    """Do what the plan says; part of a command. Raises Refused where a shopper took a visit meanwhile."""
    ids = [step.visit_id for step in plan.steps]
    visits, before = to_change(ids), had_before(ids)
    people = people_by_key(sorted({step.shopper_id for step in plan.steps if step.shopper_id}))
    for step in plan.steps:
        visit = visits[step.visit_id]
        if step.due is not None:
            visit.window_to = step.due
        if step.shopper_id is None:
            continue
        if visit.state != VisitState.OPEN:
            raise Refused(Trouble.PLAN_CHANGED)
        shopper = people[step.shopper_id]
        (put_in if visit.id in before else put_in_first)(visit, shopper)
        tell(shopper, Kind.VISIT_OFFERED, about=visit, facts={"branch": visit.branch.name})
