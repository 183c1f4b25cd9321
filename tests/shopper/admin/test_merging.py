"""Two accounts of one human become one; nothing of either is lost."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask

from shopper.admin.people import commands
from shopper.admin.people.commands.merging import ENDS, KEEPS, MOVES
from shopper.extensions import db
from shopper.fieldwork import commands as fieldwork
from shopper.models import (
    Assignment,
    AuditEvent,
    Model,
    Person,
    Role,
    UserSession,
    Visit,
    VisitScore,
    VisitState,
    Wave,
)
from shopper.troubles import Refused
from shopper.visits import commands as visits
from tests.shopper.review.support import sent
from tests.support.builders import day, make_person, make_visit, make_wave
from tests.support.results import AVERAGE, released


@pytest.fixture
def again(house):
    """Chloé's second account, made by mistake."""
    return make_person("Chloe", (Role.SHOPPER, house.north), sign_in="chloe.two@example.test")


def merge_page(browser, goes, stays):
    return browser.get("admin.merge", person_id=goes.id, stays_id=stays.id)


def roles(person) -> set[tuple[str, int]]:
    return {(str(grant.role), grant.region_id) for grant in person.grants}


def test_the_other_account_is_found_and_the_page_says_what_moves(house, as_, again):
    make_visit(house.mill_lane, house.version, shopper=again)
    browser = as_(house.asha)
    found = browser.get("admin.person", person_id=again.id).client.get(
        f"/admin/people/{again.id}/merge?q=chlo"
    )
    assert "chloe@example.test" in found.text
    page = found.client.get(str(found.select("tbody a.button")[0]["href"]))
    assert "Closes: Chloe" in page.text
    assert "1 visit, with its drafts, reports and history, becomes one of Chloé." in page.text
    swapped = page.client.get(str(page.select(".tools a")[0]["href"]))
    assert "Closes: Chloé" in swapped.text


def test_visits_turns_and_roles_move_and_the_history_shows_both(house, as_, again):
    shown = released(
        house.version, [(house.mill_lane, day(-3), AVERAGE), (house.mill_lane, day(-9), AVERAGE)]
    )
    for visit, owner in zip(shown, (again, house.chloe), strict=True):
        visit.shopper_id = owner.id
    under_way = make_visit(
        house.mill_lane,
        house.version,
        shopper=again,
        state=VisitState.STARTED,
        draft={"greeted": {"value": "yes"}},
    )
    db.session.commit()
    commands.add_grant(Role.REVIEWER, again, house.south, by=house.asha)
    page = merge_page(as_(house.asha), again, house.chloe).submit("main form.form")
    assert "Both are one now: Chloé" in page.text
    assert {visit.shopper_id for visit in (*shown, under_way)} == {house.chloe.id}
    assert (under_way.state, under_way.draft) == (VisitState.STARTED, {"greeted": {"value": "yes"}})
    assert db.session.query(Assignment).filter_by(person_id=again.id).count() == 0
    expected = {("shopper", house.client.id), ("shopper", house.north.id), ("reviewer", house.south.id)}
    assert roles(house.chloe) == expected
    history = as_(house.chloe).get("visits.history").text
    assert all(visit.reference in history for visit in shown)


def test_the_closed_account_stays_as_a_name_that_leads_on(house, as_, again):
    theirs = as_(again)
    visits.start_visit(make_visit(house.mill_lane, house.version, shopper=again), by=again)
    commands.merge(again, house.chloe, by=house.asha)
    assert (again.active, again.merged_into_id, again.grants) == (False, house.chloe.id, [])
    assert db.session.query(UserSession).filter_by(person_id=again.id, ended_at=None).count() == 0
    theirs.get("accounts.home", expect=401)
    browser = as_(house.asha)
    page = browser.get("admin.person", person_id=again.id)
    assert "This account was merged into that of Chloé." in page.text
    assert not page.select("main form")
    assert "Chloe (chloe.two@example.test)" in browser.get("admin.person", person_id=house.chloe.id).text
    assert "Chloe set out for the visit to Mill Lane." in browser.get("admin.audit_log").text
    assert "Asha merged the account of Chloe into that of Chloé." in browser.get("admin.audit_log").text


def test_merging_is_one_line_of_the_log(house, again):
    before = db.session.query(AuditEvent).count()
    commands.merge(again, house.chloe, by=house.asha)
    line = db.session.query(AuditEvent).order_by(AuditEvent.id.desc()).first()
    assert db.session.query(AuditEvent).count() == before + 1
    assert (line.action, line.subject_id, line.facts) == (
        "person.merge",
        str(again.id),
        {"stays": str(house.chloe.id)},
    )
    assert line.client_id == house.client.id


def test_a_closed_account_is_not_opened_again_and_its_name_leads_to_the_other(house, as_, again):
    commands.merge(again, house.chloe, by=house.asha)
    with pytest.raises(Refused, match="stays closed"):
        commands.reactivate(again, by=house.asha)
    guest = commands.Guest("Chloe", again.sign_in, Role.SHOPPER)
    with pytest.raises(Refused, match="Give Chloé the role instead"):
        commands.invite(house.north, guest, by=house.asha)
    stranger = make_person("Stranger", (Role.ADMIN, house.other_client))
    _row, token = commands.invite(house.other_client, guest, by=stranger)
    page = as_(house.chloe).get(f"/join/{token}")
    assert "You are signed in as chloe@example.test" in page.text
    page.submit("main form.form")
    assert ("shopper", house.other_client.id) in roles(house.chloe)


def test_merging_twice_in_a_row_leads_to_the_last(house, again):
    third = make_person("Chloé Third", (Role.SHOPPER, house.south))
    commands.merge(again, house.chloe, by=house.asha)
    commands.merge(house.chloe, third, by=house.asha)
    assert (again.merged_into_id, house.chloe.merged_into_id) == (third.id, third.id)
    assert len(roles(third)) == 3


def test_whoever_manages_a_branch_after_merging_does_not_visit_it(house, again):
    """Whichever of the two brings the role."""
    open_ones = [make_visit(house.mill_lane, house.version, shopper=one) for one in (again, house.chloe)]
    away = make_visit(house.quayside, house.version, shopper=house.chloe)
    commands.add_grant(Role.SHOPPER, house.dev, house.client, by=house.asha)
    commands.merge(again, house.dev, by=house.asha)
    assert open_ones[0].state == VisitState.OPEN
    commands.merge(house.dev, house.chloe, by=house.asha)
    assert (open_ones[1].state, away.state) == (VisitState.OPEN, VisitState.ASSIGNED)


def test_nobody_decides_a_report_that_became_their_own(house, as_, again):
    visit = sent(house)
    visit.shopper_id = again.id
    db.session.commit()
    commands.merge(again, house.ben, by=house.asha)
    page = as_(house.ben).get("review.report", visit_id=visit.id, expect=409)
    assert "Nobody reviews their own visit" in page.text
    assert visit.shopper_id == house.ben.id


def test_visits_that_one_scored_for_the_other_are_told_before(house, as_, again):
    shown = released(house.version, [(house.mill_lane, day(-3), AVERAGE)])[0]
    shown.shopper_id = again.id
    db.session.query(VisitScore).filter_by(visit_id=shown.id).update({"made_by_id": house.ben.id})
    db.session.commit()
    text = merge_page(as_(house.asha), again, house.ben).text
    assert "1 visit of one account was scored by the other" in text


def refused(goes, stays, by) -> str:
    with pytest.raises(Refused) as told:
        commands.merge(goes, stays, by=by)
    db.session.rollback()
    assert goes.active
    assert goes.merged_into_id is None
    return told.value.code


def test_what_cannot_be_merged_is_refused_and_nothing_moves(house, again):
    second = make_person("Second", (Role.ADMIN, house.client), (Role.ADMIN, house.other_client))
    stranger = make_person("Stranger", (Role.SHOPPER, house.other_client))
    both = make_person("Both", (Role.SHOPPER, house.north), (Role.SHOPPER, house.other_client))
    asleep = make_person("Asleep", (Role.SHOPPER, house.north))
    asleep.active = False
    db.session.commit()
    assert refused(house.asha, house.ben, house.asha) == "own_merge"
    assert refused(house.ben, house.asha, house.asha) == "own_merge"
    assert refused(again, again, house.asha) == "own_merge"
    assert refused(both, again, house.asha) == "roles_elsewhere"
    assert refused(again, both, house.asha) == "roles_elsewhere"
    assert refused(again, stranger, second) == "other_client_person"
    assert refused(again, asleep, house.asha) == "cannot_stay"


def test_the_last_admin_of_a_client_is_one_still(house, again):
    second = make_person("Second", (Role.ADMIN, house.client))
    commands.remove_grant(Role.ADMIN, house.asha, house.client, by=second)
    third = make_person("Third", (Role.ADMIN, house.other_client), (Role.ADMIN, house.client))
    commands.merge(second, again, by=third)
    commands.remove_grant(Role.ADMIN, third, house.client, by=third)
    with pytest.raises(Refused, match="last admin here"):
        commands.remove_grant(Role.ADMIN, again, house.client, by=third)


def test_every_column_that_names_a_person_has_its_place_in_a_merge():
    """A new table that names people says what becomes of its rows, or this test names it."""
    naming = {
        f"{table.name}.{column.name}"
        for table in Model.metadata.tables.values()
        for column in table.columns
        for key in column.foreign_keys
        if key.target_fullname == "person.id"
    }
    assert naming == MOVES.keys() | KEEPS | ENDS
    assert not MOVES.keys() & KEEPS


def run_together(app: Flask, *acts) -> list[str]:
    """Run these at the same moment, each in a connection of its own; what came of each."""
    together = Barrier(len(acts))

    def run(act):
        with app.app_context():
            together.wait()
            try:
                act()
                return "done"
            except Refused as refused:
                return refused.code
            finally:
                db.session.remove()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def get(model, key):
    return db.session.get(model, key)


@pytest.mark.parametrize("leaving", ["merge", "deactivate"])
def test_no_visit_is_given_to_an_account_that_closes_at_the_same_moment(app, house, again, leaving):
    wave = make_wave(house.version, house.mill_lane, visits=8)
    keys = [make_visit(house.mill_lane, house.version, wave=wave).id for _ in range(8)]
    wave_id, goes, stays, asha = wave.id, again.id, house.chloe.id, house.asha.id

    def give(key):
        return lambda: fieldwork.assign(get(Wave, wave_id), [get(Visit, key)], get(Person, goes), by=None)

    def close():
        if leaving == "merge":
            commands.merge(get(Person, goes), get(Person, stays), by=get(Person, asha))
        else:
            commands.deactivate(get(Person, goes), by=get(Person, asha))

    said = run_together(app, close, *map(give, keys))
    db.session.rollback()
    given = said[1:].count("done")
    assert said[0] == "done"
    assert set(said[1:]) <= {"done", "not_a_shopper"}
    assert db.session.query(Visit).filter_by(shopper_id=goes).count() == 0
    held = db.session.query(Visit).filter_by(shopper_id=stays, state=VisitState.ASSIGNED).count()
    assert held == (given if leaving == "merge" else 0)
    still = db.session.query(Assignment).filter_by(to_at=None)
    assert {turn.person_id for turn in still} <= {stays}
    assert still.count() == held


def test_what_is_written_while_accounts_merge_is_not_lost(app, house, again):
    keys = [make_visit(house.mill_lane, house.version, shopper=again).id for _ in range(6)]
    goes, stays, asha = again.id, house.chloe.id, house.asha.id

    def write(key):
        entry = {"greeted": {"value": "yes"}}
        return lambda: visits.save_answers(get(Visit, key), entry, by=get(Person, goes))

    def merge():
        commands.merge(get(Person, goes), get(Person, stays), by=get(Person, asha))

    said = run_together(app, merge, *map(write, keys))
    db.session.rollback()
    assert said == ["done"] * 7
    for key in keys:
        visit = get(Visit, key)
        assert visit.shopper_id == stays
        assert visit.draft["greeted"]["value"] == "yes"


def test_of_two_admins_who_merge_opposite_ways_at_once_one_wins(app, house, again):
    second = make_person("Second", (Role.ADMIN, house.client))
    one, other, admins = again.id, house.chloe.id, (house.asha.id, second.id)

    def merge(goes, stays, by):
        return lambda: commands.merge(get(Person, goes), get(Person, stays), by=get(Person, by))

    said = run_together(app, merge(one, other, admins[0]), merge(other, one, admins[1]))
    db.session.rollback()
    assert sorted(said) == ["cannot_stay", "done"]
    assert sorted(person.active for person in (again, house.chloe)) == [False, True]
