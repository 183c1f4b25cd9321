"""Documents without what may say who somebody is. Nothing here knows a database."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from shopper.privacy.fates_of_visits import FREE_FACTS, How
from shopper.visits.on_site import NOTE
from survey_defs import QuestionSet

PERSONAL = {"text": "", "moment": "", "location": "", "photo": []}
"""Kinds of questions whose answers are erased, and what stands there then; all others hold codes and numbers."""
OF_A_STAMP = ("id", "name", "at", "tapped_at", "offset_ms", "changed_at", "removed")
"""What stays of a stamp: when it was, and whether it stands."""
APPEAL = "appeal "


class Erasing(NamedTuple):
    """One erasing: by which set answers are read, on which day, after how many days."""

    definition: QuestionSet
    on: date
    after: int


def erased(how: How, value: Any, by: Erasing) -> Any:
    """What stands in a column after it was erased; twice is as once."""
    if value is None or how is How.NOTHING:
        return None
    if how is How.ANSWERS:
        return {key: answer(key, entry, by) for key, entry in value.items()}
    if how is How.STAMPS:
        return stamps(value)
    return {How.WORDS: "", How.FIELDS: {}, How.LIST: [], How.WHY: why(str(value))}[how]


def answer(key: str, entry: Mapping[str, Any], by: Erasing) -> dict[str, Any]:
    """An answer that says when its words went, where it had any; what was chosen or measured stays."""
    question = by.definition.by_key.get(key)
    empty: Any = PERSONAL.get(question.type) if question else ""
    kept = {name: part for name, part in entry.items() if name not in ("comment", "value")}
    if "value" in entry:
        kept["value"] = entry["value"] if empty is None else empty
    gone = bool(entry.get("comment")) or kept.get("value") != entry.get("value")
    return {**kept, "erased": {"on": by.on.isoformat(), "after": by.after}} if gone else kept


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


def count(answers: Mapping[str, Any] | None) -> int:
    """How many answers say that something of them was erased."""
    return sum("erased" in entry for entry in (answers or {}).values())
