"""One judge of answers: exact values, states, comments, what is required and what is hidden."""

import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_defs import (
    Answer,
    AnswersError,
    asks_comment,
    canonical_bytes,
    check_answers,
    content_hash,
    load_question_set,
    read_answers,
    visible_questions,
)
from survey_defs.answer_problems import MESSAGES
from tests.survey_defs.sets import a_set

EVERY = load_question_set(Path(__file__).with_name("every_kind.yaml"))
AT = "2026-11-05T09:30:00.123Z"
SHA = hashlib.sha256(b"a photo").hexdigest()
PLACE = {"lat": 52.5, "lon": 13.4, "accuracy_m": 20}

COMPLETE = {
    "greeted": "yes", "sold_at": "no", "table": "clean", "told": ["own_view", "fresh"], "warmth": "warm",
    "noise": "quiet", "said": "nobody", "words_momentum": "forward", "queue": 2, "spent": "4.90", "wait": 45,
    "closed_at": "18:00", "best_before": "2026-11-05", "pack": [SHA], "place": PLACE, "thanked": "yes",
    "safe": "yes", "felt": "drift", "small_thing": "“She remembered my name”", "recommend": 9,
}  # fmt: skip


def test_a_complete_report_can_be_sent():
    checked = check_answers(EVERY, COMPLETE)
    assert checked.problems == ()
    assert checked.ok
    assert checked.hidden == ()
    assert list(checked.answers) == [key for key in EVERY.by_key if key in COMPLETE]
    assert checked.answers["told"] == {"value": ["fresh", "own_view"]}
    assert checked.answers["said"] == {"value": "nobody"}
    assert checked.answers["spent"] == {"value": "4.9"}
    assert checked.visible == EVERY.by_key.keys() - {"late"}


def test_checking_what_was_checked_changes_nothing():
    once = check_answers(EVERY, COMPLETE).answers
    assert check_answers(EVERY, once).answers == once
    assert check_answers(EVERY, json.loads(canonical_bytes(once))).answers == once


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ({"value": "yes", "at": AT}, None),
        ({"state": "nobody", "at": AT, "comment": "All at the back."}, None),
        ({"value": "yes", "state": "nobody"}, "unreadable"),
        ({"value": "yes", "note": "x"}, "unreadable"),
        ({"value": None}, "unreadable"),
        ({"at": AT}, "unreadable"),
        ({}, "unreadable"),
        ({"state": "perhaps"}, "unknown_state"),
        ({"state": ["nobody"]}, "unknown_state"),
        ({"value": "yes", "at": "2026-11-05T09:30:00Z"}, "bad_time_stamp"),
        ({"value": "yes", "at": "2026-11-05T09:30:00.123+01:00"}, "bad_time_stamp"),
        ({"value": "yes", "at": "2026-02-30T09:30:00.123Z"}, "bad_time_stamp"),
        ({"value": "yes", "at": 1762335000}, "bad_time_stamp"),
        ({"value": "no", "comment": "x" * 2001}, "too_long"),
        ({"value": "no", "comment": "\ud800"}, "unprintable"),
        ({"value": "no", "comment": 3}, "not_text"),
    ],
)
def test_the_long_form(entry, code):
    problems = check_answers(EVERY, {"greeted": entry}, sending=False).problems
    assert [one.code for one in problems] == ([code] if code else [])


def test_a_comment_belongs_to_questions_that_ask_for_one():
    kept = {"value": "yes", "comment": "She looked up at once."}
    checked = check_answers(
        EVERY, {"greeted": kept, "thanked": {"value": "no", "comment": "x"}}, sending=False
    )
    assert checked.answers["greeted"] == kept, "the answer changed since; the words stay"
    assert [(one.key, one.code) for one in checked.problems] == [("thanked", "comment_not_offered")]


def test_what_asks_for_a_comment():
    greeted, told = EVERY.by_key["greeted"], EVERY.by_key["told"]
    assert asks_comment(greeted, Answer(value="no"))
    assert asks_comment(greeted, Answer(state="nobody"))
    assert not asks_comment(greeted, Answer(value="yes"))
    assert not asks_comment(told, Answer(value=["fresh"]))


def test_required_questions_stop_sending_and_no_draft():
    assert check_answers(EVERY, {}, sending=False).problems == ()
    sent = check_answers(EVERY, {"greeted": "cleared", "table": "does_not_apply"})
    missing = {one.key for one in sent.problems}
    assert {one.code for one in sent.problems} == {"required"}
    assert missing == {
        "greeted",
        "told",
        "warmth",
        "noise",
        "queue",
        "spent",
        "wait",
        "closed_at",
        "thanked",
        "safe",
    }


def test_a_hidden_answer_is_kept_in_a_draft_and_left_out_when_sent():
    answers = COMPLETE | {"greeted": "no"}
    draft, sent = check_answers(EVERY, answers, sending=False), check_answers(EVERY, answers)
    assert draft.hidden == sent.hidden == ("said",)
    assert draft.answers["said"] == {"value": "nobody"}
    assert "said" not in sent.answers
    assert sent.ok
    assert "said" not in sent.visible


def test_a_wrong_answer_to_a_hidden_question_stops_nothing():
    answers = COMPLETE | {"greeted": "no", "said": "x" * 999}
    assert check_answers(EVERY, answers).ok
    assert [one.code for one in check_answers(EVERY, answers, sending=False).problems] == ["too_long"]


def test_a_draft_keeps_half_and_wrong_answers():
    checked = check_answers(
        EVERY, {"spent": "9,8", "wait": {"value": "soon", "at": AT}, "zz": "x"}, sending=False
    )
    assert checked.answers == {"spent": {"value": "9,8"}, "wait": {"value": "soon", "at": AT}}
    assert [one.key for one in checked.problems] == ["spent", "wait", "zz"]


def test_a_draft_never_keeps_what_no_database_can_store():
    checked = check_answers(
        EVERY, {"said": "a\ud800", "small_thing": "b\0", "queue": float("nan"), "told": {1, 2}}, sending=False
    )
    assert checked.answers == {}
    assert len(checked.problems) == 4


def test_one_problem_for_one_question():
    problems = check_answers(EVERY, COMPLETE | {"spent": "much"}).problems
    assert [(one.key, one.code, one.message) for one in problems] == [
        ("spent", "not_a_number", "Enter a number in digits, such as 12 or 4.50.")
    ]


def test_facts_stand_in_the_message():
    (one,) = check_answers(EVERY, {"closed_at": "05:00"}, sending=False).problems
    assert (one.facts, one.message) == ({"min": "06:00"}, "Enter 06:00 or more.")
    (one,) = check_answers(EVERY, {"said": "x" * 301}, sending=False).problems
    assert one.message == "Shorten this to 300 characters; it has 301."


def test_every_message_ends_with_a_next_step():
    assert all(
        message.count(".") + message.count(";") >= 1 and message.endswith(".")
        for message in MESSAGES.values()
    )


SMALL = a_set("""
    touchpoint | key | type   | points
    one        | a   | yes_no | 1
    two        | b   | yes_no | 1
    two        | b2  | yes_no | 1
    leaving    | c   | yes_no | 1
""")


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({"a": "yes"}, []),
        ({"b": "yes"}, ["a", "b2"]),
        ({"c": "no"}, ["a", "b", "b2"]),
        ({}, ["a", "b", "b2", "c"]),
    ],
)
def test_a_customer_who_left_early_owes_nothing_after_it(given, missing):
    """Nothing is required after the last touchpoint that has an answer."""
    assert [one.key for one in check_answers(SMALL, given, left_early=True).problems] == missing


def test_visible_questions_take_any_form_and_pass_over_nonsense():
    assert "said" in visible_questions(EVERY, {"greeted": "yes"})
    assert "said" in visible_questions(EVERY, {"greeted": {"value": "yes", "at": AT}})
    assert "said" in visible_questions(EVERY, {"greeted": Answer(value="yes"), "queue": "many", "zz": 1})
    assert "said" not in visible_questions(EVERY, {"greeted": "YES"})


def test_read_answers_keeps_journey_order_and_refuses_strangers():
    read = read_answers(EVERY, {"recommend": 3, "said": "nobody", "greeted": "nobody", "place": PLACE})
    assert read == {
        "greeted": Answer(state="nobody"), "said": Answer(value="nobody"), "place": Answer(value=PLACE), "recommend": Answer(value=3),
    }  # fmt: skip
    assert list(read) == ["greeted", "said", "place", "recommend"]
    with pytest.raises(AnswersError, match="no such question") as caught:
        read_answers(EVERY, {"zz": 3, "greeted": {"value": 1, "state": "nobody"}})
    assert [one.key for one in caught.value.problems] == ["zz", "greeted"]


def test_same_content_is_equal_bytes():
    """RFC 8785 after NFC: order, spelling of é and of 5.0 play no part."""
    one = {"b": {"value": "cafe\u0301"}, "a": {"value": 5.0}}
    other = {"a": Answer(value=5), "b": {"value": "café"}}
    assert canonical_bytes(one) == canonical_bytes(other) == '{"a":{"value":5},"b":{"value":"café"}}'.encode()
    assert content_hash(one) == hashlib.sha256(canonical_bytes(other)).hexdigest()


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.decimals(allow_nan=False)
    | st.sampled_from(["yes", "nobody", "fresh", "cleared", "18:00", "2026-11-05", "4.5", "value", "state", SHA]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["value", "state", "at", "comment", "lat", "x"]), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip


@settings(max_examples=300)
@given(
    st.dictionaries(st.sampled_from([*EVERY.by_key, "zz", "", "a\ud800"]), VALUES, max_size=6),
    st.booleans(),
    st.booleans(),
)
def test_no_answer_is_ever_too_strange(answers, sending, left_early):
    """Never an exception; sound answers are canonical, and everything kept fits into JSON."""
    checked = check_answers(EVERY, answers, sending=sending, left_early=left_early)
    json.dumps(checked.answers, allow_nan=False).encode()
    canonical_bytes(checked.answers)
    assert all(one.message.encode() and one.key.encode() is not None for one in checked.problems)
    if sending:
        again = check_answers(EVERY, checked.answers, left_early=left_early)
        assert again.answers == checked.answers
        assert checked.answers.keys() <= checked.visible


@given(VALUES)
def test_answers_that_are_no_mapping_are_a_problem(junk):
    checked = check_answers(EVERY, junk, sending=False)
    assert checked.answers.keys() <= EVERY.by_key.keys()
    assert checked.problems or junk == {}
