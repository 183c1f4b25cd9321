"""The sheet settings: what the set is called, and what it says of itself."""

from typing import Any

from survey_defs.formats.keys import fit_slug
from survey_defs.formats.leftovers import SETTINGS, leftovers
from survey_defs.formats.overlaying import overlay_settings
from survey_defs.formats.sheets import Book
from survey_defs.formats.speech import Speech
from survey_defs.formats.telling import Teller
from survey_defs.sentence import N_, Sentence


def read_settings(book: Book, stem: str, speech: Speech, teller: Teller) -> tuple[dict[str, Any], bool]:
    """The head of the set, and whether the form was written by us."""
    sheet = book.sheet("settings")
    row = next(iter(sheet.rows), None) if sheet else None
    said = {name: sheet.said(row, name) for name in ("form_title", "form_id")} if sheet and row else {}
    title, form_id = said.get("form_title", ""), said.get("form_id", "")
    settings: dict[str, Any] = {
        "slug": fit_slug(form_id, title, stem),
        "title": title or form_id or stem or "Form",
        "languages": list(speech.languages),
    }
    is_ours = False
    if sheet is not None and row is not None:
        leftovers(sheet, row, SETTINGS, teller)
        overlay_settings(sheet, row, settings, teller)
        is_ours = "li_kind" in sheet.columns
        _tell_slug(form_id, settings["slug"], row, teller)
        teller.became[("settings", row)] = str(settings["slug"])
        _tell_more([other for other in sheet.rows if other != row], teller)
    return settings, is_ours


def _tell_slug(form_id: str, slug: object, row: int, teller: Teller) -> None:
    if form_id and slug != form_id:
        what = Sentence("The form “%(form_id)s” is called “%(slug)s” here: small letters, digits and hyphens.", form_id=form_id, slug=slug)  # fmt: skip
        teller.tell("told", "settings", row, "form_id", what, N_("Nothing is needed."))


def _tell_more(rows: list[int], teller: Teller) -> None:
    if rows:
        what = N_("Settings stand in one row; these further rows were left out.")
        teller.tell(
            "lost", "settings", rows, "", what, N_("Put everything into the first row below the headings.")
        )
