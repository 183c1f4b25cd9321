"""Another e-mail to sign in with: confirmed at the new address, told to the old one."""

from datetime import timedelta

from sqlalchemy.exc import IntegrityError

from shopper import clock
from shopper.accounts import queries
from shopper.accounts.commands.links import expire_links, new_link, use_link
from shopper.accounts.commands.password import check_password
from shopper.accounts.throttle import count, hold_back
from shopper.accounts.tokens import hashed, new_token, public_address
from shopper.audit import command
from shopper.database import locked, writing
from shopper.mail.writing import post
from shopper.models import Guess, LinkPurpose, OneTimeLink, Person
from shopper.troubles import Refused, Trouble

LASTS = timedelta(hours=24)


def ask_for_email(person: Person, email: str, password: str, address: str) -> None:
    """Mail a link to the new address; one that is taken gets none, and nobody is told which it was.

    Raises Refused where the password is wrong, or after too many mails."""
    email = email.strip().casefold()
    check_password(person, password, address)
    hold_back(Guess.MAIL, person.sign_in, address)
    if queries.anybody(email):
        with writing():
            count(Guess.MAIL, person.sign_in, address)
        return
    _mail_link(person, email=email, token=new_token(), address=address, by=person)


@command("email.ask", "email")
def _mail_link(person: Person, *, email: str, token: str, address: str, by: Person) -> OneTimeLink:
    count(Guess.MAIL, person.sign_in, address)
    link = new_link(LinkPurpose.EMAIL, person, hashed(token), clock.now() + LASTS, email)
    where = public_address("accounts.confirm_email", token=token)
    post("confirm_email", person, address=email, link=where, use_by=link.expires_at)
    return link


def confirm_email(link: OneTimeLink, *, by: Person) -> Person:
    """Take up the new e-mail. Raises Refused where the link is used up or somebody else was first."""
    try:
        return _confirm(by, link=link, sign_in=link.sign_in, by=by)
    except IntegrityError as taken:
        raise Refused(Trouble.EMAIL_TAKEN, sign_in=link.sign_in) from taken


@command("email.change", "sign_in")
def _confirm(person: Person, *, link: OneTimeLink, sign_in: str, by: Person) -> Person:
    use_link(link)
    if link.person_id != person.id:
        raise Refused(Trouble.LINK_USED)
    if queries.anybody(sign_in):
        raise Refused(Trouble.EMAIL_TAKEN, sign_in=sign_in)
    post("email_changed", locked(person), sign_in=sign_in)
    person.sign_in = sign_in
    expire_links(person)
    return person
