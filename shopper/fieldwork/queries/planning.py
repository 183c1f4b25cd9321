"""What a wave may be made of: published versions, and branches that are open in its days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, false, func, or_, select

from shopper.extensions import db
from shopper.models import (
    Branch,
    Person,
    QuestionSet,
    QuestionSetVersion,
    Region,
    VersionState,
    Wave,
    WaveBranch,
    WaveState,
)
from shopper.permissions import ROLE_CAN, Can, within


def published(person: Person, wave: Wave | None = None) -> list[QuestionSetVersion]:
    """The versions that the person's waves may use: published ones of clients they have a part of.

    Of a retired set only what `wave`, which is planned already, uses; none with which people look for
    themselves."""
    grants = (grant for grant in person.grants if Can.WAVES_EDIT in ROLE_CAN[grant.role])
    mine = {grant.region.client_id for grant in grants}
    found = select(QuestionSetVersion).join(QuestionSetVersion.question_set)
    found = found.where(QuestionSet.client_id.in_(mine), QuestionSetVersion.state == VersionState.PUBLISHED)
    in_use = QuestionSetVersion.id == wave.version_id if wave else false()
    found = found.where(or_(QuestionSet.retired_at.is_(None), in_use))
    rows = db.session.scalars(found.order_by(QuestionSet.title, QuestionSetVersion.number.desc()))
    return [one for one in rows if not one.is_self_check]


@dataclass(frozen=True)
class Spot:
    """A branch as the tree of a plan shows it."""

    id: int
    name: str
    code: str
    region_id: int


def spots(person: Person, words: str) -> list[Spot]:
    """The person's branches whose name, code or region holds the words, by name."""
    rows = select(Branch.id, Branch.name, Branch.code, Branch.region_id).join(Branch.region)
    holds = (column.icontains(words, autoescape=True) for column in (Branch.name, Branch.code, Region.name))
    mine = rows.where(within(person, Can.WAVES_EDIT), or_(*holds))
    return [Spot(*row) for row in db.session.execute(mine.order_by(func.lower(Branch.name), Branch.id))]


def branches(
    person: Person, client_id: int, regions: Iterable[Region], codes: Iterable[str], ids: Iterable[int]
) -> list[Branch]:
    """The person's branches of a client: those in these regions and below, of these codes, of these keys."""
    lower = [code.lower() for code in codes]
    chosen = [Region.path.startswith(region.path, autoescape=True) for region in regions]
    mine = select(Branch).join(Branch.region).where(within(person, Can.WAVES_EDIT))
    named = or_(*chosen, func.lower(Branch.code).in_(lower), Branch.id.in_(list(ids)))
    return list(db.session.scalars(mine.where(Branch.client_id == client_id, named).order_by(Branch.id)))


def closed_then(branches: Iterable[Branch], starts: date, ends: date) -> list[Branch]:
    """Those of these branches that are open on no day of these dates, by name."""
    ids = [branch.id for branch in branches]
    shut = select(Branch).where(Branch.id.in_(ids), ~open_then(starts, ends))
    return list(db.session.scalars(shut.order_by(func.lower(Branch.name), Branch.id)))


def closed_in(person: Person, wave: Wave) -> list[Branch]:
    """The person's branches of a wave that are open on no day of it, by name: no visit is made there."""
    shut = select(Branch).join(WaveBranch, WaveBranch.branch_id == Branch.id).join(Branch.region)
    shut = shut.where(WaveBranch.wave_id == wave.id, within(person, Can.WAVES_EDIT))
    shut = shut.where(~open_then(wave.starts_on, wave.ends_on))
    return list(db.session.scalars(shut.order_by(func.lower(Branch.name), Branch.id)))


def open_then(starts: date, ends: date) -> ColumnElement[bool]:
    """The condition on Branch: open on some day of these dates."""
    return and_(
        or_(Branch.closed_on.is_(None), Branch.closed_on > starts),
        or_(Branch.opened_on.is_(None), Branch.opened_on <= ends),
        or_(Branch.opened_on.is_(None), Branch.closed_on.is_(None), Branch.opened_on < Branch.closed_on),
    )


def wave_named(client_id: int, name: str) -> Wave | None:
    """The client's wave of this name, whatever its case."""
    same = select(Wave).where(Wave.client_id == client_id, func.lower(Wave.name) == name.lower())
    return db.session.scalars(same).first()


def open_branches(wave: Wave) -> list[tuple[int, int, date, date]]:
    """The branches of a wave that are open in its time: how many visits, and their first and last day."""
    rows = select(WaveBranch.branch_id, WaveBranch.visits, Branch.opened_on, Branch.closed_on)
    rows = rows.join(WaveBranch.branch).where(WaveBranch.wave_id == wave.id)
    rows = rows.where(open_then(wave.starts_on, wave.ends_on)).order_by(WaveBranch.branch_id)
    return [
        (branch_id, visits, max(wave.starts_on, opened or wave.starts_on), _last_day(wave, closed))
        for branch_id, visits, opened, closed in db.session.execute(rows)
    ]


def _last_day(wave: Wave, closed: date | None) -> date:
    """The last day of the wave, or the last one with customers where the branch closes before."""
    return min(wave.ends_on, closed - timedelta(days=1)) if closed else wave.ends_on


def planned(wave: Wave) -> tuple[int, int]:
    """How many visits a wave will make, and at how many branches: those open in its days."""
    places = open_branches(wave)
    return sum(visits for _id, visits, _first, _last in places), len(places)


def overlaps(person: Person, wave: Wave) -> list[tuple[Wave, list[str]]]:
    """Other waves that still run or will, in days of this one, with the branches that both visit, by name."""
    own, other = (WaveBranch.__table__.alias(name) for name in ("own", "other"))
    shared = (
        select(Wave, Branch.name)
        .join(other, other.c.wave_id == Wave.id)
        .join(own, own.c.branch_id == other.c.branch_id)
        .join(Branch, Branch.id == own.c.branch_id)
        .join(Region, Region.id == Branch.region_id)
        .where(own.c.wave_id == wave.id, Wave.id != wave.id, within(person, Can.WAVES_EDIT))
        .where(Wave.starts_on <= wave.ends_on, Wave.ends_on >= wave.starts_on)
        .where(Wave.state.in_((WaveState.PLANNED, WaveState.RUNNING)))
        .order_by(Wave.starts_on, Wave.id, func.lower(Branch.name))
    )
    found: dict[Wave, list[str]] = {}
    for row, name in db.session.execute(shared):
        found.setdefault(row, []).append(name)
    return list(found.items())
