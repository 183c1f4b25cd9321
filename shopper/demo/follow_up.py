"""What followed from the demo's year: three promises of North, and moments that were passed on.

Each step is taken by the command that people use, at the moment when they would have taken it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import product
from typing import NamedTuple

from shopper import clock
from shopper.audit import command
from shopper.demo import cast, places, queries, words
from shopper.demo.year import CRITICAL, MONTHS, months
from shopper.follow_up.actions.commands import change_action, comment_on, move_action, open_action
from shopper.follow_up.misses import missed
from shopper.follow_up.moments.commands import Days, tell_moment
from shopper.follow_up.moments.queries import answered_moments
from shopper.follow_up.released import follow_up_on
from shopper.models import ActionState, Branch, Cause, Person, Region, Visit, VisitScore
from survey_defs.kinds import P

MISSED = "thanked"
"""What Harbour Street misses again and again."""
DONE_IN = timedelta(days=9)
MEASURED, MEASURED_FROM = "Mill Lane", 4
THANKED = "Market Hill"


Scored = tuple[Visit, VisitScore]


class Cast(NamedTuple):
    asha: Person
    dev: Person
    branches: dict[str, Branch]


def follow_up(client: Region) -> None:
    """One action that came back, one that is late, one that is done; a visit that needs Dev; moments."""
    asha, dev = (queries.person(cast.sign_in_of(name)) for name in ("Asha", "Dev"))
    who = Cast(asha, dev, queries.branches(client.id))
    _measured(who, months()[MEASURED_FROM])
    _came_back(who)
    _late(who)
    for visit, score in queries.scored(who.branches[places.FAILS_ONCE]):
        if CRITICAL in score.explanation["critical"]:
            _tell_of(visit, score)
    _pass_on(who)


@command("demo.tell")
def _tell(visit: Visit, score: VisitScore, *, by: Person | None) -> Visit:
    """The visit was stored with the others of its year; this is what its release set off."""
    follow_up_on(visit, score, first=True)
    return visit


def _tell_of(visit: Visit, score: VisitScore) -> None:
    with clock.standing_at(visit.released_at or clock.now()):
        _tell(visit, score, by=None)


def _measured(who: Cast, first: date) -> None:
    """Done in summer, so that what followed can be told."""
    with clock.standing_at(_at(first, 5)):
        action = open_action(
            who.branches[MEASURED], finding=words.MEASURED["finding"], plan=words.MEASURED["plan"], cause=Cause.PROCESS, p=P.PROCESSES, owner=who.dev,
            due_on=first + timedelta(days=40), version=queries.version_of(who.branches[MEASURED]),
            measure="overall", by=who.dev,
        )  # fmt: skip
    with clock.standing_at(_at(first, 12)):
        move_action(action, to=ActionState.DOING, words="", by=who.dev)
    with clock.standing_at(_at(first, 33)):
        comment_on(action, words=words.MEASURED_SEEN, by=who.asha)
        move_action(action, to=ActionState.DONE, words=words.MEASURED_DONE, by=who.dev)


def _came_back(who: Cast) -> None:
    """Done after one visit missed it, and missed again by a later one."""
    branch = who.branches[places.WEAK_FINISH]
    visit, later = _twice([each for each in queries.scored(branch) if MISSED in missed(each[1].explanation)])
    opened = visit.released_at or clock.now()
    with clock.standing_at(opened + timedelta(hours=5)):
        action = open_action(
            branch, finding=words.CAME_BACK["finding"], plan=words.CAME_BACK["plan"], cause=Cause.TRAINING, p=P.PEOPLE, owner=who.dev,
            due_on=(opened + timedelta(days=14)).date(), visit=visit, version=visit.version, question=MISSED,
            measure="t:leaving", by=who.dev,
        )  # fmt: skip
    with clock.standing_at(opened + DONE_IN):
        move_action(action, to=ActionState.DONE, words=words.CAME_BACK_DONE, by=who.dev)
    _tell_of(*later)
    now = clock.now()
    with clock.standing_at(now - timedelta(days=2)):
        change_action(
            action, plan=action.plan, cause=action.cause, p=action.p, owner=who.dev,
            due_on=(now + timedelta(days=10)).date(), by=who.dev,
        )  # fmt: skip


def _twice(found: list[Scored]) -> tuple[Visit, Scored]:
    """The latest visit that missed it, such that another did after it was done."""
    pairs = ((one, other) for (one, _), other in product(reversed(found), found))
    return next((one, other) for one, other in pairs if _day(other[0]) > _day(one) + 2 * DONE_IN)


def _day(visit: Visit) -> date:
    return visit.visited_on or date.min


def _late(who: Cast) -> None:
    """Given to Dev by Asha, and not done in its time."""
    now = clock.now()
    with clock.standing_at(now - timedelta(days=33)):
        action = open_action(
            who.branches[places.FEW_VISITS], finding=words.LATE["finding"], plan=words.LATE["plan"], cause=Cause.UNKNOWN, p=P.PREVENTION, owner=who.dev,
            due_on=(now - timedelta(days=4)).date(), version=queries.version_of(who.branches[places.FEW_VISITS]),
            measure="overall", by=who.asha,
        )  # fmt: skip
    with clock.standing_at(now - timedelta(days=20)):
        move_action(action, to=ActionState.DOING, words=words.LATE_SO_FAR, by=who.dev)


def _pass_on(who: Cast) -> None:
    """What one branch did unasked in the last month hangs in its staff room."""
    for visit, key in _moments(who.branches[THANKED], months()[MONTHS - 1]):
        told = min(_day(visit) + timedelta(days=4), clock.now().date())
        with clock.standing_at(_at(told, 0)):
            tell_moment(visit, key, Days(told, told, told), by=who.dev)


def _moments(branch: Branch, since: date) -> Iterator[tuple[Visit, str]]:
    for visit, _score in queries.scored(branch):
        if _day(visit) >= since:
            yield from ((visit, key) for key in answered_moments(visit))


def _at(day: date, later: int) -> datetime:
    """Ten in the morning, so many days later."""
    return datetime.combine(day, time(10), tzinfo=UTC) + timedelta(days=later)
