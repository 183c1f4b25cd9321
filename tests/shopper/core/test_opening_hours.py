"""Opening hours and closed days: what is written is what is kept, and what a moment falls into."""

from datetime import date, datetime, timedelta

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shopper.opening_hours import (
    DAY,
    clash,
    in_words,
    is_open,
    read_closed_days,
    read_day,
    write_closed_days,
    write_day,
)
from shopper.sheets import Unclear

AROUND = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(autouse=True)
def _words(app_context: None) -> None:
    """Refusals are words, and words need an app."""


@pytest.fixture
def app_context(app: Flask):
    with app.test_request_context():
        yield


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("", None),
        ("  ", None),
        ("closed", []),
        ("Closed", []),
        ("09:00-18:00", [[540, 1080]]),
        ("9-18", [[540, 1080]]),
        ("9.30 – 18.00", [[570, 1080]]),
        ("9h30-18h00", [[570, 1080]]),
        ("13:30-18:00; 09:00-12:30", [[540, 750], [810, 1080]]),
        ("18:00-02:00", [[1080, 1560]]),
        ("18:00-00:00", [[1080, 1440]]),
        ("00:00-24:00", [[0, 1440]]),
        ("00:00-00:00", [[0, 1440]]),
        ("08:00-08:00", [[480, 1920]]),
    ],
)
def test_times_are_read_as_people_write_them__ok(text, spans):
    assert read_day(text) == spans


@pytest.mark.parametrize(
    "text", ["9 to 5", "25:00-26:00", "09:60-10:00", "24:30-01:00", "24:00-01:00", "-", "09:00", "09:00-", "a",
             "09:00-12:00,11:00-13:00", ",", "1-2,3-4,5-6,7-8,9-10,11-12,13-14", "x" * 500]
)  # fmt: skip
def test_times_that_cannot_be_read_are_told__error(text):
    with pytest.raises(Unclear) as told:
        read_day(text)
    assert told.value.problem
    assert told.value.mend


@st.composite
def days(draw):
    """Spans of one day that do not overlap, the last perhaps past midnight."""
    points = sorted(draw(st.sets(st.integers(0, DAY - 1), min_size=2, max_size=12)))
    spans = [[a, b] for a, b in zip(points[::2], points[1::2], strict=False)]
    if draw(st.booleans()):
        spans[-1][1] = draw(st.integers(spans[-1][0] + 1, spans[-1][0] + DAY))
    return spans


@AROUND
@given(spans=st.none() | st.just([]) | days())
def test_what_is_written_reads_back_as_the_same(spans):
    assert read_day(write_day(spans)) == spans


@AROUND
@given(
    closed=st.dictionaries(
        st.dates(date(1990, 1, 1), date(2100, 1, 1)).map(date.isoformat),
        st.text(st.characters(categories=["L", "N", "P"], exclude_characters=";"), max_size=40),
        max_size=8,
    )
)
@pytest.mark.parametrize("between", ["\n", "; "])
def test_closed_days_read_back_as_the_same(closed, between):
    listed = [[day, note] for day, note in sorted(closed.items())]
    assert read_closed_days(write_closed_days(listed, between)) == listed


def test_a_day_written_twice_is_one_day():
    assert read_closed_days("2026-12-25\n2026-12-25 Christmas\n\n2026-01-01") == [
        ["2026-01-01", ""], ["2026-12-25", "Christmas"]
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["Christmas", "25.12.2026", "2026-13-01 x", "2026-12-25x"])
def test_closed_days_begin_with_a_date__error(text):
    with pytest.raises(Unclear, match="does not begin with a date"):
        read_closed_days(text)


def test_too_many_closed_days_are_refused():
    many = "\n".join((date(2026, 1, 1) + timedelta(days=n)).isoformat() for n in range(201))
    with pytest.raises(Unclear, match="too many closed days"):
        read_closed_days(many)


def test_the_night_before_may_not_run_into_the_morning():
    late, early = [[1200, 1680]], [[200, 900]]
    nothing = [None] * 5
    assert clash([late, early, *nothing]) == 0
    assert clash([early, *nothing, late]) == 6
    assert clash([late, [[240, 900]], *nothing]) is None


WEEK = [[[540, 750], [810, 1080]], [], None, None, [[1080, 1560]], [], None]
"""Monday with a break, Tuesday closed, Friday until two in the morning, Saturday closed."""
MONDAY = datetime(2026, 11, 23)  # noqa: DTZ001 - the branch's own time


@pytest.mark.parametrize(
    ("day", "time", "truth"),
    [
        (0, "09:00", True), (0, "12:30", False), (0, "13:30", True), (0, "18:00", False),
        (1, "10:00", False), (2, "10:00", None),
        (4, "17:59", False), (4, "23:59", True), (5, "01:59", True), (5, "02:00", False),
        (6, "10:00", None),
    ],
)  # fmt: skip
def test_whether_it_is_open_at_a_moment(day, time, truth):
    hour, minute = map(int, time.split(":"))
    at = MONDAY + timedelta(days=day, hours=hour, minutes=minute)
    assert is_open(WEEK, [], at) is truth


def test_a_closed_day_is_closed_but_the_night_before_ends_in_it():
    friday, saturday = MONDAY + timedelta(days=4, hours=20), MONDAY + timedelta(days=5, hours=1)
    assert is_open(WEEK, [[friday.date().isoformat(), "Stocktaking"]], friday) is False
    assert is_open(WEEK, [[friday.date().isoformat(), "Stocktaking"]], saturday) is False
    assert is_open(WEEK, [[saturday.date().isoformat(), ""]], saturday) is True


def test_hours_are_told_day_by_day():
    assert list(in_words(WEEK))[:2] == [("Monday", "09:00–12:30, 13:30–18:00"), ("Tuesday", "closed")]
    assert list(in_words([])) == []
