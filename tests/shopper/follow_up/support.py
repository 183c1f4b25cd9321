"""Actions as they are opened, and the words of a set that asks for moments."""

from datetime import date

from shopper.follow_up.actions.commands import move_action, open_action
from shopper.models import Action, ActionState, Branch, Cause
from survey_defs.kinds import P
from tests.support.builders import SHORT_SET, House, day

KIND_SET = SHORT_SET.replace(
    "      - {key: recommend,",
    "      - {key: small_thing, type: moment, text: Anything small that was in no script?}\n      - {key: recommend,",
).replace("slug: short", "slug: kind")
"""The short visit, with a question for moments."""
KIND = "Somebody carried a tray for a father with two children"


def opened(
    house: House, branch: Branch | None = None, *, due_on: date | None = None, **more: object
) -> Action:
    """An action of Dev's in Mill Lane."""
    about = {
        "finding": "Nobody said goodbye.",
        "plan": "Say goodbye at the door",
        "owner": house.dev,
        "by": house.dev,
        **more,
    }
    return open_action(
        branch or house.mill_lane, cause=Cause.PROCESS, p=P.PROCESSES, due_on=due_on or day(10),
        version=house.version, **about,
    )  # fmt: skip


def done(house: House, action: Action) -> Action:
    return move_action(action, to=ActionState.DONE, words="", by=house.dev)
