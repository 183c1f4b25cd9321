"""How a report was filled in: of each device the seconds per touchpoint, changes per answer, reloads.

{"touchpoints": {key: seconds}, "changes": {question: n}, "reloads": n}"""

from collections.abc import Mapping
from typing import Any

Filling = Mapping[str, Any]

DEVICES = 50
"""More than anybody has; whoever tells of more devices than these tells nonsense."""


def grown(filling: Filling, device: str, told: Filling | None) -> dict[str, Any]:
    """The filling of all devices with what one tells; its numbers only grow, so the larger one counts."""
    if told is None or (device not in filling and len(filling) >= DEVICES):
        return dict(filling)
    kept = filling.get(device, {})
    return {
        **filling,
        device: {**_larger(kept, told), "reloads": max(kept.get("reloads", 0), told["reloads"])},
    }


def _larger(kept: Filling, told: Filling) -> dict[str, dict[str, int]]:
    return {name: _each_larger(kept.get(name, {}), told.get(name, {})) for name in ("touchpoints", "changes")}


def _each_larger(kept: Mapping[str, int], told: Mapping[str, int]) -> dict[str, int]:
    return {key: max(kept.get(key, 0), told.get(key, 0)) for key in sorted({*kept, *told})}
