"""Erasing the personal words of one visit. Its scores, points, codes and tallies stay to the last digit."""

from typing import Any
from uuid import UUID

from sqlalchemy import Row, Table, delete, update

from shopper import clock
from shopper.audit import declare, record
from shopper.database import locked, writing
from shopper.extensions import db
from shopper.models import AuditEvent, Visit
from shopper.privacy import documents, queries
from shopper.privacy.commands.photos import drop_photos
from shopper.privacy.fates_of_visits import WITH_VISIT, How
from survey_defs import QuestionSet

declare("visit.erase", "answers", "photos", "days")


def erase_visit(visit_id: UUID, days: int) -> bool:
    """Erase what a visit says of people, in one transaction; whether it was still to be done.

    `days` after its time; the line of the log says how many answers lost words and how many photos went,
    and nothing of what they held. Raises StoreAway, and nothing was changed."""
    with writing():
        visit = locked(db.session.get_one(Visit, visit_id))
        if not queries.is_ripe(visit):
            return False
        photos = queries.photo_names(visit.id)
        before, definition = visit.answers, visit.version.definition
        for name, columns in WITH_VISIT.items():
            _erase_rows(queries.table_called(name), columns, visit.id, definition)
        drop_photos(photos)
        db.session.refresh(visit)
        visit.erased_at, visit.erased_after = clock.now(), days
        counted = documents.count(before, visit.answers)
        record("visit.erase", visit, None, {"answers": counted, "photos": len(photos), "days": days})
    return True


def _erase_rows(table: Table, columns: dict[str, How], visit_id: UUID, definition: QuestionSet) -> None:
    for row in queries.rows_of_visit(table, visit_id):
        if How.ROW in columns.values():
            db.session.execute(delete(table).where(queries.row_key(table, row)))
        elif changed := _changes(table, columns, row, definition):
            db.session.execute(update(table).where(queries.row_key(table, row)).values(changed))


def _changes(table: Table, columns: dict[str, How], row: Row[Any], definition: QuestionSet) -> dict[str, Any]:
    after = {name: _after(table, name, how, row, definition) for name, how in columns.items()}
    return {name: value for name, value in after.items() if value != row._mapping[name]}


def _after(table: Table, name: str, how: How, row: Row[Any], definition: QuestionSet) -> Any:
    value = row._mapping[name]
    if how is How.FACTS:
        return documents.facts(row._mapping[AuditEvent.action.name], value)
    if how is How.ANSWER:
        return value and documents.answer(row._mapping["question_key"], value, definition)
    return documents.erased(how, value, definition)
