"""Where few are on duty everybody knows whom a report means, named or not. One rule for every page."""

from collections.abc import Mapping
from typing import Any

from shopper.models import DayPart

ANY_TIME = ""
PARTS = (ANY_TIME, *map(str, DayPart))
HIDDEN = {"few": True}
"""What stands in an answer in the place of words that are not shown."""


def hides_words(names_staff: bool | None, on_duty: Mapping[str, Any] | None, part: str, least: int) -> bool:
    """Whether a manager may not read what was written on a visit.

    Only where its wave lets reports name staff. `part` is the part of the day of the visit; the number for
    any time holds where that part has none of its own, and a number that nobody wrote counts as too few."""
    if not names_staff:
        return False
    told = on_duty or {}
    known = told.get(part, told.get(ANY_TIME))
    return known is None or known < least


def without_words(answers: Mapping[str, Any] | None, kinds: Mapping[str, str]) -> dict[str, Any]:
    """Answers as such a manager sees them: what was chosen or measured, and no words; `kinds` by question."""
    return {key: one_without_words(entry, kinds.get(key, "text")) for key, entry in (answers or {}).items()}


def one_without_words(entry: Mapping[str, Any], kind: str) -> dict[str, Any]:
    """The same for one answer; moments stay, for they are thanks that are meant for somebody."""
    written = kind == "text" and entry.get("value")
    if not written and not entry.get("comment"):
        return dict(entry)
    kept = {name: part for name, part in entry.items() if name != "comment"}
    return {**kept, **({"value": ""} if written else {}), **HIDDEN}
