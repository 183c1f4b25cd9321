"""Until when somebody may appeal, and who may decide."""

from datetime import datetime, timedelta

from shopper import clock
from shopper.admin.client_settings.queries import settings_of
from shopper.language import day
from shopper.models import Appeal, Person, Remedy, Visit
from shopper.review.rules import refuse_own
from shopper.troubles import Refused, Trouble
from survey_defs.kinds import Question

NEVER_CORRECTED = frozenset({"photo", "moment", "note", "location"})
"""Kinds whose answer only the shopper can give: they are set aside or left."""


def open_until(visit: Visit, since: datetime) -> datetime:
    """The last moment at which an appeal is taken against what happened at `since`."""
    return since + timedelta(days=settings_of(visit.branch.client_id).appeal_days)


def refuse_late(visit: Visit, since: datetime | None) -> None:
    """Raises Refused APPEAL_TOO_LATE."""
    if since is not None and clock.now() > (until := open_until(visit, since)):
        raise Refused(Trouble.APPEAL_TOO_LATE, day=day(clock.local_date(until, visit.branch.time_zone)))


def due(visit: Visit) -> datetime:
    """By when an appeal of now is to be decided."""
    return clock.now() + timedelta(days=settings_of(visit.branch.client_id).answer_days)


def refuse_decider(appeal: Appeal, by: Person) -> None:
    """Nobody decides about their own visit, branch, appeal or decision."""
    refuse_own(appeal.visit, by)
    if appeal.opened_by_id == by.id:
        raise Refused(Trouble.OWN_APPEAL)
    if appeal.against_id == by.id:
        raise Refused(Trouble.OWN_DECISION)


def why_not(appeal: Appeal, person: Person) -> str:
    """Why this person may not decide; '' where they may."""
    try:
        refuse_decider(appeal, person)
    except Refused as refused:
        return str(refused)
    return ""


def remedies(question: Question | None) -> tuple[Remedy, ...]:
    """What upholding may change: of a shopper's appeal (no question) the decision, else the answer."""
    if question is None:
        return (Remedy.REOPENED,)
    if question.type in NEVER_CORRECTED:
        return (Remedy.SET_ASIDE,)
    return (Remedy.CORRECTED, Remedy.SET_ASIDE)
