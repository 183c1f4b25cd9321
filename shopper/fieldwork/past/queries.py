"""What an import needs to know. It is started on the terminal, by the operator of the machine."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import case, func, select

from shopper.extensions import db
from shopper.models import (
    IN_FORCE,
    Branch,
    QuestionSet,
    QuestionSetVersion,
    Region,
    VersionState,
    Visit,
    VisitScore,
    VisitState,
)

SOME = 500


def client_of(version: QuestionSetVersion) -> Region:
    """The client that a version's set belongs to."""
    return db.session.get_one(Region, version.question_set.client_id)


def latest_published(client: Region, slug: str) -> QuestionSetVersion | None:
    """The newest published version of a client's set."""
    found = (
        select(QuestionSetVersion)
        .join(QuestionSetVersion.question_set)
        .where(QuestionSet.client_id == client.id, QuestionSet.slug == slug)
        .where(QuestionSetVersion.state == VersionState.PUBLISHED)
        .order_by(QuestionSetVersion.number.desc())
        .limit(1)
    )
    return db.session.scalar(found)


def regions_below(client: Region) -> dict[str, Region]:
    """The regions directly below a client, by name."""
    found = db.session.scalars(select(Region).where(Region.parent_id == client.id))
    return {region.name: region for region in found}


def branches_of(client: Region) -> dict[str, Branch]:
    """All branches of a client, by code."""
    found = db.session.scalars(select(Branch).where(Branch.client_id == client.id))
    return {branch.code: branch for branch in found}


def stored_ids(ids: Iterable[UUID]) -> set[UUID]:
    """Which of these visits are stored already."""
    wanted = list(ids)
    parts = (wanted[start : start + SOME] for start in range(0, len(wanted), SOME))
    return {
        found for part in parts for found in db.session.scalars(select(Visit.id).where(Visit.id.in_(part)))
    }


def visits_by_branch(client: Region, slug: str) -> list[tuple[int, int]]:
    """For each branch with released visits of a set: how many, and how many of them not scored."""
    not_scored = func.sum(case((VisitScore.raw.is_(None), 1), else_=0))
    found = (
        select(func.count(), not_scored)
        .select_from(Visit)
        .join(Visit.branch)
        .join(Visit.version)
        .join(QuestionSetVersion.question_set)
        .join(VisitScore, IN_FORCE)
        .where(QuestionSet.client_id == client.id, QuestionSet.slug == slug)
        .where(Visit.state == VisitState.RELEASED)
        .group_by(Visit.branch_id)
    )
    return [(count, bad) for count, bad in db.session.execute(found)]
