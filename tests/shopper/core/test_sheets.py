"""Cells that a spreadsheet would run are escaped, and every cell comes back as it was."""

from contextlib import suppress

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from shopper.sheets import RUN, SheetError, escaped, parse_sheet, unescaped, write_sheet

CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=20)


@given(cell=CELLS | st.from_regex(r"\A'{0,3}[=+\-@\t\r].{0,5}\Z"))
def test_an_escaped_cell_comes_back_and_runs_nowhere(cell: str) -> None:
    assert unescaped(escaped(cell)) == cell
    assert not escaped(cell).startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize("cell", ["", "'", "'s-Hertogenbosch", "it's", "’=1"])
def test_words_that_nothing_would_run_stay_as_they_are(cell: str) -> None:
    assert not RUN.match(cell)
    assert escaped(cell) == unescaped(cell) == cell


@given(row=st.lists(CELLS, min_size=2, max_size=4).filter(lambda row: any(cell.strip() for cell in row)))
def test_a_written_sheet_reads_as_the_same(row: list[str]) -> None:
    heading = [f"c{n}" for n in range(len(row))]
    sheet = parse_sheet(b"\xef\xbb\xbf" + write_sheet(heading, [row]).encode())
    assert sheet.columns == tuple(heading)
    assert [tuple(map(unescaped, cells)) for _number, cells in sheet.rows] == [tuple(row)]


@pytest.mark.parametrize("raw", [b"", b"\xef\xbb\xbf", b"\r\n \r\n", b"\xff\xfe", b"PK\x03\x04", b'a,b\n"1'])
def test_what_is_no_sheet_is_told(app: Flask, raw: bytes) -> None:
    with app.test_request_context(), pytest.raises(SheetError):
        parse_sheet(raw)


@pytest.mark.parametrize("raw", [b"\xff\xfea", b"\x00\x01\x02", b"\xfe\xff\xd8\x00", bytes(range(1, 256))])
def test_bytes_of_anything_break_nothing(app: Flask, raw: bytes) -> None:
    with app.test_request_context(), suppress(SheetError):
        parse_sheet(raw)
