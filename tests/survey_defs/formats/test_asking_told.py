"""What a sheet says beside its questions: kept or told."""

from __future__ import annotations

from survey_defs import read_form, to_yaml
from tests.survey_defs.formats.asked import kinds, one
from tests.survey_defs.formats.forms import as_xlsx, asked, read, tables, told


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
