"""Switching accounts off and on."""

from shopper.accounts.commands.links import expire_links
from shopper.accounts.home.steps import forget
from shopper.accounts.programs.commands import end_access
from shopper.accounts.sessions import end_sessions
from shopper.admin.people import queries
from shopper.admin.people.commands.inviting import end
from shopper.admin.people.steps import lock_regions, spare_last_admin
from shopper.audit import command
from shopper.database import locked
from shopper.fieldwork.hands import take_out
from shopper.models import Person
from shopper.troubles import Refused, Trouble


@command("person.deactivate")
def deactivate(person: Person, *, by: Person) -> Person:
    """Somebody leaves: sessions, tokens and the home area go, open visits go back, links of theirs and by them stop working."""
    refuse_elsewhere(person, by)
    lock_regions(person.grants)
    for grant in person.grants:
        spare_last_admin(grant)
    locked(person).active = False
    end_sessions(person)
    expire_links(person)
    end_access(person)
    forget(person)
    for invitation in queries.invitations_around(by, person):
        end(invitation)
    take_out(queries.held_visits(person))
    return person


@command("person.reactivate")
def reactivate(person: Person, *, by: Person) -> Person:
    """Let somebody in again, with the roles they had."""
    refuse_elsewhere(person, by)
    if locked(person).merged_into_id:
        raise Refused(Trouble.MERGED_FOR_GOOD, person=person.name)
    if person.erased_at:
        raise Refused(Trouble.ERASED_FOR_GOOD)
    person.active = True
    return person


def refuse_elsewhere(person: Person, by: Person) -> None:
    """Accounts with roles that the admin does not see are not theirs to change."""
    if queries.has_more(by, person):
        raise Refused(Trouble.ROLES_ELSEWHERE, person=person.name)
