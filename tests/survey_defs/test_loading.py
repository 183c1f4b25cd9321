"""A file is a question set, or all of its problems at once: file, line, path, what, how to mend."""

import copy
import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_defs import (
    QuestionSetError,
    load_question_set,
    say,
    yaml12,
)
from tests.survey_defs.sets import a_set, as_data, problems, set_problems

EVERY_KIND = Path(__file__).with_name("every_kind.yaml")
EVERY_KIND_DATA = yaml12.read(EVERY_KIND.read_text(encoding="utf-8")).data

BROKEN = """\
slug: Coffee Shop
title:
languages: en
touchpoints:
  - key: greeting
    titel: Greeting
    mode: robot
    questions:
      - {key: greeted, type: yesno, text: A}
      - {key: seen, type: yes_no, pionts: 4, text: B, na: no}
      - {key: small, type: moment, text: C, points: 3}
      - {key: wait, type: duration, text: D, points: "3"}
      - {key: late, type: text, text: E, show_if: {question: waited, is: 3}}
  - 5
  - {key: leaving, title: L, leaving: true}
  - {key: leaving, title: M}
"""


def test_every_problem_of_a_file_is_told_at_once():
    found = {(one.line, one.path): (one.message, one.mend) for one in problems(BROKEN)}
    assert found[1, "slug"][1] == "Use small letters, digits and single hyphens, like coffee-shop."
    assert found[2, "title"][0] == "`title` must be words."
    assert found[3, "languages"][0] == "`languages` must be a list."
    assert found[5, "touchpoints[0].title"][1] == "Add `title:` here."
    assert found[6, "touchpoints[0].titel"] == ("Unknown key `titel`.", "Did you mean `title`?")
    assert found[7, "touchpoints[0].mode"][1] == "Use one of `people`, `machine`, `mixed`."
    assert found[9, "touchpoints[0].questions[0]"] == ("`type` cannot be `yesno`.", "Did you mean `yes_no`?")
    assert found[10, "touchpoints[0].questions[1].pionts"][1] == "Did you mean `points`?"
    assert "true or false" in found[10, "touchpoints[0].questions[1].na"][0]
    assert found[11, "touchpoints[0].questions[2].points"][0] == "A `moment` question has no `points`."
    assert found[12, "touchpoints[0].questions[3].points"][0] == "`points` must be a number."
    assert found[13, "touchpoints[0].questions[4].show_if.question"][0] == "There is no question `waited`."
    assert found[14, "touchpoints[1]"][0] == "Entry 2 of `touchpoints` must be a mapping."
    assert found[15, "touchpoints[2].leaving"][0].endswith("is not the last touchpoint.")
    assert found[16, "touchpoints[3].key"][1] == "Rename one of the two."
    assert len(found) == 15


def test_a_problem_reads_as_one_line():
    (one,) = problems("slug: s\ntitle: S\ntouchpoints:\n  - {key: t, title: T, wait: 3}\n")
    assert str(one).startswith("question set:4: touchpoints[0].wait (t): Unknown key `wait`.")


def test_problems_name_the_file(tmp_path):
    path = tmp_path / "broken.yaml"
    path.write_text("slug: s\n", encoding="utf-8")
    with pytest.raises(QuestionSetError) as caught:
        load_question_set(path)
    assert {one.file for one in caught.value.problems} == {str(path)}


def test_text_that_ends_like_a_file_name_is_still_text():
    text = "touchpoints: [{key: t, title: T}]\nslug: s\ntitle: See notes.yaml"
    assert load_question_set(text).title == "See notes.yaml"


def test_words_lose_the_spaces_around_them():
    assert a_set("touchpoint\nleaving", title="  Small ").title == "Small"


def test_a_slip_in_a_condition_is_placed_in_it():
    data = as_data(
        "touchpoint | key | type | show_if\nt | a | yes_no |\nt | b | text | {all: [{not: {questoin: a, is: yes}}]}"
    )
    path = "touchpoints[0].questions[1].show_if.all[0].not"
    assert {(one.path, one.mend) for one in problems(data)} == {
        (f"{path}.question", "Add `question:` here."),
        (f"{path}.questoin", "Did you mean `question`?"),
    }


def test_a_missing_file_is_a_problem_like_any_other(tmp_path):
    with pytest.raises(QuestionSetError, match=r"cannot be read: No such file or directory\. Check the path"):
        load_question_set(tmp_path / "none.yaml")


UNUSABLE = {
    "a key twice": ("key | type\nt | a | yes_no\nu | a | yes_no", "already the key of another question"),
    "a state as an option": ("key | type | options\nt | a | choice | [{key: nobody, label: N}, {key: b, label: B}]", "name of a state"),
    "an option twice": ("key | type | options\nt | a | choice | [{key: b, label: N}, {key: b, label: B}]", "more than one option"),
    "a comment on what cannot be": ("key | type | comment_on\nt | a | yes_no | [maybe]", "`maybe` can never be the answer"),
    "a comment on a state not offered": ("key | type | comment_on\nt | a | yes_no | [nobody]", "can never be the answer"),
    "a mark missing": ("key | type | points | options\nt | a | choice | 1 | [{key: b, label: N, mark: 1}, {key: c, label: B}]", "`c` has no mark"),
    "no mark above 0": ("key | type | points | options\nt | a | choices | 1 | [{key: b, label: N, mark: 0}, {key: c, label: B, mark: -1}]", "nobody can earn"),
    "a choice below 0": ("key | type | points | options\nt | a | choice | 1 | [{key: b, label: N, mark: 1}, {key: c, label: B, mark: -1}]", "under 0"),
    "some points of a scale marked": ("key | type | scale\nt | a | scale | [{key: b, label: N, mark: 1}, {key: c, label: B}]", "some have none"),
    "a scale below 0": ("key | type | scale\nt | a | scale | [{key: b, label: N, mark: 1}, {key: c, label: B, mark: -1}]", "between 0 and 1"),
    "nothing to mark by": ("key | type | points\nt | a | number | 1", "nothing says which answers earn"),
    "bands and anchors": ("key | type | bands | good | bad\nt | a | number | [{mark: 1}] | 1 | 2", "both given"),
    "one anchor": ("key | type | good\nt | a | number | 1", "go together"),
    "equal anchors": ("key | type | good | bad\nt | a | number | 1 | 1.0", "are the same"),
    "falling bands": ("key | type | bands\nt | a | number | [{upto: 2, mark: 1}, {upto: 1, mark: 0}, {mark: 0}]", "must rise"),
    "a closed end": ("key | type | bands\nt | a | number | [{upto: 2, mark: 1}]", "The last band ends"),
    "an open middle": ("key | type | bands\nt | a | number | [{mark: 1}, {mark: 0}]", "Only the last band"),
    "min above max": ("key | type | min | max\nt | a | time | 09:00 | 08:00", "more than `max`"),
    "photos the wrong way round": ("key | type | min | max\nt | a | photo | 3 | 2", "more than `max`"),
    "a time that is none": ("key | type | min\nt | a | time | 8:30", "`8:30` does not suit a time question"),
    "a date that is none": ("key | type | max\nt | a | date | 2026-02-30", "does not suit"),
    "half a second": ("key | type | max\nt | a | duration | 0.5", "does not suit"),
    "text where a number stands": ("key | type | max\nt | a | number | '5'", "does not suit"),
    "critical without points": ("key | type | critical\nt | a | yes_no | fail", "Only a question with points can be critical"),
    "money without a currency": ("key | type\nt | a | money", "needs a `currency`"),
    "an unknown stamp": ("key | type | from_stamps\nt | a | duration | [In, Paid]", "There is no stamp `Paid`"),
    "stamps the wrong way round": ("key | type | from_stamps\nt | a | duration | [Out, In]", "must come before"),
    "a required note": ("key | type | required\nt | a | note | true", "cannot be required"),
    "a key that starts with a digit": ("key | type\nt | 1a | yes_no", "form that cannot be used"),
    "looking forward": ("key | type | show_if\nt | a | text | {question: b, is: yes}\nt | b | yes_no |", "not asked before this question"),
    "looking at itself": ("key | type | show_if\nt | a | yes_no | {question: a, is: yes}", "not asked before this question"),
    "no operator": ("key | type | show_if\nt | a | yes_no |\nt | b | text | {question: a}", "exactly one operator"),
    "two operators": ("key | type | show_if\nt | a | yes_no |\nt | b | text | {question: a, is: yes, is_not: no}", "exactly one operator, not is, is_not"),
    "an operator for other kinds": ("key | type | show_if\nt | a | yes_no |\nt | b | text | {question: a, at_least: yes}", "cannot be used on a yes_no question"),
    "words of a text": ("key | type | show_if\nt | a | text |\nt | b | text | {question: a, is: x}", "cannot be used on a text question"),
    "an answer that cannot be": ("key | type | show_if\nt | a | yes_no |\nt | b | text | {question: a, is: maybe}", "`maybe` can never be the answer"),
    "a state that is not offered": ("key | type | show_if\nt | a | yes_no |\nt | b | text | {question: a, is: nobody}", "can never be the answer"),
    "one word where several may be ticked": ("key | type | show_if\nt | a | choices |\nt | b | text | {question: a, is: b}", "Several may be ticked"),
    "deep inside": ("key | type | show_if\nt | a | yes_no |\nt | b | text | {all: [{any: [{not: {question: a, is: 1}}]}]}", "can never be the answer"),
    "a note asked about": ("key | type | show_if\nt | a | note |\nt | b | text | {question: a, answered: true}", "cannot be used on a note question"),
    "the key of added momentum": ("key | type\nt | t_momentum | text\nt | b | yes_no", "momentum question added to `t`"),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "said"), UNUSABLE.values(), ids=UNUSABLE)
def test_parts_that_do_not_fit__error(rows, said):
    table = "touchpoint | " + rows + "\nleaving" + " |" * (rows.split("\n")[0].count("|") + 1)
    data = as_data(table)
    data["touchpoints"][0]["momentum"] = True
    found = problems(data)
    assert len(found) == 1, [str(one) for one in found]
    assert said in found[0].message
    assert found[0].mend


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"scoring": {"bands": {"weak": 0, "great": 85}}}, "must fall"),
        ({"scoring": {"bands": {"great": 85, "sound": 85, "weak": 0}}}, "must fall"),
        ({"scoring": {"bands": {"great": 85}}}, "must start at 0"),
        ({"scoring": {"bands": {"great": 101, "weak": 0}}}, "between 0 and 100"),
        ({"scoring": {"bands": {}}}, "too few"),
        ({"scoring": {"momentum": {"forward": 40}}}, "`forward` must be above `drift`"),
        ({"scoring": {"finish": {"curve": "share", "share": 0.7}}}, "at most 0.60"),
        ({"scoring": {"finish": {"curve": "geometric", "slope": 2}}}, "`ratio` is missing"),
        ({"scoring": {"finish": {"share": 0.3}}}, "`curve` is missing"),
        ({"scoring": {"coverage": True}}, "must be a number"),
        ({"scoring": None}, "must be a mapping"),
        ({"languages": ["en", "en"]}, "listed twice"),
        ({"currency": "euro"}, "form that cannot be used"),
        ({"touchpoints": []}, "too few entries"),
        ({"kind": "secret"}, "cannot be `secret`"),
    ],
)
def test_settings_that_do_not_fit__error(settings, said):
    assert any(said in message for _, message in set_problems("touchpoint\nleaving", **settings))


def test_a_hopeless_file_is_told_in_part():
    found = problems("slug: s\n" * 50_000)
    assert len(found) == 501
    assert any("more problems" in one.message for one in found)


def test_an_endless_set_is_refused():
    data = as_data("touchpoint\n" + "\n".join(f"t{n}" for n in range(12)) + "\nleaving")
    for t, touchpoint in enumerate(data["touchpoints"]):
        touchpoint["questions"] = [{"key": f"q{t}_{n}", "type": "text", "text": "x"} for n in range(80)]
    assert [one.message for one in problems(data)] == [
        "1040 questions are more than the 1000 a set may have."
    ]


def test_stamps_exist_once():
    data = as_data("touchpoint\na\nb\nleaving")
    for touchpoint, stamp in zip(data["touchpoints"], ("Paid", "Paid", "Out"), strict=True):
        touchpoint["stamp"] = stamp
    assert [one.path for one in problems(data)] == ["touchpoints[1].stamp", "touchpoints[2].stamp"]


def test_every_option_of_the_format_loads():
    question_set = load_question_set(EVERY_KIND)
    kinds = {question.type for _, question in question_set.walk()}
    assert len(kinds) == 16
    assert question_set.by_key["safe"].critical.at == 0
    assert question_set.by_key["closed_at"].good == "18:00"
    assert question_set.by_key["spent"].bands[0].upto == Decimal("4.99")
    assert say(question_set.by_key["greeted"].text, "fr") == "Vous a-t-on salué ?"


def test_fail_is_a_cap_at_0():
    rows = "touchpoint | key | type | points | critical\nleaving | a | yes_no | 1 | %s"
    short, long, plain = (a_set(rows % cap) for cap in ("fail", "{at: fail}", "{at: 0}"))
    assert short == long == plain


JUNK = st.sampled_from(
    [None, True, 3, -1, Decimal("0.5"), "", "yes", "x" * 70, "8:30", "nobody", [], {}, [1], {"a": 1}, [[]], ["x", "y"], {"en": 3}]
)  # fmt: skip


def _places(data: object, path: tuple = ()) -> list[tuple]:
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [path, *(place for key, value in inner for place in _places(value, (*path, key)))]


PLACES = [place for place in _places(EVERY_KIND_DATA) if place]


@settings(max_examples=300)
@given(
    st.lists(
        st.tuples(st.sampled_from(PLACES), JUNK | st.just("delete") | st.just("rename")),
        min_size=1,
        max_size=4,
    )
)
def test_a_set_broken_anywhere_is_refused_in_words_or_still_a_set(breaks):
    """Never another exception, and never a problem without a place and a mend."""
    data = copy.deepcopy(EVERY_KIND_DATA)
    for place, junk in breaks:
        _break(data, place, junk)
    for problem in problems(json.dumps(data, default=float)):
        assert problem.message
        assert problem.mend
        assert "pydantic" not in problem.message


def _break(data, place, junk):
    try:
        for part in place[:-1]:
            data = data[part]
        value = data[place[-1]]
        if junk in ("delete", "rename"):
            del data[place[-1]]
        if junk != "delete":
            data[f"{place[-1]}_" if junk == "rename" else place[-1]] = value if junk == "rename" else junk
    except (KeyError, IndexError, TypeError):
        pass


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_in_words(raw):
    assert all(one.message and one.mend for one in problems(raw))
    assert problems(raw)
