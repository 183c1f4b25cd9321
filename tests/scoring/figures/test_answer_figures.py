"""Heat in four steps, and the answers to one question as bars."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.figures import AnswerBar, AnswerWords, answer_bars, heat_step, pointed

scores = st.floats(0, 100)
WORDS = AnswerWords("Answer", "Visits", "Share", "{n}, {share} %", "{name} {n}", "{asked}: {steps}")


@given(scores, scores)
def test_more_lost_is_never_a_lighter_step(one, other):
    low, high = sorted((one, other))
    assert heat_step(low) >= heat_step(high)


@given(scores)
def test_the_step_fits_the_number_that_is_shown(points):
    assert heat_step(points) == heat_step(float(pointed(points, 0)))


@pytest.mark.parametrize(
    ("points", "step"), [(100, 1), (84.5, 1), (84.4, 2), (75, 2), (74, 3), (65, 3), (64.4, 4), (0, 4)]
)
def test_the_steps_begin_where_the_legend_says(points, step):
    assert heat_step(points) == step


BARS = [AnswerBar("Yes", 71, best=True), AnswerBar("No <b>", 20), AnswerBar("Nobody did", 9, apart=True)]


def test_bars_table_and_sentence_say_the_same(sound):
    chart = sound(answer_bars(BARS, 100, WORDS))
    bars, labels = chart.figure["data"]
    assert bars["x"] == [71, 20, 9]
    assert labels["text"] == ["  71, 71 %", "  20, 20 %", "  9, 9 %"]
    assert chart.rows == (("Yes", 71, 71), ("No <b>", 20, 20), ("Nobody did", 9, 9))
    assert chart.alt == "100: Yes 71, No <b> 20, Nobody did 9"


def test_what_is_no_answer_stands_apart_as_an_outline(sound):
    bars = sound(answer_bars(BARS, 100, WORDS)).figure["data"][0]
    assert bars["y"][2] - bars["y"][1] > bars["y"][1] - bars["y"][0]
    assert bars["marker"]["color"][2] == "rgba(0,0,0,0)"
    assert bars["marker"]["line"]["width"] == [0, 0, 1.5]


def test_nothing_is_drawn_without_visits():
    with pytest.raises(ValueError, match="no answers"):
        answer_bars(BARS, 0, WORDS)
