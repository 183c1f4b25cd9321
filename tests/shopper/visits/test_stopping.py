"""Visits that could not be completed, hours from Out, the brief and what is new in it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from shopper import clock
from shopper.extensions import db
from shopper.models import AuditEvent, VisitState
from tests.support.builders import SHORT_SET, House, make_version, make_visit, make_wave
from tests.support.databases import LONG_ON_POSTGRES
from tests.support.reports import started, write_all

pytestmark = LONG_ON_POSTGRES


def stamp(name: str, at: Any, **more: Any) -> dict[str, Any]:
    told = clock.stamp(at)
    plain = {
        "tapped_at": told,
        "offset_ms": 1,
        "zone": "UTC",
        "run": "r",
        "changed_at": told,
        "removed": False,
    }
    return {"id": f"{name}-{told}", "name": name, "at": told, **plain, **more}


def test_a_visit_that_could_not_be_completed_tells_everybody_why(house: House, as_) -> None:
    wave = make_wave(house.version, house.mill_lane)
    visit, chloe = started(house, wave=wave), as_(house.chloe)
    page = chloe.get("visits.not_completed", visit_id=visit.id)
    page = page.submit("form.step", reason="closed", told="Shutters down at noon")
    assert visit.state == VisitState.COULD_NOT_COMPLETE
    for words in ("It was closed, or is no longer there", "Shutters down at noon", "No score is made of it"):
        assert words in page.text
    history = chloe.get("visits.history").text
    queue = as_(house.ben).get("review.queue").text
    plan = as_(house.asha).get("fieldwork.branch", wave_id=wave.id, branch_id=house.mill_lane.id).text
    for page_text in (history, queue, plan):
        assert "It was closed, or is no longer there" in page_text
        assert "Shutters down at noon" in page_text
    [line] = db.session.query(AuditEvent).filter_by(action="visit.give_up").all()
    assert line.facts == {"reason": "closed"}


def test_giving_up_asks_for_a_reason_and_for_words_where_it_is_another(house: House, as_) -> None:
    visit, chloe = started(house), as_(house.chloe)
    page = chloe.get("visits.not_completed", visit_id=visit.id)
    assert "Choose what comes nearest" in page.submit("form.step", expect=400, told="no bus").text
    assert "Say in a few words what it was" in page.submit("form.step", expect=400, reason="other").text
    assert visit.state == VisitState.STARTED


def test_a_visit_not_begun_yet_can_be_given_up_and_one_that_was_sent_cannot(house: House, as_) -> None:
    visit, chloe = make_visit(house.mill_lane, house.version, shopper=house.chloe), as_(house.chloe)
    chloe.get("visits.not_completed", visit_id=visit.id).submit("form.step", reason="unwell")
    assert visit.state == VisitState.COULD_NOT_COMPLETE
    gone = started(house, state=VisitState.SENT, reference="K7-318")
    chloe.post("visits.not_completed", {"reason": "unwell"}, visit_id=gone.id)
    db.session.refresh(gone)
    assert gone.state == VisitState.SENT


def test_what_was_tapped_and_written_stays_when_a_visit_is_given_up(house: House, as_) -> None:
    visit, chloe = started(house, stamps=[stamp("In", clock.now())]), as_(house.chloe)
    write_all(chloe, visit)
    chloe.post("visits.not_completed", {"reason": "left"}, visit_id=visit.id)
    db.session.refresh(visit)
    assert len(visit.stamps) == 1
    assert "greeted" in visit.draft


@pytest.mark.parametrize(("hours", "late"), [(23, False), (25, True)])
def test_the_hours_count_from_out_and_not_from_when_the_phone_was_heard_of(house, as_, hours, late) -> None:
    left = clock.now() - timedelta(hours=hours)
    visit = started(house, stamps=[stamp("Out", left)])
    visit.created_at = left - timedelta(days=1)
    db.session.commit()
    chloe = as_(house.chloe)
    assert ("it was due by" in chloe.get("visits.today").text) is late
    write_all(chloe, visit).submit()
    told = as_(house.ben).get("review.report", visit_id=visit.id).text
    assert ("after “Out”, where 24 hours are allowed" in told) is late
    assert visit.state == VisitState.SENT


@pytest.mark.parametrize("wrong", [timedelta(days=-3650), timedelta(days=3650)])
def test_a_clock_ten_years_off_makes_no_report_late_or_early(house, as_, wrong) -> None:
    visit = started(house, stamps=[stamp("Out", clock.now() + wrong)])
    assert "it was due by" not in as_(house.chloe).get("visits.visit", visit_id=visit.id).text


def test_the_brief_says_what_is_asked_otherwise_than_last_time(house: House, as_) -> None:
    started(
        house,
        state=VisitState.RELEASED,
        sent_at=clock.now(),
        visited_on=clock.now().date(),
        reference="K7-318",
    )
    chloe = as_(house.chloe)
    same = make_visit(house.quayside, house.version, shopper=house.chloe)
    assert "Nothing is asked otherwise" in chloe.get("visits.visit", visit_id=same.id).text
    source = SHORT_SET.replace("points: 4", "points: 6").replace("stamp: Paid", "stamp: Served")
    newer = make_visit(house.quayside, make_version(house.client, source), shopper=house.chloe)
    page = chloe.get("visits.visit", visit_id=newer.id)
    assert "One thing changed since your last visit of this kind" in page.text
    assert "The stamp of “Checkout” changed." in page.text
    assert "points" not in page.text


def test_a_first_visit_of_a_kind_tells_of_no_change(house: House, as_) -> None:
    visit = make_visit(house.quayside, house.version, shopper=house.chloe)
    page = as_(house.chloe).get("visits.visit", visit_id=visit.id)
    assert "last visit of this kind" not in page.text
    assert "Tap the times as they happen: In, Noticed, Paid, Out." in page.text
    assert "Do not say or show why you are there" in page.text
