"""Commands: one transaction and one audit line each, so that neither exists without the other."""

import inspect
from collections.abc import Callable
from datetime import date, datetime
from enum import Enum
from functools import wraps
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

from sqlalchemy import inspect as inspect_row

from shopper import clock
from shopper.database import insert_now, key_of, writing
from shopper.extensions import db
from shopper.models import AuditEvent, Grant, Model, Person, Region

Asked = ParamSpec("Asked")
Given = TypeVar("Given")


DECLARED: dict[str, set[str]] = {}
"""Every action that some command declares, with the facts that its lines may carry."""


def declare(action: str, *facts: str) -> None:
    """Note an action, for the test that each has its sentence in the log."""
    DECLARED.setdefault(action, set()).update(facts)


def command(
    action: str, *facts: str, about: str = ""
) -> Callable[[Callable[Asked, Given]], Callable[Asked, Given]]:
    """Make a function a command: it commits once, with one audit line that names these arguments.

    The function takes the acting person as `by` (None for the command line). The subject of the line
    is the argument named by `about`; else its first argument where that is a row, else what it returns."""
    declare(action, *facts)

    def wrap(function: Callable[Asked, Given]) -> Callable[Asked, Given]:
        signature = inspect.signature(function)

        @wraps(function)
        def run(*args: Asked.args, **kwargs: Asked.kwargs) -> Given:
            bound = signature.bind(*args, **kwargs)
            bound.apply_defaults()
            given = bound.arguments
            with writing():
                result = function(*args, **kwargs)
                first = given[about] if about else next(iter(given.values()), None)
                subject = first if isinstance(first, Model) else result
                record(action, subject, given.get("by"), {f: given[f] for f in facts}, near=result)
            return result

        return run

    return wrap


def record(
    action: str, subject: object, by: Person | None, facts: dict[str, Any], *, near: object = None
) -> None:
    """Add the audit line to the transaction under way; `near` helps to tell whose log it belongs to."""
    db.session.flush()
    kind, key = _name(subject)
    insert_now(
        AuditEvent(
            at=clock.now(),
            person_id=key_of(by) if by else None,
            client_id=_client(subject) or _client(near),
            action=action,
            subject_type=kind,
            subject_id=key,
            facts={name: _plain(value) for name, value in facts.items()},
        )
    )


def _name(subject: object) -> tuple[str, str]:
    if not isinstance(subject, Model):
        return "", ""
    identity = inspect_row(subject).identity or ()
    return type(subject).__tablename__, ",".join(map(str, identity))


def _client(subject: object) -> int | None:
    """The client whose log this line belongs to; a person's where all their roles are with one."""
    if isinstance(subject, Region):
        return subject.client_id
    person = getattr(subject, "person", subject)
    if isinstance(person, Person) and not isinstance(subject, Grant):
        clients = {grant.region.client_id for grant in person.grants}
        return clients.pop() if len(clients) == 1 else None
    owner = getattr(subject, "branch", None) or getattr(subject, "region", None) or subject
    if isinstance(owner, Region):
        return owner.client_id
    owner = getattr(owner, "question_set", owner)
    return getattr(owner, "client_id", None)


def _plain(value: object) -> Any:
    if isinstance(value, Model):
        return _name(value)[1]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(k): _plain(v) for k, v in value.items()}
    return str(value) if isinstance(value, UUID) else value
