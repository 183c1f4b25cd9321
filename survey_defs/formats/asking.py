"""One row of the sheet survey as a question."""

from typing import Any

from survey_defs.formats.bounds_in import bounds
from survey_defs.formats.comparing import Known
from survey_defs.formats.keys import fit_key
from survey_defs.formats.lists import MOST_OPTIONS, Listed, Lists
from survey_defs.formats.numbers import is_yes, plain_number
from survey_defs.formats.our_words import OK, OTHER, OUR_PHOTO
from survey_defs.formats.report import Level
from survey_defs.formats.row_types import RowType
from survey_defs.formats.sheets import Sheet
from survey_defs.formats.speech import Speech
from survey_defs.formats.telling import Teller
from survey_defs.sentence import N_, Sentence

_SIMPLE = {
    "text": "text", "integer": "number", "decimal": "number", "range": "number", "date": "date", "time": "time",
    "geopoint": "location", "image": "photo", "note": "note",
}  # fmt: skip
_NEAREST: dict[str, tuple[str, str, str]] = {
    "datetime": ("date", N_("Date and time cannot be asked in one; the date is asked."), N_("Add a question of type time.")),
    "line": ("location", N_("Lines and areas cannot be drawn; one place is asked."), N_("Ask for a place at each end, or in words.")),
    "barcode": ("text", N_("Codes cannot be scanned; the code is written."), N_("Say in the hint where it stands, or ask for a photo.")),
    "audio": ("text", N_("Sound cannot be recorded; words are asked."), N_("Say in the question what is worth writing down.")),
    "video": ("photo", N_("Film cannot be recorded; a photo is asked."), N_("Say in the question what the photo should show.")),
    "file": ("photo", N_("Files cannot be attached; a photo is asked."), N_("Say in the question what the photo should show.")),
    "rank": ("text", N_("Options cannot be put in order; words are asked."), N_("Ask which is first with a choice, or say in the hint what to put in order.")),
    "from_file": ("text", N_("The choices stand in another file or in other answers; words are asked."), N_("Put the choices on the sheet choices, at most 200 in a list.")),
}  # fmt: skip
ASKED = {*_SIMPLE, *_NEAREST, "select_one", "select_multiple", "acknowledge"}
_WHOLE = {"integer", "range"}


class Asker:
    """Makes questions of rows; what is lost on the way is told."""

    def __init__(self, sheet: Sheet, lists: Lists, speech: Speech, teller: Teller) -> None:
        self.sheet, self.lists, self.speech, self.teller = sheet, lists, speech, teller

    def ask(self, row: int, kind: RowType, key: str) -> tuple[dict[str, Any], Known]:
        """Its data and what conditions may ask of it."""
        data: dict[str, Any] = {"key": key, "type": "", "text": self.text(row)}
        if hint := self.speech.words(self.sheet, row, "hint"):
            data["hint"] = hint
        known = self._answer(row, kind, data)
        self._read_only(row, data)
        self._required(row, data)
        self._bounds(row, kind, data, known)
        return data, known

    def tell(self, level: Level, row: int, field: str, what: str, mend: str) -> None:
        self.teller.tell(level, "survey", row, self.sheet.title_of(field), what, mend)

    def text(self, row: int) -> Any:
        found = self.speech.words(self.sheet, row, "label")
        if found is None:
            self.tell("changed", row, "label", N_("There are no words to show; the name stands in for them."), N_("Write what the shopper should read."))  # fmt: skip
            return self.sheet.said(row, "name") or self.sheet.said(row, "type")
        return found

    def _answer(self, row: int, kind: RowType, data: dict[str, Any]) -> Known:
        if kind.what in ("select_one", "select_multiple"):
            return self._choose(row, kind, data)
        if kind.what == "acknowledge":
            data |= {"type": "choices", "options": [{"key": "ok", "label": self.speech.ours(OK)}]}
            return Known(data["key"], "choices", {"OK": "ok", "ok": "ok", "yes": "ok"})
        if kind.what in _NEAREST:
            return self._nearest(row, kind, data)
        data["type"] = _SIMPLE[kind.what]
        if kind.what == "text" and is_yes(self.sheet.said(row, "read_only")):
            self.tell("changed", row, "read_only", N_("This can only be read, so it became a note."), N_("Nothing is needed."))  # fmt: skip
            data["type"] = "note"
        return Known(data["key"], data["type"], whole=kind.what in _WHOLE)

    def _read_only(self, row: int, data: dict[str, Any]) -> None:
        said = self.sheet.said(row, "read_only")
        if said and is_yes(said) is not False and data["type"] != "note":
            what = N_("The form only shows this; here it is asked like any other question.")
            self.tell("changed", row, "read_only", what, N_("Delete it, or make it a note, if nobody should answer it."))  # fmt: skip

    def _whole(self, row: int) -> None:
        """Our own forms say exactly which kind of number is meant."""
        if not self.sheet.said(row, "li_type"):
            what = N_("Whole numbers are meant; a number with a fraction is accepted too.")
            self.tell("told", row, "type", what, N_("Say in the hint that whole numbers are meant."))

    def _nearest(self, row: int, kind: RowType, data: dict[str, Any]) -> Known:
        data["type"], what, mend = _NEAREST[kind.what]
        self.tell("changed", row, "type", what, mend)
        if kind.list_name in self.lists.rows:
            self.lists.refuse(kind.list_name, what, mend)
        return Known(data["key"], data["type"])

    def _choose(self, row: int, kind: RowType, data: dict[str, Any]) -> Known:
        listed = self.lists.get(kind.list_name)
        if not listed or not listed.options or len(listed.options) + kind.or_other > MOST_OPTIONS:
            return self._too_long(row, kind, data, len(listed.options) if listed else 0)
        if listed.offers_na:
            data["na"] = True
        if listed.points is not None:
            data["points"] = listed.points
        if kind.what == "select_one" and listed.yes_no and not kind.or_other and not self._own_type(row):
            return self._yes_no(kind, data, listed)
        return self._options(row, kind, data, listed)

    def _own_type(self, row: int) -> bool:
        """Whether our own file says which kind of choice it is."""
        return self.sheet.said(row, "li_type") not in ("", "yes_no")

    def _too_long(self, row: int, kind: RowType, data: dict[str, Any], length: int) -> Known:
        what = Sentence("The list “%(name)s” has %(length)s choices; 1 to %(most)s can be shown. Words are asked.", name=kind.list_name, length=length, most=MOST_OPTIONS)  # fmt: skip
        mend = N_("Divide the list, or ask for the words as here.")
        self.tell("changed", row, "type", what, mend)
        if kind.list_name in self.lists.rows:
            self.lists.refuse(kind.list_name, what, mend)
        data["type"] = "text"
        return Known(data["key"], "text")

    def _yes_no(self, kind: RowType, data: dict[str, Any], listed: Listed) -> Known:
        self.lists.use(kind.list_name, yes_no=True)
        data["type"] = "yes_no"
        if listed.reverse:
            data["reverse"] = True
        return Known(data["key"], "yes_no", dict(listed.yes_no or {}))

    def _options(self, row: int, kind: RowType, data: dict[str, Any], listed: Listed) -> Known:
        self.lists.use(kind.list_name)
        data["options"] = [dict(one) for one in listed.options]
        words = dict(listed.words)
        if kind.or_other and "other" not in words:
            words["other"] = fit_key("other", set(words.values()))
            data["options"].append({"key": words["other"], "label": self.speech.ours(OTHER)})
        data["type"] = "choices" if kind.what == "select_multiple" else "choice"
        if data["type"] == "choice" and len(listed.options) + kind.or_other < 2:
            data["type"] = "choices"
            self.tell("changed", row, "type", N_("There is only one choice, so it may be ticked or left."), N_("Add what else could be chosen."))  # fmt: skip
        self._unscored(row, listed, data)
        return Known(data["key"], data["type"], words)

    def _unscored(self, row: int, listed: Listed, data: dict[str, Any]) -> None:
        if listed.scored and "points" not in data and not self.sheet.said(row, "li_points"):
            what = N_(
                "Its choices have scores and the question has no points, so it is asked and not scored."
            )
            self.tell("told", row, "type", what, N_("Say in a column li_points how much it is worth."))

    def _required(self, row: int, data: dict[str, Any]) -> None:
        said = self.sheet.said(row, "required")
        answer = is_yes(said) if said else None
        if said and answer is None:
            what = N_("Whether it must be answered depends on a calculation; it need not be answered.")
            self.tell("lost", row, "required", what, N_("Write yes or no, or give the question a condition."))
        elif answer is not None and not (data["type"] == "note" and answer):
            data["required"] = answer

    def _bounds(self, row: int, kind: RowType, data: dict[str, Any], known: Known) -> None:
        if kind.what == "integer":
            self._whole(row)
        if kind.what == "range":
            self._range(row, data)
        elif said := self.sheet.said(row, "parameters"):
            self._parameters(row, said)
        for field, text in (("constraint", self.sheet.said(row, "constraint")), ("type", kind.constraint)):
            if text:
                found, problems = bounds(text, known)
                data |= found
                for problem in problems:
                    what = Sentence("Of the constraint “%(text)s” something was left out. %(why)s", text=text[:120], why=problem)  # fmt: skip
                    self.tell("lost", row, field, what, N_("Say in the hint what is expected."))

    def _parameters(self, row: int, said: str) -> None:
        if said == OUR_PHOTO:
            return
        mend = N_("Nothing is needed: choices stand in the order of their list.")
        if said.startswith("max-pixels"):
            mend = N_("Nothing is needed: the phone makes photos smaller before it sends them.")
        what = Sentence("“%(said)s” was left out.", said=said[:80])
        self.tell("told", row, "parameters", what, mend)

    def _range(self, row: int, data: dict[str, Any]) -> None:
        given = dict(part.split("=", 1) for part in self.sheet.said(row, "parameters").replace(";", " ").replace(",", " ").split() if "=" in part)  # fmt: skip
        start, end, step = (plain_number(given.get(name, usual)) for name, usual in (("start", "1"), ("end", "10"), ("step", "1")))  # fmt: skip
        data |= {"min": start, "max": end} if start is not None and end is not None else {}
        if step == 1:
            self._whole(row)
        else:
            what = Sentence(
                "Steps of %(step)s are not held to: any number in the range is accepted.", step=step
            )
            self.tell("lost", row, "parameters", what, N_("Say in the hint which numbers are meant."))
