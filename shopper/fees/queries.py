"""The lines of the ledger that a person may see: at their branches, or their own."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from flask import abort
from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import contains_eager

from shopper.database import key_of
from shopper.extensions import db
from shopper.models import Branch, Fee, FeeKind, FeeState, Person, Visit
from shopper.permissions import Can, within

PAGE = 100


@dataclass(frozen=True)
class Asked:
    """Which lines: of a state ('' for any), of people whose name holds the words."""

    state: str = ""
    words: str = ""


def _mine(person: Person, asked: Asked) -> Select[Fee]:
    found = select(Fee).join(Fee.visit).join(Visit.branch).join(Branch.region)
    found = found.join(Fee.person).where(within(person, Can.WAVES_EDIT))
    found = found.where(Fee.state == asked.state) if asked.state else found
    return found.where(Person.name.icontains(asked.words, autoescape=True)) if asked.words else found


def ledger(person: Person, asked: Asked, page: int | None = None) -> list[Fee]:
    """The lines, the latest first: a page and one more, or all of them."""
    found = _mine(person, asked).options(
        contains_eager(Fee.person), contains_eager(Fee.visit).contains_eager(Visit.branch)
    )
    found = found.options(contains_eager(Fee.visit).joinedload(Visit.wave))
    found = found.order_by(Fee.id.desc())
    if page is not None:
        found = found.limit(PAGE + 1).offset((page - 1) * PAGE)
    return list(db.session.scalars(found))


def totals(person: Person, asked: Asked) -> list[tuple[str, FeeState, int, int]]:
    """Per currency and state: how many lines, and their sum."""
    rows = _mine(person, asked).with_only_columns(Fee.currency, Fee.state, func.count(), func.sum(Fee.amount))
    rows = rows.group_by(Fee.currency, Fee.state).order_by(Fee.currency, Fee.state)
    return [
        (currency, FeeState(state), n, int(total)) for currency, state, n, total in db.session.execute(rows)
    ]


def chosen(person: Person, ids: Collection[int]) -> list[Fee]:
    """Those of these lines that are the person's to decide, in a fixed order."""
    found = _mine(person, Asked()).where(Fee.id.in_(list(ids))).order_by(Fee.id)
    return list(db.session.scalars(found))


def fee_of(visit: Visit, kind: FeeKind) -> Fee | None:
    """The visit's line of this kind."""
    return db.session.scalar(select(Fee).where(Fee.visit_id == visit.id, Fee.kind == kind))


def receipt_or_404(person: Person, fee_id: int) -> str:
    """The name of the photo of a receipt: for who laid it out, and for who decides."""
    found = select(Fee.photo_sha256).join(Fee.visit).join(Visit.branch).join(Branch.region)
    found = found.where(Fee.id == fee_id, Fee.photo_sha256.is_not(None))
    mine = or_(Fee.person_id == key_of(person), within(person, Can.WAVES_EDIT))
    return db.session.scalar(found.where(mine)) or abort(404)


def own_of(person: Person, visits: Iterable[Visit]) -> dict[UUID, list[Fee]]:
    """What the person earned and laid out for each of these visits, fees first."""
    ids = [visit.id for visit in visits]
    found = select(Fee).where(Fee.person_id == key_of(person), Fee.visit_id.in_(ids))
    lines: dict[UUID, list[Fee]] = {}
    for fee in db.session.scalars(found.order_by(Fee.kind.desc())):
        lines.setdefault(fee.visit_id, []).append(fee)
    return lines


def own_totals(person: Person) -> list[tuple[str, FeeState, int]]:
    """Per currency and state, the sum of what the person earned and laid out."""
    rows = select(Fee.currency, Fee.state, func.sum(Fee.amount)).where(Fee.person_id == person.id)
    rows = rows.group_by(Fee.currency, Fee.state).order_by(Fee.currency, Fee.state)
    return [(currency, FeeState(state), int(total)) for currency, state, total in db.session.execute(rows)]
