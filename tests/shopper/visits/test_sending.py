"""A report is sent whole and once, whatever is clicked how often, and by the table of moves only."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shopper.extensions import db
from shopper.models import (
    VISIT_MOVES,
    Assignment,
    AuditEvent,
    Person,
    Submission,
    Visit,
    VisitState,
    WaveState,
)
from shopper.troubles import Refused
from shopper.visits import sending
from shopper.visits.moves import move
from shopper.visits.sending import new_reference, send_report
from tests.support.builders import BEST, SHORT_SET, House, make_version, make_visit, make_wave
from tests.support.reports import fields, started, write, write_all


def whole(house: House, **more) -> Visit:
    """A started visit whose draft can be sent."""
    draft = {
        key: {"value": value, "at": "2026-11-05T09:00:00.000Z"}
        for key, value in {**BEST, **more.pop("answers", {})}.items()
    }
    return started(house, draft=draft, **more)


def send(visit: Visit, submission_id=None, base_id=None, **more) -> Submission:
    more = {"left_early": False, "by": visit.shopper, **more}
    received = send_report(visit, submission_id=submission_id or uuid4(), base_id=base_id, **more)
    return db.session.get_one(Submission, received.id)


def refusal(visit: Visit, *ids, **more) -> str:
    with pytest.raises(Refused) as refused:
        send(visit, *ids, **more)
    return refused.value.code


def test_sending_twice_with_one_id_is_sending_once(house: House) -> None:
    visit, same = whole(house), uuid4()
    first = send(visit, same)
    received, reference = first.received_at, visit.reference
    again = send(visit, same)
    assert (again.id, again.received_at, visit.reference) == (same, received, reference)
    assert db.session.query(Submission).count() == 1
    assert db.session.query(AuditEvent).filter_by(action="visit.send").count() == 1


def test_a_double_click_gets_the_same_receipt(house: House, as_) -> None:
    visit, chloe = started(house), as_(house.chloe)
    page = write_all(chloe, visit)
    first, second = page.submit(), page.submit()
    assert first.text == second.text
    assert db.session.query(Submission).count() == 1


def test_two_tabs_send_one_report_and_the_second_is_told(house: House, as_) -> None:
    visit, chloe = started(house), as_(house.chloe)
    tabs = [write_all(chloe, visit) for _ in range(2)]
    tabs[0].submit()
    page = tabs[1].submit(expect=409)
    assert "already sent" in page.text
    assert f"/my/visits/{visit.id}" in [link.get("href") for link in page.select("main a")]
    assert db.session.query(Submission).count() == 1


def test_many_clicks_at_once_send_one_report(app: Flask, house: House) -> None:
    visit, same = whole(house), uuid4()
    visit_id, person_id = visit.id, house.chloe.id
    db.session.commit()

    def click(_number: int) -> object:
        with app.app_context():
            mine, chloe = db.session.get(Visit, visit_id), db.session.get(Person, person_id)
            report = send_report(mine, submission_id=same, base_id=None, left_early=False, by=chloe)
            received = report.received_at
            db.session.remove()
            return received

    with ThreadPoolExecutor(6) as pool:
        assert len(set(pool.map(click, range(6)))) == 1
    assert db.session.query(Submission).count() == 1


def test_the_same_id_with_other_content_is_refused_and_the_first_stands(house: House) -> None:
    visit, same = whole(house), uuid4()
    send(visit, same)
    assert refusal(visit, same, left_early=True) == "already_sent"
    assert db.session.get(Submission, same).left_early is False


def test_without_an_id_nothing_is_sent(house: House, as_) -> None:
    visit, chloe = started(house), as_(house.chloe)
    page = write_all(chloe, visit)
    for wrong in (None, "", "not an id"):
        told = page.submit(submission_id=wrong, expect=400)
        assert "nothing was sent" in told.text
        assert told.form()["submission_id"] not in ("", "not an id")
    assert visit.state == VisitState.STARTED
    assert told.submit().path.endswith("/sent")


def test_an_id_of_another_visit_is_not_found(house: House) -> None:
    visit, other, same = whole(house), whole(house), uuid4()
    send(other, same)
    with pytest.raises(Exception, match="404"):
        send(visit, same)
    assert visit.state == VisitState.STARTED


def test_a_report_that_is_not_whole_comes_back_with_every_value(house: House, as_) -> None:
    visit, chloe = started(house), as_(house.chloe)
    write(chloe, visit, "greeting", greeted="no", **{"greeted:comment": "Both on the phone"})
    page = chloe.get("visits.check", visit_id=visit.id).submit(expect=422)
    assert "3 things to do before sending" in page.text
    assert "Both on the phone" in page.text
    assert visit.state == VisitState.STARTED
    assert db.session.query(Submission).count() == 0


def test_a_correction_names_the_report_it_corrects(house: House) -> None:
    visit = whole(house)
    first = send(visit)
    assert refusal(visit, None, uuid4()) == "unknown_base"
    visit.state = VisitState.RETURNED
    db.session.commit()
    assert refusal(visit) == "base_not_latest"
    second = send(visit, None, first.id)
    visit.state = VisitState.RETURNED
    db.session.commit()
    assert refusal(visit, None, first.id) == "base_not_latest"
    third = send(visit, None, second.id)
    assert [third.base_id, second.base_id, first.base_id] == [second.id, first.id, None]
    assert visit.reference is not None


def test_the_reference_outlives_a_correction(house: House) -> None:
    visit = whole(house)
    first = send(visit)
    reference = visit.reference
    visit.state = VisitState.RETURNED
    db.session.commit()
    send(visit, None, first.id)
    assert visit.reference == reference


def test_a_visit_of_version_1_is_sent_with_version_1_after_2_is_published(house: House) -> None:
    visit = whole(house)
    make_version(house.client, SHORT_SET.replace("Were you thanked", "Did anyone thank you"))
    send(visit)
    assert visit.version.number == 1


def test_a_closing_wave_takes_what_is_started_and_starts_nothing(house: House, as_) -> None:
    wave = make_wave(house.version, house.mill_lane, state=WaveState.CLOSING, name="Autumn")
    fresh = make_visit(house.mill_lane, house.version, shopper=house.chloe, wave=wave)
    page = as_(house.chloe).get("visits.visit", visit_id=fresh.id).submit("form.bar", expect=409)
    assert "Autumn" in page.text
    assert fresh.state == VisitState.ASSIGNED
    send(whole(house, wave=wave))


def test_a_closed_wave_refuses_and_keeps_the_draft(house: House, as_) -> None:
    wave = make_wave(house.version, house.mill_lane, state=WaveState.CLOSED, name="Autumn")
    visit, chloe = started(house, wave=wave), as_(house.chloe)
    page = write_all(chloe, visit).submit(expect=409)
    assert "your answers are kept" in page.text
    assert visit.state == VisitState.STARTED
    assert visit.draft["greeted"]["value"] == "no"


def test_the_day_of_the_visit_is_the_branch_s_own(house: House) -> None:
    house.mill_lane.time_zone = "Pacific/Auckland"
    visit = whole(house, started_at=datetime(2026, 11, 5, 12, 30, tzinfo=UTC))
    send(visit)
    assert visit.visited_on.isoformat() == "2026-11-06"


def test_the_submission_names_who_had_the_visit(house: House) -> None:
    visit = whole(house)
    report = send(visit)
    assert db.session.get(Assignment, report.assignment_id).person_id == house.chloe.id


def test_a_reference_can_be_said_on_the_phone_and_a_taken_one_is_drawn_again(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert re.fullmatch(r"[A-HJ-NP-Z][0-9]-[0-9]{3}", new_reference())
    seen: list[str] = []
    monkeypatch.setattr(
        sending.queries, "is_taken", lambda reference: len(seen) < 4 and not seen.append(reference)
    )
    assert re.fullmatch(r"[A-HJ-NP-Z][0-9]-[0-9]{5}", new_reference())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=169)
@given(st.sampled_from(VisitState), st.sampled_from(VisitState))
def test_a_visit_moves_by_the_table_only(app: Flask, now: VisitState, to: VisitState) -> None:
    visit = Visit(state=now)
    with app.test_request_context():
        if to in VISIT_MOVES[now]:
            move(visit, to)
            assert visit.state == to
        else:
            with pytest.raises(Refused, match="cannot be done now"):
                move(visit, to)
            assert visit.state == now


@pytest.mark.parametrize("state", [VisitState.ASSIGNED, VisitState.CANCELLED, VisitState.EXPIRED])
def test_what_was_not_started_cannot_be_sent(house: House, state: VisitState) -> None:
    assert refusal(whole(house, state=state)) == "move_not_allowed"


def test_a_field_for_an_unknown_question_changes_nothing(house: House, as_) -> None:
    visit, chloe = started(house), as_(house.chloe)
    page = chloe.get("visits.touchpoint", visit_id=visit.id, key="greeting")
    page.submit("#report", **{"q:not_there:was": "", "q:not_there:value": "yes"}, **fields(greeted="no"))
    assert set(visit.draft) == {"greeted"}
