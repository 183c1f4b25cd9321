"""Sentences about what was erased and what is held, the same on every page."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from shopper.language import day
from shopper.models import Visit
from shopper.privacy.marks import ERASED, UNSAID
from shopper.privacy.queries.holds import Hold


def erased_words(on: date, after: int) -> str:
    """What stands where words stood."""
    return ngettext(
        "Erased on %(day)s, after %(num)s day.", "Erased on %(day)s, after %(num)s days.", after, day=day(on)
    )


def gone_words(entry: Any, kind: str, erased: str) -> str:
    """Why an answer shows no words that it once held; '' where nothing is missing.

    `erased` says when, where the page knows it."""
    if not isinstance(entry, Mapping):
        return ""
    if entry.get("few"):
        return _("Too few on duty to show.")
    cleared = erased and kind in UNSAID and entry.get("state") == "cleared"
    gone = cleared or ERASED in (entry.get("value"), entry.get("comment"))
    return (erased or _("Erased.")) if gone else ""


def visit_words(visit: Visit) -> str:
    """The same for a whole report; '' while nothing of it was erased."""
    if visit.erased_at is None:
        return ""
    return erased_words(visit.erased_at.date(), visit.erased_after or 0)


def hold_words(hold: Hold, number: int) -> str:
    """Why visits are kept although their days are over."""
    if hold is Hold.UNDECIDED:
        return ngettext(
            "%(num)s visit is kept until its report is decided.",
            "%(num)s visits are kept until their reports are decided.",
            number,
        )
    if hold is Hold.APPEAL:
        return ngettext(
            "%(num)s visit is kept until the appeal against it is decided.",
            "%(num)s visits are kept until the appeals against them are decided.",
            number,
        )
    return ngettext(
        "%(num)s visit is kept until the action that was opened from it is closed.",
        "%(num)s visits are kept until the actions that were opened from them are closed.",
        number,
    )
