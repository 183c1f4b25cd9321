"""Drafts from phones: two devices lose nothing of each other, and a draft is never a report."""

from __future__ import annotations

from uuid import uuid4

import pytest

from shopper.extensions import db
from shopper.fieldwork.commands import assign, take_back
from shopper.models import AuditEvent, OlderAnswer, Visit, VisitState
from shopper.visits.commands import save_answers
from tests.support.builders import make_person, make_visit, make_wave
from tests.support.databases import LONG_ON_POSTGRES
from tests.support.phone import Phone, at, entries, fresh, owner, report, sha, stamp, told
from tests.support.pictures import picture

pytestmark = LONG_ON_POSTGRES


def lines(action: str) -> int:
    return db.session.query(AuditEvent).filter_by(action=action).count()


def test_what_a_phone_tells_is_in_the_draft_and_starts_the_visit(phone, visit) -> None:
    answers = entries(visit.version.definition)
    answer = phone.draft(visit.id, answers, stamps=[stamp()])
    assert (answer.status_code, answer.json["answers"], answer.json["state"]) == (200, answers, "started")
    assert fresh(visit).draft == answers
    assert visit.draft_devices["greeted"] == {"device": phone.device}
    assert [one["name"] for one in visit.stamps] == ["In"]
    assert (lines("visit.save"), lines("visit.send")) == (1, 0)


def test_told_again_it_changes_nothing_and_adds_no_line(phone, visit) -> None:
    answers, stamps = entries(visit.version.definition), [stamp()]
    filling = {"touchpoints": {"greeting": 7}, "changes": {"greeted": 1}, "reloads": 0}
    for _ in range(3):
        phone.draft(visit.id, answers, stamps=stamps, filling=filling)
    assert db.session.query(AuditEvent).filter(AuditEvent.action.startswith("visit.")).count() == 1
    assert db.session.query(OlderAnswer).count() == 0


def test_of_two_devices_the_later_answer_counts_and_the_other_is_kept(phone, visit, as_) -> None:
    tablet = Phone(as_(owner(visit)))
    phone.draft(visit.id, {"greeted": {"value": "no", "at": at(-10), "comment": "Both on the phone"}})
    tablet.draft(visit.id, {"greeted": {"value": "yes", "at": at(-20)}})
    answer = phone.draft(visit.id, {"thanked": {"value": "yes", "at": at(-1)}})
    assert answer.json["answers"]["greeted"]["value"] == "no"
    older = db.session.query(OlderAnswer).one()
    assert (older.entry["value"], older.device, older.why) == ("yes", tablet.device, "came_late")
    tablet.draft(visit.id, {"greeted": {"state": "cleared", "at": at()}})
    assert fresh(visit).draft["greeted"]["state"] == "cleared"
    assert {one.entry.get("comment") for one in db.session.query(OlderAnswer)} == {None, "Both on the phone"}


def test_the_plain_pages_merge_by_the_same_rules(phone, visit) -> None:
    phone.draft(visit.id, {"greeted": {"value": "no", "at": at(4)}})
    save_answers(fresh(visit), {"greeted": {"value": "yes"}}, by=owner(visit))
    assert fresh(visit).draft["greeted"]["value"] == "yes"
    assert visit.draft_devices["greeted"]["device"] == "web"
    assert db.session.query(OlderAnswer).one().entry["value"] == "no"


def test_half_and_wrong_answers_are_kept_as_they_are(phone, visit) -> None:
    odd = {
        "wait": {"value": "half a minute", "at": at()},
        "greeted": {"value": "yes", "state": "nobody", "at": at()},
        "words": {"value": "x" * 400, "at": at()},
    }
    assert phone.draft(visit.id, odd).status_code == 200
    assert fresh(visit).draft == odd


def test_stamps_are_changed_and_taken_back_by_their_ids(phone, visit) -> None:
    tapped, seen = stamp("In"), stamp("recognised", -3)
    phone.draft(visit.id, stamps=[tapped, seen])
    assert fresh(visit).recognised is True
    assert lines("visit.note") == 1
    moved = {**tapped, "at": at(-29), "changed_at": at()}
    back = {**seen, "removed": True, "changed_at": at()}
    phone.draft(visit.id, stamps=[moved, back])
    phone.draft(visit.id, stamps=[tapped, seen])
    kept = {one["name"]: one for one in fresh(visit).stamps}
    assert (kept["In"]["at"], kept["In"]["tapped_at"]) == (moved["at"], tapped["at"]), "both values stay"
    assert kept["recognised"]["removed"] is True
    assert visit.recognised is False


@pytest.mark.parametrize(
    "state", [VisitState.SENT, VisitState.ACCEPTED, VisitState.CANCELLED, VisitState.EXPIRED]
)
def test_a_visit_that_takes_no_draft_says_in_which_state_it_is(phone, visit, state) -> None:
    visit.state = state
    db.session.commit()
    answer = phone.draft(visit.id, {"greeted": {"value": "yes", "at": at()}})
    assert (answer.status_code, told(answer)["state"]) == (409, state)
    assert fresh(visit).draft == {}


def test_a_draft_is_never_sent_by_itself(phone, visit) -> None:
    phone.draft(visit.id, entries(visit.version.definition))
    assert fresh(visit).state == VisitState.STARTED
    assert visit.answers is None


def test_the_list_says_what_a_phone_needs_and_is_not_sent_twice(phone, house, visit) -> None:
    answer = phone.get("/visits")
    found = answer.json["visits"][0]
    assert (found["id"], found["state"], found["branch"]) == (str(visit.id), "assigned", house.mill_lane.name)
    assert found["version"] == {"set": "short", "number": 1}
    assert f"/my/visits/{visit.id}/at/greeting" in found["pages"]
    again = phone.get("/visits", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    phone.draft(visit.id, {"greeted": {"value": "yes", "at": at()}})
    changed = phone.get("/visits", headers={"If-None-Match": answer.headers["ETag"]})
    assert (changed.status_code, changed.json["visits"][0]["state"]) == (200, "started")


def test_every_page_that_is_kept_opens(phone, visit) -> None:
    phone.draft(visit.id, entries(visit.version.definition))
    for page in phone.get("/visits").json["visits"][0]["pages"]:
        assert phone.client.http.get(page).status_code == 200, page


def test_one_visit_comes_with_its_questions_and_its_draft(phone, pictured) -> None:
    photo = picture()
    phone.photo(pictured.id, photo)
    phone.draft(pictured.id, {"greeted": {"value": "yes", "at": at()}})
    found = phone.get(f"/visits/{pictured.id}").json
    assert found["draft"]["greeted"]["value"] == "yes"
    assert [one["key"] for one in found["definition"]["touchpoints"]] == ["greeting", "leaving"]
    assert found["photos"] == [{"question": "receipt", "index": 0, "sha256": sha(photo)}]
    assert found["latest"] is None


def test_what_another_shopper_told_stays_with_them_and_comes_back(phone, house, pictured, as_) -> None:
    wave, visit, photo = make_wave(pictured.version, house.mill_lane), pictured, picture()
    phone.draft(visit.id, {"greeted": {"value": "yes", "at": at()}}, stamps=[stamp()])
    phone.photo(visit.id, photo)
    fay = make_person("Fay", *[(grant.role, grant.region) for grant in house.chloe.grants])
    fresh(visit).wave, visit.state = wave, VisitState.ASSIGNED
    db.session.commit()
    take_back(visit, by=house.asha)
    assign(wave, [visit], fay, by=house.asha)
    assert (fresh(visit).draft, visit.stamps, visit.draft_devices) == ({}, [], {})
    assert phone.draft(visit.id, {}).status_code == 404
    assert phone.send(visit.id, report(visit.version.definition)).status_code == 404
    assert phone.client.status("GET", f"/my/visits/{visit.id}/photos/{sha(photo)}", {}) == 404
    theirs = Phone(as_(fay))
    assert theirs.get(f"/visits/{visit.id}").json["photos"] == []
    assert theirs.photo(visit.id, picture("red")).status_code == 201, "the place is free for another"
    take_back(fresh(visit), by=house.asha)
    assign(wave, [visit], house.chloe, by=house.asha)
    found = phone.get(f"/visits/{visit.id}").json
    assert found["draft"]["greeted"]["value"] == "yes"
    assert fresh(visit).draft_devices["greeted"] == {"device": phone.device}
    assert [one["name"] for one in found["stamps"]] == ["In"]
    assert [one["sha256"] for one in found["photos"]] == [sha(photo)]


def test_somebody_elses_visit_is_not_there(phone, house, as_) -> None:
    other = make_person("Fay", *[(grant.role, grant.region) for grant in house.chloe.grants])
    theirs: Visit = make_visit(house.mill_lane, house.version, shopper=other)
    body = report(theirs.version.definition)
    for answer in (
        phone.get(f"/visits/{theirs.id}"),
        phone.draft(theirs.id, {}),
        phone.photo(theirs.id, picture()),
        phone.send(theirs.id, body),
        phone.get(f"/visits/{uuid4()}"),
    ):
        assert answer.status_code == 404
        told(answer)
    assert fresh(theirs).state == VisitState.ASSIGNED
