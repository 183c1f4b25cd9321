"""Places on the globe: ways between them against published figures, and degrees as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopper.geography import (
    LATITUDE,
    LONGITUDE,
    Point,
    about,
    degrees,
    kilometres,
    read_point,
    write_degrees,
)
from shopper.sheets import Unclear

ON_SQLITE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
NORTH = st.floats(-90, 90)
EAST = st.floats(-180, 180)
POINTS = st.builds(Point, NORTH, EAST)


def test_a_known_way():
    """Nashville to Los Angeles, the worked example of Rosetta Code's haversine page, 2887.26 km on 6372.8."""
    way = kilometres(Point(36.12, -86.67), Point(33.94, -118.40))
    assert way == pytest.approx(2887.26 * 6371.0088 / 6372.8, abs=0.05)


@given(one=POINTS, other=POINTS)
def test_ways_are_the_same_both_ways_and_no_longer_than_half_round(one, other):
    there, back = kilometres(one, other), kilometres(other, one)
    assert there == pytest.approx(back)
    assert 0 <= there <= 20015.2
    assert kilometres(one, one) == 0


@given(value=st.none() | EAST)
def test_degrees_that_were_written_are_read_as_the_same(value):
    read = degrees(LONGITUDE)
    kept = read(write_degrees(value))
    assert read(write_degrees(kept)) == kept
    assert kept is None if value is None else kept == pytest.approx(value, abs=1e-6)


@pytest.mark.parametrize(
    "words",
    ["51.5074, -0.1278", "51.5074,-0.1278", "51.5074 -0.1278", "51,5074; -0,1278", " 51.5074,  -0.1278 "],
)
def test_two_numbers_as_maps_give_them(words):
    assert read_point(words) == Point(51.5074, -0.1278)


@ON_SQLITE
@pytest.mark.parametrize(
    "words", ["", "here", "51.5", "91, 0", "0, 181", "51.5, -0.1, 3", "nan, 0", "1e1, 2"]
)
def test_what_is_no_place_is_told(app, words):
    with app.test_request_context(), pytest.raises(Unclear):
        read_point(words)


@ON_SQLITE
def test_degrees_beyond_the_poles_are_told(app):
    with app.test_request_context(), pytest.raises(Unclear, match="-90 to 90"):
        degrees(LATITUDE)("90.5")


@pytest.mark.parametrize(
    ("away", "told"), [(0.0, 1), (1.4, 1), (12.3, 12), (22.4, 20), (97.6, 100), (344, 340)]
)
def test_kilometres_as_one_says_them(away, told):
    assert about(away) == told
