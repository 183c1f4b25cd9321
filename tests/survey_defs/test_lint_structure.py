"""S01–S03, each by cases that fire and cases that do not."""

import pytest

from survey_defs import QuestionSet, lint, yaml12
from tests.survey_defs.sets import a_set, as_data

END = "\nleaving | bye | yes_no | 5 | false |"
HEAD = "touchpoint | key | type | points | na | show_if\n"


def found(rows: str, code: str, end: str = END) -> list[tuple[str, str]]:
    """(severity, where) of the findings with this code, in a set that ends well."""
    return [(one.severity, one.where) for one in lint(a_set(HEAD + rows.strip() + end)) if one.code == code]


UNREACHABLE = {
    "two words at once": """
        t | a | yes_no | 1 | |
        t | b | text | | | {all: [{question: a, is: yes}, {question: a, is: no}]}""",
    "a word and its own denial": """
        t | a | yes_no | 1 | |
        t | b | text | | | {all: [{question: a, is: yes}, {question: a, is_not: yes}]}""",
    "the answer that hides the question it asks about": """
        t | a | yes_no | 1 | false |
        t | b | text | | | {question: a, is: yes}
        t | c | text | | | {all: [{question: a, is: no}, {question: b, answered: true}]}""",
    "no answer to a question that must be answered": """
        t | a | yes_no | 1 | |
        t | b | text | | | {question: a, answered: false}""",
    "a number between two that touch": """
        t | a | recommend | | |
        t | b | text | | | {all: [{question: a, at_least: 7}, {question: a, at_most: 6}]}""",
    "neither of the only two words": """
        t | a | yes_no | 1 | false |
        t | b | text | | | {not: {question: a, in: [yes, no, not_observed]}}""",
    "an amount that is and is not ticked": """
        t | a | choices | 1 | |
        t | b | text | | | {all: [{question: a, includes: a}, {not: {question: a, includes: a}}]}""",
}
REACHABLE = {
    "one word": "t | a | yes_no | 1 | |\n t | b | text | | | {question: a, is: no}",
    "a state": "t | a | yes_no | 1 | |\n t | b | text | | | {question: a, is: not_observed}",
    "no answer to a question that may be left": """
        t | a | yes_no | | |
        t | b | text | | | {question: a, answered: false}""",
    "a place between two": """
        t | a | duration | | |
        t | b | text | | | {all: [{question: a, at_least: 7}, {question: a, at_most: 7}]}""",
    "two ticks": """
        t | a | choices | 1 | |
        t | b | text | | | {all: [{question: a, includes: a}, {question: a, includes: b}]}""",
    "three steps back": """
        t | a | yes_no | 1 | |
        t | b | yes_no | 1 | | {question: a, is: yes}
        t | c | text | | | {all: [{question: a, is: yes}, {question: b, is_not: yes}]}""",
    "a time within the hour": """
        t | a | time | | |
        t | b | text | | | {all: [{question: a, at_least: "17:00"}, {question: a, at_most: "17:30"}]}""",
}


@pytest.mark.parametrize("rows", UNREACHABLE.values(), ids=UNREACHABLE)
def test_a_question_nobody_can_reach__error(rows):
    """S01: no combination of answers shows it."""
    last = rows.strip().splitlines()[-1].split("|")[1].strip()
    assert found(rows, "S01") == [("error", f"t.{last}")]


@pytest.mark.parametrize("rows", REACHABLE.values(), ids=REACHABLE)
def test_a_question_somebody_reaches__ok(rows):
    """S01: one combination is enough."""
    assert found(rows, "S01") == []


def test_bounds_are_part_of_what_can_be_answered__error():
    """S01: nobody waits five minutes where the most is three."""
    rows = "touchpoint | key | type | max | show_if\n t | a | duration | 180 |\n t | b | text | | {question: a, at_least: %s}"
    assert [one.code for one in lint(a_set(rows % 300)) if one.code == "S01"] == ["S01"]
    assert [one.code for one in lint(a_set(rows % 180)) if one.code == "S01"] == []


@pytest.mark.parametrize("asked_first", ["b", "a", "c"])
def test_a_condition_that_waits_for_itself__error(asked_first):
    """S01: such a set does not load; a draft in the builder can still hold one."""
    rows = f"{HEAD} t | a | yes_no | 1 | | {{question: {asked_first}, is: yes}}\n t | b | yes_no | 1 | | {{question: a, is: yes}}"
    draft = QuestionSet.model_validate(as_data(rows + "\n t | c | yes_no | 1 | |"))
    assert ("error", "t.a") in [(one.severity, one.where) for one in lint(draft) if one.code == "S01"]


POINTLESS = {
    "all points behind one condition": """
        s | a | yes_no | 1 | |
        t | b | yes_no | 3 | | {question: a, is: yes}""",
    "two conditions that leave a gap": """
        s | a | scale | 1 | |
        t | b | yes_no | 3 | | {question: a, at_most: cold}
        t | c | yes_no | 3 | | {question: a, at_least: warm}""",
    "only the state stays outside": """
        s | a | yes_no | 1 | |
        t | b | yes_no | 3 | | {question: a, is: yes}
        t | c | yes_no | 3 | | {question: a, is: no}""",
    "words without points": "t | b | text | | |",
    "hidden along with the question before": """
        s | a | yes_no | 1 | |
        t | b | text | | | {question: a, is: yes}
        t | c | yes_no | 3 | | {question: b, answered: true}""",
}
EARNING = {
    "one question without a condition": """
        s | a | yes_no | 1 | |
        t | b | yes_no | 1 | |
        t | c | yes_no | 3 | | {question: a, is: yes}""",
    "two conditions that meet": """
        s | a | yes_no | 1 | |
        t | b | yes_no | 3 | | {question: a, is: yes}
        t | c | yes_no | 3 | | {not: {question: a, is: yes}}""",
    "every word and every state": """
        s | a | yes_no | 1 | |
        t | b | yes_no | 3 | | {question: a, is: yes}
        t | c | yes_no | 3 | | {question: a, in: [no, not_observed]}""",
    "a touchpoint without questions is for S04": "t | | | | |",
}


@pytest.mark.parametrize("rows", POINTLESS.values(), ids=POINTLESS)
def test_a_touchpoint_without_points_on_some_path__error(rows):
    """S02: on that path it would drop out of the score."""
    assert found(rows, "S02") == [("error", "t")]


@pytest.mark.parametrize("rows", EARNING.values(), ids=EARNING)
def test_a_touchpoint_with_points_on_every_path__ok(rows):
    """S02."""
    assert found(rows, "S02") == []


@pytest.mark.parametrize(
    ("marks", "earns"),
    [
        ("min: 10, max: 20, bands: [{upto: 9, mark: 1}, {mark: 0}]", False),
        ("min: 9, max: 20, bands: [{upto: 9, mark: 1}, {mark: 0}]", True),
        ("max: 20, bands: [{upto: 20, mark: 0}, {mark: 1}]", False),
        ("max: 20.5, bands: [{upto: 20, mark: 0}, {mark: 1}]", True),
        ("bands: [{upto: 20, mark: 0}, {mark: 1}]", True),
        ("min: 10, good: 5, bad: 10", False),
        ("min: 9, good: 5, bad: 10", True),
        ("max: 5, good: 10, bad: 5", False),
        ("good: 10, bad: 5", True),
    ],
)
def test_marks_out_of_reach_of_the_bounds_earn_nothing(marks, earns):
    """S02: what `min` and `max` rule out cannot be answered."""
    data = as_data("touchpoint | key | type\nt | a | number\nleaving")
    data["touchpoints"][0]["questions"][0] |= yaml12.read(f"{{points: 1, {marks}}}").data
    found = [one.where for one in lint(QuestionSet.model_validate(data)) if one.code == "S02"]
    assert found == ([] if earns else ["t"])


def test_the_path_without_points_is_told():
    """S02 names the answers that lead there."""
    (one,) = [
        f
        for f in lint(a_set(HEAD + POINTLESS["all points behind one condition"].strip() + END))
        if f.code == "S02"
    ]
    assert "“Was it so?” = no" in one.what


NO_FINISH = {
    "no leaving touchpoint": "\n end | x | yes_no | 5 | false |",
    "every question may be set aside": "\n leaving | bye | yes_no | 5 | true |",
    "every question has a condition": "\n leaving | bye | yes_no | 5 | false | {question: a, is: yes}",
    "nothing with points": "\n leaving | bye | yes_no | 0 | false |",
    "words only": "\n leaving | bye | text | | |",
}


@pytest.mark.parametrize("end", NO_FINISH.values(), ids=NO_FINISH)
def test_a_finish_that_may_not_count__error(end):
    """S03: the last impression is scored on every visit."""
    assert [severity for severity, _ in found("t | a | yes_no | 1 | |", "S03", end)] == ["error"]


@pytest.mark.parametrize(
    ("rest", "finish", "severities"),
    [(81, 19, ["warn"]), (80, 20, []), (4, 1, []), (99.5, 0.5, ["warn"]), (1, 9, [])],
)
def test_a_finish_with_few_points__warn(rest, finish, severities):
    """S03: under 20 % of all points."""
    rows, end = f"t | a | yes_no | {rest} | |", f"\n leaving | bye | yes_no | {finish} | false |"
    assert [severity for severity, _ in found(rows, "S03", end)] == severities


def test_what_is_too_large_to_prove_is_said():
    """S01, S02: never a guess; an info says that nothing was proved."""
    rows = "\n".join(f"t | q{n} | recommend | | |" for n in range(5)) + "\n t | last | text | | | {all: ["
    rows += ", ".join(f"{{question: q{n}, is: 3}}" for n in range(5)) + "]}\n t | z | yes_no | 1 | |"
    assert found(rows, "S01") == [("info", "t.last")]


def test_every_finding_says_where_what_why_and_how():
    for finding in lint(a_set(HEAD + "t | b | text | | |\n end | x | text | | |")):
        assert all((finding.where, finding.what, finding.why, finding.rewrite)), finding
        assert "may" in finding.what or "Only" in finding.what
