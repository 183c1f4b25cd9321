"""The two ways in and out. What reads spreadsheets is heavy, and is loaded when a form first comes by."""

from survey_defs.formats.report import Import
from survey_defs.schema import QuestionSet

ENDINGS = (".xlsx", ".xls", ".csv")
"""Of the files that can be read; .xlsx and .csv can be written."""


def read_form(source: bytes, file: str) -> Import:
    """What became of an XLSForm. Never raises, whatever the bytes are.

    `file` is its name, for titles and sentences; what kind of file it is, the bytes say."""
    from survey_defs.formats.xlsform_in import read  # noqa: PLC0415 - see above

    return read(source, file)


def write_form(question_set: QuestionSet, ending: str) -> bytes:
    """The set as an XLSForm, `.xlsx` or `.csv`; `read_form` of it is the same definition.

    Raises `Unwritable` (its text says why) for another ending, or for words too long for a cell."""
    from survey_defs.formats.xlsform_out import write  # noqa: PLC0415 - see above

    return write(question_set, ending)
