"""Around where a shopper starts: said by nobody else, rounded before it is kept, and gone at a word."""

from shopper.accounts.home.commands import say_home
from shopper.admin.people.commands import deactivate, merge
from shopper.extensions import db
from shopper.geography import Point
from shopper.models import AuditEvent, HomeArea, Role
from tests.support.builders import make_person
from tests.support.databases import LONG_ON_POSTGRES

pytestmark = LONG_ON_POSTGRES
FORM = "main form.form"


def test_it_is_rounded_before_it_is_kept_and_forgotten_at_a_word(house, as_):
    page = as_(house.chloe).get("accounts.me")
    page = page.client.get(page.select("main a[href$='/home-area']")[0]["href"])
    assert "two numbers" in page.submit(FORM, expect=400, place="at home").text
    kept = page.submit(FORM, place="53.797654, -1.541234")
    row = db.session.get_one(HomeArea, house.chloe.id)
    assert (row.latitude, row.longitude) == (53.8, -1.54)
    assert kept.select("#place")[0]["value"] == "53.80, -1.54"
    kept.submit("main form[action$='/forget']")
    assert db.session.query(HomeArea).count() == 0
    lines = db.session.query(AuditEvent).filter(AuditEvent.action.startswith("home.")).all()
    assert [(line.action, line.facts) for line in lines] == [("home.say", {}), ("home.forget", {})]


def test_only_shoppers_are_asked(house, as_):
    assert not as_(house.ben).get("accounts.me").select("main a[href$='/home-area']")


def test_it_goes_with_an_account_that_is_closed_or_merged(house):
    second = make_person("Chloé", (Role.SHOPPER, house.client))
    for one in (second, house.chloe):
        say_home(one, Point(53.8, -1.5), by=one)
    merge(second, house.chloe, by=house.asha)
    assert [row.person_id for row in db.session.query(HomeArea)] == [house.chloe.id]
    deactivate(house.chloe, by=house.asha)
    assert db.session.query(HomeArea).count() == 0
