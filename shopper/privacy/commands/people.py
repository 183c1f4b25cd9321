"""Erasing a person who left: what says who they were goes, their number stays where scores and fees need it."""

from collections.abc import Collection, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import delete, update

from shopper import clock
from shopper.accounts.passwords import hash_password
from shopper.accounts.tokens import hashed, new_token
from shopper.admin.people.commands.accounts import refuse_elsewhere
from shopper.admin.people.steps import lock_regions, spare_last_admin
from shopper.audit import command
from shopper.database import locked
from shopper.extensions import db
from shopper.models import (
    ApiToken,
    AuditEvent,
    ContactChoices,
    FailedSignIn,
    HomeArea,
    Message,
    MessageState,
    OneTimeLink,
    Person,
    Practice,
    RecoveryCode,
    SecondFactor,
    ShoppingList,
    UserSession,
)
from shopper.privacy import queries
from shopper.privacy.commands.aged import NO_WORDS
from shopper.troubles import Refused, Trouble

THEIRS = (
    UserSession, OneTimeLink, RecoveryCode, SecondFactor, ApiToken, ContactChoices, HomeArea, ShoppingList,
    Practice,
)  # fmt: skip
"""Tables whose rows are one person's own, in an order in which they may go."""
GONE = "–"
"""What stands where an audit line quoted a name."""


@command("person.erase", "accounts")
def _erase(person: Person, *, accounts: Sequence[Person], by: Person) -> Person:
    _may_go(person, accounts, by)
    ids = [one.id for one in accounts]
    sign_ins = {one.sign_in for one in accounts} | queries.addresses_told(ids)
    quoted = sign_ins | {one.name for one in accounts}
    _erase_invitations(sign_ins)
    db.session.execute(delete(FailedSignIn).where(FailedSignIn.sign_in.in_(sign_ins)))
    for table in THEIRS:
        db.session.execute(delete(table).where(table.person_id.in_(ids)))
    _erase_messages(ids)
    _erase_quotes(quoted)
    for one in accounts:
        _make_nobody(one)
    return person


def erase_person(person: Person, *, by: Person) -> Person:
    """Make nobody of somebody who left, in one transaction: all their accounts, for good.

    Ids stay, so that audit lines, scores and fees do. What they wrote in reports goes with the visits.
    Raises Refused OWN_ERASURE, ROLES_ELSEWHERE, LAST_ADMIN, STILL_BUSY, ERASED_FOR_GOOD."""
    return _erase(person, accounts=queries.accounts_of(person), by=by)


def _may_go(person: Person, accounts: Sequence[Person], by: Person) -> None:
    if by.id in {one.id for one in accounts}:
        raise Refused(Trouble.OWN_ERASURE)
    refuse_elsewhere(person, by)
    lock_regions(person.grants)
    for one in sorted(accounts, key=lambda each: each.id):
        locked(one)
    if person.erased_at is not None:
        raise Refused(Trouble.ERASED_FOR_GOOD)
    for grant in person.grants if person.active else ():
        spare_last_admin(grant)
    if left := queries.still_to_do([one.id for one in accounts]):
        raise Refused(Trouble.STILL_BUSY, person=person.name, what=", ".join(left_words(left)))


def left_words(left: dict[str, int]) -> list[str]:
    """What has to be closed before somebody can be erased, in words."""
    words = {
        "visits": lambda n: ngettext("%(num)s visit under way", "%(num)s visits under way", n),
        "appeals": lambda n: ngettext("%(num)s open appeal", "%(num)s open appeals", n),
        "actions": lambda n: ngettext("%(num)s open action", "%(num)s open actions", n),
        "fees": lambda n: ngettext("%(num)s fee that is not settled", "%(num)s fees that are not settled", n),
    }
    return [words[what](number) for what, number in left.items()]


def _make_nobody(one: Person) -> None:
    one.name = _("Erased person %(number)s", number=one.id)
    one.sign_in = f"erased-{one.id}"
    one.password_hash = hash_password(new_token())
    one.active, one.erased_at = False, clock.now()


def _erase_invitations(sign_ins: Collection[str]) -> None:
    for invitation in queries.invitations_of(sign_ins):
        invitation.name, invitation.sign_in = GONE, f"erased-invitation-{invitation.id}"
        invitation.token_hash = hashed(new_token())
        invitation.withdrawn_at = invitation.withdrawn_at or clock.now()


def _erase_messages(ids: Collection[int]) -> None:
    """What they were told goes; mail that waits is not sent any more."""
    waits = Message.state.in_((MessageState.WAITING, MessageState.DIGEST, MessageState.FAILED))
    theirs = Message.person_id.in_(ids)
    quietly: dict[str, Any] = {"synchronize_session": False}
    held = update(Message).where(theirs, waits).values(state=MessageState.IN_APP)
    db.session.execute(held.execution_options(**quietly))
    db.session.execute(update(Message).where(theirs).values(NO_WORDS).execution_options(**quietly))


def _erase_quotes(quoted: Collection[str]) -> None:
    """Lines of the log keep who did what: they name people by number, and here and there by these words."""
    for line_id, facts in queries.lines_quoting(quoted):
        after = {name: _without(value, quoted) for name, value in facts.items()}
        if after != facts:
            db.session.execute(update(AuditEvent).where(AuditEvent.id == line_id).values(facts=after))


def _without(value: Any, quoted: Collection[str]) -> Any:
    named = isinstance(value, str) and value.casefold() in {one.casefold() for one in quoted}
    return GONE if named else value
