"""Words of a form in all of its languages."""

from collections.abc import Mapping

from survey_defs.formats.headings import Heading
from survey_defs.formats.languages import code_of, headings_for
from survey_defs.formats.native import own_value
from survey_defs.formats.sheets import Book, Sheet
from survey_defs.formats.telling import Teller
from survey_defs.sentence import N_, Sentence

Said = str | dict[str, str]
_TEXTS = ("label", "hint")


class Speech:
    """`languages` in order, the form's default first. Words are one string where there is one language."""

    def __init__(self, book: Book, teller: Teller) -> None:
        self.teller = teller
        self.codes: dict[str, str] = {}
        self.quoting: dict[tuple[str, str], list[int]] = {}
        self.missing: dict[tuple[str, str, str], list[int]] = {}
        settings = book.sheet("settings")
        first = next(iter(settings.rows), None) if settings else None
        default = settings.said(first, "default_language") if settings and first else ""
        own = own_value(settings.said(first, "li_languages")) if settings and first else None
        self._own = [one for one in own if isinstance(one, str)] if isinstance(own, list) else []
        self._name(list(_spoken(book)), default, Heading("label") in _spoken(book).values())
        found = list(dict.fromkeys(self.codes.values())) or [code_of(default)]
        self.languages = tuple(dict.fromkeys(self._own)) or tuple(found)

    def _name(self, headings: list[str], default: str, labelled: bool) -> None:
        """A code for each language as headings name it; "" is the one that is not named."""
        theirs = {words: code for code, words in headings_for(self._own).items()}
        named = [words for words in headings if words]
        in_order = [one for one in named if one == default] + [one for one in named if one != default]
        if "" in headings:
            self.codes[""] = (
                code_of(default) if default not in ("", "default") else self._assumed(named, labelled)
            )
        for words in in_order:
            self.codes[words] = theirs.get(words) or code_of(words)
        if len(set(self.codes.values())) < len(self.codes):
            what = N_("Two columns are in the same language; where both say something, the first counts.")
            self.teller.whole("told", what, N_("Delete one of the two, or correct its language."), "survey")

    def _assumed(self, named: list[str], labelled: bool) -> str:
        """The language of a column that names none; the first that is named where it is no label."""
        if named and not labelled:
            return code_of(named[0])
        code = "en" if "en" not in [code_of(one) for one in named] else "und"
        what = Sentence(
            "Nothing says which language the column “label” is in; it counts as “%(code)s”.", code=code
        )
        mend = N_("If it is another, write label::French (fr) or the like as the heading.")
        self.teller.whole("told", what, mend, "survey")
        return code

    def words(self, sheet: Sheet, row: int, field: str) -> Said | None:
        """What a cell says, in each language in which it says something; None where it is empty."""
        cells, found = sheet.rows[row], dict[str, str]()
        for column in sheet.columns.get(field, ()):
            code = self.codes.get(sheet.headings[column].language)
            if column in cells and code is not None:
                found.setdefault(code, cells[column])
        self._note_missing(sheet, row, field, found)
        if any("${" in words for words in found.values()):
            self.quoting.setdefault((sheet.name, sheet.title_of(field)), []).append(row)
        return self.fit(found) if found else None

    def _note_missing(self, sheet: Sheet, row: int, field: str, found: Mapping[str, str]) -> None:
        for code in self.languages if found and len(self.languages) > 1 else ():
            if code not in found:
                self.missing.setdefault((sheet.name, field, code), []).append(row)

    def fit(self, found: Mapping[str, str]) -> Said:
        """One string where the form has one language."""
        ordered = {code: found[code] for code in self.languages if code in found}
        return (
            next(iter(ordered.values()))
            if len(self.languages) == 1 and ordered
            else ordered or next(iter(found.values()))
        )

    def ours(self, known: Mapping[str, str], **facts: object) -> Said:
        """Words that we add ourselves; English where we do not know the language."""
        return self.fit({code: known.get(code, known["en"]) % facts for code in self.languages})

    def tell(self) -> None:
        """What is missing or cannot be said, once for each column and language, with all rows."""
        for (sheet, field, code), rows in self.missing.items():
            gap = Sentence("The words in “%(language)s” are missing.", language=code)
            mend = N_("Add them: a set is published only when it is complete in all of its languages.")
            self.teller.tell("told", sheet, rows, field, gap, mend)
        for (sheet, title), rows in self.quoting.items():
            what = N_("The words quote another answer (${…}), which is shown as it is written here.")
            mend = N_("Write them so that they stand by themselves.")
            self.teller.tell("changed", sheet, rows, title, what, mend)


def _spoken(book: Book) -> dict[str, Heading]:
    """The languages of the columns that say something, in order, each with a column in it: a label, if any."""
    found: dict[str, Heading] = {}
    for sheet in filter(None, map(book.sheet, ("survey", "choices"))):
        for column, heading in sheet.headings.items():
            is_first = heading.language not in found or heading.field == "label"
            if heading.field in _TEXTS and is_first and sheet.filled(column):
                found[heading.language] = heading
    return found
