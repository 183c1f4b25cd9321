"""Signing in and out; with a second factor in two steps, of which the first opens nothing."""

from flask_login import current_user

from shopper import clock
from shopper.accounts import queries
from shopper.accounts.commands.second_factor import take_code
from shopper.accounts.passwords import fits, hash_password, outdated
from shopper.accounts.sessions import enter, leave, open_session, stop_half_way
from shopper.accounts.throttle import count, hold_back, refusal
from shopper.audit import command
from shopper.database import locked, writing
from shopper.models import Guess, Person, UserSession
from shopper.troubles import Trouble


def sign_in(name: str, password: str, address: str) -> bool:
    """Let somebody in by the password; False where a code is asked next. Raises Refused."""
    name = name.strip().casefold()
    hold_back(Guess.PASSWORD, name, address)
    person = queries.by_sign_in(name)
    if not fits(password, person.password_hash if person else None) or person is None:
        with writing():
            count(Guess.PASSWORD, name, address)
        raise refusal(Trouble.WRONG_SIGN_IN, Guess.PASSWORD, name, address)
    if outdated(person.password_hash):
        _renew(person, password)
    if queries.asks_for_code(person):
        stop_half_way(person)
        return False
    enter(_enter(person, by=person))
    return True


def sign_in_with_code(person: Person, code: str, address: str) -> None:
    """The second step, for somebody who is half-way. Raises Refused."""
    take_code(person, code, address)
    enter(_enter(person, by=person))


def _renew(person: Person, password: str) -> None:
    """Hash the same password at today's cost."""
    made = hash_password(password)
    with writing():
        locked(person).password_hash = made


@command("session.open")
def _enter(person: Person, *, by: Person) -> UserSession:
    return open_session(person)


def sign_out(by: Person) -> None:
    """End this session, here and in the database."""
    _end(current_user.row, by=by)
    leave()


@command("session.end")
def _end(row: UserSession, *, by: Person) -> None:
    row.ended_at = clock.now()
