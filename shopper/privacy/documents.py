"""Documents without what may say who somebody is. Nothing here knows a database."""

from collections.abc import Iterable, Mapping
from typing import Any

from shopper.privacy.fates_of_visits import FREE_FACTS, How
from shopper.privacy.marks import ERASED, OF_TEXT, UNSAID
from shopper.visits.on_site import NOTE
from survey_defs import QuestionSet

OF_A_STAMP = ("id", "name", "at", "tapped_at", "offset_ms", "changed_at", "removed")
"""What stays of a stamp: when it was, and whether it stands."""
APPEAL = "appeal "


def erased(how: How, value: Any, definition: QuestionSet) -> Any:
    """What stands in a column after it was erased; twice is as once."""
    if value is None or how is How.NOTHING:
        return None
    if how is How.ANSWERS:
        return {key: answer(key, entry, definition) for key, entry in value.items()}
    if how is How.STAMPS:
        return stamps(value)
    return {How.WORDS: "", How.FIELDS: {}, How.LIST: [], How.WHY: why(str(value))}[how]


def answer(key: str, entry: Mapping[str, Any], definition: QuestionSet) -> dict[str, Any]:
    """An answer without what somebody wrote, took or located; what was chosen or measured stays."""
    question = definition.by_key.get(key)
    kind = question.type if question else "text"
    kept = dict(entry)
    if kept.get("comment"):
        kept["comment"] = ERASED
    if kind in OF_TEXT and kept.get("value"):
        kept["value"] = ERASED
    if kind in UNSAID and "value" in kept:
        del kept["value"]
        kept["state"] = "cleared"
    return kept


def stamps(told: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The stamps without notes, and without what tells of the phone."""
    kept = [one for one in told if one.get("name") != NOTE]
    return [{name: one[name] for name in OF_A_STAMP if name in one} for one in kept]


def why(words: str) -> str:
    """Why a score was written, in our words alone: `accepted`, `imported`, or which appeal was upheld."""
    if words.startswith(APPEAL):
        return words.partition(",")[0]
    return words if " " not in words else ""


def facts(action: str, told: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of an audit line without what somebody wrote."""
    free = FREE_FACTS.get(action, frozenset())
    return {name: "" if name in free and value else value for name, value in told.items()}


def count(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> int:
    """How many answers lost something."""
    return sum(entry != (after or {}).get(key) for key, entry in (before or {}).items())
