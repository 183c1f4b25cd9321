"""What a phone is answered."""

from datetime import date
from typing import Any

from shopper.api.types import Moment, Reply, Uuid


class VersionPart(Reply):
    set: str
    number: int


class VisitPart(Reply):
    """One visit in the list; `pages` are the addresses that a phone keeps to work without a network."""

    id: Uuid
    state: str
    title: str
    branch: str
    address: str
    window_from: date | None
    window_to: date | None
    due: Moment | None
    version: VersionPart
    brief: str
    pages: list[str]


class VisitsReply(Reply):
    visits: list[VisitPart]


class PlacePart(Reply):
    question: str
    index: int
    sha256: str


class VisitReply(VisitPart):
    """One visit whole; `photos` are those that are in, by the names they were sent under."""

    definition: dict[str, Any]
    draft: dict[str, Any]
    stamps: list[Any]
    left_early: bool
    latest: Uuid | None
    photos: list[PlacePart]


class DraftReply(Reply):
    """The draft after the merge."""

    answers: dict[str, Any]
    stamps: list[Any]
    state: str
    received_at: Moment


class PhotoReply(Reply):
    question: str
    index: int
    sha256: str


class ReceiptReply(Reply):
    """A report that is safe here; it is all in once nothing is `missing`."""

    reference: str
    received_at: Moment
    submission_id: Uuid
    hidden: list[str]
    missing: list[PlacePart]
