"""What kind of file this is: told from its bytes, whatever its name ends in."""

import io
import zipfile
from collections.abc import Callable

from survey_defs.formats import csv_reading, xls_reading, xlsx_reading
from survey_defs.formats.report import Unreadable
from survey_defs.formats.sheets import Book
from survey_defs.sentence import N_, Sentence

MAX_BYTES = 10_000_000
MAX_UNPACKED = 60_000_000
MAX_MEMBERS = 2_000

_SAVE_AS = N_("Open it in a spreadsheet program and save it as .xlsx.")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_XLS = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")
_FOREIGN = (
    (b"%PDF", N_("This is a PDF.")),
    (b"{\\rtf", N_("This is a text document.")),
    (b"\x89PNG", N_("This is a picture.")),
    (b"\xff\xd8\xff", N_("This is a picture.")),
    (b"GIF8", N_("This is a picture.")),
)


def open_book(source: bytes) -> Book:
    """The sheets of the form; raises `Unreadable`."""
    if len(source) > MAX_BYTES:
        raise Unreadable(
            Sentence("This file is larger than %(most)s MB.", most=MAX_BYTES // 1_000_000),
            N_("Take pictures and other sheets out of it."),
        )
    if not source.strip(b"\0 \t\r\n"):
        raise Unreadable(N_("This file is empty."), N_("Save the form again, and read the new file."))
    return _reader(source)(source)


def _reader(source: bytes) -> Callable[[bytes], Book]:
    if source.startswith(b"PK"):
        look_into(source)
        return xlsx_reading.read
    if source.startswith((_OLE, *_OLD_XLS)):
        return xls_reading.read
    for beginning, what in _FOREIGN:
        if source.startswith(beginning):
            raise Unreadable(what, N_("Choose the form itself: an .xlsx, .xls or .csv file."))
    if source[:2000].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        raise Unreadable(N_("This is a web page or XML, whatever its name ends in."), _SAVE_AS)
    return csv_reading.read


def look_into(source: bytes) -> None:
    """Refuses archives that are no workbook, or that would unpack to more than we take in."""
    try:
        with zipfile.ZipFile(io.BytesIO(source)) as archive:
            members = archive.infolist()
    except Exception as wrong:
        raise Unreadable(N_("This file is damaged: it cannot be unpacked."), _SAVE_AS) from wrong
    if len(members) > MAX_MEMBERS or sum(one.file_size for one in members) > MAX_UNPACKED:
        raise Unreadable(
            N_("This file unpacks to far more than a form."),
            N_("Copy the sheets of the form into a new workbook, and read that."),
        )
    _is_workbook({one.filename for one in members})


def _is_workbook(names: set[str]) -> None:
    if "xl/workbook.bin" in names:
        raise Unreadable(N_("This is a binary workbook (.xlsb)."), _SAVE_AS)
    if "content.xml" in names:
        raise Unreadable(N_("This is a LibreOffice or OpenDocument file."), _SAVE_AS)
    if any(name.startswith(("word/", "ppt/")) for name in names):
        raise Unreadable(N_("This is a text document or a presentation."), _SAVE_AS)
    if not any(name.startswith("xl/") for name in names):
        raise Unreadable(N_("This archive holds no workbook."), N_("Unpack it, and choose the form itself."))
