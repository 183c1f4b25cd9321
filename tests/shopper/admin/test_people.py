"""People: who is seen by whom, roles given and taken, accounts switched off and on."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from sqlalchemy import insert, select

from shopper import clock
from shopper.admin.people import commands
from shopper.admin.people.commands import Guest, new_invitation
from shopper.admin.people.commands.inviting import new_code
from shopper.extensions import db
from shopper.models import Assignment, Grant, Invitation, Person, Role, SecondFactor, UserSession, VisitState
from shopper.troubles import Refused
from tests.support.builders import make_person, make_visit

FORM = "main form.form:not(.find)"
OFF = "main form[action$=deactivate]"
NEW = {"name": "Newcomer", "sign_in": "new@example.test", "role": "reviewer"}


def invite(browser, house, expect=200, **fields):
    filled = {**NEW, "region": str(house.north.id), **fields}
    return browser.get("admin.invite").submit(FORM, expect=expect, **filled)


def link_on(page) -> str:
    return str(page.select("#invitation-link")[0]["value"])


def roles(person: Person) -> set[tuple[str, int]]:
    rows = db.session.query(Grant).filter_by(person_id=person.id)
    return {(str(row.role), row.region_id) for row in rows}


def test_the_list_names_people_with_their_roles(house, as_):
    page = as_(house.asha).get("admin.people")
    assert "Dev dev@example.test manager in North" in page.text
    assert "eve@" not in page.text  # nobody has given her a role here


def test_an_invitation_shows_its_link_once(house, as_):
    browser = as_(house.asha)
    link = link_on(invite(browser, house))
    assert link.startswith("http://127.0.0.1:8000/join/")
    people = browser.get("admin.people")
    assert "Newcomer new@example.test reviewer in North" in people.text
    assert link not in str(people.soup)
    as_(None).get(link.removeprefix("http://127.0.0.1:8000"))


def test_inviting_again_makes_the_earlier_link_useless(house, as_):
    browser = as_(house.asha)
    links = [link_on(invite(browser, house)).removeprefix("http://127.0.0.1:8000") for _ in range(2)]
    as_(None).get(links[0], expect=410)
    as_(None).get(links[1])


def test_a_link_can_be_withdrawn(house, as_):
    browser = as_(house.asha)
    link = link_on(invite(browser, house)).removeprefix("http://127.0.0.1:8000")
    page = browser.get("admin.people").submit("main form[action$=withdraw]")
    assert "was withdrawn" in as_(None).get(link, expect=410).text
    assert "Newcomer new@" not in page.text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": " "}, "Write the person’s name"),
        ({"sign_in": "no spaces please"}, "without spaces"),
        ({"sign_in": "ab"}, "at least 3 characters"),
        ({"sign_in": ""}, "Write an e-mail, or tick the box below"),
        ({"sign_in": "name@company"}, "not a whole e-mail"),
        ({"sign_in": "@company.com"}, "not a whole e-mail"),
        ({"role": ""}, "Choose what this person may do"),
        ({"role": "owner"}, "Choose one from the list"),
        ({"region": "0"}, "Choose where"),
    ],
)
def test_an_invitation_that_does_not_hold_keeps_every_value(house, as_, fields, words):
    page = invite(as_(house.asha), house, expect=400, **fields)
    assert words in page.text
    kept = {"name": NEW["name"], "sign_in": NEW["sign_in"], **fields}
    assert page.form(FORM)["sign_in"] == kept["sign_in"]
    assert page.form(FORM)["name"] == kept["name"].strip()
    assert db.session.query(Invitation).count() == 0


def test_a_code_serves_somebody_without_e_mail(house, as_):
    """It is made here, easy to read out, and stands on the slip beside the link."""
    page = invite(as_(house.asha), house, sign_in="", with_code="y")
    row = db.session.query(Invitation).one()
    assert re.fullmatch(r"[acdefghjkmnpqrtuvwxy34679]{2}-[acdefghjkmnpqrtuvwxy34679]{4}", row.sign_in)
    slip = page.select(".slip")[0]
    assert row.sign_in.upper() in slip.get_text()
    assert link_on(page) in slip.get_text()
    assert slip.select("svg path")
    link = link_on(page).removeprefix("http://127.0.0.1:8000")
    password = {"password": "one inch more", "again": "one inch more"}
    as_(None).get(link).submit(**password)
    signed = (
        as_(None).get("accounts.sign_in").submit(sign_in=row.sign_in.upper(), password=password["password"])
    )
    assert "Review" in signed.text


def test_of_a_thousand_codes_none_is_hard_to_read():
    """No letter that looks like a figure, no figure that looks like a letter."""
    for _ in range(1_000):
        assert not set(new_code()) & set("0O1IL2Z5S8B")


def test_somebody_who_is_here_gets_a_role_not_an_invitation(house, as_):
    page = invite(as_(house.asha), house, expect=409, sign_in="Ben@example.test")
    assert "Give that person another role instead" in page.text
    house.ben.active = False
    db.session.commit()
    page = invite(as_(house.asha), house, expect=409, sign_in="Ben@example.test")
    assert "let that person in again" in page.text


def test_people_of_another_client_can_be_invited_and_are_not_betrayed(house, as_):
    make_person("Stranger", (Role.SHOPPER, house.other_client), sign_in="stranger@example.test")
    assert link_on(invite(as_(house.asha), house, sign_in="stranger@example.test"))


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


def test_an_admin_sees_people_and_roles_of_their_own_client_only(house, as_):
    both = make_person("Both", (Role.SHOPPER, house.north), (Role.SHOPPER, house.other_client))
    away = make_person("Away", (Role.SHOPPER, house.other_client))
    browser = as_(house.asha)
    listed = browser.get("admin.people").text
    assert "Away" not in listed
    assert "shopper in Another client" not in listed
    browser.get("admin.person", person_id=away.id, expect=404)
    page = browser.get("admin.person", person_id=both.id)
    assert "Another client" not in page.text
    assert "There are more roles outside your regions" in page.text


def test_a_role_elsewhere_is_neither_removed_nor_switched_off_from_here(house, as_):
    both = make_person("Both", (Role.SHOPPER, house.north), (Role.SHOPPER, house.other_client))
    there = next(g for g in both.grants if g.region_id == house.other_client.id)
    browser = as_(house.asha)
    browser.post("admin.remove_grant", {}, person_id=both.id, grant_id=there.id, expect=404)
    page = browser.post("admin.deactivate", {}, person_id=both.id, expect=409)
    assert "Remove the roles here instead" in page.text
    assert both.active
    assert len(roles(both)) == 2


def test_roles_are_given_inside_ones_own_regions_only(house, as_):
    browser = as_(make_person("Regional", (Role.ADMIN, house.north)))
    browser.post(
        "admin.person", {"role": "manager", "region": house.south.id}, person_id=house.dev.id, expect=400
    )
    browser.post("admin.invite", {**NEW, "region": house.client.id}, expect=400)
    browser.get("admin.person", person_id=house.ben.id, expect=404)
    assert roles(house.dev) == {("manager", house.north.id)}


def test_an_invitation_of_another_client_is_not_there(house, as_):
    stranger = make_person("Stranger", (Role.ADMIN, house.other_client))
    row, _ = commands.invite(
        house.other_client, Guest("Away", "away@example.test", Role.SHOPPER), by=stranger
    )
    as_(house.asha).post("admin.withdraw", {}, invitation_id=row.id, expect=404)
    assert row.expires_at > clock.now()
    assert "Away" not in as_(house.asha).get("admin.people").text


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("q=CHLO", ["Chloé"]),
        ("q=dev@", ["Dev"]),
        ("role=manager", ["Dev"]),
        ("region={north}", ["Dev", "Northern"]),
        ("role=shopper&region={north}", ["Northern"]),
        ("state=deactivated", ["Northern"]),
        ("state=active&role=shopper", ["Chloé"]),
        ("q=100%25", []),
        ("role=owner&region=x&state=gone", ["Asha", "Ben", "Chloé", "Dev", "Northern"]),
    ],
)
def test_people_are_found_by_name_role_region_and_state(house, as_, query, names):
    make_person("Northern", (Role.SHOPPER, house.north)).active = False
    db.session.commit()
    page = as_(house.asha).get(f"/admin/people?{query.format(north=house.north.id)}")
    assert [cell.get_text() for cell in page.select("tbody th")] == names


def test_the_number_of_queries_does_not_grow_with_the_people(house, as_, count_queries):
    browser = as_(house.asha)
    browser.get("admin.people")
    few = count_queries(lambda: browser.get("admin.people"))
    now = clock.now()
    rows = [
        {"name": f"Person {n:04d}", "sign_in": f"p{n}@example.test", "password_hash": "", "active": True,
         "language": "en", "created_at": now}
        for n in range(5_000)
    ]  # fmt: skip
    db.session.execute(insert(Person), rows)
    ids = db.session.scalars(select(Person.id).where(Person.name.startswith("Person ")))
    granted = [{"person_id": one, "role": Role.SHOPPER, "region_id": house.north.id} for one in ids]
    db.session.execute(insert(Grant), granted)
    db.session.commit()
    pages = []
    assert count_queries(lambda: pages.append(browser.get("/admin/people?page=50"))) == few
    assert "5004 people" in pages[0].text.replace(",", "")
    assert "Page 50 of 101" in pages[0].text


def test_a_new_link_makes_the_earlier_one_useless(house, as_):
    browser = as_(house.asha)
    first = link_on(invite(browser, house)).removeprefix("http://127.0.0.1:8000")
    row = db.session.query(Invitation).one()
    row.expires_at = clock.now() - timedelta(days=1)
    db.session.commit()
    assert "This invitation ran out on" in as_(None).get(first, expect=410).text
    listed = browser.get("admin.people")
    assert "ran out" in listed.text
    again = link_on(listed.submit("main form[action$=resend]")).removeprefix("http://127.0.0.1:8000")
    as_(None).get(first, expect=410)
    as_(None).get(again)


def test_an_invitation_that_was_taken_up_is_neither_sent_again_nor_withdrawn(house, as_):
    row, _ = commands.invite(house.north, Guest("Newcomer", "new@example.test", Role.SHOPPER), by=house.asha)
    row.used_at = clock.now()
    db.session.commit()
    for act in ("admin.resend", "admin.withdraw"):
        page = as_(house.asha).post(act, {}, invitation_id=row.id, expect=410)
        assert "has taken up this invitation already" in page.text


def test_leaving_withdraws_invitations_for_and_by_the_leaver(house):
    second = make_person("Second", (Role.ADMIN, house.client), sign_in="second@example.test")
    guests = [("Guest", "guest@example.test", second), ("Second", "second@example.test", house.asha)]
    for name, sign_in, by in guests:
        region = house.north if by is second else house.south
        db.session.add(new_invitation(region, Guest(name, sign_in, Role.SHOPPER), name, by))
    kept = new_invitation(house.north, Guest("Kept", "kept@example.test", Role.SHOPPER), "kept", house.asha)
    db.session.add(kept)
    db.session.commit()
    commands.deactivate(second, by=house.asha)
    waiting = [row.name for row in db.session.query(Invitation).filter_by(withdrawn_at=None)]
    assert waiting == ["Kept"]


def test_an_admin_makes_a_link_for_a_forgotten_password(house, as_):
    page = as_(house.asha).get("admin.person", person_id=house.chloe.id)
    made = page.submit("main form[action$=password-link]")
    link = str(made.select("#password-link")[0]["value"]).removeprefix("http://127.0.0.1:8000")
    as_(None).get(link).submit(password="three inches of rain", again="three inches of rain")
    signed = as_(None).get("accounts.sign_in")
    signed = signed.submit(sign_in="chloe@example.test", password="three inches of rain")
    assert "Today" in signed.text


def test_nobody_takes_over_an_account_that_is_theirs_or_has_roles_elsewhere(house, as_):
    both = make_person("Both", (Role.SHOPPER, house.north), (Role.SHOPPER, house.other_client))
    for person in (house.asha, both):
        as_(house.asha).post("admin.make_link", {}, person_id=person.id, expect=409)
        assert (
            not as_(house.asha).get("admin.person", person_id=person.id).select("form[action$=password-link]")
        )


def test_an_admin_resets_a_lost_second_factor(house, as_):
    assert not as_(house.asha).get("admin.person", person_id=house.dev.id).select("form[action*=factor]")
    now = clock.now()
    db.session.add(SecondFactor(person_id=house.dev.id, secret="x" * 32, created_at=now, confirmed_at=now))
    db.session.commit()
    page = as_(house.asha).get("admin.person", person_id=house.dev.id).submit("main form[action*=factor]")
    assert "signs in with the password alone" in page.text
    assert db.session.get(SecondFactor, house.dev.id) is None
