"""The rules about a whole set: S04–S08, S10, S12."""

import json
from fractions import Fraction

import pytest

from survey_defs import lint, load_question_set
from survey_defs.linting import minutes, shares


def question(key: str, text: str, **more: object) -> dict:
    return {"key": key, "type": "yes_no", "points": 2, "p": "people", "na": False, "comment_on": ["no"], "text": text, **more}  # fmt: skip


GOODBYE = question("farewell", "Did anyone say goodbye?")
BACK = question("back", "Were you told of a reason to come back?")


def found(code: str, *touchpoints: dict, **settings: object) -> list[str]:
    """Where the code is found, in a set whose last touchpoint is the leaving one."""
    parts = [{"mode": "people", "momentum": False, "title": one["key"], **one} for one in touchpoints]
    parts[-1]["leaving"] = True
    data = {"slug": "s", "title": "Shop", "touchpoints": parts, **settings}
    return [one.where for one in lint(load_question_set(json.dumps(data))) if one.code == code]


def part(key: str, *questions: dict, **more: object) -> dict:
    return {"key": key, "questions": list(questions), **more}


NOTE = {"key": "n", "type": "note", "text": "Keep the receipt."}
HELLO = question("hello", "Were you greeted?")


@pytest.mark.parametrize("empty", [part("t"), part("t", NOTE), part("t", NOTE, {**NOTE, "key": "n2"})])
def test_s04_a_touchpoint_where_nothing_is_asked(empty):
    assert found("S04", empty, part("end", GOODBYE, BACK)) == ["t"]


@pytest.mark.parametrize(
    "asked",
    [HELLO, {"key": "w", "type": "text", "text": "What was said?"}, {"key": "r", "type": "recommend"}],
)
def test_s04_one_question_is_enough(asked):
    assert found("S04", part("t", asked), part("end", GOODBYE, BACK)) == []


@pytest.mark.parametrize(
    ("end", "times"),
    [([BACK], 1), ([GOODBYE], 1), ([question("bin", "Was the bin empty?")], 2)],
    ids=["no goodbye", "no link back", "neither"],
)
def test_s05_a_greeting_and_no_good_end(end, times):
    assert found("S05", part("t", HELLO), part("end", *end)) == ["end"] * times


@pytest.mark.parametrize("settings", [{}, {"kind": "self_check"}, {"languages": ["de"]}])
def test_s05_says_nothing_where_both_are_asked_or_need_not_be(settings):
    end = [GOODBYE] if settings.get("kind") else [GOODBYE, BACK]
    assert found("S05", part("t", HELLO), part("end", *end), **settings) == []


@pytest.mark.parametrize(
    ("critical", "fires"), [(2, False), (3, False), (4, True), (5, True), (9, True), (0, False)]
)
def test_s06_more_than_three_critical(critical, fires):
    asked = [question(f"q{n}", f"Was door {n} open?", critical={"at": 60}) for n in range(critical)]
    assert bool(found("S06", part("t", HELLO, *asked), part("end", GOODBYE, BACK))) is fires


def test_s07_what_one_answer_carries_adds_up_to_the_whole():
    parts = [part("t", HELLO), part("u", question("a", "Was it open?"), question("b", "Was it lit?", points=6)), part("end", GOODBYE, BACK)]  # fmt: skip
    data = {"slug": "s", "title": "S", "touchpoints": [{"title": "x", "leaving": one["key"] == "end", **one} for one in parts]}  # fmt: skip
    carried = shares(load_question_set(json.dumps(data)))
    assert sum(carried.values()) == 1
    assert carried["b"] == 3 * carried["a"]
    assert carried["farewell"] == Fraction(0.5) * Fraction(
        11, 31
    )  # three equal touchpoints: the floor, SCORING §1


@pytest.mark.parametrize(
    ("points", "heavy"),
    [
        ((2, 2), []),
        ((9, 1), ["end.farewell"]),
        ((1, 9), ["end.back"]),
        ((3, 2), []),
        ((4, 1), ["end.farewell"]),
        ((5, 4), []),
    ],
)
def test_s07_one_answer_that_decides_the_score(points, heavy):
    heads = [
        part(f"t{n}", *(question(f"q{n}{m}", f"Was {n} next to {m}?") for m in range(3))) for n in range(5)
    ]
    end = part("end", {**GOODBYE, "points": points[0]}, {**BACK, "points": points[1]})
    assert found("S07", *heads, end) == heavy


@pytest.mark.parametrize(
    ("asked", "fires"), [(46, True), (60, True), (80, True), (10, False), (20, False), (43, False)]
)
def test_s08_more_than_forty_five_questions(asked, fires):
    halves = [part(f"t{n}", *(question(f"q{n}{m}", f"Was {n} by {m}?") for m in range(asked // 2 - 1))) for n in range(2)]  # fmt: skip
    assert bool(found("S08", *halves, part("end", GOODBYE, BACK))) is fires


def test_s08_a_long_form_of_few_questions():
    written = [{"key": f"w{n}", "type": "text", "text": "What was said then?"} for n in range(25)]
    assert found("S08", part("t", *written), part("end", GOODBYE, BACK)) == ["s"]


def test_minutes_grow_with_every_question_and_with_its_words():
    def taken(*asked: dict) -> Fraction:
        data = {"slug": "s", "title": "S", "touchpoints": [{"title": "x", "leaving": True, **part("end", GOODBYE, *asked)}]}  # fmt: skip
        return minutes(load_question_set(json.dumps(data)))

    assert taken() < taken(HELLO) < taken(question("hello", "Were you greeted by anyone at the door?"))


TWINS = [
    ("Were you greeted at the door?", "Were you greeted at the door"),
    ("Was the floor at the entrance clean?", "Was the floor clean at the entrance?"),
    ("Did anyone thank you for your visit?", "Did anyone thank you for your visit today?"),
]
APART = [
    ("Were you greeted at the door?", "Were you thanked at the door?"),
    ("Was the floor clean?", "Was the table clean?"),
    ("Did anyone thank you?", "Did anyone say goodbye to you as you left?"),
]


@pytest.mark.parametrize(("one", "other"), TWINS)
def test_s10_two_that_ask_the_same(one, other):
    assert found("S10", part("t", question("a", one), question("b", other)), part("end", GOODBYE, BACK)) == [
        "t.b"
    ]


@pytest.mark.parametrize(("one", "other"), APART)
def test_s10_two_that_ask_different_things(one, other):
    assert found("S10", part("t", question("a", one), question("b", other)), part("end", GOODBYE, BACK)) == []


LITTER = question("litter", "Was there litter at the door?", reverse=True, comment_on=["yes"])
HEAT = {"key": "heat", "type": "scale", "points": 1, "p": "people", "text": "How warm?", "scale": [{"key": "a", "label": "Cold"}, {"key": "b", "label": "Hot"}]}  # fmt: skip


@pytest.mark.parametrize(
    "more",
    [
        [],
        [{"key": "w", "type": "text", "text": "What was said?"}],
        [question("open", "Was it open?", points=0)],
    ],
)
def test_s12_every_best_answer_is_yes(more):
    assert found("S12", part("t", HELLO, *more), part("end", GOODBYE, BACK)) == ["s"]


@pytest.mark.parametrize("more", [[LITTER], [HEAT], [LITTER, HEAT]])
def test_s12_one_best_answer_is_something_else(more):
    assert found("S12", part("t", HELLO, *more), part("end", GOODBYE, BACK)) == []
