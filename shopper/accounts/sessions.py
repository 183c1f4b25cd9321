"""Who is signed in: Flask-Login keeps the id of a row that can be listed and ended."""

from contextlib import suppress
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID, uuid4

from flask import Flask, g, request, session
from flask_login import UserMixin, current_user, login_user, logout_user
from sqlalchemy import update
from sqlalchemy.exc import OperationalError

from shopper import clock
from shopper.accounts.queries import session_row
from shopper.database import writing
from shopper.extensions import db, login
from shopper.models import Person, UserSession

LASTS = timedelta(days=30)
SEEN_EVERY = timedelta(minutes=10)
HALF_LASTS = timedelta(minutes=10)
HALF = "half_way"
NOBODY = "last_inch.nobody"


class SignedIn(UserMixin):
    """What Flask-Login holds: a session row and its person, and how many messages wait to be opened."""

    def __init__(self, row: UserSession, unread: int = 0) -> None:
        self.row, self.unread = row, unread

    def get_id(self) -> str:
        return str(self.row.id)


def start_sign_in(app: Flask) -> None:
    """Start Flask-Login and offer `person` to every template."""
    login.init_app(app, add_context_processor=False)  # its own would ask the database on every error page
    login.user_loader(_load)
    app.context_processor(lambda: {"person": signed_in_person()})


def _load(session_id: str) -> SignedIn | None:
    found = session_row(UUID(session_id))
    if found is None:
        return None
    row, unread = found
    if row.ended_at or row.expires_at < clock.now() or not row.person.active:
        return None
    return SignedIn(row, unread)


def signed_in_person() -> Person | None:
    """The person of this request, or None."""
    if request and NOBODY in request.environ:
        return None
    if "api_token" in g:
        return g.api_token.person
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
        address=request.remote_addr or "",
        seen_at=now,
    )
    db.session.add(row)
    return row


def enter(row: UserSession) -> None:
    """Let the browser in, after the session row is committed."""
    session.pop(HALF, None)
    session.permanent = True
    login_user(SignedIn(row))


def leave() -> None:
    """Forget the session in the browser."""
    logout_user()


def this_session() -> UserSession | None:
    """The session row of this request."""
    current = current_user._get_current_object()
    return current.row if isinstance(current, SignedIn) else None


def unread_messages() -> int:
    """How much the person of this request had not opened when it began."""
    current = current_user._get_current_object()
    return current.unread if isinstance(current, SignedIn) else 0


def end_sessions(person: Person, but: UserSession | None = None) -> None:
    """End every session of a person, or every other one; part of a command."""
    ended = update(UserSession).where(UserSession.person_id == person.id, UserSession.ended_at.is_(None))
    if but is not None:
        ended = ended.where(UserSession.id != but.id)
    db.session.execute(ended.values(ended_at=clock.now()))


def note_use() -> None:
    """Write down now and then when and where the session of this request was used; reading goes on if
    the database is too busy for that."""
    row = this_session()
    now = clock.now()
    if row is None or now - (row.seen_at or row.created_at) < SEEN_EVERY:
        return
    with suppress(OperationalError), writing():
        seen = update(UserSession).where(UserSession.id == row.id)
        db.session.execute(seen.values(seen_at=now, address=request.remote_addr or ""))


def stop_half_way(person: Person) -> None:
    """The password was right and a code is asked next. This opens nothing: no session is there yet."""
    session[HALF] = [person.id, clock.now().isoformat(), _mark(person)]


def half_way() -> Person | None:
    """Who gave the right password in this browser a moment ago and has not changed it since."""
    person_id, since, mark = session.get(HALF) or (None, "", "")
    if person_id is None or datetime.fromisoformat(since) < clock.now() - HALF_LASTS:
        return None
    person = db.session.get(Person, person_id)
    return person if person and person.active and _mark(person) == mark else None


def _mark(person: Person) -> str:
    """Differs after every change of the password, and tells nothing of it."""
    return sha256(person.password_hash.encode()).hexdigest()[:16]
