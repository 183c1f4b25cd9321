"""Answer → mark, for every kind."""

from decimal import Decimal
from fractions import Fraction

import pytest

from scoring import score_visit
from scoring.lines import Line
from survey_defs.answer_problems import AnswersError
from tests.scoring.visit.trips import a_set, ask


def options(**marks):
    return [{"key": key, "label": "?", "mark": Decimal(mark)} for key, mark in marks.items()]


SCALE = {"scale": [{"key": key, "label": "?"} for key in ("cold", "flat", "warm")]}
MARKED = {"scale": options(cold="0", flat="0.2", warm="1")}
BANDS = {"bands": [{"upto": 30, "mark": 1}, {"upto": 90, "mark": Decimal("0.5")}, {"mark": 0}]}
HOURS = {"bands": [{"upto": "09:30", "mark": 1}, {"mark": 0}]}
MENU = {"options": options(fresh="1", own="1", wrong="-1", none="0")}
SIZES = {"options": options(small="0.5", large="1", none="0")}
QUICK, DEAR = {"good": 30, "bad": 180}, {"good": Decimal("4.50"), "bad": Decimal("9")}
MORE = {"good": 10, "bad": 2}


def line(kind, answer, **more) -> Line:
    (only,) = (
        line
        for line in score_visit(a_set([ask("q", kind, 3, **more)]), {"q": answer}).lines
        if line.key == "q"
    )
    return only


@pytest.mark.parametrize(
    ("kind", "more", "answer", "mark"),
    [
        ("yes_no", {}, "yes", "1"),
        ("yes_no", {}, "no", "0"),
        ("yes_no", {"reverse": True}, "yes", "0"),
        ("yes_no", {"reverse": True}, "no", "1"),
        ("yes_no", {}, "nobody", "0"),
        ("yes_no", {"reverse": True}, "nobody", "0"),
        ("scale", SCALE, "cold", "0"),
        ("scale", SCALE, "flat", "1/2"),
        ("scale", SCALE, "warm", "1"),
        ("scale", SCALE | {"reverse": True}, "cold", "1"),
        ("scale", SCALE | {"reverse": True}, "flat", "1/2"),
        ("scale", MARKED, "flat", "1/5"),
        ("scale", MARKED | {"reverse": True}, "flat", "4/5"),
        ("choice", SIZES, "small", "1/2"),
        ("choice", SIZES, "none", "0"),
        ("choices", MENU, ["fresh"], "1/2"),
        ("choices", MENU, ["fresh", "own"], "1"),
        ("choices", MENU, ["own", "wrong"], "0"),
        ("choices", MENU, ["wrong"], "0"),
        ("choices", MENU, ["fresh", "own", "wrong"], "1/2"),
        ("choices", MENU, ["none"], "0"),
        ("duration", BANDS, 0, "1"),
        ("duration", BANDS, 30, "1"),
        ("duration", BANDS, 31, "1/2"),
        ("duration", BANDS, 90, "1/2"),
        ("duration", BANDS, 91, "0"),
        ("duration", QUICK, 10, "1"),
        ("duration", QUICK, 105, "1/2"),
        ("duration", QUICK, 130, "1/3"),
        ("duration", QUICK, 400, "0"),
        ("number", MORE, "2", "0"),
        ("number", MORE, "3.6", "1/5"),
        ("number", MORE, "-4", "0"),
        ("number", MORE, "11", "1"),
        ("money", DEAR, "7.2", "2/5"),
        ("time", HOURS, "09:30", "1"),
        ("time", HOURS, "09:31", "0"),
    ],
)
def test_mark(kind, more, answer, mark):
    question_set = a_set([ask("q", kind, 3, **more)])
    asked = next(one for one in score_visit(question_set, {"q": answer}).lines if one.key == "q")
    assert asked.mark == Fraction(mark)
    assert asked.earned == 3 * Fraction(mark)
    assert asked.possible == 3


@pytest.mark.parametrize("state", ["does_not_apply", "not_observed", "cleared"])
def test_a_state_without_a_mark(state):
    asked = line("yes_no", state)
    assert (asked.mark, asked.earned, asked.possible) == (None, 0, 0)
    assert asked.state == ("unanswered" if state == "cleared" else state)


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        ("text", "nobody"),
        ("moment", "yes"),
        ("momentum", "forward"),
        ("recommend", 10),
        ("photo", ["a" * 64]),
        ("location", {"lat": 1.5, "lon": 2.5, "accuracy_m": 3}),
    ],
)
def test_kinds_that_are_never_scored(kind, answer):
    written = {"key": "extra", "type": kind, "text": "?"}
    visit = score_visit(a_set([ask("q"), written]), {"q": "no", "extra": answer})
    told = next(line for line in visit.lines if line.key == "extra")
    assert (told.mark, told.points, told.value) == (None, 0, answer)
    assert visit.raw == 0


def test_a_question_without_points_is_asked_and_not_scored():
    visit = score_visit(a_set([ask("q"), ask("extra", points=0)]), {"q": "yes", "extra": "no"})
    assert visit.raw == 100


def test_points_weigh_the_marks_of_a_touchpoint():
    visit = score_visit(a_set([ask("a", points=3), ask("b", points=Decimal("4.5"))]), {"a": "yes", "b": "no"})
    assert visit.touchpoints[0].score == Fraction(100 * 2, 5)


@pytest.mark.parametrize(
    ("kind", "more", "answer"),
    [("yes_no", {}, "maybe"), ("scale", SCALE, "hot"), ("duration", BANDS, "soon")],
)
def test_a_value_that_cannot_be_the_answer_is_told_about(kind, more, answer):
    with pytest.raises(AnswersError) as caught:
        line(kind, answer, **more)
    assert [problem.key for problem in caught.value.problems] == ["q"]


def test_an_unknown_question_is_told_about():
    with pytest.raises(AnswersError):
        score_visit(a_set([ask("q")]), {"p": "yes"})
