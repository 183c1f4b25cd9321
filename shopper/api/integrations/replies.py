"""What these calls take and answer."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field, WithJsonSchema

from shopper.api.types import Body, Count, Day, Key, Moment, Reply, Uuid
from shopper.requests import HIGHEST

PAGE, MOST = 100, 500

Id = Annotated[
    Count, Field(ge=1, le=HIGHEST), WithJsonSchema({"type": "integer", "minimum": 1, "maximum": HIGHEST})
]
"""The number of a row, in an address."""


class BranchesQuery(Body):
    after: Count = Field(0, ge=0, le=HIGHEST, description="The id of the last branch of the page before.")
    limit: Count = Field(PAGE, ge=1, le=MOST)


class RegionOf(Reply):
    id: int
    name: str


class BranchReply(Reply):
    id: int
    code: str
    name: str
    address: str
    region: RegionOf
    time_zone: str
    format: str
    currency: str
    opened_on: date | None
    closed_on: date | None = Field(description="The first day without customers.")
    latitude: float | None = Field(description="Degrees north (WGS 84); both are there, or neither.")
    longitude: float | None = Field(description="Degrees east.")


class BranchesReply(Reply):
    branches: list[BranchReply]
    more: bool
    next: str | None = Field(description="The address of the next page.")


class VisitsQuery(Body):
    """Which visits; without any of these, all."""

    visited_from: Day | None = Field(None, description="The first day, in the branch's own calendar.")
    visited_to: Day | None = Field(None, description="The last day.")
    branch: Id | None = Field(None, description="The id of one branch.")
    question_set: Key | None = Field(None, description="The slug of a question set.")
    version: Id | None = Field(None, description="The number of a version.")


class SincePage(VisitsQuery):
    since: Moment | None = Field(None, description="What happened then or later.")
    after: Uuid | None = Field(
        None, description="Of what happened at exactly `since`, what is after this visit."
    )
    limit: Count = Field(PAGE, ge=1, le=MOST)


class ScoresQuery(SincePage):
    """By when they came into force."""


class WithdrawnQuery(SincePage):
    """By when they were withdrawn."""


class BranchOf(Reply):
    id: int
    code: str
    name: str


class SetOf(Reply):
    slug: str
    number: int


class Scored(Reply):
    """A score as programs are told of it."""

    number: int = Field(description="1 at first; a score that was corrected comes again, with the next one.")
    outcome: str
    band: str | None
    raw: float | None = Field(description="Points from 0 to 100, as are those that follow.")
    official: float | None
    flat: float | None
    finish: float | None
    set_up: float | None
    gap: float | None = Field(description="`finish` less `set_up`, −100 to 100.")


class ResultOf(Reply):
    """Which visit a result is of; nobody who shopped."""

    visit: UUID
    reference: str | None
    branch: BranchOf
    question_set: SetOf


class ScoreReply(ResultOf, Scored):
    visited_on: date
    in_force_since: datetime


class ScoresReply(Reply):
    scores: list[ScoreReply]
    more: bool
    next: str | None = Field(
        description="Where to go on: now where there is `more`, else when there may be new ones. "
        "A score shows here some seconds after its release, so that none is passed over."
    )


class WithdrawnReply(Reply):
    visit: UUID
    reference: str | None
    branch: BranchOf
    question_set: SetOf
    visited_on: date
    withdrawn_at: datetime


class AllWithdrawnReply(Reply):
    withdrawn: list[WithdrawnReply]
    more: bool
    next: str | None = Field(description="Where to go on, as with scores.")


class VersionQuery(Body):
    client: Count = Field(
        0, ge=0, le=HIGHEST, description="Whose, where several of your clients have this slug."
    )


class VersionReply(Reply):
    slug: str
    number: int
    title: str
    client: int
    checksum: str
    published_at: datetime
    definition: dict[str, Any]


class ExportQuery(VisitsQuery):
    """Of which visits."""
