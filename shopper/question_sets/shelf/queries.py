"""What stands on the shelf, which copies of it a person has, and whether it has changed since."""

from dataclasses import dataclass
from datetime import datetime

from flask import abort
from sqlalchemy import select

import survey_defs
from shopper.extensions import db
from shopper.models import Person, QuestionSet, Region
from shopper.permissions import Can, within
from shopper.question_sets.coverage import Coverage, coverage
from shopper.question_sets.words import title_of


@dataclass(frozen=True)
class Shipped:
    """One shipped set, with what it covers."""

    slug: str
    title: str
    definition: survey_defs.QuestionSet
    cover: Coverage


@dataclass(frozen=True)
class Origin:
    """Where a set was copied from; `gone` where the library no longer has that one."""

    slug: str
    title: str
    at: datetime
    changed: bool
    gone: bool


def shipped_or_404(slug: str) -> Shipped:
    """One set of the library."""
    definition = survey_defs.shipped(slug) or abort(404)
    return Shipped(slug, title_of(definition), definition, coverage(definition))


def shelf() -> dict[str, list[Shipped]]:
    """The whole library by kind, covert before self-checks, each in order of titles."""
    sets = sorted((shipped_or_404(slug) for slug in survey_defs.library()), key=lambda one: one.title)
    return {kind: [one for one in sets if one.definition.kind == kind] for kind in ("covert", "self_check")}


def copies(person: Person, slug: str) -> list[QuestionSet]:
    """The person's question sets that were copied from this one."""
    mine = select(QuestionSet).join(Region, Region.id == QuestionSet.client_id)
    mine = mine.where(within(person, Can.SETS_EDIT), QuestionSet.copied_from == slug)
    return list(db.session.scalars(mine.order_by(QuestionSet.title, QuestionSet.id)))


def origin(question_set: QuestionSet) -> Origin | None:
    """Where a set came from; None where it was not copied."""
    slug, at = question_set.copied_from, question_set.copied_at
    if slug is None or at is None:
        return None
    now = survey_defs.shipped(slug)
    if now is None:
        return Origin(slug, slug, at, changed=False, gone=True)
    changed = survey_defs.checksum(now) != question_set.copied_checksum
    return Origin(slug, title_of(now), at, changed, gone=False)
