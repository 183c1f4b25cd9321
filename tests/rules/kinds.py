"""What a kind of object is to the matrix."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Values = dict[str, Any]


@dataclass
class Kind:
    """Route values of what is one's own, of what another client has, and of what is next door."""

    own: Values
    elsewhere: Values
    next_door: Values | None = None
    """Inside the client, but not within the grant: another region, or another shopper's visit."""
    by_name: dict[str, Values] = field(default_factory=dict)
    """What is one's own where that is somebody else's for each of the cast."""
