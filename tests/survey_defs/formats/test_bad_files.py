"""Files of any kind end in a set or in words, never in a crash and never half."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import openpyxl
import pytest

from survey_defs import read_form
from tests.survey_defs.formats.damaged import CSV, SMALL, archive, changed, refused, workbook
from tests.survey_defs.formats.forms import as_xlsx, asked, holds, read


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (b"", "empty"), (b"\0" * 1000, "empty"), (b"%PDF-1.7 ...", "PDF"), (b"\x89PNG\r\n", "picture"),
        (b"<html><table><tr><td>type</td></tr></table></html>", "web page"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><Workbook/>", "web page"), (b"PK\x03\x04 broken", "damaged"),
        (archive(word__document_xml="<x/>"), "text document"), (archive(content_xml="<x/>"), "LibreOffice"),
        (archive(notes_txt="hello"), "no workbook"), (archive(xl__workbook_bin=b"\0"), ".xlsb"),
        (archive(xl__workbook_xml="<x/>"), "damaged"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "no workbook"),
        ("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".encode("latin-1") + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600, "password"),
        (b"\x00\x01\x02garbage", "no form"), (b"just one line of words", "no form"), (b"\xff\xfe\x00", "no form"),
        (b"a,b\nc,d\n", "no sheet called survey"),
    ],
    ids=lambda value: value[:14] if isinstance(value, str) else None,
)  # fmt: skip
@pytest.mark.parametrize("file", ["x.xlsx", "x.csv", "x.odd"])
def test_what_is_no_form_is_refused_in_words(source: bytes, words: str, file: str) -> None:
    assert words in refused(source, file)


def test_a_file_that_is_too_large_is_refused() -> None:
    assert "larger than 10 MB" in refused(b"a" * 10_000_001)


def test_ten_megabytes_of_rows_are_refused_in_words() -> None:
    rows = b",text,q,Ask?" + b"x" * 400 + b"\n"
    assert "rows" in refused(b"survey\n,type,name,label\n" + rows * 24_000)


def test_archives_that_blow_up_are_refused_before_they_do() -> None:
    assert "unpacks to far more" in refused(archive(xl__workbook_xml=b"\0" * 70_000_000))
    assert "unpacks to far more" in refused(archive(**{f"xl__a{n}_xml": b"" for n in range(2_001)}))


def test_entities_are_not_expanded() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    source = changed(
        as_xlsx(SMALL),
        "xl/sharedStrings.xml",
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
        bomb,
    )
    assert "entities" in refused(source)


def test_formulas_are_read_by_their_saved_value() -> None:
    """XlsxWriter saves a value beside the formula, openpyxl none."""
    source = changed(
        as_xlsx(SMALL),
        "xl/worksheets/sheet1.xml",
        b'<c r="C2" t="s"><v>5</v></c>',
        b'<c r="C2" t="str"><f>A1&amp;"?"</f><v>Counted?</v></c>',
    )
    made = read_form(source, "x.xlsx")
    assert asked(made)["q"].text == "Counted?"
    made = workbook(lambda book: book["survey"].__setitem__("C2", '=A2&"?"'))
    assert [(one.row, one.column) for one in made.findings if "formula" in one.what] == [(2, "label")]


def test_merged_cells_and_hidden_sheets_are_told() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book["survey"].append(["text", "r", "Again?"])
        book["survey"].merge_cells("C2:C3")
        book.create_sheet("other")
        book["survey"].sheet_state = "hidden"

    said = [one.what for one in workbook(fill).findings]
    assert any("merged" in one for one in said)
    assert any("hidden" in one for one in said)
    assert any("“other”" in one for one in said)


def test_dates_numbers_and_truths_in_cells_are_words() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        sheet = book["survey"]
        sheet.append(["select_one l", "r", 2026])
        sheet.cell(1, 4, "required")
        sheet.cell(3, 4, True)
        choices = book.create_sheet("choices")
        for row in (
            ["list_name", "name", "label"],
            ["l", 1.0, 1.5],
            ["l", 2, date(2026, 1, 2)],
        ):
            choices.append(row)

    made = workbook(fill)
    options = asked(made)["r"].options
    assert [(one.key, one.label) for one in options] == [("_1", "1.5"), ("_2", "2026-01-02")]
    assert asked(made)["r"].text == "2026"
    assert asked(made)["r"].required is True


def test_spaces_around_words_are_forgiven() -> None:
    made = read("| survey |\n| | type | name | label |\n| | text  | q  |   Ask?  |")
    assert asked(made)["q"].text == "Ask?"
    source = CSV.replace(",text,q,Wie", ", text , q ,  Wie").encode()
    assert asked(read_form(source, "x.csv"))["q"].text == "Wie groß?"


@pytest.mark.parametrize(
    "source",
    [
        CSV.encode(), b"\xef\xbb\xbf" + CSV.encode(), CSV.encode("utf-16"), b"\xfe\xff" + CSV.encode("utf-16-be"),
        CSV.encode("cp1252"), CSV.replace("\n", "\r\n").encode(), CSV.replace(",", ";").encode(),
        CSV.replace(",", "\t").encode(), b"type,name,label\ntext,q,Wie gro\xc3\x9f?\n", CSV.replace("survey", "Survey ").encode(),
        ("\n\n" + CSV + "\n,,,\n").encode(),
    ],
)  # fmt: skip
def test_csv_in_the_ways_that_programs_write_it(source: bytes) -> None:
    made = read_form(source, "x.csv")
    holds(made)
    assert asked(made)["q"].text == "Wie groß?"


@pytest.mark.parametrize(
    ("form", "place", "words"),
    [
        ("| survey |\n| | type | name | label |\n| | begin group | g | G |\n| | text | q | Q? |", ("survey", 2), "never closed"),
        ("| survey |\n| | type | name | label |\n| | text | q | Q? |\n| | end group | | |", ("survey", 3), "never begun"),
        ("| survey |\n| | type | name | label |\n| | select_one l | q | Q? |", ("", None), "no sheet called choices"),
        ("| survey |\n| | type | name | label |\n| | text | p | P? |\n| | select_one l | q | Q? |\n| choices |\n| | list_name | name | label |\n| | m | a | A |", ("survey", 3), "does not exist"),
        ("| survey |\n| | type | name | label | label |\n| | text | q | Q? | Q! |", ("survey", 1), "stands there twice"),
        ("| survey |\n| | type | name | label |\n| | text | | Q? |", ("survey", 2), "no name"),
        ("| survey |\n| | type | name | label |\n| | | q | Q? |", ("survey", 2), "no type"),
        ("| survey |\n| | type | name | label |\n| | texxt | q | Q? |", ("survey", 2), "no such type"),
        ("| survey |\n| | type | name | label |\n| | text | p | P? |\n| | integer | q | |", ("survey", 3), "nothing to read"),
        ("| survey |\n| | type | name | label |\n| | begin repeat | data | D |\n| | text | q | Q? |\n| | end repeat | | |", ("survey", 2), "has inside"),
        ("| survey |\n| | type | name | label |\n| | text | 1 q | Q? |", ("survey", 2), "no name that a form can have"),
        ("| survey |\n| | type | name | label |\n| | text | q | Q? |\n| | text | q | Q? |", ("survey", 3), "stands twice"),
        ("| survey |\n| | type | name | label | relevant |\n| | text | q | Q? | ${nobody} = 1 |", ("survey", 2), "does not exist"),
        ("| surveys |\n| | type | name | label |\n| | text | q | Q? |\n| choices |\n| | list_name | name |", ("", None), "no sheet called survey"),
        ("| survey |\n| | name | label |\n| | q | Q? |", ("", None), "no column called type"),
        ("| survey |\n| | type | name | label |\n| | calculate | q | Q? |", ("survey", 2), "calculation is announced"),
        ("| survey |\n| | type | name | label |", ("", None), "asks nothing"),
        ("| survey |\n| | type | name | label | calculation |\n| | calculate | a | | 1 |", ("", None), "asks nothing"),
    ],
)  # fmt: skip
def test_a_form_that_pyxform_refuses_is_refused_in_plain_words(form: str, place: tuple[str, int | None], words: str) -> None:  # fmt: skip
    made = read(form)
    assert made.question_set is None
    assert [(one.sheet, one.row) for one in made.findings if words in one.what and one.level == "refused"][
        :1
    ] == [place]


def test_pyxforms_own_stumbling_is_told_and_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(*_: object, **__: object) -> None:
        raise KeyError("children")

    monkeypatch.setattr("survey_defs.formats.verdict.convert", stumble)
    made = read_form(as_xlsx(SMALL), "x.xlsx")
    assert any("KeyError" in one.what for one in made.findings)
    assert set(asked(made)) == {"q"}


def test_macros_are_neither_run_nor_read() -> None:
    source = io.BytesIO(as_xlsx(SMALL))
    with zipfile.ZipFile(source, "a") as zipped:
        zipped.writestr("xl/vbaProject.bin", b"\0")
    made = read_form(source.getvalue(), "x.xlsm")
    assert any("macros" in one.what for one in made.findings)
    assert set(asked(made)) == {"q"}


def test_rows_after_a_long_gap_are_read() -> None:
    """pyxform's reader stops after 60 empty rows, and 20 empty columns."""

    def fill(book: openpyxl.Workbook) -> None:
        book["survey"].cell(200, 1, "text")
        book["survey"].cell(200, 2, "far")
        book["survey"].cell(200, 3, "Far?")
        book["survey"].cell(1, 40, "hint")
        book["survey"].cell(200, 40, "Over there")

    made = workbook(fill)
    assert [row.row for row in made.rows] == [2, 200]
    assert asked(made)["far"].hint == "Over there"


def test_choices_on_a_sheet_of_their_own_stop_nothing() -> None:
    """pyxform takes such forms, so nothing else may be refused of them; their sheet is named."""
    made = read("""
| survey |
| | type | name | label | choice_filter | save_to |
| | select_one a | state | State? | | state |
| | select_one_external town | town | Town? | state=${state} | |
| choices |
| | list_name | name | label |
| | a | n | North |
| | a | s | South |
| external_choices |
| | list name | name | label | state |
| | street | 1 | High | n |
| | town | x | Aville | n |
| | town | y | Bville | s |
| entities |
| | list_name | label |
| | shops | ${town} |
""")
    assert {key: one.type for key, one in asked(made).items()} == {"state": "choice", "town": "text"}
    unread = [(one.level, one.what) for one in made.findings if "was not read" in one.what]
    assert unread == [
        ("lost", "The sheet “external_choices” was not read."),
        ("lost", "The sheet “entities” was not read."),
    ]


def test_headings_with_marks_that_nobody_sees_are_read() -> None:
    headings = "\ufefftype | na\u200bme | label::English\xa0(en) | label::French  (fr)"
    made = read(f"| survey |\n| | {headings} |\n| | text | q | Ask? | Demande ? |")
    assert asked(made)["q"].text == {"en": "Ask?", "fr": "Demande ?"}
