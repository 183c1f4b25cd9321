"""What a store of evidence does. Bytes never change under a name: it is their SHA-256."""

import hashlib
from typing import Protocol

from shopper.troubles import Refused, Trouble


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
        """The names of all that is kept, whether or not a visit names them."""

    def delete(self, sha256: str) -> None:
        """Keep these no longer; nothing happens where there are none."""

    def check(self) -> None:
        """Find out within seconds whether the store answers."""


def prove(sha256: str, content: bytes) -> None:
    """Raise ValueError unless the name is that of the bytes."""
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ValueError("these are not the bytes of that name")
