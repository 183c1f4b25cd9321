"""Which of several roles shows its ways: the one chosen last, or the one that the open page needs."""

from flask import Flask, Response, current_app, request

from shopper.accounts.sessions import signed_in_person, this_session
from shopper.database import writing
from shopper.extensions import db
from shopper.models import Person, Role, UserSession
from shopper.permissions import ROLE_CAN
from shopper.roles.words import ROLE_NAMES


def roles_of(person: Person) -> list[Role]:
    """The person's roles, each once, the one that they start in first."""
    held = person.roles()
    return [role for role in ROLE_NAMES if role in held]


def current_role(person: Person) -> Role | None:
    """The role that this request is made in; None for somebody who has none."""
    held, session = roles_of(person), this_session()
    chosen = session.role if session else None
    role = Role(chosen) if chosen in held else next(iter(held), None)
    wanted = _wanted()
    if role is None or wanted is None or wanted in ROLE_CAN[role]:
        return role
    return next((other for other in held if wanted in ROLE_CAN[other]), role)


def _wanted() -> object:
    """What the page of this request needs, where some role carries it."""
    needed = getattr(current_app.view_functions.get(str(request.endpoint)), "needs", None)
    return needed if any(needed in carried for carried in ROLE_CAN.values()) else None


def take_role(session: UserSession, role: Role) -> None:
    """Show the ways of this role from now on. It changes what is shown, not what may be done: no audit line."""
    with writing():
        session.role = role


def follow_pages(app: Flask) -> None:
    """Opening a page of another role is choosing that role; what phones and programs ask by themselves is not."""

    @app.after_request
    def keep_role(response: Response) -> Response:
        page = response.status_code < 400 and request.endpoint and not request.path.startswith("/api/")
        person, session = (signed_in_person(), this_session()) if page else (None, None)
        if person is not None and session is not None and len(roles_of(person)) > 1:
            role = current_role(person)
            if role is not None and role != session.role:
                take_role(db.session.get_one(UserSession, session.id), role)
        return response
