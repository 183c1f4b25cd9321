"""Which sheets of a workbook are the form."""

from collections.abc import Iterator
from itertools import islice

from survey_defs.formats.sheets import MOST_ROWS, Aside, Book, Row, Sheet, known_name, make_sheet
from survey_defs.sentence import N_, Sentence

FORM = ("survey", "choices", "settings")
_BESIDE = ("external_choices", "entities", "osm")
_ADVICE = {
    "external_choices": N_("Put the choices that are needed on the sheet “choices”; lists may have 200."),
    "entities": N_("Entities have no counterpart; keep their lists outside the form."),
    "osm": N_("Ask with a photo or words instead."),
    "cascades": N_("Put the choices on the sheet “choices” and ask once for each level."),
}


def pick(sheets: list[tuple[str, str, Iterator[Row]]]) -> Book:
    """`sheets`: title, "visible" or other, rows. A sheet that stands alone is the survey, whatever its name."""
    book = Book([])
    for title, state, rows in sheets:
        name = "survey" if len(sheets) == 1 else known_name(title)
        if name in FORM and book.sheet(name) is None:
            book.sheets.append(make_sheet(title, rows, name))
            if state != "visible":
                what = N_("This sheet is hidden. It was read like any other.")
                book.asides.append(
                    Aside("told", name, (), "", what, N_("Delete it if it is not part of the form."))
                )
        else:
            if name in _BESIDE:
                book.beside.append(_beside(title, rows))
            else:
                book.others.append(title)
            book.asides.append(_unread(title, name))
    return book


def _beside(title: str, rows: Iterator[Row]) -> Sheet:
    """Its headings, and one row of each of its lists: more is not asked for, and lists may be of any length."""
    number, header = next(rows, (1, {}))
    at = next((at for at, words in header.items() if "_".join(words.lower().split()) == "list_name"), None)
    kept: dict[object, Row] = {}
    for row in rows:
        kept.setdefault(row[0] if at is None else row[1].get(at), row)
    return make_sheet(title, iter([(number, header), *islice(kept.values(), MOST_ROWS)]))


def _unread(title: str, name: str) -> Aside:
    what = Sentence("The sheet “%(sheet)s” was not read.", sheet=title[:60])
    mend = _ADVICE.get(name, N_("Nothing is needed, unless it belongs to the form: the sheets of a form are called survey, choices and settings."))  # fmt: skip
    return Aside("lost" if name in _ADVICE else "told", "", (), "", what, mend)
