"""Self-checks of the demo: Dev looked round twice and is filling in a form; Asha listened on the coast.

Each step is taken by the command that people use, at the moment when they would have taken it."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import NamedTuple

from shopper import clock
from shopper.demo import cast, queries
from shopper.models import Branch, Cause, Person, Region, SelfCheck
from shopper.self_checks.commands import Promise, begin_check, finish, open_actions, save_answers
from shopper.self_checks.fixes import fixes_of
from shopper.self_checks.meeting import stood
from shopper.visits.controls import Entry
from survey_defs.kinds import P

OFFERED = ("walk-the-floor", "touch-everything", "listen", "our-forms", "phone-complaint")
"""Sets of the library that the demo has published beside the one it shops with."""


class Answer(NamedTuple):
    value: str
    comment: str = ""

    @property
    def entry(self) -> Entry:
        return {"value": self.value, **({"comment": self.comment} if self.comment else {})}


WALKED = {
    "way_in": Answer("partly", "The sign for the special stands where a pram has to pass."),
    "hours_sign": Answer("yes"),
    "light_out": Answer("yes", "The left lamp over the door."),
    "floor_litter": Answer("no"),
    "signs": Answer("one"),
    "guest_washroom": Answer("yes"),
    "eyes_up": Answer("spoke"),
    "private_talk": Answer("no"),
    "what_blocks": Answer("The card machine asks twice, and each time the line stops."),
    "way_to_exit": Answer("clear"),
    "guests_thanked": Answer("yes"),
    "reason_to_return": Answer("no", "There was a board with next week’s bread. It is in the store room."),
    "first_fix": Answer("The lamp, before it gets dark at five."),
}
WALKED_BEFORE = {
    **WALKED,
    "light_out": Answer("no"),
    "guest_washroom": Answer("no", "No paper, at eleven in the morning."),
    "reason_to_return": Answer("yes"),
    "first_fix": Answer("Somebody looks into the washroom every hour."),
}
LISTENED = {
    "heard_in_line": Answer("That the queue is quicker if you know what you want before you come in."),
    "waited_unseen": Answer("no"),
    "asked_twice": Answer("never_once"),
    "why_here": Answer("Because the ferry leaves from across the road."),
    "almost_left": Answer("Nobody this time."),
    "thanked_guest": Answer("yes"),
    "argued": Answer("no"),
    "reviews_answered": Answer("all_ten"),
    "answers_own_words": Answer("yes_heard"),
    "told_team": Answer("yes"),
    "wrote_down": Answer("yes"),
    "told_back": Answer("yes"),
}
BEGUN = {"found_how": Answer("had_to_ask"), "pen_there": Answer("no", "A pen without ink, on a string.")}
MENDED = {
    "light_out": ("The lamp is changed, and a spare one lies in the drawer.", Cause.PLACE),
    "reason_to_return": (
        "The board stands at the way out again, and is written anew on Mondays.",
        Cause.PROCESS,
    ),
}


def look_round(client: Region) -> None:
    """Three self-checks that are done, two actions from one of them, and one that is half filled in."""
    asha, dev = (queries.person(cast.sign_in_of(name)) for name in ("Asha", "Dev"))
    there = queries.branches(client.id)
    _done(there["Harbour Street"], "walk-the-floor", WALKED_BEFORE, dev, 64)
    _done(there["Quayside"], "listen", LISTENED, asha, 41)
    walked = _done(there["Mill Lane"], "walk-the-floor", WALKED, dev, 6)
    with _ago(6, 2):
        _mend(walked, dev)
    with _ago(1):
        _write(_begun(there["Station Road"], "our-forms", dev), BEGUN, dev)


def _ago(days: int, hours: int = 0) -> AbstractContextManager[None]:
    return clock.standing_at(clock.now() - timedelta(days=days, hours=-hours))


def _begun(branch: Branch, slug: str, by: Person) -> SelfCheck:
    return begin_check(branch, queries.set_called(branch, slug).id, by=by)


def _write(check: SelfCheck, answers: Mapping[str, Answer], by: Person) -> None:
    definition = check.version.definition
    told = {key: answer.entry for key, answer in answers.items()}
    save_answers(check, told, {key: stood(definition, {}, key) for key in told}, by=by)


def _done(branch: Branch, slug: str, answers: Mapping[str, Answer], by: Person, days: int) -> SelfCheck:
    with _ago(days):
        check = _begun(branch, slug, by)
        _write(check, answers, by)
    with _ago(days, 1):
        finish(check, by=by)
    return check


def _mend(check: SelfCheck, by: Person) -> None:
    found = {fix.row.key: fix for fix in fixes_of(check, {})}
    promises = [
        Promise(key, found[key].finding, plan, cause, found[key].p or P.PREVENTION)
        for key, (plan, cause) in MENDED.items()
    ]
    open_actions(check, promises, owner=by, due_on=(clock.now() + timedelta(days=14)).date(), by=by)
