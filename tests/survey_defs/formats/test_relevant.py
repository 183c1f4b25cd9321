"""From `relevant` to conditions: told by which answers show the question."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from survey_defs import visible_questions
from tests.survey_defs.formats.forms import asked, condition, read, told

FORM = """
| survey |
| | type | name | label | relevant |
| | select_one yn | a | A? | |
| | select_multiple abc | m | M? | |
| | select_one abc | c | C? | |
| | integer | n | N? | |
| | decimal | x | X? | |
| | date | d | D? | |
| | time | t | T? | |
| | text | w | W? | |
| | calculate | sum | | |
| | note | hello | Hello | |
| | text | q | Q? | {} |
| | text | later | L? | |
| choices |
| | list_name | name | label |
| | yn | yes | Yes |
| | yn | no | No |
| | abc | a | Apple |
| | abc | b | Bread |
| | abc | c | Cheese |
""".replace("| | calculate | sum | | |\n", "")
ANSWERS: dict[str, list[Any]] = {
    "a": [None, "yes", "no"], "m": [None, ["a"], ["a", "b"], ["c"]], "c": [None, "a", "b"],
    "n": [None, "3", "5", "7"], "x": [None, "2.5", "5"], "d": [None, "2024-12-31", "2025-01-01"],
    "t": [None, "08:00", "09:30"], "w": [None, "word"],
}  # fmt: skip


def form(relevant: str):
    return read(FORM.replace("{}", relevant.replace("|", "¦")))


EXACT = [
    ("${a} = 'yes'", lambda v: v["a"] == "yes"),
    ("${a}='yes'", lambda v: v["a"] == "yes"),
    ("/data/a = 'yes'", lambda v: v["a"] == "yes"),
    ("selected(../m, 'b')", lambda v: "b" in (v["m"] or ())),
    ("${a} = ‘yes’", lambda v: v["a"] == "yes"),
    ("${a} = “yes”", lambda v: v["a"] == "yes"),
    ("'yes' = ${a}", lambda v: v["a"] == "yes"),
    ("${a} != 'yes'", lambda v: v["a"] != "yes"),
    ("not(${a} = 'yes')", lambda v: v["a"] != "yes"),
    ("NOT (${a} = 'yes')", lambda v: v["a"] != "yes"),
    ("selected(${a}, 'yes')", lambda v: v["a"] == "yes"),
    ("selected( ${m},'b' )", lambda v: "b" in (v["m"] or ())),
    ("selected(${m}, 'b') = true()", lambda v: "b" in (v["m"] or ())),
    ("selected(${m}, 'b') = false()", lambda v: "b" not in (v["m"] or ())),
    ("not(selected(${m}, 'b'))", lambda v: "b" not in (v["m"] or ())),
    ("${m} != ''", lambda v: v["m"] is not None),
    ("count-selected(${m}) > 0", lambda v: v["m"] is not None),
    ("string-length(${w}) > 0", lambda v: v["w"] is not None),
    ("${w} = ''", lambda v: v["w"] is None),
    ("${w} != \"\"", lambda v: v["w"] is not None),
    ("${n} > 3", lambda v: v["n"] is not None and int(v["n"]) > 3),
    ("${n} >= 5", lambda v: v["n"] is not None and int(v["n"]) >= 5),
    ("${n} < 5", lambda v: v["n"] is not None and int(v["n"]) < 5),
    ("${n} <= '5'", lambda v: v["n"] is not None and int(v["n"]) <= 5),
    ("5 < ${n}", lambda v: v["n"] is not None and int(v["n"]) > 5),
    ("${n} = 5", lambda v: v["n"] == "5"),
    ("${n} = '5'", lambda v: v["n"] == "5"),
    ("${n} != 5", lambda v: v["n"] != "5"),
    ("number(${n}) = 5.0", lambda v: v["n"] == "5"),
    ("${x} > 2.5", lambda v: v["x"] is not None and float(v["x"]) > 2.5),
    ("${x} <= 2.5", lambda v: v["x"] is not None and float(v["x"]) <= 2.5),
    ("${d} >= date('2025-01-01')", lambda v: v["d"] is not None and v["d"] >= "2025-01-01"),
    ("${d} < '2025-01-01'", lambda v: v["d"] is not None and v["d"] < "2025-01-01"),
    ("${t} > '08:00'", lambda v: v["t"] is not None and v["t"] > "08:00"),
    ("${a} = 'yes' and ${c} = 'a'", lambda v: v["a"] == "yes" and v["c"] == "a"),
    ("${a} = 'yes' or ${c} = 'a' and ${n} = 3", lambda v: v["a"] == "yes" or (v["c"] == "a" and v["n"] == "3")),
    ("(${a} = 'yes' or ${c} = 'a') and ${n} = 3", lambda v: (v["a"] == "yes" or v["c"] == "a") and v["n"] == "3"),
    ("${a} = 'yes' AND ${n} = 3", lambda v: v["a"] == "yes" and v["n"] == "3"),
    ("not(${a} = 'yes' and not(${c} = 'a'))", lambda v: not (v["a"] == "yes" and v["c"] != "a")),
    ("true()", lambda v: True),
    ("true() and ${a} = 'no'", lambda v: v["a"] == "no"),
    ("false() or ${a} = 'no'", lambda v: v["a"] == "no"),
    ("1 = 1", lambda v: True),
    ("1", lambda v: True),
    ("0 or ${a} = 'no'", lambda v: v["a"] == "no"),
    ("((((${a} = 'no'))))", lambda v: v["a"] == "no"),
    ("${a}='yes'and ${n}=3", lambda v: v["a"] == "yes" and v["n"] == "3"),
]  # fmt: skip


@pytest.mark.parametrize(("relevant", "shown"), EXACT, ids=[text for text, _ in EXACT])
def test_a_condition_shows_the_question_for_the_same_answers(relevant: str, shown) -> None:
    made = form(relevant)
    assert not [one for one in made.findings if one.column == "relevant"]
    names = sorted({name for name in ANSWERS if f"{{{name}}}" in relevant or f"/{name}" in relevant})
    for values in product(*(ANSWERS[name] for name in names)):
        given = dict.fromkeys(ANSWERS) | dict(zip(names, values, strict=True))
        answers = {key: value for key, value in given.items() if value is not None}
        assert ("q" in visible_questions(made.question_set, answers)) == shown(given), given


UNCARRIED = [
    "${w} = 'word'", "${n} > ${x}", "${n} + 1 > 2", "today() > ${d}", "regex(${w}, 'a')", "count-selected(${m}) = 2",
    "selected(${m}, ${c})", "${a} = 'perhaps'", "${n} = 'many'", "${later} = 'x'", "${hello} = 'x'", "((",
    "${a} = 'yes' or ${w} = 'word'", "if(${a} = 'yes', 1, 0) = 1", "${a}", "coalesce(${a}, 'no') = 'no'", "false()",
    "contains(${w}, 'x')", "${m} > 3", "jr:choice-name(${c}, '${c}') = 'Apple'", "${d} = 'Monday'", "position(..) > 1",
    "${m} = 'a b'", "${m} != 'a b'", "0", "not(${a} = 'yes' and ${w} = 'x')",
]  # fmt: skip


@pytest.mark.parametrize("relevant", [text for text in UNCARRIED if "${later}" not in text])
def test_what_cannot_be_carried_over_is_asked_always_and_told(relevant: str) -> None:
    made = form(relevant)
    (found,) = {one.row for one in made.findings if one.column == "relevant"}
    assert made.rows[found - 2].name == "q"
    assert condition(made, "q") is None


def test_a_condition_that_looks_forward_is_told() -> None:
    made = form("${later} = 'x'")
    assert any("asked later" in one.what for one in made.findings)


@pytest.mark.parametrize(
    ("relevant", "left"),
    [
        ("${a} = 'yes' and ${w} = 'word'", {"question": "a", "is": "yes"}),
        ("not(${a} = 'yes' or ${w} = 'word')", {"not": {"question": "a", "is": "yes"}}),
        ("${a} = 'yes' and (${n} = 3 or ${w} = 'x')", {"question": "a", "is": "yes"}),
    ],
)
def test_a_part_that_is_left_out_shows_the_question_more_often_never_less(
    relevant: str, left: object
) -> None:
    made = form(relevant)
    assert condition(made, "q") == left
    assert [level for level, _, _ in told(made, "relevant")] == ["lost"]


def test_equal_to_one_of_several_asks_whether_it_is_ticked() -> None:
    made = form("${m} = 'a'")
    assert condition(made, "q") == {"question": "m", "includes": "a"}
    assert [level for level, _, _ in told(made, "relevant")] == ["changed"]


@pytest.mark.parametrize(
    ("relevant", "left"),
    [
        ("${c} = 'a' or ${c} = 'gone'", {"question": "c", "is": "a"}),
        ("${a} = 'yes' and ${c} != 'gone'", {"question": "a", "is": "yes"}),
        ("selected(${m}, 'gone') or selected(${m}, 'b')", {"question": "m", "includes": "b"}),
    ],
)
def test_an_answer_that_is_no_longer_offered_does_not_spoil_the_rest(relevant: str, left: object) -> None:
    made = form(relevant)
    assert condition(made, "q") == left
    assert [level for level, _, _ in told(made, "relevant")] == ["changed"]


def test_numbers_as_names_are_found_by_their_value() -> None:
    made = read("""
    | survey |
    | | type | name | label | relevant |
    | | select_one l | c | C? | |
    | | text | q | Q? | ${c} = 1 |
    | choices |
    | | list_name | name | label |
    | | l | 01 | One |
    | | l | 02 | Two |
    """)
    assert condition(made, "q") == {"question": "c", "is": "_01"}


def test_the_condition_of_a_group_holds_for_all_in_it() -> None:
    made = read("""
    | survey |
    | | type | name | label | relevant |
    | | select_one yn | a | A? | |
    | | begin group | g | G | ${a} = 'yes' |
    | | integer | n | N? | |
    | | begin group | h | H | ${n} > 1 |
    | | text | w | W? | ${n} < 9 |
    | | end group | | | |
    | | note | end | Thanks | |
    | | end group | | | |
    | | text | z | Z? | ${w} != '' |
    | choices |
    | | list_name | name | label |
    | | yn | yes | Yes |
    | | yn | no | No |
    """)
    yes = {"question": "a", "is": "yes"}
    assert condition(made, "n") == yes
    assert condition(made, "end") == yes
    assert condition(made, "w") == {
        "all": [yes, {"question": "n", "at_least": "2"}, {"question": "n", "at_most": "8"}]
    }
    assert condition(made, "g_momentum") == yes
    assert condition(made, "z") == {"question": "w", "answered": True}


def test_a_group_condition_that_cannot_be_carried_is_told_once() -> None:
    made = read("""
    | survey |
    | | type | name | label | relevant |
    | | text | w | W? | |
    | | begin group | g | G | ${w} = 'x' |
    | | text | b | B? | |
    | | text | c | C? | |
    | | end group | | | |
    """)
    assert told(made, "relevant") == [("lost", 3, "relevant")]
    assert condition(made, "b") is None


def test_calculations_in_conditions_are_told() -> None:
    made = read("""
    | survey |
    | | type | name | label | relevant | calculation |
    | | text | w | W? | | |
    | | calculate | sum | | | 1 + 1 |
    | | text | b | B? | ${sum} > 1 | |
    """)
    assert set(asked(made)) == {"w", "b"}
    assert ("lost", 4, "relevant") in told(made)
