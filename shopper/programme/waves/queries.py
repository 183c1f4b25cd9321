"""Waves, branches and versions that stand, as far as the one who asks sends visits out."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import select

from shopper.extensions import db
from shopper.fieldwork import queries
from shopper.models import Branch, Person, Region, Wave, WaveBranch, WaveState
from shopper.permissions import Can, within
from shopper.programme.waves.values import values_of

LIVE = (WaveState.PLANNED, WaveState.RUNNING)


@dataclass(frozen=True)
class KnownBranch:
    """Of a branch what a plan has to know."""

    id: int
    code: str
    name: str
    opened_on: date | None
    closed_on: date | None

    def is_open(self, starts: date, ends: date) -> bool:
        """Whether it has customers on some day of these dates; as `open_then` asks the database."""
        opened, closed = self.opened_on or starts, self.closed_on
        return opened <= ends and (closed is None or (closed > starts and opened < closed))


@dataclass(frozen=True)
class KnownWave:
    """`values` are what holds for the whole wave, as cells; `visits` how many at each branch, by key;
    `mine` whether all of its branches are the asker's."""

    id: int
    name: str
    state: WaveState
    values: dict[str, Any]
    visits: dict[int, int]
    mine: bool


@dataclass(frozen=True)
class Ground:
    """Branches by casefolded code, waves by casefolded name, published versions by set and number."""

    branches: dict[str, KnownBranch]
    waves: dict[str, KnownWave]
    versions: dict[tuple[str, int], int]

    @cached_property
    def live_at(self) -> dict[int, list[KnownWave]]:
        """The waves that are or will be running, by the branches that they visit."""
        found: dict[int, list[KnownWave]] = defaultdict(list)
        for wave in self.waves.values():
            for one in wave.visits if wave.state in LIVE else ():
                found[one].append(wave)
        return found


def ground(person: Person, client: Region) -> Ground:
    """What stands, for a sheet to be held against."""
    mine = select(Branch.id, Branch.code, Branch.name, Branch.opened_on, Branch.closed_on).join(Branch.region)
    mine = mine.where(Branch.client_id == client.id, within(person, Can.WAVES_EDIT))
    branches = {row.code.casefold(): KnownBranch(*row) for row in db.session.execute(mine)}
    versions = {(one.question_set.slug, one.number): one.id for one in queries.published(person)}
    return Ground(branches, _waves(client, {one.id for one in branches.values()}), versions)


def _waves(client: Region, mine: set[int]) -> dict[str, KnownWave]:
    rows = select(Wave).where(Wave.client_id == client.id).order_by(Wave.id)
    visits = visits_of(client)
    return {
        wave.name.casefold(): KnownWave(
            wave.id,
            wave.name,
            WaveState(wave.state),
            values_of(wave),
            visits[wave.id],
            mine >= visits[wave.id].keys(),
        )
        for wave in db.session.scalars(rows)
    }


def visits_of(client: Region) -> dict[int, dict[int, int]]:
    """How many visits each wave of a client wants of each of its branches."""
    rows = select(WaveBranch.wave_id, WaveBranch.branch_id, WaveBranch.visits).join(WaveBranch.branch)
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for wave_id, branch_id, number in db.session.execute(rows.where(Branch.client_id == client.id)):
        found[wave_id][branch_id] = number
    return found


def branches_by_key(ids: Sequence[int]) -> dict[int, Branch]:
    """These branches by their key."""
    found: dict[int, Branch] = {}
    for start in range(0, len(ids), 500):
        rows = select(Branch).where(Branch.id.in_(ids[start : start + 500]))
        found |= {branch.id: branch for branch in db.session.scalars(rows)}
    return found
