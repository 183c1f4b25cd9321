"""Actions, their photos, moments, customers and conversations: one's own, another client's, and next door."""

from __future__ import annotations

from datetime import date

from shopper import clock
from shopper.extensions import db
from shopper.models import (
    Action,
    ActionNote,
    ActionState,
    Branch,
    Cause,
    Conversation,
    Customer,
    Evidence,
    Person,
    QuestionSetVersion,
    Region,
    SelfCheck,
    SelfCheckPhoto,
    SelfCheckState,
)
from survey_defs.kinds import P
from tests.rules.kinds import Kind, Values
from tests.support.builders import SHORT_SET, House, day, make_version, saved
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


def self_checks(
    places: dict[str, Branch], version_of: dict[str, QuestionSetVersion], house: House
) -> dict[str, Kind]:
    """Some that are done, with a photo, at each place; and drafts, which only their writer opens."""
    done = [_check(places[side], version_of[side], house.dev, SelfCheckState.DONE) for side in SIDES]
    for one in done:
        where = {"self_check_id": one["check_id"], "question_key": "greeted", "sha256": SHA}
        saved(SelfCheckPhoto(**where, added_at=clock.now()))
    draft = {
        name: _check(places["own"], version_of["own"], getattr(house, name), SelfCheckState.DRAFT)
        for name in ("asha", "ben", "dev")
    }
    theirs = _check(places["elsewhere"], version_of["elsewhere"], house.dev, SelfCheckState.DRAFT)
    return {
        "self_check_done": Kind(*done),
        "self_check_photo": Kind(*({**one, "sha256": SHA} for one in done)),
        "self_check": Kind(draft["dev"], theirs, draft["ben"], by_name=draft),
    }


def _check(branch: Branch, version: QuestionSetVersion, by: Person, state: SelfCheckState) -> Values:
    over = {"answers": {}, "ended_at": clock.now()} if state == SelfCheckState.DONE else {}
    about = {"branch_id": branch.id, "version_id": version.id, "by_id": by.id, "draft": {}, "state": state}
    return {"check_id": saved(SelfCheck(**about, **over, begun_at=clock.now())).id}


def _region(client_id: int) -> Region:
    return db.session.get_one(Region, client_id)


def customers(places: dict[str, Branch], keeper: Person) -> list[Values]:
    """A customer of each place."""
    return [{"customer_id": _customer(places[side], keeper)} for side in SIDES]


def conversations(places: dict[str, Branch], keeper: Person) -> list[Values]:
    """A conversation of the keeper's with a customer of each place, whose log is not closed."""
    return [{"conversation_id": _conversation(places[side], keeper)} for side in SIDES]


def _customer(branch: Branch, keeper: Person) -> int:
    made = Customer(branch_id=branch.id, name="A guest", added_by_id=keeper.id, added_at=clock.now())
    return int(saved(made).id)


def _conversation(branch: Branch, keeper: Person) -> int:
    begun = Conversation(customer_id=_customer(branch, keeper), by_id=keeper.id, begun_at=clock.now())
    return int(saved(begun).id)
