"""Who is signed in: Flask-Login keeps the id of a row that can be listed and ended."""

from datetime import timedelta
from uuid import UUID, uuid4

from flask import Flask, request
from flask_login import UserMixin, current_user, login_user, logout_user
from sqlalchemy import update

from shopper import clock
from shopper.extensions import db, login
from shopper.models import Person, UserSession

LASTS = timedelta(days=30)
NOBODY = "last_inch.nobody"


class SignedIn(UserMixin):
    """What Flask-Login holds: a session row and its person."""

    def __init__(self, row: UserSession) -> None:
        self.row = row

    def get_id(self) -> str:
        return str(self.row.id)


def start_sign_in(app: Flask) -> None:
    """Start Flask-Login and offer `person` to every template."""
    login.init_app(app, add_context_processor=False)  # its own would ask the database on every error page
    login.user_loader(_load)
    app.context_processor(lambda: {"person": signed_in_person()})


def _load(session_id: str) -> SignedIn | None:
    row = db.session.get(UserSession, UUID(session_id))
    if row is None or row.ended_at or row.expires_at < clock.now() or not row.person.active:
        return None
    return SignedIn(row)


def signed_in_person() -> Person | None:
    """The person of this request, or None."""
    if request and NOBODY in request.environ:
        return None
    return current_user.row.person if isinstance(current_user._get_current_object(), SignedIn) else None


def forget_who_reads() -> None:
    """Before a page that says what broke: the database may be what failed, so it is not asked again."""
    request.environ[NOBODY] = True


def me() -> Person:
    """The person of this request, in views that the gate opens to signed-in people only."""
    person = signed_in_person()
    if person is None:
        raise RuntimeError("a public view asked who is signed in")
    return person


def open_session(person: Person) -> UserSession:
    """A new session row; part of a command."""
    now = clock.now()
    row = UserSession(
        id=uuid4(),
        person=person,
        created_at=now,
        expires_at=now + LASTS,
        browser=(request.user_agent.string or "")[:200],
    )
    db.session.add(row)
    return row


def enter(row: UserSession) -> None:
    """Let the browser in, after the session row is committed."""
    login_user(SignedIn(row))


def leave() -> None:
    """Forget the session in the browser."""
    logout_user()


def end_sessions(person: Person) -> None:
    """End every session of a person; part of a command."""
    ended = update(UserSession).where(UserSession.person_id == person.id, UserSession.ended_at.is_(None))
    db.session.execute(ended.values(ended_at=clock.now()))
