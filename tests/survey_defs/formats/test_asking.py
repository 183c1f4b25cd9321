"""What becomes of each feature of a form: the question, or the finding that names it."""

from __future__ import annotations

import pytest

from tests.survey_defs.formats.asked import kinds, one
from tests.survey_defs.formats.forms import asked, read, told


@pytest.mark.parametrize(
    ("kind", "type_"),
    [
        ("text", "text"), ("integer", "number"), ("int", "number"), ("decimal", "number"), ("range", "number"),
        ("date", "date"), ("time", "time"), ("geopoint", "location"), ("gps", "location"), ("image", "photo"),
        ("photo", "photo"), ("note", "note"), ("acknowledge", "choices"), ("trigger", "choices"),
        ("select_one yn", "yes_no"), ("select1 yn", "yes_no"), ("select one from yn", "yes_no"),
        ("select_one abc", "choice"), ("add select one prompt using abc", "choice"),
        ("select_multiple abc", "choices"), ("select all that apply from abc", "choices"),
        ("select  all that apply  abc", "choices"), ("add text prompt", "text"), ("q string", "text"),
    ],
)  # fmt: skip
def test_a_type_in_any_spelling_becomes_its_kind(kind: str, type_: str) -> None:
    made = one(kind)
    assert kinds(made) == {"q": type_}
    assert not [f for f in made.findings if f.level in ("lost", "changed")]


@pytest.mark.parametrize(
    ("kind", "type_"),
    [
        ("dateTime", "date"), ("barcode", "text"), ("geotrace", "location"), ("geoshape", "location"),
        ("audio", "text"), ("video", "photo"), ("file", "photo"), ("rank abc", "text"),
        ("select_one_from_file places.csv", "text"),
    ],
)  # fmt: skip
def test_what_has_no_kind_becomes_the_nearest_and_is_told(kind: str, type_: str) -> None:
    made = one(kind)
    assert kinds(made) == {"q": type_}
    assert ("changed", 2, "type") in told(made)


@pytest.mark.parametrize("kind", ["start", "end", "today", "deviceid", "username", "calculate", "hidden", "audit", "start-geopoint"])  # fmt: skip
def test_what_asks_nobody_is_named(kind: str) -> None:
    name = "" if kind == "audit" else "m"
    made = read(f"| survey |\n| | type | name | label | calculation |\n| | text | q | Ask? | |\n| | {kind} | {name} | | 1 + 1 |")  # fmt: skip
    (row,) = [row for row in made.rows if row.row == 3]
    assert row.became is None
    assert [found.column for found in made.about(row)] == ["type"]


@pytest.mark.parametrize(
    ("column", "cell", "level"),
    [
        ("appearance", "minimal", "told"), ("default", "5", "lost"), ("calculation", "1+1", "lost"),
        ("constraint_message", "No!", "told"), ("required_message", "Please!", "told"),
        ("guidance_hint", "Look twice", "lost"), ("media::image", "a.png", "lost"), ("image", "a.png", "lost"),
        ("media::audio::English (en)", "a.mp3", "lost"), ("trigger", "${q}", "lost"), ("my remarks", "why", "told"),
        ("bind::odk:length", "3", "told"), ("body::accuracyThreshold", "5", "told"), ("sms_field", "x", "told"),
        ("constraint", "regex(., '^a')", "lost"), ("required", "${q} = 1", "lost"),
    ],
)  # fmt: skip
def test_a_column_that_cannot_be_carried_over_is_named(column: str, cell: str, level: str) -> None:
    made = one("text", column, cell)
    assert (level, 2, column) in told(made)
    assert kinds(made) == {"q": "text"}


@pytest.mark.parametrize(
    ("constraint", "kind", "bounds"),
    [
        (". >= 0 and . <= 10", "integer", (0, 10)), (". > 0 and . < 10", "integer", (1, 9)),
        ("0 <= . and 10 >= .", "decimal", (0, 10)), (".>=0.5", "decimal", (0.5, None)),
        (". &gt; 0", "integer", (None, None)), (". >= -5", "integer", (-5, None)),
        ("(. >= 1) and (. <= 2)", "integer", (1, 2)), (". >= date('2020-01-31')", "date", ("2020-01-31", None)),
        (". <= '17:30'", "time", (None, "17:30")), (". > 1 or . = 0", "integer", (None, None)),
    ],
)  # fmt: skip
def test_a_constraint_becomes_bounds(constraint: str, kind: str, bounds: tuple[object, object]) -> None:
    made = one(kind, "constraint", constraint)
    question = asked(made)["q"]
    assert (question.min, question.max) == bounds
    if bounds == (None, None):
        assert ("lost", 2, "constraint") in told(made)


@pytest.mark.parametrize("constraint", ["true()", "1", ". >= 0 and true()"])
def test_a_constraint_that_always_holds_loses_nothing(constraint: str) -> None:
    assert not told(one("integer", "constraint", constraint), "constraint")


def test_a_bound_that_is_left_out_itself_is_told() -> None:
    assert ("lost", 2, "constraint") in told(one("decimal", "constraint", ". > 0"))


def test_the_length_of_words_is_kept() -> None:
    assert asked(one("text", "constraint", "string-length(.) <= 300"))["q"].max == 300


@pytest.mark.parametrize(("cell", "required"), [("yes", True), ("TRUE", True), ("true()", True), ("no", False), ("", None)])  # fmt: skip
def test_required(cell: str, required: bool | None) -> None:
    assert asked(one("text", "required", cell))["q"].required is required


def test_groups_are_touchpoints_and_so_is_each_run_between_them() -> None:
    made = read("""
    | survey |
    | | type | name | label |
    | | text | a | A? |
    | | text | b | B? |
    | | begin group | mid | In the middle |
    | | text | c | C? |
    | | end group | | |
    | | begin_group | empty | Nobody |
    | | end_group | | |
    | | text | d | D? |
    """)
    assert made.question_set is not None
    shape = [(t.key, t.title, t.leaving, [q.key for q in t.questions]) for t in made.question_set.touchpoints]
    assert shape == [
        ("part_1", "Part 1", False, ["a", "b"]),
        ("mid", "In the middle", False, ["c"]),
        ("empty", "Nobody", False, []),
        ("part_2", "Part 2", True, ["d"]),
    ]
    assert any("comes last" in f.what for f in made.findings)
    assert [row.became for row in made.rows] == ["a", "b", "mid", "c", "mid", "empty", "empty", "d"]


def test_nested_groups_join_the_one_around_them() -> None:
    made = read("""
    | survey |
    | | type | name | label |
    | | begin group | out | Outside |
    | | begin group | in | Inside |
    | | text | a | A? |
    | | end group | | |
    | | text | b | B? |
    | | end group | | |
    """)
    assert made.question_set is not None
    assert [[q.key for q in t.questions] for t in made.question_set.touchpoints] == [["a", "b"]]
    assert [(f.row, "Inside" in f.what) for f in made.findings if f.level == "changed"] == [(3, True)]


def test_a_repeat_is_asked_once_and_told() -> None:
    made = read("""
    | survey |
    | | type | name | label | repeat_count |
    | | begin repeat | child | Child | 3 |
    | | text | name | Name? | |
    | | end repeat | | | |
    """)
    assert kinds(made) == {"name": "text"}
    assert {("changed", 2, "type"), ("lost", 2, "repeat_count")} <= set(told(made))


def test_or_other_asks_which() -> None:
    made = one("select_multiple abc or_other")
    assert [option.key for option in asked(made)["q"].options] == ["a", "b", "c", "other"]
    assert asked(made)["q_other"].show_if.includes == "other"


def test_every_language_even_from_the_right() -> None:
    made = read("""
    | survey |
    | | type | name | label::English (en) | label::العربية (ar) | hint::English (en) | hint::العربية (ar) |
    | | select_one yn | q | Greeted? | هل رحب بك أحد؟ | Look | انظر |
    | | text | r | Why? | | | |
    | choices |
    | | list_name | name | label::English (en) | label::العربية (ar) |
    | | yn | 1 | Yes | نعم |
    | | yn | 0 | No | لا |
    | settings |
    | | form_title | form_id | default_language |
    | | Visit | v | العربية (ar) |
    """)
    assert made.question_set is not None
    assert made.question_set.languages == ("ar", "en")
    assert asked(made)["q"].text == {"en": "Greeted?", "ar": "هل رحب بك أحد؟"}
    assert asked(made)["q"].hint == {"en": "Look", "ar": "انظر"}
    assert asked(made)["q"].type == "yes_no"
    (missing,) = [f for f in made.findings if "missing" in f.what]
    assert (missing.sheet, missing.rows, missing.column) == ("survey", (3,), "label")


@pytest.mark.parametrize(("heading", "code"), [("label::English (en)", "en"), ("label:French", "fr"), ("caption::Español (es)", "es"), ("Label::Kiswahili", "sw"), ("label::Tok Pisin (tpi)", "tpi"), ("label::sk", "sk"), ("label", "en")])  # fmt: skip
def test_languages_by_name_or_code(heading: str, code: str) -> None:
    made = read(f"| survey |\n| | type | name | {heading} |\n| | text | q | Ask? |")
    assert made.question_set is not None
    assert made.question_set.languages == (code,)
    assert asked(made)["q"].text == "Ask?"


def test_old_spellings_of_headings() -> None:
    made = read(
        """
    | survey |
    | | Command | Tag | Caption | Relevance | Constraining_Message | read_only |
    | | select one using yn | a | A? | | | |
    | | text | b | B? | ${a} = 'yes' | No! | |
    | | text | c | Only read | | | yes |
    | choices |
    | | list name | value | caption |
    | | yn | yes | Yes |
    | | yn | no | No |
    """.replace("select one using", "select1")
    )
    assert kinds(made) == {"a": "yes_no", "b": "text", "c": "note"}
    assert asked(made)["b"].show_if.is_ == "yes"


def test_a_question_without_words_keeps_its_name() -> None:
    made = read("| survey |\n| | type | name | label | hint |\n| | text | why | | Say why |")
    assert asked(made)["why"].text == "why"
    assert ("changed", 2, "label") in told(made)


def test_rows_without_a_type_are_named() -> None:
    made = read(
        "| survey |\n| | type | name | label | remarks |\n| | text | a | A? | |\n| | | | | Section two |"
    )
    assert [(row.became, bool(row.findings)) for row in made.rows] == [("a", False), (None, True)]


def test_a_range_has_its_ends() -> None:
    made = one("range", "parameters", "start=0 end=5 step=0.5")
    assert (asked(made)["q"].min, asked(made)["q"].max) == (0, 5)
    assert ("lost", 2, "parameters") in told(made)


def test_own_columns() -> None:
    made = read("""
    | survey |
    | | type | name | label | li_type | li_points | li_bands | li_critical | li_p | li_unheard |
    | | integer | wait | How long? | duration | 3 | [{"upto": 30, "mark": 1}, {"mark": 0}] | fail | processes | x |
    | | text | small | Anything? | moment | | | | wrong | |
    """)
    wait = asked(made)["wait"]
    assert (wait.type, wait.points, wait.critical.at, len(wait.bands)) == ("duration", 3, 0, 2)
    assert asked(made)["small"].type == "moment"
    assert ("lost", 2, "li_unheard") in told(made)
    assert any(f.row == 3 and "“p”" in f.what for f in made.findings)
