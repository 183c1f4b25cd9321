"""Differences between versions, in words and by what they do to the trend."""

import copy
import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_defs import QuestionSet, asked_otherwise, diff, lint, load_question_set
from tests.survey_defs.sets import as_data

TABLE = """
    touchpoint | key | type | points | na | text
    arrival | open | yes_no | 2 | false | Was the door open?
    arrival | wait | number | | | How many were in line?
    counter | heat | scale | 2 | | How warm was it?
    counter | pick | choice | 3 | | What came first?
    leaving | bye | yes_no | 5 | false | Did anyone say goodbye?
"""
Edit = Callable[[dict], None]


def table() -> dict:
    return copy.deepcopy(as_data(TABLE))


def built(data: dict) -> QuestionSet:
    return load_question_set(json.dumps(data, default=float))


def changes(edit: Edit, *vouched: str) -> list[tuple[str, str]]:
    """(kind, where) of what an edit of the small set changes."""
    before = table()
    after = copy.deepcopy(before)
    edit(after)
    return [(one.kind, one.where) for one in diff(built(before), built(after), vouched)]


def question(data: dict, key: str) -> dict:
    return next(q for t in data["touchpoints"] for q in t["questions"] if q["key"] == key)


def put(key: str, **fields: object) -> Edit:
    return lambda data: question(data, key).update(fields)


def on(part: int, **fields: object) -> Edit:
    return lambda data: data["touchpoints"][part].update(fields)


def marked(data: dict) -> None:
    question(data, "pick")["options"][1]["mark"] = 0.5


def option(data: dict) -> None:
    question(data, "pick")["options"].append({"key": "third", "label": "Third", "mark": 0})


def relabelled(data: dict) -> None:
    question(data, "pick")["options"][0]["label"] = "Something else"


def turned(data: dict) -> None:
    question(data, "heat")["scale"].reverse()


def moved(data: dict) -> None:
    data["touchpoints"][1]["questions"].append(data["touchpoints"][0]["questions"].pop(0))


def swapped(data: dict) -> None:
    data["touchpoints"][0], data["touchpoints"][1] = data["touchpoints"][1], data["touchpoints"][0]


def taken_out(data: dict) -> None:
    data["touchpoints"][1]["questions"].pop(0)


def added(data: dict) -> None:
    data["touchpoints"][0]["questions"].append({"key": "new", "type": "text", "text": "What was said?"})


CASES: dict[str, tuple[Edit, list[tuple[str, str]]]] = {
    "nothing": (lambda data: None, []),
    "a comma": (put("open", text="Was the door – open?!"), [("wording", "arrival.open")]),
    "another question under the same key": (put("open", text="Was the window shut?"), [("meaning", "arrival.open")]),
    "another type": (put("wait", type="text"), [("meaning", "arrival.wait")]),
    "an option more": (option, [("meaning", "counter.pick")]),
    "an option in other words": (relabelled, [("meaning", "counter.pick")]),
    "a mark": (marked, [("scoring", "counter.pick")]),
    "points": (put("open", points=9), [("scoring", "arrival.open")]),
    "a scale turned round": (turned, [("scoring", "counter.heat")]),
    "reverse": (put("open", reverse=True), [("scoring", "arrival.open")]),
    "does not apply": (put("open", na=True), [("scoring", "arrival.open")]),
    "a hint": (put("open", hint="Look."), [("wording", "arrival.open")]),
    "a condition": (put("pick", show_if={"question": "open", "is": "yes"}), [("meaning", "counter.pick")]),
    "moved to another touchpoint": (moved, [("scoring", "counter.open")]),
    "touchpoints in another order": (swapped, [("scoring", "small")]),
    "a scored question taken out": (taken_out, [("scoring", "counter.heat")]),
    "an unscored question added": (added, [("wording", "arrival.new")]),
    "the finish": (lambda data: data.update(scoring={"finish": {"curve": "share", "share": 0.5}}), [("scoring", "small")]),
    "the channel": (lambda data: data.update(channel="phone"), [("meaning", "small")]),
    "a weight": (on(0, weight=2), [("scoring", "arrival")]),
    "a title": (on(0, title="Coming in"), [("wording", "arrival")]),
}  # fmt: skip


@pytest.mark.parametrize(("edit", "expected"), CASES.values(), ids=CASES)
def test_what_changed_and_of_which_kind(edit: Edit, expected: list[tuple[str, str]]) -> None:
    assert changes(edit) == expected


def test_the_author_may_say_that_the_same_thing_is_asked() -> None:
    edit = put("open", text="Could you walk in?")
    assert changes(edit, "arrival.open") == [("wording", "arrival.open")]
    assert changes(edit, "arrival.wait") == [("meaning", "arrival.open")]


def test_no_word_of_an_author_makes_another_type_the_same() -> None:
    assert changes(put("wait", type="text"), "arrival.wait") == [("meaning", "arrival.wait")]


@pytest.mark.parametrize("edit", [put("open", text="Was the window shut?"), option, put("wait", type="text")])
def test_s11_a_changed_meaning_under_an_old_key__error(edit: Edit) -> None:
    before, after = table(), table()
    edit(after)
    found = [one for one in lint(built(after), before=built(before)) if one.code == "S11"]
    assert [one.severity for one in found] == ["error"]


@pytest.mark.parametrize("edit", [put("open", text="Was the door open"), put("open", points=9), added])
def test_s11_says_nothing_of_other_changes(edit: Edit) -> None:
    before, after = table(), table()
    edit(after)
    assert "S11" not in {one.code for one in lint(built(after), before=built(before))}


def test_s11_a_new_key_is_the_way_out() -> None:
    after = table()
    question(after, "open").update(key="window", text="Was the window shut?")
    assert "S11" not in {one.code for one in lint(built(after), before=built(table()))}


def test_words_name_the_question_and_both_values() -> None:
    after = table()
    question(after, "open")["points"] = 9
    (change,) = diff(built(table()), built(after))
    assert change.words == "“Was the door open?” earns 9 points instead of 2."


@given(st.lists(st.sampled_from(list(CASES)), max_size=4))
def test_law_no_difference_exactly_where_the_definitions_are_the_same(names: list[str]) -> None:
    before, after = table(), table()
    for name in names:
        if name not in {
            "another type",
            "moved to another touchpoint",
            "a scored question taken out",
            "a condition",
        }:
            CASES[name][0](after)
    after_keys = [q["key"] for t in after["touchpoints"] for q in t["questions"]]
    if len(set(after_keys)) == len(after_keys) and names.count("an option more") < 2:
        one, other = built(before), built(after)
        assert (diff(one, other) == ()) == (one == other)
        assert diff(one, one) == ()


def test_who_fills_in_is_told_of_what_is_asked_and_never_of_marks_and_weights() -> None:
    before, after = table(), table()
    arrival, counter, leaving = after["touchpoints"]
    arrival["weight"], arrival["mode"], counter["stamp"] = 3, "machine", "Served"
    arrival["questions"][0] |= {"points": 9, "p": "people", "critical": "fail", "reverse": True}
    counter["questions"][1]["options"][0]["mark"] = 0.25
    after["scoring"] = {"finish": {"curve": "share", "share": 0.5}}
    leaving["questions"][0]["text"] = "Did anyone see you off?"
    told = asked_otherwise(built(before), built(after))
    assert [one.where for one in told] == ["counter", "leaving.bye"]
    assert len(diff(built(before), built(after))) > len(told)


def test_who_fills_in_is_told_nothing_where_nothing_is_asked_otherwise() -> None:
    assert asked_otherwise(built(table()), built(table())) == ()
