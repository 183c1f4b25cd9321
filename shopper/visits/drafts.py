"""Drafts: answers on their way, from one device or several, merged so that no word of any is lost.

Each answer of a draft carries the moment that counts for it. Beside the draft, `devices` tells of each
answer `{"device": who wrote it}` and, where that one's clock went ahead of ours, `"at"`: what it said."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, NamedTuple

from shopper import clock
from shopper.models import Outdone
from shopper.visits.controls import Entry
from survey_defs import canonical_bytes

Draft = Mapping[str, Any]

AHEAD = timedelta(minutes=5)
"""A clock that goes further ahead than this is not believed, or its answers would win for ever."""


@dataclass(frozen=True)
class Version:
    """An answer as a device told it (`told`, with that device's time); `at` is the moment that counts."""

    key: str
    told: Mapping[str, Any]
    device: str
    at: str

    @cached_property
    def rank(self) -> tuple[str, str, bytes, str]:
        """Of two versions the one that ranks higher wins, whichever came in first."""
        said = {name: part for name, part in self.told.items() if name != "at"}
        return self.at, self.device, canonical_bytes(said), self.told_at

    @cached_property
    def identity(self) -> tuple[str, str, bytes]:
        """The same for the same version, however often it comes in."""
        return self.key, self.device, canonical_bytes(self.told)

    @property
    def told_at(self) -> str:
        return str(self.told.get("at", ""))

    @property
    def entry(self) -> dict[str, Any]:
        """As it stands in a draft."""
        return {**self.told, "at": self.at} if self.at else dict(self.told)

    @property
    def origin(self) -> dict[str, str]:
        """As it stands beside the draft."""
        own = {"at": self.told_at} if self.told_at != self.at else {}
        return {"device": self.device, **own}


class Lost(NamedTuple):
    version: Version
    why: Outdone


class Drafted(NamedTuple):
    """A draft, and beside it by question which device wrote the answer."""

    draft: Draft
    devices: Mapping[str, Any]

    def standing(self, key: str) -> Version | None:
        """The version that counts so far; an answer that tells no time comes before all others."""
        entry, origin = self.draft.get(key), self.devices.get(key, {})
        if not isinstance(entry, Mapping):
            return None
        told = {**entry, "at": origin["at"]} if "at" in origin else entry
        return Version(key, told, str(origin.get("device", "")), str(entry.get("at", "")))


class Merge(NamedTuple):
    """The draft after a merge, what no longer counts, and the questions whose answer is another now."""

    draft: dict[str, Any]
    devices: dict[str, Any]
    lost: list[Lost]
    changed: list[str]


def merged(
    drafted: Drafted,
    told: Mapping[str, Entry],
    device: str,
    received_at: datetime,
    known: Set[tuple[str, str, bytes]] = frozenset(),
) -> Merge:
    """The draft with the answers that a device tells; an emptied answer is `cleared`, a value like any other.

    Per question the later of (min(at, received_at + 5 min), device, canonical value) wins. `known` are
    the identities of versions that lost before: they come in again and change nothing. So the order in
    which devices tell, and how often, makes no difference."""
    after = Merge(dict(drafted.draft), dict(drafted.devices), [], [])
    latest = clock.stamp(received_at + AHEAD)
    for key, entry in told.items():
        new, old = _arrived(key, entry, device, latest), drafted.standing(key)
        if (known and new.identity in known) or (old and new.identity == old.identity):
            continue
        if old and old.rank > new.rank:
            after.lost.append(Lost(new, Outdone.CAME_LATE))
            continue
        if old:
            after.lost.append(Lost(old, Outdone.REPLACED))
        after.draft[key], after.devices[key] = new.entry, new.origin
        after.changed.append(key)
    return after


def _arrived(key: str, entry: Entry, device: str, latest: str) -> Version:
    told = entry if "value" in entry or "state" in entry else {"state": "cleared", **entry}
    return Version(key, told, device, min(str(told.get("at", "")), latest))


def seen_and_changed(draft: Draft, changes: Mapping[str, Entry], now: datetime) -> dict[str, Entry]:
    """Changes made on our own pages, at a moment after that of the answer which stood there.

    Else an answer from a phone whose clock is ahead could not be changed here for some minutes."""
    return {key: {**entry, "at": _after(draft.get(key), now)} for key, entry in changes.items()}


def _after(stood: Any, now: datetime) -> str:
    at, stamp = str(stood.get("at", "")) if isinstance(stood, Mapping) else "", clock.stamp(now)
    if at < stamp:
        return stamp
    return clock.stamp(datetime.fromisoformat(at) + timedelta(milliseconds=1))


def saved_at(draft: Draft) -> str | None:
    """When the draft was last changed; None where nothing is in it."""
    return max((str(entry.get("at", "")) for entry in draft.values()), default="") or None
