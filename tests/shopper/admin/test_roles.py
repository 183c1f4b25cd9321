"""Roles given and taken, and people who leave."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest

from shopper.admin.people import commands
from shopper.extensions import db
from shopper.models import Assignment, Person, Role, UserSession, VisitState
from shopper.troubles import Refused
from tests.shopper.admin.inviting import FORM, OFF, roles
from tests.support.builders import make_person, make_visit


def test_a_role_is_given_and_taken(house, as_):
    browser = as_(house.asha)
    page = browser.get("admin.person", person_id=house.ben.id)
    given = page.submit(FORM, role="manager", region=str(house.south.id))
    assert ("manager", house.south.id) in roles(house.ben)
    taken = next(form for form in given.select("main form[action$=remove]") if "manager" in form.get_text())
    browser.post(str(taken["action"]), {})
    assert roles(house.ben) == {("reviewer", house.client.id)}


def test_giving_a_role_twice_is_giving_it_once(house, as_):
    for _ in range(2):
        page = as_(house.asha).get("admin.person", person_id=house.ben.id)
        page.submit(FORM, role="reviewer", region=str(house.north.id))
    assert len(roles(house.ben)) == 2


def test_a_role_that_does_not_hold_says_what_to_choose(house, as_):
    page = as_(house.asha).get("admin.person", person_id=house.ben.id)
    again = page.submit(FORM, expect=400, role="manager", region="0")
    assert "Choose where" in again.text
    assert again.form(FORM)["role"] == ["manager"]


def test_without_the_shopper_role_visits_go_back(house):
    visit = make_visit(house.mill_lane, house.version, shopper=house.chloe)
    sent = make_visit(house.mill_lane, house.version, shopper=house.chloe, state=VisitState.SENT)
    commands.remove_grant(Role.SHOPPER, house.chloe, house.client, by=house.asha)
    assert (visit.state, visit.shopper_id) == (VisitState.OPEN, None)
    assert sent.state == VisitState.SENT
    turn = db.session.query(Assignment).filter_by(visit_id=visit.id).one()
    assert turn.to_at is not None


def test_a_shopper_who_still_reaches_the_branch_keeps_the_visit(house):
    commands.add_grant(Role.SHOPPER, house.chloe, house.north, by=house.asha)
    visit = make_visit(house.mill_lane, house.version, shopper=house.chloe)
    away = make_visit(house.quayside, house.version, shopper=house.chloe)
    commands.remove_grant(Role.SHOPPER, house.chloe, house.client, by=house.asha)
    assert visit.state == VisitState.ASSIGNED
    assert away.state == VisitState.OPEN


def test_a_new_manager_keeps_no_visit_to_a_branch_they_manage(house, as_):
    visit = make_visit(house.mill_lane, house.version, shopper=house.chloe, window_to=date(2030, 4, 30))
    elsewhere = make_visit(house.quayside, house.version, shopper=house.chloe)
    page = as_(house.asha).get("admin.person", person_id=house.chloe.id)
    warned = page.submit(FORM, expect=409, role="manager", region=str(house.north.id))
    assert "Chloé has visits under way there: Mill Lane, until 30 Apr 2030." in warned.text
    assert "Quayside" not in warned.text
    assert visit.state == VisitState.ASSIGNED
    warned.submit(FORM, knowing="y")
    assert (visit.state, elsewhere.state) == (VisitState.OPEN, VisitState.ASSIGNED)
    assert ("manager", house.north.id) in roles(house.chloe)


def test_leaving_ends_sessions_and_gives_visits_back_with_their_drafts(house, as_):
    browser = as_(house.chloe)
    draft = {"greeted": {"value": "yes"}}
    visit = make_visit(
        house.mill_lane, house.version, shopper=house.chloe, state=VisitState.STARTED, draft=draft
    )
    as_(house.asha).get("admin.person", person_id=house.chloe.id).submit(OFF)
    assert not house.chloe.active
    assert (visit.state, visit.shopper_id, visit.draft) == (VisitState.OPEN, None, draft)
    assert db.session.query(UserSession).filter_by(person_id=house.chloe.id, ended_at=None).count() == 0
    browser.get("accounts.home", expect=401)
    page = as_(house.asha).get("admin.person", person_id=house.chloe.id)
    assert "This account is deactivated" in page.text
    page.submit("main form[action$=reactivate]")
    assert house.chloe.active


def test_the_last_admin_stays(house, as_):
    browser = as_(house.asha)
    page = browser.get("admin.person", person_id=house.asha.id)
    assert "is the last admin here" in page.submit(OFF, expect=409).text
    assert "is the last admin here" in page.submit("main form[action$=remove]", expect=409).text
    assert house.asha.active
    assert roles(house.asha)


def test_a_deactivated_admin_does_not_count(house):
    second = make_person("Second", (Role.ADMIN, house.client))
    second.active = False
    db.session.commit()
    with pytest.raises(Refused, match="last admin here"):
        commands.deactivate(house.asha, by=house.asha)


def test_two_admins_cannot_remove_each_other_at_once(app, house):
    second = make_person("Second", (Role.ADMIN, house.client))
    pairs, together = [(house.asha.id, second.id), (second.id, house.asha.id)], Barrier(2)

    def remove(pair):
        with app.app_context():
            person, by = (db.session.get(Person, one) for one in pair)
            region = next(g.region for g in person.grants if g.role == Role.ADMIN)
            together.wait()
            try:
                return commands.remove_grant(Role.ADMIN, person, region, by=by) and "removed"
            except Refused as refused:
                return refused.code
            finally:
                db.session.remove()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(remove, pairs)) == ["last_admin", "removed"]
