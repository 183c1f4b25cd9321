"""The audit log: every act once, newest first, and no other client's."""

import pytest

from shopper.admin.people import commands as people
from shopper.admin.people.commands import Guest
from shopper.admin.places import commands as places
from shopper.extensions import db
from shopper.models import AuditEvent, Role
from shopper.troubles import Refused
from tests.support.builders import make_person


def texts(page) -> list[str]:
    return [" ".join(row.get_text(" ").split()) for row in page.select("tbody tr")]


def test_acts_are_listed_newest_first_with_who_and_what(house, as_):
    places.add_region(house.client, name="Coast", by=house.asha)
    people.add_grant(Role.REVIEWER, house.dev, house.south, by=house.asha)
    first, second = texts(as_(house.asha).get("admin.audit_log"))[:2]
    assert "Asha grant.add" in first
    assert "role reviewer" in first
    assert "Asha region.add" in second
    assert "name Coast" in second


def test_what_was_refused_leaves_no_line(house):
    with pytest.raises(Refused):
        places.add_region(house.client, name="North", by=house.asha)
    assert db.session.query(AuditEvent).count() == 0


def test_acts_of_another_client_are_not_listed(house, as_):
    stranger = make_person("Stranger", (Role.ADMIN, house.other_client))
    places.add_region(house.other_client, name="Faraway", by=stranger)
    people.invite(house.other_client, Guest("Away", "away@example.test", Role.SHOPPER), by=stranger)
    page = as_(house.asha).get("admin.audit_log")
    assert texts(page) == []
    assert "Stranger" not in page.text
    assert len(texts(as_(stranger).get("admin.audit_log"))) == 2


def test_the_admin_of_a_region_reads_no_lines_of_the_whole_client(house, as_):
    places.add_region(house.client, name="Coast", by=house.asha)
    regional = make_person("Regional", (Role.ADMIN, house.north))
    assert "Coast" not in as_(regional).get("admin.audit_log").text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("words=Höfe", ["Höfe"]),
        ("words=coast", ["Coast"]),
        ("action=grant.add", ["reviewer"]),
        ("action=region.add&words=rev", []),
        ("words=100%25", []),
    ],
)
def test_lines_are_found_by_act_and_words(house, as_, query, found):
    places.add_region(house.client, name="Höfe", by=house.asha)
    places.add_region(house.client, name="Coast", by=house.asha)
    people.add_grant(Role.REVIEWER, house.dev, house.south, by=house.asha)
    lines = texts(as_(house.asha).get(f"/admin/audit-log?{query}"))
    assert [word for word, line in zip(found, lines, strict=True) if word in line] == found


def test_lines_are_found_by_who_acted(house, as_):
    places.add_region(house.client, name="Coast", by=house.asha)
    places.add_region(house.client, name="Hills", by=None)
    browser = as_(house.asha)
    assert len(texts(browser.get(f"/admin/audit-log?person={house.asha.id}"))) == 1
    assert "the command line region.add" in texts(browser.get("admin.audit_log"))[0]


@pytest.mark.parametrize("query", ["person=x&action=y&before=z", "before=-1", "person=999999"])
def test_a_mistyped_address_shows_the_log(house, as_, query):
    places.add_region(house.client, name="Coast", by=house.asha)
    assert as_(house.asha).get(f"/admin/audit-log?{query}").status == 200


def test_older_lines_are_a_page_away(house, as_):
    for number in range(55):
        places.add_region(house.client, name=f"Region no. {number}", by=house.asha)
    page = as_(house.asha).get("admin.audit_log")
    assert len(texts(page)) == 50
    older = page.client.get(page.select("a[rel=next]")[0]["href"])
    assert "Region no. 0" in older.text
    assert len(texts(older)) == 5
