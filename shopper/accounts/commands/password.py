"""A password forgotten, set by a link, or changed by its owner."""

from datetime import timedelta

from shopper import clock
from shopper.accounts import queries
from shopper.accounts.commands.links import expire_links, in_charge, new_link, use_link
from shopper.accounts.passwords import fits, hash_password
from shopper.accounts.sessions import end_sessions, this_session
from shopper.accounts.throttle import count, hold_back, refusal
from shopper.accounts.tokens import hashed, new_token, public_address
from shopper.audit import command
from shopper.database import locked, writing
from shopper.mail.writing import post
from shopper.models import Guess, LinkPurpose, OneTimeLink, Person
from shopper.troubles import Trouble

LASTS = timedelta(hours=1)


def ask_for_reset(name: str, address: str) -> None:
    """Mail a link to somebody who forgot the password; whether they exist is for nobody to learn.

    Raises Refused after too many mails for that name or from that address."""
    name = name.strip().casefold()
    hold_back(Guess.MAIL, name, address)
    person = queries.by_sign_in(name)
    if person and person.email:
        _mail_reset(person, token=new_token(), address=address)
        return
    with writing():
        count(Guess.MAIL, name, address)


@command("password.ask")
def _mail_reset(person: Person, *, token: str, address: str, by: Person | None = None) -> OneTimeLink:
    count(Guess.MAIL, person.sign_in, address)
    link = _new_link(person, token)
    post("reset", person, link=_address(token), use_by=link.expires_at)
    return link


def make_reset_link(person: Person, *, by: Person | None) -> str:
    """The address at which a person chooses a new password: once, within an hour, shown only now.

    Raises Refused where the account is one's own, deactivated, or has roles outside one's regions."""
    token = new_token()
    _make_reset_link(person, token=token, by=by)
    return _address(token)


@command("password.make_link")
def _make_reset_link(person: Person, *, token: str, by: Person | None) -> OneTimeLink:
    in_charge(person, by)
    return _new_link(person, token)


def _new_link(person: Person, token: str) -> OneTimeLink:
    return new_link(LinkPurpose.PASSWORD, person, hashed(token), clock.now() + LASTS)


def _address(token: str) -> str:
    return public_address("accounts.new_password", token=token)


def reset_password(link: OneTimeLink, password: str) -> Person:
    """Set a new password by a link; every session ends. Raises Refused where the link is used up."""
    return _reset(link.person, link=link, password_hash=hash_password(password), by=link.person)


@command("password.reset")
def _reset(person: Person, *, link: OneTimeLink, password_hash: str, by: Person) -> Person:
    use_link(link)
    _set(person, password_hash)
    end_sessions(person)
    return person


def _set(person: Person, password_hash: str) -> None:
    """The new password, after which no older link works; told by mail."""
    locked(person).password_hash = password_hash
    expire_links(person)
    post("password_changed", person)


def change_password(person: Person, old: str, new: str, address: str) -> Person:
    """Change one's own password; every other session ends. Raises Refused where the old one is wrong."""
    check_password(person, old, address)
    return _change(person, password_hash=hash_password(new), by=person)


@command("password.change")
def _change(person: Person, *, password_hash: str, by: Person) -> Person:
    _set(person, password_hash)
    end_sessions(person, but=this_session())
    return person


def check_password(person: Person, password: str, address: str) -> None:
    """Whether it is really them who sits there; wrong ones are counted like those at the door."""
    hold_back(Guess.PASSWORD, person.sign_in, address)
    if not fits(password, person.password_hash):
        with writing():
            count(Guess.PASSWORD, person.sign_in, address)
        raise refusal(Trouble.WRONG_PASSWORD, Guess.PASSWORD, person.sign_in, address)
