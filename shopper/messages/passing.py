"""One pass over everything that is due: reminders, digests, mails, and a word to the admins."""

from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError

from shopper import clock
from shopper.database import writing
from shopper.mail.delivery import Delivered, deliver_waiting
from shopper.messages import queries
from shopper.messages.commands import tell
from shopper.messages.digests import prepare_digests
from shopper.messages.kinds import Kind
from shopper.messages.reminders import remind
from shopper.models import Person


@dataclass(frozen=True)
class Passed:
    """What one pass did."""

    reminders: int
    digests: int
    delivered: Delivered


def pass_on(*, patient: bool = False) -> Passed:
    """Do what is due. Whoever does the same at the same moment does none of it twice."""
    passed = Passed(remind(), prepare_digests(), deliver_waiting(patient=patient))
    _warn_admins()
    return passed


def _warn_admins() -> None:
    """Tell each admin once a day that mail failed or waits; in the app, for the mail may be what is broken."""
    for admin in queries.admins():
        name = f"{Kind.MAIL_TROUBLE}:{admin.id}:{clock.now():%Y-%m-%d}"
        if queries.in_trouble(admin) and not queries.told_already([name]):
            _warn(admin, name)


def _warn(admin: Person, name: str) -> None:
    try:
        with writing():
            tell(admin, Kind.MAIL_TROUBLE, once=name)
    except IntegrityError:  # another process was first
        return
