"""What becomes of each feature of a form: the question, or the finding that names it."""

from __future__ import annotations

import pytest

from survey_defs import Import, read_form, to_yaml
from tests.survey_defs.formats.forms import as_xlsx, asked, read, tables, told

YES_NO = """
| choices |
| | list_name | name | label |
| | yn | yes | Yes |
| | yn | no | No |
"""
THREE = """
| choices |
| | list_name | name | label |
| | abc | a | Apple |
| | abc | b | Bread |
| | abc | c | Cheese |
"""


def kinds(made: Import) -> dict[str, str]:
    return {key: question.type for key, question in asked(made).items()}


def one(kind: str, more: str = "", cell: str = "", lists: str = YES_NO + THREE.replace("| choices |\n| | list_name | name | label |", "")) -> Import:  # fmt: skip
    """A form of one question, with one more column."""
    return read(f"| survey |\n| | type | name | label | {more} |\n| | {kind} | q | Ask? | {cell} |\n{lists}")


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


@pytest.mark.parametrize(
    ("names", "labels", "type_"),
    [
        (("yes", "no"), ("Yes", "No"), "yes_no"), (("1", "0"), ("Oui", "Non"), "yes_no"),
        (("1", "2"), ("Sí", "No"), "yes_no"), (("no", "yes"), ("No.", "Yes."), "yes_no"),
        (("yes", "no"), ("Yes, always", "No"), "choice"), (("yes", "no"), ("Agree", "Disagree"), "choice"),
        (("a", "b"), ("Yes", "Yes"), "choice"),
    ],
)  # fmt: skip
def test_a_list_of_yes_and_no_is_a_yes_no(
    names: tuple[str, str], labels: tuple[str, str], type_: str
) -> None:
    lists = f"| choices |\n| | list_name | name | label |\n| | l | {names[0]} | {labels[0]} |\n| | l | {names[1]} | {labels[1]} |"  # fmt: skip
    made = one("select_one l", lists=lists)
    assert asked(made)["q"].type == type_
    if type_ == "yes_no":
        assert {row.became for row in made.rows if row.sheet == "choices"} == {"yes", "no"}


def test_names_of_choices_become_keys_and_conditions_follow() -> None:
    made = read("""
    | survey |
    | | type | name | label | relevant |
    | | select_one l | q | Which? | |
    | | text | r | Why? | ${q} = 2 |
    | | text | s | How? | ${q} >= 2 |
    | | text | t | Who? | selected(${q}, 'nobody') |
    | choices |
    | | list_name | name | label |
    | | l | 1 | One |
    | | l | 2 | Two |
    | | l | 3 | Three |
    | | l | nobody | Nobody |
    """)
    assert [option.key for option in asked(made)["q"].options] == ["_1", "_2", "_3", "_nobody"]
    assert asked(made)["r"].show_if.is_ == "_2"
    assert asked(made)["s"].show_if.in_ == ("_2", "_3")
    assert asked(made)["t"].show_if.is_ == "_nobody"
    assert [f.rows for f in made.findings if f.sheet == "choices"] == [(2, 3, 4, 5)]


def test_names_that_stand_in_two_groups_are_told_apart() -> None:
    made = read("""
    | survey |
    | | type | name | label |
    | | begin group | g1 | One |
    | | text | why | Why? |
    | | end group | | |
    | | begin group | g2 | Two |
    | | text | why | Why then? |
    | | end group | | |
    """)
    assert kinds(made) == {"why": "text", "why_2": "text"}
    assert ("changed", 6, "name") in told(made)


def test_unicode_names() -> None:
    made = read("""
    | survey |
    | | type | name | label | relevant |
    | | select_one yn | größe_भ | Wie groß? | |
    | | text | نام | Name? | ${größe_भ} = 'yes' |
    """ + YES_NO)  # fmt: skip
    assert kinds(made) == {"größe_भ": "yes_no", "نام": "text"}
    assert asked(made)["نام"].show_if.question == "größe_भ"


def test_scores_are_marks_and_na_is_a_state() -> None:
    made = read("""
    | survey |
    | | type | name | label | li_points | li_p | relevant |
    | | select_one l | q | Clean? | 4 | prevention | |
    | | select_one yn | r | Sold at? | 2 | | |
    | | text | s | Why? | | | ${q} = 'na' |
    | choices |
    | | list_name | name | label | score | na |
    | | l | good | Clean | 1 | |
    | | l | half | Crumbs | 0.5 | |
    | | l | bad | Dirty | 0 | |
    | | l | na | No table | | yes |
    | | yn | yes | Yes | 0 | |
    | | yn | no | No | 1 | |
    """)
    q = asked(made)["q"]
    assert [(option.key, float(option.mark)) for option in q.options] == [
        ("good", 1),
        ("half", 0.5),
        ("bad", 0),
    ]
    assert (q.points, q.p, q.na) == (4, "prevention", True)
    assert asked(made)["r"].reverse
    assert asked(made)["s"].show_if.is_ == "does_not_apply"
    assert [row.became for row in made.rows if row.name == "na"] == ["does_not_apply"]


def test_scores_above_one_are_points() -> None:
    made = one("select_one l", lists="| choices |\n| | list_name | name | label | score |\n| | l | a | A | 10 |\n| | l | b | B | 5 |\n| | l | c | C | 0 |")  # fmt: skip
    assert asked(made)["q"].points == 10
    assert [float(option.mark) for option in asked(made)["q"].options] == [1, 0.5, 0]
    assert ("changed", 2, "score") in told(made)


def test_a_cascade_shows_all_and_is_told() -> None:
    made = read("""
    | survey |
    | | type | name | label | choice_filter |
    | | select_one state | s | State? | |
    | | select_one town | t | Town? | state=${s} |
    | choices |
    | | list_name | name | label | state |
    | | state | n | North | |
    | | state | o | South | |
    | | town | x | Xton | n |
    | | town | y | Yton | o |
    | | never | z | Z | |
    """)
    assert [option.key for option in asked(made)["t"].options] == ["x", "y"]
    assert ("changed", 3, "choice_filter") in told(made)
    assert ("told", 4, "state") in told(made)
    assert ("told", 6, "") in told(made)


def test_a_list_that_is_too_long_is_asked_in_words_and_its_rows_are_named() -> None:
    rows = "\n".join(f"| | l | v{n} | Village {n} |" for n in range(250))
    made = one("select_one l", lists=f"| choices |\n| | list_name | name | label |\n{rows}")
    assert kinds(made) == {"q": "text"}
    assert made.counts["choices"].named == 250


def test_words_that_quote_an_answer_are_told() -> None:
    made = read("| survey |\n| | type | name | label |\n| | text | a | Name? |\n| | text | b | Why, ${a}? |")
    assert ("changed", 3, "label") in told(made)


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


def test_more_than_a_set_may_have_is_divided_joined_or_named() -> None:
    many = "\n".join(f"| | text | q{n} | Question {n}? |" for n in range(250))
    made = read(f"| survey |\n| | type | name | label |\n{many}")
    assert made.question_set is not None
    assert [len(t.questions) for t in made.question_set.touchpoints] == [100, 100, 50]
    groups = "\n".join(
        f"| | begin group | g{n} | G |\n| | text | q{n} | Q |\n| | end group | | |" for n in range(60)
    )
    made = read(f"| survey |\n| | type | name | label |\n{groups}")
    assert made.question_set is not None
    assert len(made.question_set.touchpoints) == 50
    assert len(asked(made)) == 60


def test_a_title_is_taken_from_settings_or_the_file() -> None:
    sheet = "| survey |\n| | type | name | label |\n| | text | q | Q? |\n"
    assert read(sheet, "Store visit 2.xlsx").question_set.slug == "store-visit-2"
    made = read(
        sheet
        + "| settings |\n| | form_title | form_id | version | style |\n| | A Visit! | A_Visit | 3 | pages |"
    )
    assert (made.question_set.title, made.question_set.slug) == ("A Visit!", "a-visit")
    assert {("told", 2, "version"), ("told", 2, "style"), ("told", 2, "form_id")} <= set(told(made))


def test_an_import_is_a_file_of_ours() -> None:
    made = one("select_one abc")
    assert "part_1" in to_yaml(made.question_set)


def test_reading_is_the_same_twice() -> None:
    source = as_xlsx(tables("| survey |\n| | type | name | label |\n| | text | q | Q? |"))
    assert read_form(source, "a.xlsx") == read_form(source, "a.xlsx")


def test_that_whole_numbers_are_meant_is_told() -> None:
    """Our numbers take fractions; the author of the form should know."""
    assert ("told", 2, "type") in told(one("integer"))
    assert ("told", 2, "type") in told(one("range"))
    assert not told(one("decimal"), "type")


def test_a_number_that_is_only_shown_is_told() -> None:
    assert ("changed", 2, "read_only") in told(one("integer", "read_only", "yes"))
    assert ("changed", 2, "read_only") in told(one("date", "read_only", "${q} = 1"))
    assert not told(one("integer", "read_only", "no"), "read_only")


def test_the_size_of_photos_is_told() -> None:
    assert ("told", 2, "parameters") in told(one("image", "parameters", "max-pixels=640"))


def test_words_for_yes_and_no_that_we_do_not_know_are_told() -> None:
    made = read("""
| survey |
| | type | name | label::English (en) | label::Bambara (bm) |
| | select_one yn | q | Ask? | Ɲininka? |
| choices |
| | list_name | name | label::English (en) | label::Bambara (bm) |
| | yn | 1 | Yes | Awɔ |
| | yn | 0 | No | Ayi |
""")
    assert kinds(made) == {"q": "yes_no"}
    (found,) = [f for f in made.findings if "Awɔ" in f.what]
    assert (found.level, found.sheet, found.rows) == ("changed", "choices", (2, 3))
    assert "Ayi" in found.what
