"""What a program is told: ids, links and the score. Nobody who shopped, and no word that anybody wrote."""

from datetime import date, datetime

from pydantic import Field

from shopper.accounts.tokens import public_address
from shopper.api.integrations.replies import BranchOf, ResultOf, Scored, SetOf
from shopper.api.types import Reply
from shopper.models import Event, Visit, VisitScore, Webhook

MEASURES = ("raw", "official", "flat", "finish", "set_up", "gap")


class ResultTold(ResultOf):
    visited_on: date | None
    score: Scored | None = Field(description="None where the result was withdrawn.")
    report: str | None = Field(
        description="The address of the report, for people who may see it; none while it is withdrawn."
    )


class PingTold(Reply):
    client: int


class ResultMessage(Reply):
    """A result was released, scored again or withdrawn."""

    type: Event
    timestamp: datetime = Field(description="When that happened. Of two about one visit the later counts.")
    data: ResultTold


class PingMessage(Reply):
    """A test that an admin sent."""

    type: Event
    timestamp: datetime
    data: PingTold


def about_result(event: Event, visit: Visit, score: VisitScore, at: datetime) -> str:
    """The body about one visit, as JSON."""
    gone = event == Event.WITHDRAWN
    data = ResultTold(
        visit=visit.id,
        reference=visit.reference,
        branch=BranchOf(id=visit.branch.id, code=visit.branch.code, name=visit.branch.name),
        question_set=SetOf(slug=visit.version.question_set.slug, number=visit.version.number),
        visited_on=visit.visited_on,
        score=None if gone else _score(score),
        report=None if gone else public_address("dashboards.report", visit_id=str(visit.id)),
    )
    return ResultMessage(type=event, timestamp=at, data=data).model_dump_json()


def _score(score: VisitScore) -> Scored:
    points = {name: _points(getattr(score, name)) for name in MEASURES}
    return Scored(number=score.number, outcome=score.outcome, band=score.band, **points)


def _points(hundredths: int | None) -> float | None:
    return None if hundredths is None else hundredths / 100


def ping_body(webhook: Webhook, at: datetime) -> str:
    """The body of a test."""
    data = PingTold(client=webhook.client_id)
    return PingMessage(type=Event.PING, timestamp=at, data=data).model_dump_json()
