"""Notes on the charts: who writes, changes and sees them, and that every step is in the log."""

import json
from datetime import date

import pytest

from shopper import clock
from shopper.dashboards.annotations import commands
from shopper.extensions import db
from shopper.models import Annotation, AnnotationKind, AuditEvent, Role
from shopper.troubles import Refused
from tests.shopper.dashboards.test_change import a_year, month
from tests.support.builders import make_person, make_region
from tests.support.databases import LONG_ON_POSTGRES

pytestmark = LONG_ON_POSTGRES

TILL = "New till system"


def note(place, by, text=TILL, on=date(2026, 5, 3), **more) -> Annotation:
    return commands.add_note(place, on=on, text=text, by=by, **more)


def remarks(page) -> list[str]:
    return [each.get_text(" ", strip=True) for each in page.select(".remarks li")]


def numbers(page) -> list[str]:
    told = [json.loads(each.get_text()) for each in page.select("figure script")]
    texts = [said["text"] for each in told for said in each["layout"].get("annotations", [])]
    return [
        text for text in texts if text.removeprefix("<b>").removesuffix("</b>").replace(", ", "").isdigit()
    ]


def test_a_manager_writes_what_happened_and_finds_it_on_every_chart_of_months(house, as_):
    a_year(house)
    dev = as_(house.dev)
    page = dev.get("dashboards.change").client.get("dashboards.note_on_region", region_id=house.north.id)
    after = page.submit(on="2026-05-03", text=TILL)
    assert (remarks(after)[0], numbers(after)) == (
        f"3 May 2026 {TILL} Dev Change : {TILL} Did it help? : {TILL}",
        ["<b>1</b>"],
    )
    for where in (
        "dashboards.overview",
        f"/branches/{house.mill_lane.id}",
        f"/branches/{house.mill_lane.id}/change",
    ):
        seen = dev.get(where)
        assert (len(remarks(seen)), numbers(seen)) == (1, ["<b>1</b>"]), where
    line = db.session.query(AuditEvent).filter_by(action="note.add").one()
    assert (line.person_id, line.client_id, line.facts) == (
        house.dev.id,
        house.client.id,
        {"on": "2026-05-03", "text": TILL},
    )


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"on": "", "text": TILL}, "Write the day on which it happened"),
        ({"on": "3 May", "text": TILL}, "Write a date as year-month-day"),
        ({"on": "0026-05-03", "text": TILL}, "Choose a day between 2000 and 2100."),
        ({"on": "2026-05-03", "text": " "}, "Write in a few words what happened."),
        ({"on": "2026-05-03", "text": "x" * 201}, "Use at most 200 characters."),
    ],
)
def test_a_bad_note_comes_back_with_what_was_written(house, as_, fields, told):
    page = as_(house.dev).get("dashboards.note_on_branch", branch_id=house.mill_lane.id)
    again = page.submit(expect=400, **fields)
    assert told in again.text
    assert again.form()["text"] == fields["text"].strip()
    assert db.session.query(Annotation).count() == 0


def test_its_writer_and_an_admin_change_and_delete_it_and_nobody_else(house, as_):
    a_year(house)
    mine, theirs = note(house.mill_lane, house.dev), note(house.mill_lane, house.asha)
    other = make_person("Other", (Role.MANAGER, house.north))
    assert remarks(as_(other).get("dashboards.change"))[0].endswith(f"Dev Did it help? : {TILL}")
    refused = as_(other).get("dashboards.note", note_id=mine.id, expect=403)
    assert "Only the person who wrote this note, or an admin there, can change it." in refused.text
    as_(other).post("dashboards.note", {"remove": "1"}, note_id=mine.id, expect=403)
    with pytest.raises(Refused):
        commands.remove_note(theirs, text=theirs.text, by=house.dev)
    as_(house.dev).get("dashboards.note", note_id=mine.id).submit(text="Old till back", on="2026-06-01")
    assert remarks(as_(house.dev).get("dashboards.change"))[-1].startswith("1 Jun 2026 Old till back")
    as_(house.asha).get("dashboards.note", note_id=mine.id).submit(remove="1")
    assert db.session.query(Annotation).all() == [theirs]
    kept = db.session.query(AuditEvent).filter_by(action="note.remove").one()
    assert (kept.facts["text"], kept.client_id) == ("Old till back", house.client.id)


def test_a_note_never_shows_where_its_place_is_not_in_sight(house, as_):
    """The chart of all of the client must not tell Dev of North what happened in South."""
    a_year(house)
    note(house.south, house.asha, "Secret of the south")
    note(house.quayside, house.asha, "Secret of the quay")
    for where in (
        "dashboards.overview",
        "dashboards.change",
        f"/branches/{house.mill_lane.id}",
        f"/branches/{house.mill_lane.id}/change",
    ):
        assert "Secret" not in as_(house.dev).get(where).text, where
    assert [each for each in remarks(as_(house.asha).get("dashboards.change")) if "Secret" in each]
    north = as_(house.asha).get("dashboards.change", region=house.north.id)
    assert remarks(north) == []
    for found in db.session.query(Annotation):
        as_(house.dev).get("dashboards.note", note_id=found.id, expect=404)


def test_somebody_who_manages_north_and_south_reads_each_apart(house, as_):
    a_year(house)
    note(house.south, house.asha, "In the south")
    both = make_person("Both", (Role.MANAGER, house.north), (Role.MANAGER, house.south))
    assert remarks(as_(both).get("dashboards.change", region=house.north.id)) == []


def test_what_holds_for_all_below_is_shown_below(house, as_):
    a_year(house)
    note(house.client, house.asha, "Tea is free in May")
    district = make_region("District", house.north)
    note(district, house.dev, "Road works")
    everywhere = Annotation(client_id=house.client.id, on=month(3), text="A strike", kind=AnnotationKind.NOTE, created_at=clock.now())  # fmt: skip
    stranger = Annotation(client_id=house.other_client.id, on=month(3), text="Elsewhere", kind=AnnotationKind.NOTE, created_at=clock.now())  # fmt: skip
    db.session.add_all([everywhere, stranger])
    db.session.commit()
    told = remarks(as_(house.dev).get("dashboards.change"))
    assert len(told) == 3
    assert "Tea is free in May Alder & Pike, Asha" in " ".join(told)
    assert "A strike everywhere" in " ".join(told)
    branch = remarks(as_(house.dev).get("dashboards.change_branch", branch_id=house.mill_lane.id))
    assert len(branch) == 2
    as_(house.dev).get("dashboards.note", note_id=everywhere.id, expect=404)


def test_notes_outside_the_months_shown_and_of_a_crowd_stay_out(house, as_):
    a_year(house)
    note(house.north, house.dev, "Long ago", on=date(2020, 1, 1))
    for n in range(15):
        note(house.north, house.dev, f"Note {n}", on=date(2026, 5, 1 + n))
    told = remarks(as_(house.dev).get("dashboards.change"))
    assert (len(told), "Note 3" in told[0], "Note 14" in told[-1]) == (12, True, True)


def test_after_saving_the_chart_is_the_one_it_was_written_for(house, as_):
    a_year(house)
    page = as_(house.dev).get("dashboards.change", measure="finish")
    link = next(each["href"] for each in page.select("a.button") if "Write a note" in each.get_text())
    after = as_(house.dev).get(link).submit(on="2026-05-03", text=TILL)
    assert "the finish" in after.select("h1")[0].get_text()
