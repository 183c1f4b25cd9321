"""A report from a phone: taken once, whatever is sent how often, and answered after it is stored."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest

from shopper.extensions import db
from shopper.models import AuditEvent, Submission, Visit, VisitState, WaveState
from tests.shopper.api.conftest import WHOLE
from tests.support.builders import BEST, SHORT_SET, make_version, make_visit, make_wave
from tests.support.databases import LONG_ON_POSTGRES
from tests.support.phone import at, entries, fresh, report, sha, stamp, told
from tests.support.pictures import picture

pytestmark = LONG_ON_POSTGRES


def sent_lines() -> int:
    return db.session.query(AuditEvent).filter_by(action="visit.send").count()


def test_a1_the_same_id_and_content_twice_is_one_visit(phone, visit) -> None:
    body = report(visit.version.definition)
    first, again = phone.send(visit.id, body), phone.send(visit.id, body)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json == again.json
    assert first.json["reference"] == fresh(visit).reference
    assert first.json["submission_id"] == body["submission_id"]
    assert (db.session.query(Submission).count(), sent_lines()) == (1, 1)
    assert visit.state == VisitState.SENT


def test_a2_one_answer_changed_under_the_same_id_is_refused_and_the_first_stands(phone, visit) -> None:
    body = report(visit.version.definition)
    phone.send(visit.id, body)
    kept = dict(fresh(visit).answers)
    other = {**body, "answers": {**body["answers"], "thanked": {"value": "no", "at": at()}}}
    answer = phone.send(visit.id, other)
    assert answer.status_code == 409
    assert told(answer)["latest"] == body["submission_id"]
    assert fresh(visit).answers == kept


@pytest.mark.parametrize("part", ["stamps", "evidence", "left_early"])
def test_another_stamp_photo_or_word_about_leaving_is_other_content_too(phone, pictured, part) -> None:
    body = report(pictured.version.definition, answers=WHOLE)
    phone.send(pictured.id, body)
    other = {
        "stamps": [stamp()],
        "evidence": [{"question": "receipt", "index": 0, "sha256": "ab" * 32}],
        "left_early": True,
    }
    assert phone.send(pictured.id, {**body, part: other[part]}).status_code == 409


def test_how_it_was_filled_in_may_differ_when_it_is_sent_again(phone, visit) -> None:
    body = report(visit.version.definition)
    phone.send(visit.id, body)
    again = {**body, "filling": {"touchpoints": {"greeting": 9}, "changes": {}, "reloads": 1}}
    assert phone.send(visit.id, again).status_code == 200


@pytest.mark.parametrize("gone", ["absent", "null"])
def test_a4_without_an_id_nothing_is_stored(phone, visit, gone) -> None:
    body = {**report(visit.version.definition), "submission_id": None}
    if gone == "absent":
        del body["submission_id"]
    answer = phone.send(visit.id, body)
    assert answer.status_code == 400
    assert "id of its own" in told(answer)["message"]
    assert db.session.query(Submission).count() == 0
    assert fresh(visit).state == VisitState.ASSIGNED


def test_a9_order_of_keys_white_space_and_forms_of_letters_make_no_other_content(phone, visit) -> None:
    body = report(
        visit.version.definition,
        answers={**BEST, "words": "Caf\u00e9"},
        stamps=[stamp("In"), stamp("Out", -3)],
    )
    phone.send(visit.id, body)
    turned = json.loads(json.dumps(body).replace("\\u00e9", "e\\u0301"))
    turned = {key: turned[key] for key in reversed(turned)}
    turned["answers"] = {key: turned["answers"][key] for key in reversed(turned["answers"])}
    turned["stamps"].reverse()
    spaced = json.dumps(turned, indent=7).encode()
    assert phone.ask("PUT", f"/visits/{visit.id}/submission", spaced).status_code == 200


def test_a10_a_correction_names_the_latest_report_and_keeps_the_first(phone, visit) -> None:
    first = report(visit.version.definition)
    phone.send(visit.id, first)
    give_back(visit)
    second = report(visit.version.definition, base=first["submission_id"], answers={**BEST, "thanked": "no"})
    assert phone.send(visit.id, second).status_code == 201
    give_back(visit)
    late = report(visit.version.definition, base=first["submission_id"])
    answer = phone.send(visit.id, late)
    assert (answer.status_code, told(answer)["code"]) == (409, "base_not_latest")
    assert told(answer)["latest"] == second["submission_id"]
    unknown = phone.send(visit.id, report(visit.version.definition, base=str(uuid4())))
    assert (unknown.status_code, told(unknown)["code"]) == (404, "unknown_base")
    bases = {str(one.id): one.base_id and str(one.base_id) for one in db.session.query(Submission)}
    assert bases == {first["submission_id"]: None, second["submission_id"]: first["submission_id"]}
    assert fresh(visit).answers["thanked"]["value"] == "no"


def give_back(visit: Visit) -> None:
    fresh(visit).state = VisitState.RETURNED
    db.session.commit()


def test_a_report_returned_is_corrected_from_what_was_sent(phone, visit) -> None:
    body = report(visit.version.definition, stamps=[stamp()])
    phone.send(visit.id, body)
    give_back(visit)
    found = phone.get(f"/visits/{visit.id}").json
    assert found["draft"] == body["answers"]
    assert found["latest"] == body["submission_id"]
    assert [one["id"] for one in found["stamps"]] == [body["stamps"][0]["id"]]


def test_a11_an_old_version_is_taken_after_a_new_one_is_published(phone, house, visit) -> None:
    make_version(house.client, SHORT_SET.replace("Were you thanked as you left?", "Did they thank you?"))
    assert phone.send(visit.id, report(visit.version.definition)).status_code == 201
    assert fresh(visit).version.number == 1


@pytest.mark.parametrize(
    ("wave_state", "expected"), [(WaveState.RUNNING, 201), (WaveState.CLOSING, 201), (WaveState.CLOSED, 409)]
)
def test_a12_a_closing_wave_takes_what_is_in_flight_and_a_closed_one_refuses(
    phone, house, wave_state, expected
) -> None:
    wave = make_wave(house.version, house.mill_lane, state=wave_state)
    visit = make_visit(house.mill_lane, house.version, shopper=house.chloe, wave=wave)
    answer = phone.send(visit.id, report(visit.version.definition))
    assert answer.status_code == expected
    if expected == 409:
        assert told(answer)["code"] == "wave_closed"
        assert fresh(visit).state == VisitState.ASSIGNED
        assert db.session.query(Submission).count() == 0


def test_a_closing_wave_starts_nothing_new(phone, house) -> None:
    wave = make_wave(house.version, house.mill_lane, state=WaveState.CLOSING)
    visit = make_visit(house.mill_lane, house.version, shopper=house.chloe, wave=wave)
    assert phone.draft(visit.id, {"greeted": {"value": "yes", "at": at()}}).status_code == 409
    assert fresh(visit).state == VisitState.ASSIGNED


def test_hidden_answers_are_left_out_kept_and_told(phone, visit) -> None:
    answers = entries(visit.version.definition, {**BEST, "greeted": "no", "words": "“Bye”"})
    receipt = phone.send(visit.id, {**report(visit.version.definition), "answers": answers}).json
    assert receipt["hidden"] == ["words"]
    kept = db.session.query(Submission).one()
    assert "words" not in kept.answers
    assert kept.hidden["words"]["value"] == "“Bye”"
    assert fresh(visit).draft["words"]["value"] == "“Bye”"


def test_what_is_missing_is_told_question_by_question(phone, visit) -> None:
    answers = entries(visit.version.definition, {key: BEST[key] for key in BEST if key != "thanked"})
    answers["wait"] = {"value": "half a minute", "at": at()}
    answer = phone.send(visit.id, {**report(visit.version.definition), "answers": answers})
    assert answer.status_code == 422
    assert set(told(answer)["questions"]) == {"wait", "thanked"}
    assert all(told(answer)["questions"].values())
    assert fresh(visit).state == VisitState.ASSIGNED


def test_a_visit_made_without_signal_was_made_when_its_stamps_say(phone, house) -> None:
    visit = make_visit(house.mill_lane, house.version, shopper=house.chloe)
    body = report(visit.version.definition, stamps=[stamp("In", -60 * 20)])
    phone.send(visit.id, body)
    assert fresh(visit).started_at.isoformat(timespec="milliseconds")[:23] == body["stamps"][0]["at"][:23]
    assert visit.visited_on.isoformat() == body["stamps"][0]["at"][:10]


@pytest.mark.parametrize("years", [-10, 10])
def test_a_clock_years_off_loses_nothing_and_dates_nothing(phone, visit, years) -> None:
    minutes = years * 365 * 24 * 60
    body = report(visit.version.definition, stamps=[stamp("In", minutes)])
    body["answers"] = entries(visit.version.definition, minutes=minutes)
    assert phone.send(visit.id, body).status_code == 201
    assert fresh(visit).visited_on.isoformat() == at()[:10]
    assert visit.stamps[0]["at"] == body["stamps"][0]["at"], "a stamp is flagged, never corrected"


def test_a_repeated_report_is_answered_whatever_became_of_the_visit(phone, house) -> None:
    wave = make_wave(house.version, house.mill_lane)
    visit = make_visit(house.mill_lane, house.version, shopper=house.chloe, wave=wave)
    body = report(visit.version.definition)
    first = phone.send(visit.id, body)
    wave.state, fresh(visit).state = WaveState.CLOSED, VisitState.ACCEPTED
    db.session.commit()
    again = phone.send(visit.id, body)
    assert (again.status_code, again.json) == (200, first.json)


def test_photos_declared_and_not_in_are_listed_until_they_are(phone, pictured) -> None:
    photos = [picture(colour) for colour in ("red", "green", "blue")]
    names = [sha(one) for one in photos]
    declared = [{"question": "receipt", "index": n, "sha256": name} for n, name in enumerate(names)]
    body = report(pictured.version.definition, answers={**WHOLE, "receipt": names}, evidence=declared)
    phone.photo(pictured.id, photos[1], index=1)
    assert phone.send(pictured.id, body).json["missing"] == [declared[0], declared[2]]
    assert phone.photo(pictured.id, photos[0], index=0).status_code == 201
    assert phone.photo(pictured.id, photos[2], index=2).status_code == 201
    assert phone.send(pictured.id, body).json["missing"] == []
