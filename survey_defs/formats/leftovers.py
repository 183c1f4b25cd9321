"""Columns that a question set has no place for: each filled cell is told, with what to do instead."""

from collections.abc import Mapping

from survey_defs.formats.report import Level
from survey_defs.formats.sheets import Sheet
from survey_defs.formats.telling import Teller
from survey_defs.sentence import N_, Sentence

Advice = tuple[Level, str, str]

_MEDIA: Advice = ("lost", N_("Pictures, sound and film in a question were left out."), N_("Describe in words what they show, or put it into the shopper's briefing."))  # fmt: skip

SURVEY: Mapping[str, Advice | None] = {
    **dict.fromkeys(("type", "name", "label", "hint", "relevant", "constraint", "required", "parameters", "read_only")),
    "appearance": ("told", N_("How the question is laid out was left out."), N_("Nothing is needed: the pages lay out each kind of question themselves.")),
    "default": ("lost", N_("The answer proposed here was left out."), N_("Questions start empty, so that nobody reports what was not seen.")),
    "calculation": ("lost", N_("The calculation was left out."), N_("Ask for the result, or work it out from the answers in an export.")),
    "trigger": ("lost", N_("The trigger was left out."), N_("Ask the question where it belongs in the journey.")),
    "choice_filter": ("changed", N_("The filter was left out: all choices of the list are shown."), N_("Ask once for each case, with a list and a condition of its own.")),
    "constraint_message": ("told", N_("The words for a wrong answer were left out; ours are shown."), N_("Say in the hint what is expected.")),
    "required_message": ("told", N_("The words for a missing answer were left out; ours are shown."), N_("Nothing is needed.")),
    "guidance_hint": ("lost", N_("The guidance was left out."), N_("Put it into the hint, or into the shopper's briefing.")),
    "repeat_count": ("lost", N_("How often to repeat was left out."), N_("Ask once, or write the question several times.")),
    "note": ("told", N_("A remark of the author was left out."), N_("Nothing is needed.")),
    "disabled": ("told", N_("A mark for switching rows off was read."), N_("Nothing is needed.")),
    **dict.fromkeys(("image", "audio", "video", "big-image", "autoplay"), _MEDIA),
}  # fmt: skip
CHOICES: Mapping[str, Advice | None] = {
    **dict.fromkeys(("list_name", "name", "label", "score", "na", "li_label")),
    **dict.fromkeys(("image", "audio", "video", "big-image"), _MEDIA),
}  # fmt: skip
SETTINGS: Mapping[str, Advice | None] = {
    **dict.fromkeys(("form_title", "form_id", "default_language")),
    "version": ("told", N_("The version was left out."), N_("Nothing is needed: versions are numbered when they are published.")),
    "instance_name": ("told", N_("The name of a filled-in form was left out."), N_("Nothing is needed: visits are named by branch and date.")),
    "style": ("told", N_("The style of pages was left out."), N_("Nothing is needed: touchpoints are the pages.")),
    "allow_choice_duplicates": ("told", N_("That names may stand twice on a list was read."), N_("Nothing is needed: the second was given a key of its own.")),
    **dict.fromkeys(("submission_url", "public_key", "auto_send", "auto_delete"), ("told", N_("Where filled-in forms are sent was left out."), N_("Nothing is needed: reports come here."))),
}  # fmt: skip


def leftovers(sheet: Sheet, row: int, known: Mapping[str, Advice | None], teller: Teller) -> None:
    """Tells each filled cell of a row that nothing is made of; `li_` columns are read elsewhere."""
    for column in sheet.rows[row]:
        heading = sheet.headings.get(column)
        if heading is None:
            _tell_bare(sheet, row, teller)
        elif heading.field not in known and not heading.field.startswith("li_"):
            if teller.is_new(sheet.name, column):
                _tell_unknown(sheet, column, teller)
        elif advice := known.get(heading.field):
            level, what, mend = advice
            teller.tell(level, sheet.name, row, sheet.header[column], what, mend)


def _tell_bare(sheet: Sheet, row: int, teller: Teller) -> None:
    what = N_("There is something in a column without a heading; it was left out.")
    teller.tell("told", sheet.name, row, "", what, N_("Give the column a heading, or delete it."))


def _tell_unknown(sheet: Sheet, column: int, teller: Teller) -> None:
    """Once for the whole column."""
    what = Sentence("The column “%(heading)s” has no place in a question set.", heading=sheet.header[column])
    mend = N_(
        "Nothing is needed, unless it says something that shoppers should read: put that into the hint."
    )
    teller.tell("told", sheet.name, sheet.filled(column), sheet.header[column], what, mend)
