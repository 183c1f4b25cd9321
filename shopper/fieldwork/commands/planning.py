"""Planning waves, changing plans, and throwing a plan away."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from shopper import clock
from shopper.audit import command
from shopper.database import locked
from shopper.extensions import db
from shopper.fieldwork import queries
from shopper.fieldwork.progress import wave_words
from shopper.fieldwork.terms import Terms
from shopper.models import (
    Branch,
    Person,
    QuestionSetVersion,
    Region,
    VersionState,
    Wave,
    WaveBranch,
    WaveState,
)
from shopper.troubles import Refused, Trouble


@dataclass(frozen=True)
class Plan:
    """What a wave is to be: `visits` at each of its branches, or as many as `own` says for one, by key."""

    name: str
    starts_on: date
    ends_on: date
    visits: int
    holds_results: bool = False
    own: Mapping[int, int] = field(default_factory=dict)
    terms: Terms = field(default_factory=Terms)

    def visits_at(self, branch: Branch) -> int:
        return self.own.get(branch.id, self.visits)


def plan_wave(
    version: QuestionSetVersion, branches: Sequence[Branch], plan: Plan, *, by: Person | None
) -> Wave:
    """Plan a wave of a published version. No visit is there before it starts."""
    return _plan_wave(branches, version, plan, name=plan.name, by=by)


@command("wave.plan", "name", "branches")
def _plan_wave(
    branches: Sequence[Branch], version: QuestionSetVersion, plan: Plan, *, name: str, by: Person | None
) -> Wave:
    wave = Wave(client_id=version.question_set.client_id, created_at=clock.now(), state=WaveState.PLANNED)
    fill(wave, version, branches, plan, {})
    db.session.add(wave)
    return wave


def change_wave(
    wave: Wave, version: QuestionSetVersion, branches: Sequence[Branch], plan: Plan, *, by: Person
) -> Wave:
    """Replace the plan of a wave that was not started."""
    return _change_wave(wave, version, branches, plan, name=plan.name, by=by)


@command("wave.change", "name", "branches")
def _change_wave(  # noqa: PLR0913 - what the command takes, with the name for the log
    wave: Wave, version: QuestionSetVersion, branches: Sequence[Branch], plan: Plan, *, name: str, by: Person
) -> Wave:
    still_planned(wave)
    on_duty = {one.branch_id: one.on_duty for one in wave.branches}
    wave.branches.clear()
    db.session.flush()
    fill(wave, version, branches, plan, on_duty)
    return wave


def delete_wave(wave: Wave, *, by: Person) -> None:
    """Throw a plan away; a wave that was started stays for ever."""
    _delete_wave(wave, name=wave.name, by=by)


@command("wave.delete", "name")
def _delete_wave(wave: Wave, *, name: str, by: Person) -> None:
    still_planned(wave)
    db.session.delete(wave)


def still_planned(wave: Wave) -> None:
    """Lock a wave whose plan is to change. Raises Refused WAVE_STARTED."""
    if locked(wave).state != WaveState.PLANNED:
        raise Refused(Trouble.WAVE_STARTED, wave=wave.name, state=wave_words(wave.state))


def fill(
    wave: Wave,
    version: QuestionSetVersion,
    branches: Sequence[Branch],
    plan: Plan,
    on_duty: Mapping[int, dict[str, Any]],
) -> None:
    """Everything of a plan, once it holds; how many are on duty at a branch stays as it was written."""
    locked(db.session.get_one(Region, wave.client_id))
    _holds(wave, version, branches, plan)
    wave.version_id, wave.name = version.id, plan.name
    wave.starts_on, wave.ends_on, wave.holds_results = plan.starts_on, plan.ends_on, plan.holds_results
    plan.terms.write_to(wave)
    wave.branches = [
        WaveBranch(branch_id=one.id, visits=plan.visits_at(one), on_duty=on_duty.get(one.id, {}))
        for one in branches
    ]


def _holds(wave: Wave, version: QuestionSetVersion, branches: Sequence[Branch], plan: Plan) -> None:
    numbers = [plan.visits_at(branch) for branch in branches]
    if not numbers or not all(1 <= number <= Wave.VISITS_MAX for number in numbers):
        raise Refused(Trouble.NO_PLACE)
    if version.state != VersionState.PUBLISHED:
        raise Refused(Trouble.NO_PLACE)
    if version.is_self_check:
        raise Refused(Trouble.ONLY_SELF_CHECKS, set=version.question_set.title)
    if {version.question_set.client_id, *(one.client_id for one in branches)} != {wave.client_id}:
        raise Refused(Trouble.OTHER_CLIENT)
    named = queries.wave_named(wave.client_id, plan.name)
    if named is not None and named.id != wave.id:
        raise Refused(Trouble.NAME_TAKEN, name=plan.name)
