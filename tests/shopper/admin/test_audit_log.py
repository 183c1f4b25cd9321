"""The audit log: every act once, in a sentence, newest first, and no other client's."""

import csv
import io
from datetime import timedelta

import pytest
from sqlalchemy import insert

from shopper import clock
from shopper.admin.log.queries import lines as log
from shopper.admin.people import commands as people
from shopper.admin.people.commands import Guest
from shopper.admin.places import commands as places
from shopper.extensions import db
from shopper.fieldwork import commands as fieldwork
from shopper.models import AuditEvent, Role, WaveState
from shopper.troubles import Refused
from tests.support.builders import day, make_branch, make_person, make_visit, make_wave
from tests.support.databases import LONG_ON_POSTGRES

pytestmark = LONG_ON_POSTGRES


def told(page) -> list[str]:
    return [line.get_text() for line in page.select(".log li > p")]


def open_log(browser, query="") -> list[str]:
    return told(browser.get(f"/admin/audit-log{query}"))


def test_acts_are_told_in_sentences_newest_first(house, as_):
    places.add_region(house.client, name="Coast", by=house.asha)
    people.add_grant(Role.REVIEWER, house.dev, house.south, by=house.asha)
    assert open_log(as_(house.asha)) == [
        "Asha gave Dev the role of reviewer in South.",
        "Asha added the region Coast under Alder & Pike.",
    ]


def test_numbers_are_said_as_numbers(house, as_):
    plan = fieldwork.Plan("Autumn", day(1), day(9), 1)
    fieldwork.plan_wave(house.version, [house.mill_lane, house.quayside], plan, by=house.asha)
    fieldwork.plan_wave(
        house.version, [house.mill_lane], fieldwork.Plan("Spring", day(1), day(9), 1), by=None
    )
    assert open_log(as_(house.asha)) == [
        "The command line planned the wave “Spring” for 1 branch.",
        "Asha planned the wave “Autumn” for 2 branches.",
    ]


def test_a_line_opens_what_it_is_about_where_the_reader_may(house, as_):
    wave = make_wave(house.version, house.mill_lane, name="Autumn", state=WaveState.PLANNED)
    fieldwork.start_wave(wave, by=house.asha)
    people.deactivate(house.dev, by=house.asha)
    page = as_(house.asha).get("admin.audit_log")
    links = [str(link["href"]) for link in page.select(".log .facts > a")]
    assert links == [f"/admin/people/{house.dev.id}", f"/waves/{wave.id}"]
    for link in links:
        page.client.get(link)


def test_what_is_gone_has_a_name_still_or_says_so(house, as_):
    wave = make_wave(house.version, house.mill_lane, name="Autumn", state=WaveState.PLANNED)
    fieldwork.delete_wave(wave, by=house.asha)
    page = as_(house.asha).get("admin.audit_log")
    assert told(page) == ["Asha deleted the wave “Autumn” before it was started."]
    assert not page.select(".log .facts > a")


def test_an_act_of_an_earlier_version_is_told_plainly(house, as_):
    add(house, 1, action="wave.polish")
    assert open_log(as_(house.asha)) == ["Asha did “wave.polish”."]


def test_everything_that_was_written_down_can_be_read(house, as_):
    people.invite(house.north, Guest("Zoé", "zoe@example.test", Role.SHOPPER), by=house.asha)
    page = as_(house.asha).get("admin.audit_log")
    assert "sign_in zoe@example.test" in " ".join(page.select(".written")[0].get_text(" ").split())


def test_what_was_refused_leaves_no_line(house):
    with pytest.raises(Refused):
        places.add_region(house.client, name="North", by=house.asha)
    assert db.session.query(AuditEvent).count() == 0


def test_acts_of_another_client_are_not_listed(house, as_):
    stranger = make_person("Stranger", (Role.ADMIN, house.other_client))
    places.add_region(house.other_client, name="Faraway", by=stranger)
    people.invite(house.other_client, Guest("Away", "away@example.test", Role.SHOPPER), by=stranger)
    page = as_(house.asha).get("admin.audit_log")
    assert told(page) == []
    assert "Stranger" not in page.text
    for query in ("?words=Faraway", "?who=Stranger", "?words=away"):
        assert open_log(as_(house.asha), query) == []
    assert len(open_log(as_(stranger))) == 2


def test_the_admin_of_a_region_reads_of_their_people_and_not_of_the_whole_client(house, as_):
    northern = make_person("Northern", (Role.SHOPPER, house.north))
    southern = make_person("Southern", (Role.SHOPPER, house.south))
    places.add_region(house.client, name="Coast", by=house.asha)
    for person in (northern, southern):
        people.deactivate(person, by=house.asha)
    people.add_grant(Role.REVIEWER, northern, house.south, by=house.asha)
    regional = make_person("Regional", (Role.ADMIN, house.north))
    assert open_log(as_(regional)) == ["Asha deactivated the account of Northern."]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?words=Höfe", ["Höfe"]),
        ("?words=coast", ["Coast"]),
        ("?words=south", ["reviewer"]),
        ("?kind=people", ["reviewer"]),
        ("?kind=places&words=rev", []),
        ("?kind=places", ["Coast", "Höfe"]),
        ("?words=100%25", []),
        ("?who=dev", ["reviewer"]),
        ("?who=nobody", []),
        ("?who=asha@example.test&kind=people", ["reviewer"]),
    ],
)
def test_lines_are_found_by_person_kind_and_words(house, as_, query, found):
    places.add_region(house.client, name="Höfe", by=house.asha)
    places.add_region(house.client, name="Coast", by=house.asha)
    people.add_grant(Role.REVIEWER, house.dev, house.south, by=house.asha)
    lines = open_log(as_(house.asha), query)
    assert len(lines) == len(found), lines
    assert all(word in line for word, line in zip(found, lines, strict=True))


def add(house, count: int, *, at=None, action: str = "session.open", person=None) -> None:
    at, by = at or clock.now(), person or house.asha
    row = {
        "person_id": by.id, "client_id": house.client.id, "action": action, "subject_type": "person",
        "subject_id": str(by.id), "facts": {},
    }  # fmt: skip
    step = timedelta(seconds=1)
    db.session.execute(insert(AuditEvent), [{**row, "at": at + n * step} for n in range(count)])
    db.session.commit()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?first={0}&last={0}", 2),
        ("?first={0}", 5),
        ("?last={0}", 6),
        ("?first={1}&last={0}", 0),
        ("?first={0}&last={0}&who=dev", 0),
    ],
)
def test_lines_are_found_by_their_days(house, as_, query, found):
    noon = clock.now().replace(hour=12)
    for days, count in ((-20, 4), (-10, 2), (-1, 3)):
        add(house, count, at=noon + timedelta(days=days))
    asked = query.format(day(-10).isoformat(), day(-5).isoformat())
    assert len(open_log(as_(house.asha), asked)) == found


def test_days_that_are_none_are_named_and_left_out(house, as_):
    add(house, 2)
    page = as_(house.asha).get("/admin/audit-log?first=tomorrow&who=asha")
    assert "Write a date as year-month-day" in page.text
    assert len(told(page)) == 2
    assert page.select("#first")[0]["value"] == "tomorrow"


@pytest.mark.parametrize("query", ["?who=&kind=y&before=z", "?before=-1", "?kind=x", "?first=2020-13-01"])
def test_a_mistyped_address_shows_the_log(house, as_, query):
    places.add_region(house.client, name="Coast", by=house.asha)
    assert len(open_log(as_(house.asha), query)) == 1


def test_older_lines_are_a_page_away(house, as_):
    add(house, 120)
    page, seen = as_(house.asha).get("admin.audit_log"), []
    while page.select("a[rel=next]"):
        seen += told(page)
        page = page.client.get(str(page.select("a[rel=next]")[0]["href"]))
    assert len(seen + told(page)) == 120
    assert page.select("a[rel=prev]")


def test_a_search_says_how_far_it_looked_and_goes_on_from_there(house, as_, monkeypatch):
    monkeypatch.setattr(log, "WINDOW", 40)
    add(house, 1, action="wave.start", at=clock.now() - timedelta(days=3))
    add(house, 60)
    page = as_(house.asha).get("/admin/audit-log?kind=waves")
    assert told(page) == []
    assert "Looked as far back as" in page.text
    further = page.client.get(str(page.select(".notice a")[0]["href"]))
    assert len(told(further)) == 1
    assert "Looked as far back as" not in further.text


def test_no_line_is_lost_between_two_windows(house, as_, monkeypatch):
    """Also where the reader reads several parts of the log."""
    monkeypatch.setattr(log, "WINDOW", 7)
    both = make_person("Both", (Role.ADMIN, house.client), (Role.ADMIN, house.other_client))
    for number in range(60):
        add(house, 1, action="wave.start" if number % 3 else "session.open")
        if number % 2:
            places.add_region(house.other_client, name=f"No. {number}", by=both)
    page, seen = as_(both).get("/admin/audit-log?kind=waves"), 0
    while True:
        seen += len(told(page))
        further = page.select(".notice a") or page.select("a[rel=next]")
        if not further:
            break
        page = page.client.get(str(further[0]["href"]))
    assert seen == 40


def test_the_number_of_queries_does_not_grow_with_the_lines(house, as_, count_queries):
    browser = as_(house.asha)
    visit = make_visit(house.mill_lane, house.version, wave=make_wave(house.version, house.mill_lane))
    fieldwork.assign(visit.wave, [visit], house.chloe, by=house.asha)
    browser.get("admin.audit_log")
    few = count_queries(lambda: browser.get("admin.audit_log"))
    for _ in range(30):
        branch = make_branch(house.north)
        wave = make_wave(house.version, branch)
        fieldwork.assign(wave, [make_visit(branch, house.version, wave=wave)], house.chloe, by=house.asha)
    assert count_queries(lambda: browser.get("admin.audit_log")) == few


def as_rows(browser, query="") -> list[list[str]]:
    answer = browser.http.get(f"/admin/audit-log.csv{query}")
    assert answer.status_code == 200
    assert "attachment" in answer.headers["Content-Disposition"]
    return list(csv.reader(io.StringIO(answer.text)))


def test_the_file_holds_what_the_page_shows_and_runs_nothing(house, as_):
    add(house, 60)
    places.add_region(house.client, name="=2+5", by=house.asha)
    wild = make_person("=cmd()", (Role.ADMIN, house.client))
    places.add_region(house.client, name="Coast", by=wild)
    browser = as_(house.asha)
    rows = as_rows(browser)
    assert len(rows) == 1 + 62
    assert rows[1][1:3] == ["region.add", "'=cmd() added the region Coast under Alder & Pike."]
    assert rows[2][4] == "name: =2+5"
    assert [row[1] for row in as_rows(browser, "?kind=places")[1:]] == ["region.add", "region.add"]


def test_a_file_that_would_be_too_long_says_where_it_ends(house, as_, monkeypatch):
    monkeypatch.setattr("shopper.admin.log.files.MOST", 70)
    add(house, 90)
    rows = as_rows(as_(house.asha))
    assert len(rows) == 1 + 70 + 1
    assert "Ask for earlier days" in rows[-1][2]
