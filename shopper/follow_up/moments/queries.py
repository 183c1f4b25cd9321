"""Moments in released visits that a person may see, and who was told of them.

The words stay in the visits, so what is withdrawn or corrected is at once gone or right here."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from flask import abort
from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import joinedload

from shopper.extensions import db
from shopper.models import (
    Branch,
    Moment,
    Person,
    QuestionSet,
    QuestionSetVersion,
    Region,
    VersionState,
    Visit,
    VisitState,
)
from shopper.permissions import ROLE_CAN, Can, within
from shopper.privacy.marks import ERASED
from survey_defs import QuestionSet as Definition


class Heard(NamedTuple):
    """One moment: where and when, the words, and who was told (None: nobody yet)."""

    visit_id: UUID
    key: str
    branch_id: int
    branch: str
    visited_on: date
    words: str
    told: Moment | None

    @property
    def waits(self) -> bool:
        """Whether the employee or the manager has not heard of it."""
        return self.told is None or not (self.told.told_employee_on and self.told.told_manager_on)


def moment_keys(definition: Definition) -> list[str]:
    """Questions of a set that ask for moments."""
    return [question.key for _touchpoint, question in definition.walk() if question.type == "moment"]


def answered_moments(visit: Visit) -> list[str]:
    """Keys of the moments that a visit tells of."""
    answers = visit.answers or {}
    said = {key: (answers.get(key) or {}).get("value") for key in moment_keys(visit.version.definition)}
    return [key for key, words in said.items() if words and words != ERASED]


def words_of(visit: Visit, key: str) -> str:
    """What the visit says about the moment."""
    return str((visit.answers or {})[key]["value"])


def moments(  # noqa: PLR0913 - what may be asked for
    person: Person,
    path: str,
    branch_id: int | None = None,
    *,
    waiting: bool = False,
    since: date | None = None,
    asked: Iterable[tuple[int, str]] | None = None,
    first: int = 0,
    most: int,
) -> list[Heard]:
    """So many moments below a region or at one branch, the latest first; `waiting`: those not told in full.

    `asked` are versions and their questions, where the caller knows them; else all of the person's clients."""
    where = [within(person, Can.FOLLOW_UP), Region.path.startswith(path, autoescape=True)]
    where += [Visit.branch_id == branch_id] if branch_id is not None else []
    version_id = Visit.version_id if branch_id is None else _version_at_a_branch()
    where += [Visit.visited_on >= since] if since else []
    where += [or_(Moment.told_employee_on.is_(None), Moment.told_manager_on.is_(None))] if waiting else []
    found = [
        each
        for version, key in (_asked(person) if asked is None else asked)
        for each in _of(key, [version_id == version, *where], first + most)
    ]
    return sorted(found, key=lambda each: (-each.visited_on.toordinal(), each.visit_id, each.key))[
        first : first + most
    ]


def _version_at_a_branch() -> ColumnElement[int]:
    """Written as a sum for SQLite alone, which would read all visits of a version for those of one branch.

    PostgreSQL takes a sum for rare, and would read all visits of the branch for its latest."""
    lite = db.session.connection().dialect.name == "sqlite"
    return Visit.version_id + 0 if lite else Visit.version_id.expression


def _asked(person: Person) -> Iterator[tuple[int, str]]:
    """Versions that may have been visited, each with a question of it that asks for moments."""
    mine = {each.region.client_id for each in person.grants if Can.FOLLOW_UP in ROLE_CAN[each.role]}
    rows = select(QuestionSetVersion).join(QuestionSet).where(QuestionSet.client_id.in_(mine))
    rows = rows.where(QuestionSetVersion.state != VersionState.DRAFT)
    for version in db.session.scalars(rows.order_by(QuestionSetVersion.id)):
        yield from ((version.id, key) for key in moment_keys(version.definition))


def _of(key: str, where: Iterable[ColumnElement[bool]], most: int) -> list[Heard]:
    """Those of one question of one version: in the order of an index, which a page leaves early."""
    words = Visit.answers[(key, "value")].as_string()
    about = (Visit.id, Visit.branch_id, Branch.name, Visit.visited_on, words, Moment)
    told = (Moment.visit_id == Visit.id) & (Moment.question_key == key)
    found = (
        select(*about)
        .select_from(Visit)
        .join(Branch, Branch.id == Visit.branch_id)
        .join(Region, Region.id == Branch.region_id)
        .outerjoin(Moment, told)
        .where(
            Visit.state == VisitState.RELEASED,
            words.not_in(("", ERASED)),
            *where,
        )
        .order_by(Visit.visited_on.desc(), Visit.id)
        .limit(most)
    )
    return [Heard(row[0], key, *row[1:]) for row in db.session.execute(found)]


def moment_or_404(person: Person, visit_id: UUID, key: str) -> tuple[Visit, Moment | None]:
    """A released visit that tells of a moment under this key, and who was told of it."""
    found = select(Visit).join(Visit.branch).join(Region, Region.id == Branch.region_id)
    found = found.where(Visit.id == visit_id, Visit.state == VisitState.RELEASED)
    visit = db.session.scalar(found.where(within(person, Can.FOLLOW_UP)))
    if visit is None or key not in answered_moments(visit):
        abort(404)
    named = (
        joinedload(Moment.told_employee_by),
        joinedload(Moment.told_manager_by),
        joinedload(Moment.agreed_by),
    )
    return visit, db.session.get(Moment, (visit_id, key), options=named)


def agreed(person: Person, branch: Branch, first: date, last: date) -> Sequence[str]:
    """The words of a branch's moments of these days that may hang in its staff room, in order of days."""
    found = (
        select(Visit, Moment.question_key)
        .join(Moment, Moment.visit_id == Visit.id)
        .join(Visit.branch)
        .join(Region, Region.id == Branch.region_id)
        .where(
            Visit.branch_id == branch.id,
            Visit.state == VisitState.RELEASED,
            Visit.visited_on.between(first, last),
            Moment.agreed_on.is_not(None),
            within(person, Can.FOLLOW_UP),
        )
        .order_by(Visit.visited_on, Visit.id, Moment.question_key)
    )
    rows = db.session.execute(found).all()
    return [words_of(visit, key) for visit, key in rows if key in answered_moments(visit)]
