"""Workbooks of the old binary kind, whole and damaged."""

from __future__ import annotations

import random

import pytest

from survey_defs import read_form
from tests.survey_defs.formats.forms import as_xls, asked, holds, tables

OLD = """
| survey |
| | type | name | label | relevant |
| | select_one l | c | Größe? | |
| | text | q | Ask? | ${c} = 1 |
| choices |
| | list_name | name | label |
| | l | 1 | Yes |
| | l | 2 | No |
| notes |
| | nothing |
"""


def test_an_old_workbook_is_read() -> None:
    made = read_form(as_xls(tables(OLD)), "old.xls")
    holds(made)
    assert asked(made)["c"].text == "Größe?"
    assert asked(made)["q"].show_if.is_ == "yes"


def test_merged_cells_of_an_old_workbook_are_told() -> None:
    made = read_form(as_xls(tables(OLD), merged=(1, 2, 2, 2)), "old.xls")
    assert [one.rows for one in made.findings if "merged" in one.what and one.sheet == "survey"] == [(2, 3)]


@pytest.mark.parametrize("seed", range(60))
def test_law_damaged_old_workbooks_end_in_words(seed: int) -> None:
    dice, source = random.Random(seed), bytearray(as_xls(tables(OLD)))
    for _ in range(dice.choice([1, 3, 20])):
        source[dice.randrange(len(source))] = dice.randrange(256)
    holds(read_form(bytes(source[: dice.randrange(10, len(source) + 1)]), "old.xls"))
