"""What a store of evidence does. Bytes never change under a name: it is their SHA-256."""

import hashlib
import re
from typing import Protocol

from shopper.troubles import Refused, Trouble

NAME = re.compile(r"[0-9a-f]{64}")


class StoreAway(Refused):
    """The store does not answer or takes nothing; the same may work later."""

    def __init__(self) -> None:
        super().__init__(Trouble.STORE_AWAY)


class Store(Protocol):
    """Every call raises StoreAway where the store cannot do it just now."""

    def put(self, sha256: str, content: bytes) -> bool:
        """Keep bytes for good under their own name; True where they were not there yet. Only when this
        has returned are they safe. Raises ValueError where the name is that of other bytes."""

    def get(self, sha256: str) -> bytes | None:
        """The bytes of this name; None where there are none."""

    def has(self, sha256: str) -> bool:
        """Whether there are bytes of this name."""

    def names(self) -> set[str]:
        """The names of all evidence that is kept, whether or not a visit names it."""

    def delete(self, sha256: str) -> None:
        """Keep these no longer; nothing happens where there are none."""

    def check(self) -> None:
        """Find out within seconds whether the store answers."""


def is_name(name: str) -> bool:
    """Whether it is the name of evidence: a store may be shared with others, whose things are not ours."""
    return NAME.fullmatch(name) is not None


def prove(sha256: str, content: bytes) -> None:
    """Raise ValueError unless the name is that of the bytes."""
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ValueError("these are not the bytes of that name")
