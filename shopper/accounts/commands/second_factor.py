"""The second factor: set up, asked for, switched off, reset by an admin."""

from shopper import clock
from shopper.accounts import codes, queries
from shopper.accounts.commands.links import in_charge
from shopper.accounts.commands.password import check_password
from shopper.accounts.throttle import count, hold_back, refusal
from shopper.accounts.tokens import hashed
from shopper.audit import command
from shopper.database import locked, writing
from shopper.extensions import db
from shopper.mail.writing import post
from shopper.models import Guess, Person, RecoveryCode, SecondFactor
from shopper.troubles import Refused, Trouble


def begin_second_factor(person: Person, password: str, address: str) -> None:
    """Make a secret to share with an app; it counts only once a first code fits."""
    check_password(person, password, address)
    _begin(person, by=person)


@command("second_factor.begin")
def _begin(person: Person, *, by: Person) -> SecondFactor:
    locked(person)
    earlier = queries.second_factor(person)
    if earlier and earlier.confirmed_at:
        raise Refused(Trouble.SECOND_FACTOR_ON)
    if earlier:
        db.session.delete(earlier)
        db.session.flush()
    factor = SecondFactor(person_id=person.id, secret=codes.new_secret(), created_at=clock.now())
    db.session.add(factor)
    return factor


def confirm_second_factor(person: Person, code: str, address: str) -> list[str]:
    """Switch it on by a first code; returns the recovery codes, which are shown this once."""
    take_code(person, code, address)
    papers = codes.new_recovery_codes()
    _confirm(person, papers=papers, by=person)
    return papers


@command("second_factor.on")
def _confirm(person: Person, *, papers: list[str], by: Person) -> Person:
    factor = _factor(person)
    if factor.confirmed_at:
        raise Refused(Trouble.SECOND_FACTOR_ON)
    factor.confirmed_at = clock.now()
    _hand_out(factor, papers)
    post("second_factor_on", person)
    return person


def _hand_out(factor: SecondFactor, papers: list[str]) -> None:
    """New recovery codes in the place of any earlier ones."""
    factor.codes.clear()
    db.session.flush()
    factor.codes += [RecoveryCode(code_hash=hashed(codes.plain(paper))) for paper in papers]


def _factor(person: Person) -> SecondFactor:
    """The factor of a person, locked."""
    factor = queries.second_factor(person)
    if factor is None:
        raise Refused(Trouble.NO_SECOND_FACTOR, person=person.name)
    return locked(factor)


def renew_recovery_codes(person: Person, password: str, code: str, address: str) -> list[str]:
    """Ten new recovery codes; the earlier ones no longer work."""
    check_password(person, password, address)
    take_code(person, code, address)
    papers = codes.new_recovery_codes()
    _renew(person, papers=papers, by=person)
    return papers


@command("second_factor.renew_codes")
def _renew(person: Person, *, papers: list[str], by: Person) -> Person:
    _hand_out(_factor(person), papers)
    return person


def switch_off_second_factor(person: Person, password: str, code: str, address: str) -> None:
    """Switch it off with the password and a code."""
    check_password(person, password, address)
    take_code(person, code, address)
    _switch_off(person, by=person)


@command("second_factor.off")
def _switch_off(person: Person, *, by: Person) -> Person:
    return _remove(person)


@command("second_factor.reset")
def reset_second_factor(person: Person, *, by: Person | None) -> Person:
    """Switch it off for somebody who lost phone and list; they are told by mail.

    Raises Refused where there is none, or where the account is not the admin's to change."""
    in_charge(person, by)
    return _remove(person)


def _remove(person: Person) -> Person:
    db.session.delete(_factor(person))
    post("second_factor_off", person)
    return person


def take_code(person: Person, code: str, address: str) -> None:
    """Use up one code of the app or of the list: each works once, also when pressed twice at once.

    Raises Refused where it does not fit or was used; such tries are counted."""
    name = person.sign_in
    with writing():
        hold_back(Guess.CODE, name, address)
        trouble = _use_up(_factor(person), codes.plain(code))
        if trouble:
            count(Guess.CODE, name, address)
    if trouble:
        raise refusal(trouble, Guess.CODE, name, address)


def _use_up(factor: SecondFactor, code: str) -> Trouble | None:
    return _use_app(factor, code) if codes.is_of_an_app(code) else _use_paper(factor, code)


def _use_app(factor: SecondFactor, code: str) -> Trouble | None:
    step = codes.step_of(factor.secret, code, clock.now())
    if step is None:
        return Trouble.WRONG_CODE
    if step <= factor.last_step:
        return Trouble.CODE_USED
    factor.last_step = step
    return None


def _use_paper(factor: SecondFactor, code: str) -> Trouble | None:
    paper = next((row for row in factor.codes if row.code_hash == hashed(code)), None)
    if paper is None:
        return Trouble.WRONG_CODE
    if paper.used_at:
        return Trouble.RECOVERY_CODE_USED
    paper.used_at = clock.now()
    return None
