"""Actions, their photos and moments: one's own, another client's, and next door."""

from __future__ import annotations

from datetime import date

from shopper import clock
from shopper.extensions import db
from shopper.models import Action, ActionNote, ActionState, Branch, Cause, Evidence, Person, Region
from survey_defs.kinds import P
from tests.rules.kinds import Values
from tests.support.builders import SHORT_SET, day, make_version, saved
from tests.support.results import AVERAGE, released

SHA = "ef" * 32
WITH_MOMENT = SHORT_SET.replace("slug: short", "slug: kind").replace(
    "type: text, text: What did they say?,", "type: moment, text: What did they say?,"
)
SIDES = ("own", "elsewhere", "next_door")


def actions(places: dict[str, Branch], owner: Person) -> list[Values]:
    """An action at each place, with a photo in its history."""
    db.session.add(Evidence(sha256=SHA, size=3, width=1, height=1, stored_at=clock.now()))
    db.session.flush()
    return [{"action_id": _action(places[side], owner, day(5))} for side in SIDES]


def photos(made: list[Values]) -> list[Values]:
    return [{**one, "sha256": SHA} for one in made]


def _action(branch: Branch, owner: Person, due_on: date) -> int:
    action = saved(
        Action(
            branch_id=branch.id, finding="Nobody said goodbye.", plan="Say it", cause=Cause.PROCESS, p=P.PEOPLE,
            owner_id=owner.id, due_on=due_on, state=ActionState.OPEN, opened_at=clock.now(),
        )
    )  # fmt: skip
    saved(ActionNote(action_id=action.id, at=clock.now(), sha256=SHA))
    return int(action.id)


def moments(places: dict[str, Branch]) -> list[Values]:
    """A moment that a visit to each place told of."""
    versions = {
        client: make_version(_region(client), WITH_MOMENT)
        for client in {one.client_id for one in places.values()}
    }
    found = {
        side: released(versions[branch.client_id], [(branch, day(-3), AVERAGE)])[0]
        for side, branch in places.items()
    }
    return [{"visit_id": found[side].id, "key": "words"} for side in SIDES]


def _region(client_id: int) -> Region:
    return db.session.get_one(Region, client_id)
