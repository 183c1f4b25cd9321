"""Parts of commands about one-time links, and about who may act on an account that is not theirs."""

from datetime import datetime

from sqlalchemy import update

from shopper import clock
from shopper.database import locked
from shopper.extensions import db
from shopper.models import LinkPurpose, OneTimeLink, Person
from shopper.permissions import Can, reaches
from shopper.troubles import Refused, Trouble


def new_link(
    purpose: LinkPurpose, person: Person, token_hash: str, until: datetime, sign_in: str = ""
) -> OneTimeLink:
    """The row of a link; part of a command."""
    link = OneTimeLink(
        purpose=purpose,
        person=person,
        token_hash=token_hash,
        sign_in=sign_in,
        created_at=clock.now(),
        expires_at=until,
    )
    db.session.add(link)
    return link


def use_link(link: OneTimeLink) -> None:
    """A link works once and in time, whatever two tabs press at the same moment."""
    locked(link)
    if link.used_at or link.expires_at <= clock.now() or not link.person.active:
        raise Refused(Trouble.LINK_USED)
    link.used_at = clock.now()


def expire_links(person: Person) -> None:
    """No link that is still out may be used any more."""
    out = update(OneTimeLink).where(OneTimeLink.person_id == person.id, OneTimeLink.used_at.is_(None))
    db.session.execute(out.values(expires_at=clock.now()))


def in_charge(person: Person, by: Person | None) -> None:
    """Refuse where an admin would take over an account that also opens what is not theirs."""
    if by and by.id == person.id:
        raise Refused(Trouble.OWN_ACCOUNT)
    if by and not all(reaches(by, Can.PEOPLE_EDIT, grant.region) for grant in person.grants):
        raise Refused(Trouble.ACCOUNT_ELSEWHERE, person=person.name)
    if not person.active:
        raise Refused(Trouble.DEACTIVATED, person=person.name)
