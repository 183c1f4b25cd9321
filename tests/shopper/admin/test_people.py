"""People: who is seen by whom, roles given and taken, accounts switched off and on."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import insert, select

from shopper import clock
from shopper.admin.people import commands
from shopper.admin.people.commands import Guest, new_invitation
from shopper.admin.people.commands.inviting import new_code
from shopper.extensions import db
from shopper.models import Grant, Invitation, Person, Role, SecondFactor
from tests.shopper.admin.inviting import FORM, NEW, invite, link_on, roles
from tests.support.builders import make_person


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
