"""`flask --app wsgi sets convert IN OUT`: from one kind of file to another."""

import json

import pytest

from survey_defs import load_question_set, to_yaml
from tests.support.builders import SHORT_SET
from tests.survey_defs.formats.forms import as_xlsx, tables

FORM = """
| survey |
| | type | name | label | appearance |
| | start | begun | | |
| | text | q | Ask? | multiline |
| | text | r | Ask again? | multiline |
"""


@pytest.fixture
def convert(app, tmp_path):
    """`convert("a.yaml", "b.xlsx", content)` writes the first file and converts it to the second."""

    def run(source: str, target: str, content: bytes | None = None):
        if content is not None:
            (tmp_path / source).write_bytes(content)
        return app.test_cli_runner().invoke(
            args=["sets", "convert", str(tmp_path / source), str(tmp_path / target)]
        )

    return run


@pytest.mark.parametrize("between", ["b.xlsx", "b.csv", "b.json", "b.yml"])
def test_a_set_goes_out_and_comes_back(convert, tmp_path, between):
    assert convert("a.yaml", between, SHORT_SET.encode()).exit_code == 0
    result = convert(between, "c.yaml")
    assert result.exit_code == 0, result.output
    assert (tmp_path / "c.yaml").read_text() == to_yaml(load_question_set(SHORT_SET))


def test_a_form_is_told_row_by_row_and_counted(convert, tmp_path):
    result = convert("a.xlsx", "b.json", as_xlsx(tables(FORM)))
    assert result.exit_code == 1
    assert "note: survey 3–4 appearance: How the question is laid out was left out." in result.output
    assert "survey: 3 rows, 2 imported, 1 named above." in result.output
    assert json.loads((tmp_path / "b.json").read_bytes())["slug"] == "a"


@pytest.mark.parametrize(
    ("files", "content", "words"),
    [
        (("a.xlsx", "b.yaml"), b"%PDF", "This is a PDF."),
        (("a.xlsx", "b.yaml"), as_xlsx({"survey": [["type"], ["select_one l"]]}), "no name"),
        (("a.yaml", "b.xlsx"), b"slug: 1", "a.yaml"),
        (("none.xlsx", "b.yaml"), None, "cannot be read"),
        (("none.yaml", "b.xlsx"), None, "cannot be read"),
        (("a.yaml", "b.xls"), SHORT_SET.encode(), "Choose one of these endings"),
        (("a.yaml", "no/folder/b.csv"), SHORT_SET.encode(), "cannot be written"),
    ],
)
def test_what_cannot_be_converted_is_told_and_nothing_is_written(convert, tmp_path, files, content, words):
    result = convert(*files, content)
    assert (result.exit_code, words in result.output) == (2, True), result.output
    assert not (tmp_path / files[1]).exists()
