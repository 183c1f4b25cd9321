"""Editing: laws of moving, doubling and deleting, and two people who write at once."""

import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_defs import lint, load_question_set
from survey_defs.editing import (
    EditRefused,
    add_question,
    add_touchpoint,
    delete_question,
    delete_touchpoint,
    dependants,
    duplicate_question,
    find_question,
    key_for,
    merge_fields,
    move_question,
    move_touchpoint,
    new_set,
    rename_question,
    write_question,
    write_touchpoint,
)
from survey_defs.editing.merging import changed
from tests.survey_defs.any_set import any_set


def small() -> dict[str, Any]:
    data = new_set("shop", "Shop", ["en"])
    data, _ = add_touchpoint(data, "At the counter")
    data, _ = add_question(data, "counter", "yes_no", "Was the order said back?")
    return data


def keys(data: dict[str, Any]) -> list[str]:
    return [q["key"] for t in data["touchpoints"] for q in t["questions"]]


def test_a_new_set_is_fit_for_use_and_clean_of_lint() -> None:
    made = load_question_set(json.dumps(new_set("shop", "Shop", ["en"])))
    assert [one for one in lint(made) if one.severity == "error"] == []
    assert made.leaving.key == "leaving"


def test_what_is_added_can_be_used_at_once() -> None:
    data = small()
    for type_ in ("choice", "choices", "scale", "text", "moment", "photo", "recommend", "note", "location"):
        data, _ = add_question(data, "counter", type_, f"What about this {type_}?")
    load_question_set(json.dumps(data))


def test_a_new_touchpoint_stands_before_the_leaving_one() -> None:
    assert [t["key"] for t in small()["touchpoints"]] == ["greeting", "counter", "leaving"]


@pytest.mark.parametrize(
    ("words", "taken", "key"),
    [
        ("Was the door open?", [], "door_open"),
        ("Was the door open?", ["Door_Open"], "door_open_2"),
        ("Avez-vous été salué à l’entrée ?", [], "ete_salue_lentree"),
        ("你好", [], "question"),
        ("3 coffees", [], "question_3_coffees"),
        ("Is it?", [], "is_it"),
    ],
)
def test_keys_are_made_of_telling_words(words: str, taken: list[str], key: str) -> None:
    assert key_for(words, taken) == key


@given(any_set(), st.data())
def test_law_editing_never_changes_what_it_was_given_and_keeps_every_question(
    data: dict[str, Any], draw: Any
) -> None:
    before = copy.deepcopy(data)
    key = draw.draw(st.sampled_from(keys(data)))
    to = draw.draw(st.sampled_from([t["key"] for t in data["touchpoints"]]))
    moved = move_question(data, key, to, draw.draw(st.integers(-1, 6)))
    assert data == before
    assert sorted(keys(moved)) == sorted(keys(before))
    doubled, new = duplicate_question(data, key)
    assert keys(doubled)[keys(doubled).index(key) + 1] == new
    assert len(keys(doubled)) == len(keys(before)) + 1


@given(any_set(), st.data())
def test_law_there_and_back_is_where_it_was(data: dict[str, Any], draw: Any) -> None:
    home, question = draw.draw(st.sampled_from([(t, q) for t in data["touchpoints"] for q in t["questions"]]))
    at = home["questions"].index(question)
    away = move_question(data, question["key"], "end", 0)
    assert move_question(away, question["key"], home["key"], at)["touchpoints"] == data["touchpoints"]


@given(any_set(), st.data())
def test_law_a_new_key_is_followed_by_every_condition(data: dict[str, Any], draw: Any) -> None:
    key = draw.draw(st.sampled_from(keys(data)))
    renamed = rename_question(data, key, "quite_new")
    load_question_set(json.dumps(renamed, ensure_ascii=False))
    assert dependants(renamed, "quite_new") == dependants(data, key)
    assert dependants(renamed, key) == []


@given(any_set(), st.data())
def test_law_what_is_deleted_leaves_a_set_that_loads(data: dict[str, Any], draw: Any) -> None:
    key = draw.draw(st.sampled_from([one for one in keys(data) if one != "last"] or ["last"]))
    if key != "last":
        left = delete_question(data, key, with_conditions=True)
        load_question_set(json.dumps(left, ensure_ascii=False))
        assert key not in keys(left)


def depending() -> dict[str, Any]:
    data = small()
    data, key = add_question(data, "counter", "text", "What was said?")
    return write_question(data, key, {"type": "text", "text": "What was said?", "show_if": {"any": [{"not": {"question": "greeted", "is": "no"}}]}})  # fmt: skip


def test_deleting_names_what_depends_on_it() -> None:
    with pytest.raises(EditRefused, match="said"):
        delete_question(depending(), "greeted")
    with pytest.raises(EditRefused, match="said"):
        delete_touchpoint(depending(), "greeting")
    assert (
        "show_if"
        not in find_question(delete_question(depending(), "greeted", with_conditions=True), "said")[1]
    )


def test_the_leaving_touchpoint_stays_and_stays_last() -> None:
    with pytest.raises(EditRefused):
        delete_touchpoint(small(), "leaving")
    with pytest.raises(EditRefused):
        move_touchpoint(small(), "leaving", 0)
    assert [t["key"] for t in move_touchpoint(small(), "greeting", 9)["touchpoints"]] == [
        "counter",
        "greeting",
        "leaving",
    ]
    assert (
        write_touchpoint(small(), "leaving", {"title": "Out", "leaving": False})["touchpoints"][-1]["leaving"]
        is True
    )


def test_a_taken_key_is_refused_whatever_its_case() -> None:
    with pytest.raises(EditRefused, match="taken"):
        rename_question(small(), "greeted", "GOODBYE")


def test_what_somebody_took_out_cannot_be_written() -> None:
    with pytest.raises(EditRefused, match="no longer there"):
        write_question(small(), "gone", {"type": "note", "text": "x"})


FIELDS = st.dictionaries(st.sampled_from(["text", "points", "na", "hint"]), st.integers(0, 2), max_size=4)


@given(FIELDS, FIELDS, FIELDS)
def test_law_two_people_writing_at_once_both_keep_their_change(base: dict, mine: dict, theirs: dict) -> None:
    merged = merge_fields(base, mine, theirs)
    for name in changed(base, mine):
        assert merged.fields.get(name) == mine.get(name)
    for name in set(changed(base, theirs)) - set(changed(base, mine)):
        assert merged.fields.get(name) == theirs.get(name)
    both = set(changed(base, mine)) & set(changed(base, theirs)) & set(changed(mine, theirs))
    assert set(merged.theirs) == both
    assert all(merged.theirs[name] == theirs.get(name) for name in both)
