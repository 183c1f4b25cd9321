"""What pyxform says of a form: nothing, or why it refuses it, in plain words."""

import re
from collections import Counter

from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert

from survey_defs.formats.sheets import Book, Sheet
from survey_defs.formats.telling import Teller
from survey_defs.sentence import N_, Sentence

_ROW = re.compile(r"\[row ?: ?(\d+)\]\s*")
_SHEET = re.compile(r"On\sthe\s'(\w+)'\ssheet")
_COLUMN = re.compile(r"the\s'(\w+)'\svalue")

_QUOTED = re.compile(r"(?:question\stype|element\snamed)\s'([^']*)'")
"""What a reason names instead of a row: a type or a name."""

_PLAIN: tuple[tuple[str, str, str], ...] = (
    (r"must\shave\sa\ssheet\snamed\s'survey'", N_("There is no sheet called survey."), N_("Call the sheet with the questions “survey”.")),
    (r"header.*not\sfound:\s.*type", N_("The sheet survey has no column called type."), N_("Put the headings (type, name, label) in the first row.")),
    (r"List\sname\snot\sin\schoices\ssheet", N_("The list of choices named here does not exist."), N_("Add the list to the sheet choices, or correct its name.")),
    (r"should\sbe\sa\schoices\ssheet", N_("The form asks to choose from lists and has no sheet called choices."), N_("Add the sheet choices with the columns list_name, name and label.")),
    (r"No\smatching\s'end_", N_("A group or repeat begins here and is never closed."), N_("Add its end_group or end_repeat row.")),
    (r"No\smatching\s'begin_", N_("A group or repeat is closed here that was never begun."), N_("Take this row out, or add the row that begins it.")),
    (r"Question\sor\sgroup\swith\sno\sname", N_("This row has no name."), N_("Give it a name of letters, digits and underscores.")),
    (r"Question\swith\sno\stype", N_("This row has no type."), N_("Give it a type, or delete the row.")),
    (r"Unknown\squestion\stype", N_("There is no such type of question."), N_("Correct the type; small letters, as in select_one.")),
    (r"Missing\scalculation", N_("A calculation is announced here and none is written."), N_("Write it into the column calculation, or delete the row.")),
    (r"Could\snot\sfind\sthe\sname", N_("An expression or label names a question that does not exist."), N_("Correct the name inside ${…}.")),
    (r"must\sbe\sunique\sanywhere", N_("An expression names a question whose name stands twice in the form."), N_("Rename one of the two.")),
    (r"Choice\snames\smust\sbe\sunique", N_("Two choices of one list have the same name."), N_("Rename one of the two, or delete it.")),
    (r"Choices\smust\shave\sa\sname", N_("A choice has no name."), N_("Fill in the column name, or delete the row.")),
    (r"Names\smust\sbegin\swith", N_("This is no name that a form can have."), N_("Begin with a letter; then letters, digits, underscores, hyphens and points.")),
    (r"must\sbe\sunique\swithin", N_("This name stands twice."), N_("Rename one of the two.")),
    (r"different\snames\sfor\sthe\ssame\scolumn", N_("Two headings mean the same column."), N_("Rename or delete one of the two.")),
    (r"has\sno\slabel\sor\shint", N_("There is nothing to read here: no label and no hint."), N_("Write what the shopper should read into the column label.")),
    (r"reserved\sfor\sform\smetadata", N_("Forms keep this name for themselves."), N_("Rename it, and correct what refers to it.")),
    (r"survey\sroot", N_("This has the name that the form itself has inside."), N_("Rename it, and correct what refers to it.")),
    (r"not\sbeen\sincluded", N_("The form includes another file, which cannot be done here."), N_("Copy the rows of the other file to this place.")),
    (r"not\sin\s(external\schoices|columns)\ssheet", N_("The list of choices named here does not exist."), N_("Put it on the sheet choices, and name it there as here.")),
    (r"Choice\snames\swith\sspaces", N_("Names of choices that may be ticked together must not have spaces."), N_("Write an underscore instead of each space.")),
)  # fmt: skip


def judge(book: Book, teller: Teller) -> bool:
    """Whether the form may be imported; what speaks against it is told."""
    twice = [_doubled(sheet, teller) for sheet in book.sheets]
    if any(twice):
        return False
    try:
        convert(_as_pyxform(book), form_name="data")
    except PyXFormError as refusal:
        _tell(str(refusal), book, teller)
        return False
    except RecursionError:
        teller.whole("refused", N_("The form is nested too deeply."), N_("Divide it, and read it again."))
        return False
    except Exception as stumble:  # a fault of pyxform's own says nothing about the form
        what = Sentence(
            "pyxform, which tells sound forms from broken ones, stumbled over this form (%(error)s).",
            error=f"{type(stumble).__name__}: {stumble}"[:120],
        )
        mend = N_("What follows was read without its opinion: look closely at each question.")
        teller.whole("told", what, mend)
    return True


def _doubled(sheet: Sheet, teller: Teller) -> bool:
    """A heading that stands there twice: nobody can tell which is meant."""
    doubles = [words for words, times in Counter(sheet.header.values()).items() if times > 1]
    for words in doubles:
        what = Sentence("The heading “%(heading)s” stands there twice.", heading=words)
        mend = N_("Delete or rename one of the two columns.")
        teller.tell("refused", sheet.name, sheet.header_row, words, what, mend)
    return bool(doubles)


def _as_pyxform(book: Book) -> dict[str, object]:
    """What pyxform's own reader would have made of the file, but for empty rows."""
    made: dict[str, object] = {"sheet_names": [one.title for one in book.sheets + book.beside] + book.others}
    for sheet in book.sheets + book.beside:
        made[f"{sheet.name}_header"] = [dict.fromkeys(sheet.header.values())]
        made[sheet.name] = [_row(sheet, row) for row in sheet.rows]
    return made


def _row(sheet: Sheet, row: int) -> dict[str, str]:
    cells = sheet.rows[row]
    return {sheet.header[at]: words.replace("\xa0", " ") for at, words in cells.items() if at in sheet.header}


def _tell(reason: str, book: Book, teller: Teller) -> None:
    sheet, row = _SHEET.search(reason), _ROW.search(reason)
    name = sheet[1] if sheet else "survey" if row else ""
    rows = _counted_by_pyxform(book.sheet(name), int(row[1])) if row else ()
    if not name and (rows := _named(book.sheet("survey"), reason)):
        name = "survey"
    column = _COLUMN.search(reason)
    what, mend = _in_words(_ROW.sub("", reason).strip())
    teller.tell("refused", name, rows, column[1] if column else "", what, mend)


def _counted_by_pyxform(sheet: Sheet | None, number: int) -> tuple[int, ...]:
    """The row that it calls `number`: its first below the heading is 2, and it saw no empty ones."""
    rows = list(sheet.rows) if sheet else []
    return (rows[number - 2],) if 0 <= number - 2 < len(rows) else ()


def _named(sheet: Sheet | None, reason: str) -> tuple[int, ...]:
    """The rows with the type or name that a reason quotes."""
    quoted = _QUOTED.search(reason)
    if sheet is None or quoted is None:
        return ()
    return tuple(row for row in sheet.rows if quoted[1] in (sheet.said(row, "type"), sheet.said(row, "name")))


def _in_words(reason: str) -> tuple[str, str]:
    for pattern, what, mend in _PLAIN:
        if re.search(pattern, reason, re.IGNORECASE):
            return Sentence("%(what)s pyxform says: %(reason)s", what=what, reason=reason[:300]), mend
    said = Sentence("pyxform refuses this form: %(reason)s", reason=reason[:400])
    return said, N_("Mend this, and read the form again.")
