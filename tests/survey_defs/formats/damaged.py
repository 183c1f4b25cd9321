"""Files that are not quite forms, and how they are read."""

from __future__ import annotations

import io
import zipfile

import openpyxl

from survey_defs import Import, read_form
from tests.survey_defs.formats.forms import as_xlsx, holds, tables

SMALL = tables("| survey |\n| | type | name | label |\n| | text | q | Ask? |")


CSV = "survey\n,type,name,label\n,text,q,Wie groß?\n"


def refused(source: bytes, file: str = "x.xlsx") -> str:
    """The sentence with which a file is refused."""
    made = read_form(source, file)
    holds(made)
    assert made.question_set is None
    return " ".join(one.what for one in made.findings if one.level == "refused")


def archive(**members: str | bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in members.items():
            zipped.writestr(name.replace("__", "/").replace("_", "."), content)
    return made.getvalue()


def changed(source: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """The workbook with something else in one of its parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source)) as old_zip, zipfile.ZipFile(made, "w") as new_zip:
        for name in old_zip.namelist():
            content = old_zip.read(name)
            new_zip.writestr(name, content.replace(old, new) if name == part else content)
    return made.getvalue()


def workbook(fill) -> Import:
    """A form with something done to its workbook."""
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(SMALL)))
    fill(book)
    made = io.BytesIO()
    book.save(made)
    found = read_form(made.getvalue(), "x.xlsx")
    holds(found)
    return found
