"""The rows of one person, and nobody else's."""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import Column, Table, or_, select

from shopper.extensions import db
from shopper.models import Assignment, AuditEvent, Model, Person, Visit
from shopper.privacy.copies.shares import LOG, OWN, THROUGH_VISITS, Share

Line = dict[str, Any]
SPOKEN_OF = ("sign_in", "email", "name", "person", "shopper", "stays", "owner")
"""Facts that may say who somebody else is."""


def rows(accounts: Collection[Person]) -> Iterator[tuple[Share, list[Line]]]:
    """Every table of which something is theirs, with their rows."""
    ids = [one.id for one in accounts]
    for share in OWN:
        wanted: list[Any] = [one.sign_in for one in accounts] if share.names == "sign_in" else ids
        yield share, _read(share, wanted, ids)
    turns = select(Assignment.id).where(Assignment.person_id.in_(ids))
    visits = select(Visit.id).where(Visit.shopper_id.in_(ids))
    for share in THROUGH_VISITS:
        yield share, _read(share, turns if share.names == "assignment_id" else visits, ids)
    yield LOG, _log(ids)


def _read(share: Share, wanted: Any, ids: Collection[int]) -> list[Line]:
    table = Model.metadata.tables[share.table]
    columns = [table.c[name] for name in share.columns.split()]
    which = or_(*(table.c[name].in_(wanted) for name in share.names.split()))
    if "index" in table.c:  # below zero stand the photos of whoever had the visit before
        which &= table.c["index"] >= 0
    found = db.session.execute(select(*columns).where(which).order_by(*table.primary_key.columns))
    return [_own(dict(row._mapping), table, ids) for row in found]


def _own(line: Line, table: Table, ids: Collection[int]) -> Line:
    """The row without the numbers of other people."""
    return {
        name: None if _names_person(table.c[name]) and value not in ids else value
        for name, value in line.items()
    }


def _names_person(column: Column[Any]) -> bool:
    return any(key.target_fullname == "person.id" for key in column.foreign_keys)


def _log(ids: Collection[int]) -> list[Line]:
    """Lines by them and about them. What a line by them says of somebody else stays out of it."""
    keys = [str(one) for one in ids]
    about = (AuditEvent.subject_type == "person") & AuditEvent.subject_id.in_(keys)
    columns = [getattr(AuditEvent, name) for name in LOG.columns.split()]
    found = db.session.execute(
        select(*columns, AuditEvent.person_id)
        .where(or_(AuditEvent.person_id.in_(ids), about))
        .order_by(AuditEvent.id)
    )
    return [_told(dict(row._mapping), ids, keys) for row in found]


def _told(line: Line, ids: Collection[int], keys: Collection[str]) -> Line:
    by = line.pop("person_id")
    of_them = line["subject_type"] == "person" and line["subject_id"] in keys
    mine = by in ids and (of_them or line["subject_type"] not in ("person", "invitation", "customer"))
    facts = line["facts"] if mine or of_them else {}
    told = {
        name: value for name, value in facts.items() if name not in SPOKEN_OF or of_them or str(value) in keys
    }
    other = line["subject_type"] == "person" and not of_them
    return {
        **line,
        "by": "you" if by in ids else "somebody else" if by else "the command line",
        "subject_id": "" if other else line["subject_id"],
        "facts": told,
    }


def photos(accounts: Collection[Person]) -> list[tuple[str, str]]:
    """What each photo of theirs is to be called, and its name in the store."""
    found = []
    for share, lines in rows(accounts):
        for line in lines:
            for column in ("sha256", "photo_sha256"):
                if line.get(column):
                    found.append((f"photos/{share.table}-{line[column][:16]}.jpg", line[column]))
    return sorted(set(found))
