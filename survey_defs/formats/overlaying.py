"""What the `li_` columns say, laid over what was read from the columns of every form."""

from typing import Any

from survey_defs.formats.cells_out import says_otherwise
from survey_defs.formats.draft import DraftQuestion, DraftTouchpoint
from survey_defs.formats.keys import MOST_OF_TOUCHPOINT, fit_key
from survey_defs.formats.native import PREFIX, own_value
from survey_defs.formats.sheets import Sheet
from survey_defs.formats.telling import Teller
from survey_defs.possible import YES_NO
from survey_defs.schema import QuestionSet, Touchpoint
from survey_defs.sentence import N_, Sentence
from survey_defs.values import MOMENTUM
from survey_defs.whereabouts import KINDS

Own = dict[str, tuple[Any, int]]
_WORDED = {"momentum": MOMENTUM, "yes_no": YES_NO}


def own_cells(sheet: Sheet, row: int) -> Own:
    """The filled `li_` cells of a row: value and column by key of the format."""
    return {
        heading.field.removeprefix(PREFIX): (own_value(sheet.rows[row][column]), column)
        for column, heading in sheet.headings.items()
        if heading.field.startswith(PREFIX) and column in sheet.rows[row]
    }


def overlay_question(sheet: Sheet, question: DraftQuestion, teller: Teller, taken: set[str]) -> None:
    """Lays them over a question; what it cannot have is told."""
    own, data = own_cells(sheet, question.row or 0), question.data
    _keep_changed(sheet, question.row or 0, own, data, teller)
    if "type" in own and not _retype(question, own["type"][0]):
        _tell_unfit(sheet, question.row or 0, own["type"][1], teller)
    fields = KINDS[data["type"]].model_fields
    for key, (value, column) in own.items():
        if key == "type":
            continue
        if key == "key":
            data["key"] = fit_key(str(value), taken)
        elif key == "show_if":
            question.own_condition = value
        elif key in fields:
            data[key] = value
        else:
            _tell_unfit(sheet, question.row or 0, column, teller)
    question.known.key = data["key"]
    for key in [key for key in data if key not in fields]:
        del data[key]


def _retype(question: DraftQuestion, said: Any) -> bool:
    """Makes it one of ours that XLSForm has no type for; False where there is no such kind."""
    data, known = question.data, question.known
    if not isinstance(said, str) or said not in KINDS:
        return False
    if said == "scale" and "options" in data:
        data["scale"] = data.pop("options")
    if said in _WORDED:
        known.words = {**known.words, **{word: word for word in _WORDED[said]}}
    if said == "recommend":
        data.pop("min", None)
        data.pop("max", None)
    data["type"] = known.type = said
    return True


def overlay_touchpoint(sheet: Sheet, touchpoint: DraftTouchpoint, teller: Teller) -> None:
    own = own_cells(sheet, touchpoint.row or 0)
    _keep_changed(sheet, touchpoint.row or 0, own, touchpoint.data, teller)
    for key, (value, column) in own.items():
        if key in Touchpoint.model_fields and key != "questions":
            fitted = fit_key(str(value), (), MOST_OF_TOUCHPOINT) if key == "key" else value
            touchpoint.data[key] = fitted
        else:
            _tell_unfit(sheet, touchpoint.row or 0, column, teller)


def overlay_settings(sheet: Sheet, row: int, settings: dict[str, Any], teller: Teller) -> None:
    for key, (value, column) in own_cells(sheet, row).items():
        if key in QuestionSet.model_fields and key != "touchpoints":
            settings[key] = value
        else:
            _tell_unfit(sheet, row, column, teller)


def _keep_changed(sheet: Sheet, row: int, own: Own, data: dict[str, Any], teller: Teller) -> None:
    """Words that were changed in their own columns since we wrote them count more than our copy of them."""
    for field in [field for field in ("text", "hint", "title") if field in own and field in data]:
        value, column = own[field]
        if says_otherwise(value, data[field]):
            del own[field]
            what = Sentence("“%(heading)s” does not say the same as the words beside it; these count.", heading=sheet.header[column])  # fmt: skip
            mend = N_("Clear the cell where you change the words.")
            teller.tell("changed", sheet.name, row, sheet.header[column], what, mend)


def _tell_unfit(sheet: Sheet, row: int, column: int, teller: Teller) -> None:
    heading = sheet.header[column]
    what = Sentence("“%(heading)s” is nothing that this can have; it was left out.", heading=heading)
    mend = N_("Clear the cell, or correct the heading: li_ and a key of the format.")
    teller.tell("lost", sheet.name, row, heading, what, mend)
