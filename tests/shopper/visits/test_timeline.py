"""Stamps read back: in order, with the waits, in the clocks of the branch; never corrected."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from shopper.visits.timeline import timeline
from tests.support.databases import LONG_ON_POSTGRES

pytestmark = LONG_ON_POSTGRES


def stamp(name: str, at: str, **more: Any) -> dict[str, Any]:
    at = f"2026-10-04T{at}.000Z"
    first = {"id": str(uuid4()), "name": name, "at": at, "tapped_at": at, "offset_ms": 0.0}
    return {**first, "zone": "Europe/London", "changed_at": at, "removed": False, "run": str(uuid4()), **more}


@pytest.fixture(autouse=True)
def spoken(app):
    with app.test_request_context():
        yield


IN, NOTICED, OUT = stamp("In", "11:38:05"), stamp("Noticed", "11:41:15"), stamp("Out", "12:01:20")


def test_stamps_stand_by_time_with_the_waits_in_the_clocks_of_the_branch():
    told = timeline([OUT, IN, NOTICED], "Europe/London", whole=True)
    assert [(stop.label, stop.time, stop.wait) for stop in told.stops] == [
        ("In", "12:38", "3 minutes"),
        ("Noticed", "12:41", "20 minutes"),
        ("Out", "13:01", ""),
    ]
    assert (told.took, told.day) == ("23 minutes", "4 October 2026")


def test_a_wait_goes_from_stamp_to_stamp_whatever_was_noted_between():
    note = stamp("note", "11:40:00", text="Morning!")
    told = timeline([IN, note, NOTICED], "UTC", whole=True)
    assert [(stop.label, stop.words, stop.wait) for stop in told.stops] == [
        ("In", "", "3 minutes"),
        ("Note", "Morning!", ""),
        ("Noticed", "", ""),
    ]


def test_a_stamp_that_was_taken_back_is_not_there():
    told = timeline([IN, {**NOTICED, "removed": True}, OUT], "UTC", whole=True)
    assert [stop.label for stop in told.stops] == ["In", "Out"]


def test_where_a_time_comes_from_is_said():
    moved = {**NOTICED, "tapped_at": "2026-10-04T11:40:15.000Z"}
    told = timeline([moved, stamp("Out", "12:00:00", offset_ms=None)], "UTC", whole=True)
    assert [stop.remarks for stop in told.stops] == [
        ("First tapped at 11:40.",),
        ("The time at which it reached us; the phone told none of its own.",),
    ]


def test_a_changed_clock_is_told_and_no_time_is_corrected():
    run = str(uuid4())
    told = timeline(
        [{**IN, "run": run, "offset_ms": 1000.0}, {**OUT, "run": run, "offset_ms": 61000.0}],
        "UTC",
        whole=True,
    )
    assert [stop.time for stop in told.stops] == ["11:38", "12:01"]
    assert len(told.clocks) == 1
    assert "“In” and “Out”" in told.clocks[0]


def test_a_manager_sees_the_journey_and_nothing_that_the_shopper_told():
    beside = [stamp("note", "11:40:00", text="It is me"), stamp("recognised", "11:42:00")]
    moved = {**NOTICED, "tapped_at": "2026-10-04T11:40:15.000Z"}
    told = timeline([IN, moved, OUT, *beside], "UTC", whole=False)
    assert [stop.label for stop in told.stops] == ["In", "Noticed", "Out"]
    assert not any(stop.words or stop.remarks for stop in told.stops)


@pytest.mark.parametrize("stamps", [[], [IN], [stamp("note", "11:40:00", text="alone")]])
def test_few_stamps_make_no_span(stamps):
    assert not timeline(stamps, "UTC", whole=True).took
