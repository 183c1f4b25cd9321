"""A question set as an XLSForm: what forms have in their own columns, the rest in `li_` columns."""

import csv
import io
from typing import Any

from pyxform.parsing.expression import is_xml_tag
from xlsxwriter import Workbook

from survey_defs.dump import definition
from survey_defs.formats.cells_out import Row, checked, columns_of, text_cells
from survey_defs.formats.csv_reading import guard
from survey_defs.formats.languages import headings_for
from survey_defs.formats.native import own_cell
from survey_defs.formats.questions_out import choice_rows, known_of, question_row, shared_rows
from survey_defs.formats.report import Unwritable
from survey_defs.schema import QuestionSet
from survey_defs.sentence import N_
from survey_defs.text import say

Table = tuple[list[str], list[Row]]
_SURVEY = ("type", "name", "required", "relevant", "constraint", "parameters")
_HEAD = {"slug", "title", "languages", "touchpoints"}
_RESERVED = {"meta", "data", "yes_no", "momentum"}
"""Names that a form, or one of its lists, has already."""


def write(question_set: QuestionSet, ending: str) -> bytes:
    """See `survey_defs.formats.write_form`."""
    writers = {".xlsx": _xlsx, ".csv": _csv}
    if ending not in writers:
        raise Unwritable(N_("Forms are written as .xlsx or .csv. Choose one of the two."))
    return writers[ending](tables(question_set))


def tables(question_set: QuestionSet) -> dict[str, Table]:
    """Columns and rows of the sheets survey, choices and settings."""
    names = form_names(question_set)
    survey = checked(_survey(question_set, names))
    choices = checked(_choices(question_set, names))
    settings = checked([_settings(question_set)])
    languages = question_set.languages
    return {
        "survey": (columns_of(survey, _SURVEY, languages), survey),
        "choices": (columns_of(choices, ("list_name", "name", "score", "na"), languages), choices),
        "settings": (columns_of(settings, ("form_title", "form_id", "default_language")), settings),
    }


def form_names(question_set: QuestionSet) -> dict[str, str]:
    """By key, a name that forms can have: letters that XML knows, and none twice, whatever the capitals."""
    taken = set(_RESERVED)
    return {key: _name(key, taken) for key in question_set.by_key}


def _name(key: str, taken: set[str]) -> str:
    name = key if is_xml_tag(key) and ":" not in key else "".join(c if is_xml_tag(f"a{c}") and c != ":" else "_" for c in key)  # fmt: skip
    name = name if is_xml_tag(name) else f"_{name}"
    fitted, number = name, 2
    while fitted.lower() in taken:
        fitted, number = f"{name}_{number}", number + 1
    taken.add(fitted.lower())
    return fitted


def _survey(question_set: QuestionSet, names: dict[str, str]) -> list[Row]:
    data: dict[str, Any] = definition(question_set)
    known = {names[key]: known_of(question) for key, question in question_set.by_key.items()}
    taken = {name.lower() for name in names.values()} | _RESERVED
    rows: list[Row] = []
    for touchpoint, said in zip(question_set.touchpoints, data["touchpoints"], strict=True):
        name = _name(touchpoint.key, taken)
        rows.append(_group(name, touchpoint.key, said, question_set.languages))
        for question, one in zip(touchpoint.questions, said.get("questions", ()), strict=True):
            rows.append(question_row(question, one, names, known, question_set.languages))
        rows.append({"type": "end_group", "name": name})
    return rows


def _group(name: str, key: str, said: dict[str, Any], languages: tuple[str, ...]) -> Row:
    row = {"type": "begin_group", "name": name, **text_cells("label", said["title"], languages)}
    if "li_label" in row:
        row["li_title"] = row.pop("li_label")
    row |= {f"li_{field}": own_cell(value) for field, value in said.items() if field not in ("key", "title", "questions")}  # fmt: skip
    return row | ({} if name == key else {"li_key": key})


def _choices(question_set: QuestionSet, names: dict[str, str]) -> list[Row]:
    questions = [question for touchpoint in question_set.touchpoints for question in touchpoint.questions]
    languages = question_set.languages
    rows = shared_rows({question.type for question in questions}, languages)
    for question in questions:
        rows += choice_rows(question, names[question.key], languages)
    return rows


def _settings(question_set: QuestionSet) -> Row:
    data = definition(question_set)
    title = say(question_set.title, question_set.languages[0])
    row = {
        "form_title": title.replace("${", "$ {"),
        "form_id": question_set.slug,
        "default_language": headings_for(question_set.languages)[question_set.languages[0]],
        "li_languages": own_cell(list(question_set.languages)),
        "li_kind": question_set.kind,
        "li_channel": question_set.channel,
    }
    row |= {f"li_{key}": own_cell(value) for key, value in data.items() if key not in _HEAD}
    return row | ({} if row["form_title"] == data["title"] else {"li_title": own_cell(data["title"])})


def _xlsx(sheets: dict[str, Table]) -> bytes:
    """Every cell is text, whatever it begins with."""
    made = io.BytesIO()
    workbook = Workbook(made, {"in_memory": True})
    bold, quoted = workbook.add_format({"bold": True}), workbook.add_format({"quote_prefix": True})
    for name, (columns, rows) in sheets.items():
        sheet = workbook.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for at, column in enumerate(columns):
            sheet.write_string(0, at, column, bold)
        for number, row in enumerate(rows, start=1):
            for at, column in enumerate(columns):
                if words := row.get(column, ""):
                    sheet.write_string(number, at, words, quoted if guard(words) != words else None)
    workbook.close()
    return made.getvalue()


def _csv(sheets: dict[str, Table]) -> bytes:
    """pyxform's layout: the name of a sheet in a row of its own, its rows below, from the second column on."""
    made = io.StringIO(newline="")
    writer = csv.writer(made)
    for name, (columns, rows) in sheets.items():
        writer.writerow([name])
        writer.writerow(["", *columns])
        writer.writerows(["", *(guard(row.get(column, "")) for column in columns)] for row in rows)
    return made.getvalue().encode()
