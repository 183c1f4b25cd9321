"""A set that goes out and comes in again is the same, and pyxform has nothing against what lies between."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from pyxform.xls2xform import convert

from survey_defs import (
    QuestionSet,
    Unwritable,
    definition,
    diff,
    library,
    load_question_set,
    read_form,
    write_form,
)
from tests.survey_defs.any_set import any_set
from tests.survey_defs.formats.forms import holds

EVERY_KIND = Path(__file__).parents[1] / "every_kind.yaml"
SETS = [*library().values(), EVERY_KIND]
ENDINGS = [".xlsx", ".csv"]


def comes_back(made: QuestionSet, ending: str) -> None:
    written = write_form(made, ending)
    warnings: list[str] = []
    convert(written, warnings=warnings, file_type=ending)
    assert warnings == []
    again = read_form(written, f"again{ending}")
    holds(again)
    assert again.question_set == made
    assert definition(again.question_set) == definition(made)
    assert diff(made, again.question_set) == ()
    assert again.findings == ()
    assert all(count.named == 0 for count in again.counts.values())


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_what_goes_out_comes_in_the_same(path: Path, ending: str) -> None:
    comes_back(load_question_set(path), ending)


@given(any_set())
@settings(max_examples=40, deadline=None)
def test_law_any_set_comes_back_the_same(data: dict[str, Any]) -> None:
    made = load_question_set(json.dumps(data, ensure_ascii=False))
    for ending in ENDINGS:
        comes_back(made, ending)


ODD = """
slug: odd
title: {fr: "Titre ${x}", en: "=1+1"}
languages: [fr, pt-BR, Quechua of the south]
touchpoints:
  - key: touchpoint-a
    title: "@title"
    questions:
      - {key: aºⅧक्ष, type: yes_no, text: "What about ${price} or ${a}?"}
      - {key: Greeted, type: text, text: "+1"}
      - {key: greeted, type: text, text: "-"}
      - {key: meta, type: choice, text: "\\tTab", options: [{key: y, label: Yes}, {key: n, label: No}]}
      - {key: nobody, type: note, text: "_x0041_ “quoted” ’n’ two  spaces"}
      - {key: Größe, type: number, text: سؤال, show_if: {question: aºⅧक्ष, is: yes}}
      - {key: touchpoint-b, type: photo, text: "'=1", required: false}
      - {key: yes_no, type: scale, text: "#", scale: [{key: a, label: "true"}, {key: b, label: "8:30"}]}
  - {key: touchpoint-b, title: "null", stamp: "true", momentum: false}
"""


@pytest.mark.parametrize("ending", ENDINGS)
def test_odd_names_words_and_languages_come_back(ending: str) -> None:
    comes_back(load_question_set(ODD), ending)


def test_a_draft_with_gaps_in_its_languages_goes_out_without_a_warning() -> None:
    """pyxform warns of a language that has no column for a hint, and of a tag it does not know."""
    made = read_form(
        b"type,name,label::English (schm),label::French (fr),hint::French (fr)\ntext,q,Ask?,Demande ?,Doucement\n",
        "gaps.csv",
    ).question_set
    assert made is not None
    assert len(made.languages) == 2
    for ending in ENDINGS:
        warnings: list[str] = []
        convert(written := write_form(made, ending), warnings=warnings, file_type=ending)
        assert warnings == []
        assert read_form(written, "again").question_set == made


def test_cells_that_look_like_formulas_are_text() -> None:
    made = load_question_set(ODD)
    book = openpyxl.load_workbook(io.BytesIO(write_form(made, ".xlsx")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert "+1" in [cell.value for cell in cells]
    for row in csv.reader(io.StringIO(write_form(made, ".csv").decode())):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for cell in row)


def test_a_condition_changed_in_the_sheet_counts() -> None:
    """What we keep beside it in li_show_if would otherwise win in silence."""
    made = load_question_set(EVERY_KIND)
    changed = write_form(made, ".csv").decode().replace("and not(selected(${told}, 'untrue'))", "")
    again = read_form(changed.encode(), "again.csv")
    assert again.question_set is not None
    assert again.question_set != made
    assert any("li_show_if" in one.what for one in again.findings)


def test_words_changed_in_the_sheet_count() -> None:
    made = load_question_set(ODD)
    changed = write_form(made, ".csv").decode().replace("What about $ {price}", "What about the price")
    again = read_form(changed.encode(), "again.csv")
    assert again.question_set is not None
    assert "the price" in str(again.question_set.by_key["aºⅧक्ष"].text)


def test_words_too_long_for_a_cell_are_refused_in_words() -> None:
    long = ODD.replace("null", "x" * 40_000)
    with pytest.raises(Unwritable, match="longer than a cell"):
        write_form(load_question_set(long), ".xlsx")


def test_other_endings_are_refused_in_words() -> None:
    with pytest.raises(Unwritable, match="Choose one"):
        write_form(load_question_set(EVERY_KIND), ".xls")
