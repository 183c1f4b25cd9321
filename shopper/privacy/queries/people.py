"""One person with all their accounts: what keeps them here, and what quotes their name."""

import json
from collections.abc import Collection
from typing import Any

from sqlalchemy import String, cast, func, or_, select

from shopper.extensions import db
from shopper.models import (
    WAITING,
    Action,
    Appeal,
    AppealState,
    AuditEvent,
    Fee,
    FeeState,
    Invitation,
    Person,
    Visit,
    VisitState,
)
from shopper.privacy.queries.holds import UNDECIDED

THEIRS = tuple(state for state in UNDECIDED if state != VisitState.OPEN)
OWED = (FeeState.EARNED, FeeState.APPROVED)


def accounts_of(person: Person) -> list[Person]:
    """This account and all that were merged into it, whoever asks: they are of one human."""
    found, more = [person], [person]
    while more:
        ids = [one.id for one in more]
        more = list(db.session.scalars(select(Person).where(Person.merged_into_id.in_(ids))))
        found += more
    return found


def still_to_do(ids: Collection[int]) -> dict[str, int]:
    """What has to be closed first, and how much of it: visits, appeals, actions, fees."""
    owned = or_(Appeal.owner_id.in_(ids), Appeal.opened_by_id.in_(ids))
    found = {
        "visits": _count(Visit.id, Visit.shopper_id.in_(ids), Visit.state.in_(THEIRS)),
        "appeals": _count(Appeal.id, owned, Appeal.state == AppealState.OPEN),
        "actions": _count(Action.id, Action.owner_id.in_(ids), Action.state.in_(WAITING)),
        "fees": _count(Fee.id, Fee.person_id.in_(ids), Fee.state.in_(OWED)),
    }
    return {what: number for what, number in found.items() if number}


def _count(column: Any, *which: Any) -> int:
    return db.session.scalar(select(func.count(column)).where(*which)) or 0


def invitations_of(sign_ins: Collection[str]) -> list[Invitation]:
    """Those by which these accounts came."""
    return list(db.session.scalars(select(Invitation).where(Invitation.sign_in.in_(sign_ins))))


def addresses_told(ids: Collection[int]) -> set[str]:
    """What lines of the log about these accounts say of how they signed in at one time or another."""
    about = (AuditEvent.subject_type == Person.__tablename__, AuditEvent.subject_id.in_(map(str, ids)))
    told = db.session.scalars(select(AuditEvent.facts).where(*about))
    return {facts[name] for facts in told for name in ("sign_in", "email") if facts.get(name)}


def lines_quoting(words: Collection[str]) -> list[tuple[int, dict[str, Any]]]:
    """Audit lines whose facts may hold any of these, as each of the two databases writes them."""
    facts = cast(AuditEvent.facts, String)
    spelled = {form for one in words for form in (one, json.dumps(one)[1:-1])}
    holds = or_(*(facts.icontains(one, autoescape=True) for one in sorted(spelled)))
    return [
        (row.id, row.facts)
        for row in db.session.execute(select(AuditEvent.id, AuditEvent.facts).where(holds))
    ]
