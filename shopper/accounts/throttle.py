"""How often somebody may try: counted in the database, so that a restart forgives nothing."""

from typing import NamedTuple

from sqlalchemy import delete

from shopper import clock
from shopper.accounts import queries
from shopper.extensions import db
from shopper.models import FailedSignIn, Guess, Person
from shopper.troubles import Refused, Trouble


class Limit(NamedTuple):
    """Tries within the window: for one name from anywhere, and from one address for any name."""

    by_name: int
    by_address: int


LIMITS = {
    Guess.PASSWORD: Limit(5, 50),
    Guess.CODE: Limit(5, 50),
    Guess.TOKEN: Limit(5, 50),  # one name is one secret: a program with an old one holds back no other
    Guess.MAIL: Limit(3, 20),
}
PAUSE = int(queries.WINDOW.total_seconds() // 60)


def tries_left(guess: Guess, name: str, address: str) -> int:
    """How many tries remain, by name and by address."""
    limit = LIMITS[guess]
    by_name = limit.by_name - queries.failures(guess, sign_in=name)
    by_address = limit.by_address - queries.failures(guess, address=address)
    return max(0, min(by_name, by_address))


def hold_back(guess: Guess, name: str, address: str) -> None:
    """Refuse where no try is left."""
    if not tries_left(guess, name, address):
        raise Refused(Trouble.TOO_MANY_TRIES, minutes=PAUSE)


def count(guess: Guess, name: str, address: str) -> None:
    """Count one try, and forget those that no longer count; part of a transaction."""
    db.session.execute(delete(FailedSignIn).where(FailedSignIn.at <= clock.now() - queries.WINDOW))
    db.session.add(
        FailedSignIn(guess=guess, sign_in=name[: Person.SIGN_IN_MAX], address=address, at=clock.now())
    )


def refusal(trouble: Trouble, guess: Guess, name: str, address: str) -> Refused:
    """The refusal of a wrong try, with what remains."""
    return Refused(trouble, tries=tries_left(guess, name, address), minutes=PAUSE)
