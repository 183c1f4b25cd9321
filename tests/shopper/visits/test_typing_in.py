"""Figures are read as people type them, and what makes no sense is kept as it was typed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopper.visits.typing_in import tidy_number, tidy_text, whole


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("9.80", "9.80"), ("9,80", "9.80"), (" £9.80 ", "9.80"), ("9,8 €", "9.8"), ("1 200", "1200"),
        ("−3", "-3"), ("1,200", "1,200"), ("1.200,50", "1.200,50"), ("ten", "ten"), ("", ""), ("1e3", "1e3"),
    ],
)  # fmt: skip
def test_a_number_is_read_where_only_one_can_be_meant(typed: str, read: str) -> None:
    assert tidy_number(typed) == read


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_every_plain_number_stays_itself(number: Decimal) -> None:
    assert tidy_number(str(number)) == str(number)


@given(st.text())
def test_words_keep_everything_but_what_no_database_takes(text: str) -> None:
    read = tidy_text(text)
    assert "\x00" not in read
    assert "\r" not in read
    assert bool(read) == bool(text.replace("\x00", "x").strip())
    assert tidy_text(read) == read


@pytest.mark.parametrize(
    ("text", "number"), [("", 0), ("90", 90), ("9.5", None), ("three", None), ("²", None)]
)
def test_whole_numbers(text: str, number: int | None) -> None:
    assert whole(text) == number
