"""The rows that hang on one visit, table by table, and what still needs a photo."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Table, and_, cast, or_, select
from sqlalchemy.types import String

from shopper.extensions import db
from shopper.models import Action, ActionNote, AuditEvent, Evidence, Model, Visit, VisitEvidence


def _actions(visit_id: UUID) -> Any:
    return select(Action.id).where(Action.visit_id == visit_id)


def _told_of(visit_id: UUID) -> ColumnElement[bool]:
    """Lines of the log about the visit, or about an action that was opened from it."""
    keys = select(cast(Action.id, String)).where(Action.visit_id == visit_id)
    return or_(
        and_(AuditEvent.subject_type == "visit", AuditEvent.subject_id == str(visit_id)),
        and_(AuditEvent.subject_type == "action", AuditEvent.subject_id.in_(keys)),
    )


BELONGS: dict[str, Callable[[UUID], ColumnElement[bool]]] = {
    "visit": lambda visit_id: Visit.id == visit_id,
    "action_note": lambda visit_id: ActionNote.action_id.in_(_actions(visit_id)),
    "audit_event": _told_of,
}
"""How rows are a visit's that do not simply name it in `visit_id`."""


def table_called(name: str) -> Table:
    return Model.metadata.tables[name]


def of_visit(table: Table, visit_id: UUID) -> ColumnElement[bool]:
    """The condition that picks the rows of one visit."""
    own = BELONGS.get(table.name)
    return own(visit_id) if own else table.c.visit_id == visit_id


def rows_of_visit(table: Table, visit_id: UUID) -> list[Row[Any]]:
    """All columns of these rows."""
    return list(db.session.execute(select(table).where(of_visit(table, visit_id))))


def row_key(table: Table, row: Row[Any]) -> ColumnElement[bool]:
    """The condition that picks this row alone."""
    return and_(*(column == row._mapping[column] for column in table.primary_key))


def photo_names(visit_id: UUID) -> list[str]:
    """The photos that came with a visit, its appeals, its actions and its expenses."""
    found = set(db.session.scalars(select(VisitEvidence.sha256).where(VisitEvidence.visit_id == visit_id)))
    for table, column in _naming_photos():
        if table.name in (*BELONGS, "appeal", "fee"):
            found |= set(db.session.scalars(select(column).where(of_visit(table, visit_id))))
    return sorted(found - {None})


def is_needed(sha256: str) -> bool:
    """Whether any row names this photo."""
    return any(
        db.session.scalar(select(column).where(column == sha256).limit(1)) is not None
        for _table, column in _naming_photos()
    )


def _naming_photos() -> list[tuple[Table, Any]]:
    key = f"{Evidence.__tablename__}.sha256"
    return [
        (table, column)
        for table in Model.metadata.sorted_tables
        for column in table.columns
        if any(one.target_fullname == key for one in column.foreign_keys)
    ]
