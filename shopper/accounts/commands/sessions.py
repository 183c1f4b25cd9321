"""Ending one's sessions elsewhere."""

from shopper import clock
from shopper.accounts.sessions import end_sessions, this_session
from shopper.audit import command
from shopper.models import Person, UserSession


@command("session.end")
def end_session(row: UserSession, *, by: Person) -> UserSession:
    """End one session: that browser has to sign in again."""
    row.ended_at = clock.now()
    return row


@command("session.end_others")
def end_other_sessions(person: Person, *, by: Person) -> Person:
    """End all sessions but this one."""
    end_sessions(person, but=this_session())
    return person
