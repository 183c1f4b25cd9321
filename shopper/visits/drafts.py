"""Drafts: answers on their way, each with the moment it was last changed."""

from collections.abc import Mapping
from typing import Any

from shopper.visits.controls import Entry

Draft = Mapping[str, Any]


def merged(draft: Draft, changes: Mapping[str, Entry], at: str) -> dict[str, Any]:
    """The draft with these changes made at `at` (RFC 3339, UTC, milliseconds).

    Per question the later moment wins, so two tabs lose nothing of each other; an emptied answer
    is `cleared`, a value like any other."""
    told = {key: {**(entry or {"state": "cleared"}), "at": at} for key, entry in changes.items()}
    return {**draft, **{key: entry for key, entry in told.items() if _is_later(entry, draft.get(key))}}


def _is_later(entry: Entry, stored: Any) -> bool:
    return not isinstance(stored, Mapping) or str(entry["at"]) >= str(stored.get("at", ""))


def saved_at(draft: Draft) -> str | None:
    """When the draft was last changed; None where nothing is in it."""
    return max((str(entry.get("at", "")) for entry in draft.values()), default="") or None
