"""The calls of integrations."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from flask import Response, stream_with_context, url_for

from shopper.accounts.sessions import me
from shopper.api.blueprint import api
from shopper.api.calls import call
from shopper.api.integrations import queries
from shopper.api.integrations.replies import (
    AllWithdrawnReply,
    BranchesQuery,
    BranchesReply,
    ExportQuery,
    ScoresQuery,
    ScoresReply,
    SincePage,
    VersionQuery,
    VersionReply,
    VisitsQuery,
    WithdrawnQuery,
)
from shopper.api.types import Problem
from shopper.models import Branch, Scope
from shopper.operations.csv_files import as_csv
from shopper.permissions import Can, needs
from survey_defs import say
from survey_defs.dump import definition as whole

POINTS = ("raw", "official", "flat", "finish", "set_up", "gap")


@api.get("/branches")
@needs(Can.RESULTS_SEE)
@call(
    "The branches whose results you see, by id, page by page",
    query=BranchesQuery, answers={200: BranchesReply}, scope=Scope.BRANCHES, etag=True,
)  # fmt: skip
def branches(query: BranchesQuery) -> dict[str, Any]:
    found = queries.branches(me(), query)
    page, more = found[: query.limit], len(found) > query.limit
    onward = _next("api.branches", after=page[-1].id, limit=query.limit) if more else None
    return {"branches": [_branch(each) for each in page], "more": more, "next": onward}


def _branch(row: Branch) -> dict[str, Any]:
    plain = (
        "id", "code", "name", "address", "time_zone", "format", "currency", "opened_on", "closed_on", "latitude", "longitude",
    )  # fmt: skip
    region = {"id": row.region.id, "name": row.region.name}
    return {**{name: getattr(row, name) for name in plain}, "region": region}


@api.get("/scores")
@needs(Can.RESULTS_SEE)
@call(
    "Scores of released visits, in the order in which they came into force, page by page",
    query=ScoresQuery, answers={200: ScoresReply}, scope=Scope.SCORES, etag=True,
)  # fmt: skip
def scores(query: ScoresQuery) -> dict[str, Any]:
    found = queries.scores(me(), query)
    page, more = found[: query.limit], len(found) > query.limit
    since, after = (page[-1].in_force_since, page[-1].visit) if page else (query.since, query.after)
    onward = _onward("api.scores", query, since, after)
    return {"scores": [_score(row) for row in page], "more": more, "next": onward}


@api.get("/scores/withdrawn")
@needs(Can.RESULTS_SEE)
@call(
    "Visits whose result was withdrawn and not released again, in the order in which that happened",
    query=WithdrawnQuery, answers={200: AllWithdrawnReply}, scope=Scope.SCORES, etag=True,
)  # fmt: skip
def withdrawn(query: WithdrawnQuery) -> dict[str, Any]:
    found = queries.withdrawn(me(), query)
    page, more = found[: query.limit], len(found) > query.limit
    since, after = (page[-1].withdrawn_at, page[-1].visit) if page else (query.since, query.after)
    onward = _onward("api.withdrawn", query, since, after)
    told = ("visit", "reference", "visited_on", "withdrawn_at")
    rows = [{**{name: getattr(row, name) for name in told}, **_where(row)} for row in page]
    return {"withdrawn": rows, "more": more, "next": onward}


def _score(row: Any) -> dict[str, Any]:
    told = ("visit", "reference", "visited_on", "in_force_since", "number", "outcome", "band")
    return {
        **{name: getattr(row, name) for name in told},
        **{name: _points(getattr(row, name)) for name in POINTS},
        **_where(row),
    }


def _where(row: Any) -> dict[str, Any]:
    """Which branch it was, and what was asked there."""
    return {
        "branch": {"id": row.branch_id, "code": row.branch_code, "name": row.branch},
        "question_set": {"slug": row.question_set, "number": row.version},
    }


def _points(hundredths: int | None) -> float | None:
    return None if hundredths is None else hundredths / 100


def _onward(endpoint: str, query: SincePage, since: datetime | None, after: UUID | None) -> str:
    """The same question, from where this page ends."""
    asked = {name: getattr(query, name) for name in VisitsQuery.model_fields}
    start = {"since": since.isoformat() if since else None, "after": after, "limit": query.limit}
    return _next(endpoint, **asked, **start)


def _next(endpoint: str, **values: Any) -> str:
    return f"{url_for(endpoint)}?{urlencode({k: v for k, v in values.items() if v is not None})}"


@api.get("/question-sets/<slug>/versions/<int:number>")
@needs(Can.SETS_EDIT)
@call(
    "A published version of a question set, whole",
    query=VersionQuery, answers={200: VersionReply, 409: Problem}, scope=Scope.SETS, etag=True,
)  # fmt: skip
def question_set(slug: str, number: int, query: VersionQuery) -> dict[str, Any]:
    version = queries.version_or_404(me(), slug, number, query.client)
    definition = version.definition
    return {
        "slug": definition.slug,
        "number": version.number,
        "title": say(definition.title),
        "client": version.question_set.client_id,
        "checksum": version.checksum,
        "published_at": version.published_at,
        "definition": whole(definition),
    }


@api.get("/exports/visits.csv")
@needs(Can.RESULTS_SEE)
@call(
    "All released visits with their scores, as one CSV file",
    query=ExportQuery, answers={200: "text/csv"}, scope=Scope.EXPORTS,
)  # fmt: skip
def visits_csv(query: ExportQuery) -> Response:
    names = [column.name for column in queries.COLUMNS]
    rows = (
        [_cell(name, value) for name, value in zip(names, row, strict=True)]
        for row in queries.every_visit(me(), query)
    )
    answer = Response(stream_with_context(as_csv(names, rows)), content_type="text/csv; charset=utf-8")
    answer.headers.set("Content-Disposition", "attachment", filename="visits.csv")
    return answer


def _cell(name: str, value: Any) -> Any:
    return _points(value) if name in POINTS else value
