"""The names of what audit lines are about, and which of it the reader may open."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import select

from shopper.admin.people.queries import visible
from shopper.extensions import db
from shopper.models import (
    Action,
    ApiToken,
    AuditEvent,
    Branch,
    ClientSettings,
    Conversation,
    Customer,
    Grant,
    Invitation,
    Person,
    QuestionSet,
    QuestionSetVersion,
    Region,
    SelfCheck,
    UserSession,
    Visit,
    Wave,
    Webhook,
)
from shopper.permissions import Can, within

Key = tuple[str, str]
"""A table and the key of a row in it, as audit lines write it."""

MENTIONED = {
    "person": "person",
    "shopper": "person",
    "stays": "person",
    "region": "region",
    "owner": "person",
}
"""Facts whose value is the key of a row, with its table."""

NAMED: dict[str, tuple[Any, Any]] = {
    column.class_.__tablename__: (column.class_.id, column)
    for column in (
        Person.name,
        Region.name,
        Branch.name,
        Wave.name,
        QuestionSet.title,
        Invitation.name,
        ApiToken.name,
        Action.plan,
        Webhook.url,
    )
}
HELD = 200
"""How many things of one kind a search by name follows."""


@dataclass
class Things:
    """The names of things, and the addresses (endpoint and values) of those that the reader may open."""

    names: dict[Key, str] = field(default_factory=dict)
    pages: dict[Key, tuple[str, dict[str, Any]]] = field(default_factory=dict)


def things(person: Person, lines: Iterable[AuditEvent]) -> Things:
    """All that these lines are about or mention: one query or two for each kind of thing."""
    wanted: dict[str, set[str]] = {}
    for line in lines:
        for table, key in _mentioned(line):
            wanted.setdefault(table, set()).add(key)
    found = Things()
    for table, (key, name) in NAMED.items():
        ids = [int(one) for one in wanted.get(table, ()) if one.isdecimal()]
        rows = db.session.execute(select(key, name).where(key.in_(ids))) if ids else ()
        found.names |= {(table, str(row_id)): str(row_name) for row_id, row_name in rows}
    for look in (_visits, _self_checks, _versions, _settings, _sessions, _roles, _customers):
        look(found, wanted)
    _open(found, person, wanted)
    return found


def _mentioned(line: AuditEvent) -> Iterable[Key]:
    yield line.subject_type, line.subject_id
    if line.person_id:
        yield "person", str(line.person_id)
    yield from ((MENTIONED[name], str(value)) for name, value in line.facts.items() if name in MENTIONED)


def _visits(found: Things, wanted: dict[str, set[str]]) -> None:
    ids = [UUID(one) for one in wanted.get("visit", ())]
    rows = select(Visit.id, Visit.wave_id, Branch.id, Branch.name).join(Branch, Branch.id == Visit.branch_id)
    for visit_id, wave_id, branch_id, name in (
        db.session.execute(rows.where(Visit.id.in_(ids))) if ids else ()
    ):
        found.names["visit", str(visit_id)] = name
        if wave_id:
            values = {"wave_id": wave_id, "branch_id": branch_id}
            found.pages["visit", str(visit_id)] = ("fieldwork.branch", values)
            wanted.setdefault("branch", set()).add(str(branch_id))


def _self_checks(found: Things, wanted: dict[str, set[str]]) -> None:
    """By the branch where they are done."""
    ids = [int(one) for one in wanted.get("self_check", ())]
    rows = select(SelfCheck.id, Branch.name).join(Branch, Branch.id == SelfCheck.branch_id)
    for check_id, name in db.session.execute(rows.where(SelfCheck.id.in_(ids))) if ids else ():
        found.names["self_check", str(check_id)] = name


def _versions(found: Things, wanted: dict[str, set[str]]) -> None:
    ids = [int(one) for one in wanted.get("question_set_version", ())]
    rows = select(
        QuestionSetVersion.id,
        QuestionSetVersion.number,
        QuestionSet.id,
        QuestionSet.title,
        QuestionSet.client_id,
    ).join(QuestionSet, QuestionSet.id == QuestionSetVersion.question_set_id)
    rows = rows.where(QuestionSetVersion.id.in_(ids))
    for version_id, number, set_id, title, client_id in db.session.execute(rows) if ids else ():
        key = ("question_set_version", str(version_id))
        found.names[key] = title
        found.pages[key] = (
            "question_sets.version",
            {"set_id": set_id, "number": number, "_client": client_id},
        )
        wanted.setdefault("region", set()).add(str(client_id))


def _settings(found: Things, wanted: dict[str, set[str]]) -> None:
    ids = [int(one) for one in wanted.get("client_settings", ())]
    rows = select(ClientSettings.client_id, Region.name).join(Region, Region.id == ClientSettings.client_id)
    for client_id, name in db.session.execute(rows.where(ClientSettings.client_id.in_(ids))) if ids else ():
        found.names["client_settings", str(client_id)] = name


def _sessions(found: Things, wanted: dict[str, set[str]]) -> None:
    """Whose sessions the lines are about."""
    sessions = [UUID(one) for one in wanted.get("user_session", ())]
    of_sessions = select(UserSession.id, Person.name).join(Person, Person.id == UserSession.person_id)
    for row_id, name in (
        db.session.execute(of_sessions.where(UserSession.id.in_(sessions))) if sessions else ()
    ):
        found.names["user_session", str(row_id)] = name


def _roles(found: Things, wanted: dict[str, set[str]]) -> None:
    """Whose roles they are about, as the lines of earlier versions are."""
    grants = [int(one) for one in wanted.get("grant", ())]
    rows = select(Grant.id, Person.name).join(Person, Person.id == Grant.person_id)
    for row_id, name in db.session.execute(rows.where(Grant.id.in_(grants))) if grants else ():
        found.names["grant", str(row_id)] = name


def _customers(found: Things, wanted: dict[str, set[str]]) -> None:
    """By their branch alone: who they are is for those who talk to them, and may be erased."""
    of_talks = select(Conversation.id, Branch.name).join(Customer, Customer.id == Conversation.customer_id)
    for table, named, key in (
        ("customer", select(Customer.id, Branch.name), Customer.id),
        ("conversation", of_talks, Conversation.id),
    ):
        ids = [int(one) for one in wanted.get(table, ())]
        rows = named.join(Branch, Branch.id == Customer.branch_id).where(key.in_(ids))
        told = db.session.execute(rows) if ids else ()
        found.names |= {(table, str(row_id)): name for row_id, name in told}


def _open(found: Things, person: Person, wanted: dict[str, set[str]]) -> None:
    """Keep addresses of what lies within the reader's grants, and no others."""

    def ids(table: str) -> list[int]:
        return [int(one) for one in wanted.get(table, ()) if one.isdecimal()]

    people = set(db.session.scalars(select(Person.id).where(Person.id.in_(ids("person")), visible(person))))
    places = select(Region.id).where(Region.id.in_(ids("region")), within(person, Can.PLACES_EDIT))
    regions = set(db.session.scalars(places))
    mine = select(Branch.id).join(Branch.region).where(within(person, Can.PLACES_EDIT))
    branches = set(db.session.scalars(mine.where(Branch.id.in_(ids("branch")))))
    waves = select(Wave.id).where(Wave.id.in_(ids("wave")), Wave.client_id.in_(_reached(person)))
    found.pages = {
        key: (endpoint, {name: value for name, value in values.items() if name != "_client"})
        for key, (endpoint, values) in found.pages.items()
        if values.get("branch_id") in branches or values.get("_client") in regions
    }
    found.pages |= {("person", str(one)): ("admin.person", {"person_id": one}) for one in people}
    found.pages |= {("region", str(one)): ("admin.places", {"region": one}) for one in regions}
    found.pages |= {("branch", str(one)): ("admin.branch", {"branch_id": one}) for one in branches}
    found.pages |= {
        ("wave", str(one)): ("fieldwork.wave", {"wave_id": one}) for one in db.session.scalars(waves)
    }


def _reached(person: Person) -> Any:
    """The clients that the reader administers whole."""
    return select(Region.id).where(Region.parent_id.is_(None), within(person, Can.WAVES_EDIT))


def called(words: str) -> list[tuple[str, list[str]]]:
    """Things whose name holds the words, by table; what may be read of them is decided line by line."""
    found = []
    for table, (key, name) in NAMED.items():
        held = select(key).where(name.icontains(words, autoescape=True)).order_by(key.desc()).limit(HELD)
        found.append((table, [str(one) for one in db.session.scalars(held)]))
    return [(table, ids) for table, ids in found if ids]
