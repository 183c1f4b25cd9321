"""Lists of choices: keys, scores, cascades, and words that quote an answer."""

from __future__ import annotations

import pytest

from tests.survey_defs.formats.asked import YES_NO, kinds, one
from tests.survey_defs.formats.forms import asked, read, told


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
