"""Whatever a form holds, reading it ends in a set or in words, and every row is accounted for."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_defs import library, load_question_set, read_form, to_yaml, write_form
from tests.survey_defs.formats.forms import Tables, as_xlsx, holds

TYPES = [
    "text", "integer", "decimal", "date", "time", "dateTime", "note", "calculate", "select_one a", "select_one yn",
    "select_multiple a", "select_multiple b or_other", "select_one a or_other", "select_one missing", "rank a",
    "begin group", "begin_group", "end group", "end_group", "begin repeat", "end repeat", "range", "acknowledge",
    "geopoint", "image", "audio", "barcode", "start", "today", "hidden", "select_one_from_file x.csv", "Text", "",
    "percentage", "audit", "begin loop over a", "end loop", "set form id", "select_one ${a1}", "csv-external",
]  # fmt: skip
NAMES = ["a1", "b2", "c3", "d", "a 1", "é", "Q", "q", "nobody", "_", "", "meta", "x" * 80, "1", "g1", "g1_momentum", "data", "a1_other"]  # fmt: skip
WORDS = [
    "Question?",
    "سؤال",
    "${a1} is?",
    "=1+1",
    "yes",
    "  two  spaces ",
    "line\nline",
    "<b>&",
    "_x0041_",
    "-",
    "",
]
EXPRESSIONS = [
    "${a1} = 'yes'", "${b2} > 3 and ${a1} != ''", "selected(${c3}, 'x')", "not(selected(${c3}, 'x') or ${d} <= 2)",
    ". > 0 and . < 10", ". >= date('2020-01-01')", "string-length(.) < 5", "regex(., '[a')", "true()", "false()",
    "${nobody} = 1", "${a1} = ${b2}", "((", "${a1} = ‘yes’", "1", "..", "count-selected(.) > 2", "${a1}", "",
    "once(${a1})", "-1 < .", "${a1} = 1 or ${b2} = 2", "position(..) = 1", "${a1}='x'='y'", "not(not(${d}=''))",
]  # fmt: skip
OWN = ["", "3", "-1", "yes", "true", "[1, 2]", "[{\"upto\": 1, \"mark\": 1}, {\"mark\": 0}]", "{", "people", "scale", "fail", "null", "{\"en\": \"x\"}", "date", "{\"question\": \"a1\", \"is\": 1}"]  # fmt: skip
SURVEY = ["name", "label", "label::French (fr)", "hint", "relevant", "constraint", "required", "default", "parameters", "calculation", "choice_filter", "appearance", "read_only", "media::image", "li_type", "li_points", "li_p", "li_bands", "li_na", "li_key", "li_text", "li_show_if", "li_comment_on", "odd", "disabled"]  # fmt: skip
CHOICES = ["list_name", "name", "label", "label::French (fr)", "score", "na", "state"]
SETTINGS = ["form_title", "form_id", "default_language", "version", "li_kind", "li_languages", "li_scoring", "li_slug", "odd"]  # fmt: skip


def pool(heading: str) -> list[str]:
    if heading in ("relevant", "constraint", "calculation", "choice_filter", "required", "li_show_if"):
        return [*EXPRESSIONS, *OWN]
    if heading == "type":
        return TYPES
    if heading in ("name", "li_key"):
        return NAMES
    if heading == "list_name":
        return ["a", "b", "yn", ""]
    return [*OWN, *WORDS] if heading.startswith("li_") or heading in ("score", "na") else WORDS


def wild(dice: random.Random) -> dict[str, list[list[str]]]:
    """Cells of a form in any order; pyxform refuses most."""
    made = {"survey": table(dice, ["type", *some(dice, SURVEY)], 14)}
    if dice.random() < 0.8:
        made["choices"] = table(dice, some(dice, CHOICES, 4), 8)
    if dice.random() < 0.5:
        made["settings"] = table(dice, some(dice, SETTINGS), 2)
    return made


def some(dice: random.Random, headings: list[str], least: int = 0) -> list[str]:
    return dice.sample(headings, dice.randint(max(least, 1), len(headings)))


def table(dice: random.Random, columns: list[str], most: int) -> list[list[str]]:
    rows = range(dice.randint(0, most))
    return [columns, *([dice.choice(pool(one)) for one in columns] for _ in rows)]


def tame(dice: random.Random) -> dict[str, list[list[str]]]:
    """A form that pyxform has little against, with anything at all in the other columns."""
    more = [one for one in SURVEY if one not in ("name", "label", "parameters", "default", "choice_filter")]
    columns = ["type", "name", "label", *some(dice, more)]
    rows, open_ = [], []
    for number in range(dice.randint(1, 20)):
        kind = dice.choice(["end", *TAME])
        if kind == "end":
            rows += [[open_.pop()]] if open_ else []
            continue
        row = [dice.choice(pool(one)) if dice.random() < 0.4 else "" for one in columns]
        row[:3] = [
            kind,
            ["a1", "b2", "c3", "d"][number] if number < 4 else f"n{number}",
            dice.choice(WORDS[:2]),
        ]
        rows.append([_no_reference(columns[at], cell) for at, cell in enumerate(row)])
        open_ += [kind.replace("begin", "end")] if kind.startswith("begin") else []
    rows += [[one] for one in reversed(open_)]
    lists = [
        [name, key, label, dice.choice(["", "1", "0", "5", "x"]), dice.choice(["", "", "yes"])]
        for name, key, label in LISTED
    ]
    own = table(dice, some(dice, [one for one in SETTINGS if one != "default_language"]), 1)
    return {"survey": [columns, *rows], "choices": [[*CHOICES[:3], "score", "na"], *lists], "settings": own}


TAME = [
    "text", "integer", "decimal", "date", "time", "note", "select_one a", "select_one yn", "select_multiple a",
    "select_one a or_other", "begin group", "begin repeat", "acknowledge", "geopoint", "image", "range", "barcode",
    "rank a", "today", "percentage", "select_one_from_file x.csv",
]  # fmt: skip
LISTED = [("a", "x", "X"), ("a", "1", "One"), ("a", "2.5", "No"), ("yn", "1", "Yes"), ("yn", "0", "No"), ("unused", "z", "Z")]  # fmt: skip


def _no_reference(heading: str, cell: str) -> str:
    """pyxform refuses names that nobody has, and expressions it cannot read."""
    strange = ("${nobody}", "((", "'[a'", "${d}", "${c3}", "${b2}", "..")
    return "" if any(one in cell for one in strange) and random.Random(cell).random() < 0.7 else cell


@pytest.mark.parametrize("seed", range(120))
@pytest.mark.parametrize("make", [wild, tame])
def test_law_every_row_of_any_form_is_imported_or_named(
    make: Callable[[random.Random], Tables], seed: int
) -> None:
    form = make(random.Random(seed))
    made = read_form(as_xlsx(form), "any.xlsx")
    holds(made)
    counted = sum(any(cell.strip() for cell in row) for rows in form.values() for row in rows[1:])
    assert len(made.rows) == counted
    if made.question_set is not None:
        assert load_question_set(to_yaml(made.question_set)) == made.question_set
        again = read_form(write_form(made.question_set, ".csv"), "again.csv")
        assert again.question_set == made.question_set


@cache
def good(ending: str) -> bytes:
    return write_form(load_question_set(library()["coffee-shop"]), ending)


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
@given(seed=st.integers(0, 2**32))
@settings(max_examples=40, deadline=None)
def test_law_damaged_files_end_in_words(ending: str, seed: int) -> None:
    dice = random.Random(seed)
    source = bytearray(good(ending))
    for _ in range(dice.choice([1, 5, 50])):
        source[dice.randrange(len(source))] = dice.randrange(256)
    cut = source[: dice.randrange(len(source))] if dice.random() < 0.3 else source
    holds(read_form(bytes(cut), f"damaged{ending}"))


@given(st.binary(max_size=400))
@settings(max_examples=60, deadline=None)
def test_law_any_bytes_end_in_words(source: bytes) -> None:
    for beginning in (
        b"",
        b"PK\x03\x04",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"survey\n,type,name,label\n",
        b"\xff\xfe",
    ):
        holds(read_form(beginning + source, "x"))
