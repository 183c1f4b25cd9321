"""Saving a sheet of waves: plans made, and plans changed that were not started."""

from collections.abc import Mapping

from shopper import clock
from shopper.extensions import db
from shopper.fieldwork.commands.planning import Plan as WavePlan
from shopper.fieldwork.commands.planning import fill, still_planned
from shopper.models import Branch, Person, QuestionSetVersion, Region, Wave, WaveState
from shopper.programme.plan import Plan
from shopper.programme.waves.columns import SHARED
from shopper.programme.waves.plan import Step
from shopper.programme.waves.queries import branches_by_key
from shopper.programme.waves.values import terms_of


def save(client: Region, plan: Plan, by: Person) -> None:
    """Do what the plan says; part of a command."""
    ids = sorted({branch_id for step in plan.steps for branch_id, _visits in step.visits})
    branches = branches_by_key(ids)
    for step in plan.steps:
        _save(client, step, branches)


def _save(client: Region, step: Step, branches: Mapping[int, Branch]) -> None:
    values, version = (
        dict(zip(SHARED, step.values, strict=True)),
        db.session.get_one(QuestionSetVersion, step.version_id),
    )
    plan = WavePlan(
        name=step.name,
        starts_on=values["starts_on"],
        ends_on=values["ends_on"],
        visits=1,
        holds_results=bool(values["holds_results"]),
        own=dict(step.visits),
        terms=terms_of(values),
    )
    chosen = [branches[branch_id] for branch_id, _visits in step.visits]
    if step.wave_id is None:
        wave = Wave(client_id=client.id, created_at=clock.now(), state=WaveState.PLANNED)
        fill(wave, version, chosen, plan, {})
        db.session.add(wave)
        return
    wave = db.session.get_one(Wave, step.wave_id)
    still_planned(wave)
    on_duty = {one.branch_id: one.on_duty for one in wave.branches}
    wave.branches.clear()
    db.session.flush()
    fill(wave, version, chosen, plan, on_duty)
