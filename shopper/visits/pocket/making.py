"""Stamps as the server makes and changes them, for a phone without scripts: its own time is unknown."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from flask import abort

from shopper import clock
from shopper.visits.on_site import Stamp, moment

TEXT_MAX = 500


def new_stamp(name: str, text: str = "") -> dict[str, Any]:
    """A stamp of this moment; no timer and no zone tell that the time is that of its arrival."""
    now = clock.stamp(clock.now())
    made: dict[str, Any] = {
        "id": str(uuid4()),
        "name": name,
        "at": now,
        "tapped_at": now,
        "offset_ms": None,
        "zone": None,
        "run": None,
        "changed_at": now,
        "removed": False,
    }
    return {**made, "text": text[:TEXT_MAX]} if text else made


def find(stamps: Iterable[Stamp], stamp_id: str) -> Stamp:
    """The stamp of this id; a 404 where there is none."""
    return next((one for one in stamps if str(one["id"]) == stamp_id), None) or abort(404)


def moved(stamp: Stamp, minutes: int) -> dict[str, Any]:
    """The same some minutes later; when it was tapped stays as it is."""
    return {**stamp, "at": clock.stamp(moment(stamp) + timedelta(minutes=minutes)), **_changed(stamp)}


def taken_back(stamp: Stamp) -> dict[str, Any]:
    """The same, taken back; it is kept and counts no longer."""
    return {**stamp, "removed": True, **_changed(stamp)}


def _changed(stamp: Stamp) -> dict[str, str]:
    """A moment after the last change, whatever the clock of the phone said at that time."""
    last = datetime.fromisoformat(str(stamp["changed_at"])) + timedelta(milliseconds=1)
    return {"changed_at": clock.stamp(max(clock.now(), last))}
