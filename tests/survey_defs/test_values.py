"""Every kind of value: stored exactly in one form, or refused."""

import hashlib
import unicodedata
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_defs import check_answers, load_question_set, position
from survey_defs.values import decimal_text, value_at

EVERY = load_question_set(Path(__file__).with_name("every_kind.yaml"))
SHA = hashlib.sha256(b"a photo").hexdigest()
PLACE = {"lat": 52.5, "lon": 13.4, "accuracy_m": 20}


def judged(key: str, value: object) -> object:
    """The stored value or state, or the code of what is wrong."""
    checked = check_answers(EVERY, {key: value}, sending=False)
    if checked.problems:
        return checked.problems[0].code
    return next(iter(checked.answers[key].values()))


@pytest.mark.parametrize(
    ("key", "given", "stored"),
    [
        ("greeted", "no", "no"), ("greeted", "Yes", "not_an_option"), ("greeted", True, "unreadable"), ("greeted", None, "unreadable"),
        ("greeted", "nobody", "nobody"), ("greeted", "not_observed", "not_observed"), ("greeted", "cleared", "cleared"),
        ("greeted", "does_not_apply", "state_not_offered"), ("thanked", "nobody", "state_not_offered"),
        ("small_thing", "not_observed", "not_observed"), ("recommend", "not_observed", "state_not_offered"),
        ("table", "does_not_apply", "does_not_apply"), ("table", "wiped", "not_an_option"),
        ("told", [], "none_chosen"), ("told", "fresh", "unreadable"), ("told", ["fresh", "x"], "not_an_option"),
        ("told", ["fresh", "fresh"], ["fresh"]), ("told", [["fresh"]], "unreadable"), ("told", ["none_of_these"], ["none_of_these"]),
        ("warmth", "flat", "flat"), ("warmth", 1, "unreadable"),
        ("spent", "9.80", "9.8"), ("spent", "009.8", "9.8"), ("spent", 5, "5"), ("spent", Decimal("5.10"), "5.1"), ("spent", "-0", "0"),
        ("spent", " 7 ", "7"), ("spent", 9.8, "not_a_number"), ("spent", "9,80", "not_a_number"), ("spent", "1e2", "not_a_number"),
        ("spent", "", "not_a_number"), ("spent", "+5", "not_a_number"), ("spent", "0.1234567", "not_a_number"), ("spent", "٣", "not_a_number"),
        ("spent", "200.01", "too_large"), ("spent", "200.00", "200"), ("spent", "-0.01", "too_small"), ("spent", True, "not_a_number"),
        ("queue", 10**400, "not_a_number"), ("queue", "NaN", "not_a_number"),
        ("wait", 45.0, 45), ("wait", 0, 0), ("wait", 4.5, "not_seconds"), ("wait", "45", "not_seconds"), ("wait", -1, "not_seconds"),
        ("wait", True, "not_seconds"), ("wait", 10**9, "too_large"), ("wait", float("inf"), "not_seconds"), ("wait", "nobody", "nobody"),
        ("closed_at", "18:00", "18:00"), ("closed_at", "8:30", "not_a_time"), ("closed_at", "24:00", "not_a_time"),
        ("closed_at", "05:59", "too_small"), ("closed_at", 1800, "not_a_time"), ("closed_at", "18:00\n", "not_a_time"),
        ("best_before", "2028-02-29", "2028-02-29"), ("best_before", "2027-02-29", "not_a_date"), ("best_before", "20280229", "not_a_date"),
        ("best_before", "2040-01-01", "too_large"), ("best_before", "0000-01-01", "not_a_date"),
        ("said", "“Hello”\r\nand 😀", "“Hello”\nand 😀"), ("said", "cafe\u0301", "café"), ("said", "   ", "blank"), ("said", 5, "not_text"),
        ("said", "x" * 300, "x" * 300), ("said", "x" * 301, "too_long"), ("said", "a\ud800", "unprintable"), ("said", "a\x00", "unprintable"),
        ("said", "a\x1b[0m", "unprintable"), ("said", "e\u0301" * 300, "é" * 300), ("said", "cleared", "cleared"),
        ("pack", [SHA, SHA], [SHA]), ("pack", [SHA.upper()], "not_photos"), ("pack", SHA, "not_photos"), ("pack", [], "too_few_photos"),
        ("pack", [f"{n:064x}" for n in range(4)], "too_many_photos"),
        ("place", PLACE, {"lat": 52.5, "lon": 13.4, "accuracy_m": 20}), ("place", {**PLACE, "lat": 90.1}, "not_a_place"),
        ("place", {**PLACE, "lon": -180}, {**PLACE, "lon": -180}), ("place", {**PLACE, "accuracy_m": -1}, "not_a_place"),
        ("place", {**PLACE, "alt": 3}, "not_a_place"), ("place", {"lat": 1, "lon": 2}, "not_a_place"), ("place", "here", "not_a_place"),
        ("place", {**PLACE, "lat": float("nan")}, "not_a_place"), ("place", {**PLACE, "lat": "1"}, "not_a_place"),
        ("felt", "away", "away"), ("felt", "lost", "not_an_option"), ("reminder", "x", "nothing_to_answer"), ("reminder", "cleared", "nothing_to_answer"),
        ("recommend", 0, 0), ("recommend", 10, 10), ("recommend", 11, "not_0_to_10"), ("recommend", -1, "not_0_to_10"),
        ("recommend", 7.5, "not_0_to_10"), ("recommend", "7", "not_0_to_10"), ("recommend", False, "not_0_to_10"),
    ],
)  # fmt: skip
def test_a_value_is_stored_exactly_or_refused(key, given, stored):
    assert judged(key, given) == stored


@given(st.decimals(-(10**9), 10**9, places=6))
def test_a_decimal_has_one_form(number):
    text = decimal_text(number)
    assert Decimal(text) == number
    assert decimal_text(text) == text
    assert "e" not in text.lower()
    assert not text.startswith("-0") or text.startswith("-0.")
    assert position("number", text) == position("money", number)


@pytest.mark.parametrize(
    ("kind", "value", "place"),
    [
        ("number", "-1.5", Fraction(-3, 2)), ("money", Decimal("9.80"), Fraction(49, 5)), ("duration", 90, 90),
        ("time", "00:00", 0), ("time", "23:59", 1439), ("date", "0001-01-01", 1), ("date", "1970-01-01", 719163),
    ],
)  # fmt: skip
def test_the_place_of_a_value_on_its_line(kind, value, place):
    assert position(kind, value) == place
    assert position(kind, value_at(kind, Fraction(place))) == place


@pytest.mark.parametrize(
    ("kind", "value"),
    [("number", "1e3"), ("money", True), ("duration", "90"), ("duration", Decimal("0.5")), ("time", "24:00"), ("date", "2027-02-29"),
     ("text", "x"), ("time", 8), ("number", Decimal("NaN"))],
)  # fmt: skip
def test_what_has_no_place(kind, value):
    with pytest.raises(ValueError, match=r"."):
        position(kind, value)


def test_nfc_is_python_s_own():
    assert unicodedata.is_normalized("NFC", str(judged("said", "A\u030angstro\u0308m")))
