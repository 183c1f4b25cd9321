"""The cast of the matrix, and what a row of it says."""

from __future__ import annotations

from hashlib import sha256
from typing import NamedTuple

EVERYBODY = {"asha", "ben", "chloe", "dev", "eve"}
ADMIN, REVIEWER, SHOPPER = {"asha"}, {"ben"}, {"chloe"}
RESULTS = {"asha", "dev"}
DECIDERS = {"asha", "ben"}
MANAGER = {"dev"}

AN_ID = b"0b7e2a54-1d6f-4c39-9f5e-6a1f0c8d2b43"
A_PHOTO = b"nearly a photo"
A_NAME = sha256(A_PHOTO).hexdigest()


class Row(NamedTuple):
    who: set[str]
    about: str = ""
    more: dict[str, object] = {}  # noqa: RUF012 - never changed
    fields: dict[str, str] = {}  # noqa: RUF012 - never changed
    body: bytes = b""
