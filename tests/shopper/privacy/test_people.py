"""Somebody who left for good: nothing says who it was, and every figure, fee and line of the log stays."""

from __future__ import annotations

import pytest

from shopper import clock
from shopper.admin.people.commands import Guest, deactivate, invite, merge
from shopper.extensions import db
from shopper.models import (
    AuditEvent,
    Fee,
    FeeKind,
    FeeState,
    HomeArea,
    Message,
    MessageState,
    Person,
    Role,
    ShoppingList,
    UserSession,
    Visit,
    VisitScore,
    VisitState,
)
from shopper.privacy.commands import erase_person
from shopper.troubles import Refused
from tests.shopper.operations.support import everything
from tests.support.builders import House, make_person, make_visit, saved
from tests.support.databases import LONG_ON_POSTGRES

NAME, SIGN_IN, OLD = "Xylophone Zebra", "xylophone@example.test", "old.xylophone@example.test"


def leaver(house: House) -> Person:
    """Somebody with a bit of everything that names them."""
    person = make_person(NAME, (Role.SHOPPER, house.client), sign_in=SIGN_IN)
    now = clock.now()
    invite(house.client, Guest(NAME, SIGN_IN.replace("x", "y", 1), Role.SHOPPER), by=house.asha)
    visit = make_visit(house.mill_lane, house.version, shopper=person, state=VisitState.RELEASED)
    fee = {"client_id": house.client.id, "kind": FeeKind.FEE, "amount": 1250, "currency": "EUR"}
    about = {"subject_type": "person", "subject_id": str(person.id), "client_id": house.client.id}
    db.session.add_all([
        Fee(visit_id=visit.id, person_id=person.id, state=FeeState.PAID, created_at=now, **fee),
        UserSession(id=visit.id, person_id=person.id, created_at=now, expires_at=now, browser=NAME, address=NAME),
        HomeArea(person_id=person.id, latitude=1.0, longitude=2.0, said_at=now),
        ShoppingList(person_id=person.id, lines=[{"words": NAME, "done": False}]),
        Message(
            id=visit.id, person_id=person.id, to_address=SIGN_IN, kind="report_accepted", language="en", subject=NAME,
            body=NAME, message_id="1", state=MessageState.WAITING, created_at=now,
        ),
        AuditEvent(at=now, person_id=person.id, action="email.ask", facts={"email": OLD}, **about),
        AuditEvent(at=now, person_id=house.asha.id, action="invitation.make", facts={"sign_in": OLD}, **about),
    ])  # fmt: skip
    db.session.commit()
    return person


def naming() -> dict[str, str]:
    """Tables in which somebody is named, with the row."""
    return {
        name: str(row)
        for name, rows in everything().items()
        for row in rows
        if name != "invitation" and ("Xylophone" in str(row) or "xylophone" in str(row))
    }


def test_nothing_says_who_it_was(house):
    person = leaver(house)
    deactivate(person, by=house.asha)
    assert naming()
    lines = db.session.query(AuditEvent).count()
    erase_person(person, by=house.asha)
    assert naming() == {}
    assert (person.name, person.sign_in, person.active) == (
        f"Erased person {person.id}",
        f"erased-{person.id}",
        False,
    )
    assert db.session.query(AuditEvent).count() == lines + 1
    assert db.session.query(Fee.amount, Fee.person_id).all() == [(1250, person.id)]
    assert db.session.query(Visit.shopper_id).filter_by(state=VisitState.RELEASED).all() == [(person.id,)]
    message = db.session.query(Message).one()
    assert (message.state, message.body) == (MessageState.IN_APP, "")


def test_accounts_that_became_theirs_go_with_them(house):
    stays, goes = (
        leaver(house),
        make_person("Xylophone Two", (Role.SHOPPER, house.client), sign_in="two@example.test"),
    )
    merge(goes, stays, by=house.asha)
    erase_person(stays, by=house.asha)
    assert naming() == {}
    assert goes.sign_in == f"erased-{goes.id}"
    assert goes.erased_at


@pytest.mark.parametrize("held", ["visit", "fee"])
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_what_is_under_way_is_closed_first(house, as_, held):
    if held == "visit":
        make_visit(house.mill_lane, house.version, shopper=house.chloe)
        words = "1 visit under way"
    else:
        visit = make_visit(house.mill_lane, house.version, shopper=house.chloe, state=VisitState.RELEASED)
        fee = {"client_id": house.client.id, "kind": FeeKind.FEE, "amount": 1, "currency": "EUR"}
        saved(Fee(visit_id=visit.id, person_id=house.chloe.id, created_at=clock.now(), **fee))
        words = "1 fee that is not settled"
    page = as_(house.asha).get("privacy.erase", person_id=house.chloe.id)
    assert words in page.text
    told = page.submit("main form.form", expect=409, sure="y")
    assert "Chloé cannot be erased yet" in told.text
    assert house.chloe.name == "Chloé"


class TestPages:
    pytestmark = LONG_ON_POSTGRES

    def test_the_box_comes_first_and_the_account_never_comes_back(self, house, as_):
        browser = as_(house.asha)
        page = browser.get("privacy.erase", person_id=house.chloe.id)
        assert "Tick the box first" in page.submit("main form.form", expect=400).text
        told = page.submit("main form.form", sure="y")
        assert "Chloé is erased" in told.text
        assert "This person was erased on" in told.text
        assert not told.select("main form[action$=reactivate]")
        with pytest.raises(Refused):
            erase_person(house.chloe, by=house.asha)

    def test_nobody_erases_themselves(self, house):
        with pytest.raises(Refused) as refused:
            erase_person(house.asha, by=house.asha)
        assert refused.value.code == "own_erasure"


def test_scores_name_a_number_that_is_nobody(house):
    make_visit(house.mill_lane, house.version, shopper=house.chloe, state=VisitState.RELEASED)
    before = [tuple(row) for row in db.session.query(*VisitScore.__table__.columns)]
    erase_person(house.chloe, by=house.asha)
    assert [tuple(row) for row in db.session.query(*VisitScore.__table__.columns)] == before


def test_an_erased_account_becomes_part_of_no_other(house):
    goes = make_person("Gone", (Role.SHOPPER, house.client))
    erase_person(goes, by=house.asha)
    with pytest.raises(Refused):
        merge(goes, house.chloe, by=house.asha)
