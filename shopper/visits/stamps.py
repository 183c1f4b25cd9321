"""Stamps from one device or several: what happened on site, each under the id it was given there."""

from collections.abc import Iterable, Mapping
from typing import Any

from survey_defs import canonical_bytes

Stamp = Mapping[str, Any]

RECOGNISED = "recognised"


def merged_stamps(kept: Iterable[Stamp], told: Iterable[Stamp]) -> list[dict[str, Any]]:
    """All stamps of both; of two with one id that which was changed later. Earliest first.

    The order in which devices tell, and how often, makes no difference."""
    newest: dict[str, Stamp] = {}
    for stamp in (*kept, *told):
        other = newest.get(str(stamp["id"]))
        if other is None or _rank(stamp) > _rank(other):
            newest[str(stamp["id"])] = stamp
    return [dict(one) for one in sorted(newest.values(), key=lambda one: (str(one["at"]), str(one["id"])))]


def _rank(stamp: Stamp) -> tuple[str, bytes]:
    return str(stamp["changed_at"]), canonical_bytes(stamp)


def was_recognised(stamps: Iterable[Stamp]) -> bool:
    """Whether the shopper says that somebody knew them for one."""
    return any(stamp["name"] == RECOGNISED and not stamp.get("removed") for stamp in stamps)
