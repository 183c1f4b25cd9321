"""Saving a sheet of people: invitations for those who are new, roles for those who are there."""

from typing import NamedTuple

from sqlalchemy import insert

from shopper.accounts.tokens import hashed, new_token
from shopper.admin.people.commands import Guest, new_invitation
from shopper.admin.people.commands.inviting import end
from shopper.extensions import db
from shopper.models import Grant, Person, Region, Role
from shopper.programme.people.plan import Step
from shopper.programme.people.queries import ran_out
from shopper.programme.plan import Plan


class Link(NamedTuple):
    """Who was invited, and the token of their link, which is shown this once."""

    name: str
    sign_in: str
    token: str


def save(client: Region, plan: Plan, by: Person) -> list[Link]:
    """Do what the plan says; part of a command. The links of those who were invited."""
    guests = [step for step in plan.steps if step.person_id is None]
    for earlier in ran_out([(step.sign_in, step.role, step.region_id) for step in guests]):
        end(earlier)
    given = [
        {"person_id": step.person_id, "role": Role(step.role), "region_id": step.region_id}
        for step in plan.steps
        if step.person_id is not None
    ]
    if given:
        db.session.execute(insert(Grant), given)
        db.session.expire_all()
    return [_invite(step, by) for step in guests]


def _invite(step: Step, by: Person) -> Link:
    token, region = new_token(), db.session.get_one(Region, step.region_id)
    db.session.add(new_invitation(region, Guest(step.name, step.sign_in, Role(step.role)), hashed(token), by))
    return Link(step.name, step.sign_in, token)
