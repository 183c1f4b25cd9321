"""What a report says of itself, in figures."""

from datetime import UTC, datetime, timedelta

import pytest

import survey_defs
from shopper.review.checks import reading
from shopper.review.checks.reading import Place
from tests.support.builders import SHORT_SET

STAMPED = survey_defs.load_question_set(
    SHORT_SET.replace(
        "points: 2, p: processes, bands", "points: 2, from_stamps: [Noticed, Paid], p: processes, bands"
    )
)
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def stamp(name, seconds):
    return {"id": name, "name": name, "at": (NOON + timedelta(seconds=seconds)).isoformat()}


@pytest.mark.parametrize(
    ("answered", "apart"), [(100, False), (120, False), (121, True), (400, True), (0, False)]
)
def test_a_wait_contradicts_its_stamps_from_a_minute_on(answered, apart):
    stamps = [stamp("Noticed", 0), stamp("Paid", 60)]
    found, among = reading.contradictions(STAMPED, {"wait": {"value": answered}}, stamps)
    assert (found, among) == ([("wait", answered, 60)] if apart else [], 1)


def test_a_long_wait_may_be_remembered_less_well():
    stamps = [stamp("Noticed", 0), stamp("Paid", 600)]
    assert reading.contradictions(STAMPED, {"wait": {"value": 880}}, stamps) == ([], 1)
    assert reading.contradictions(STAMPED, {"wait": {"value": 901}}, stamps) == ([("wait", 901, 600)], 1)


@pytest.mark.parametrize(
    ("other", "metres"),
    [((53.3498, -6.2603), 0), ((53.3598, -6.2603), 1112), ((53.3498, -6.2453), 996)],
)
def test_distances_on_the_ground(other, metres):
    here = Place(53.3498, -6.2603, 0)
    assert reading.metres(here, Place(*other, 0)) == pytest.approx(metres, abs=1)
    assert reading.metres(here, Place(*other, 2000)) == 0


def test_choices_are_counted_from_the_best_of_their_list():
    answers = {"greeted": {"value": "yes"}, "receipt": {"value": "no"}, "thanked": {"state": "nobody"}}
    assert reading.positions(STAMPED, answers) == [0, 1]


def test_only_texts_long_enough_to_be_told_apart_are_compared():
    answers = {
        "words": {"value": "Hello"},
        "greeted": {"value": "no", "comment": "Two assistants talked about the rota."},
    }
    assert [one.key for one in reading.texts(answers)] == []
    longer = {"words": {"value": "Two assistants talked about the rota and did not look up once."}}
    assert [one.key for one in reading.texts(longer)] == ["words"]
    assert reading.most_alike(reading.texts(longer), reading.texts(longer)) == (1.0, "words")
