"""Writing down how many people are on duty."""

from collections.abc import Mapping

from shopper.audit import command
from shopper.database import locked
from shopper.models import Person, Wave, WaveBranch

DutyAt = Mapping[int, Mapping[str, int]]
"""By branch and part of the day; what is not named is not known."""


@command("wave.on_duty", "branches")
def keep_on_duty(wave: Wave, *, rows: list[WaveBranch], told: DutyAt, branches: int, by: Person) -> Wave:
    """Keep these numbers at these branches of the wave, whatever state it is in."""
    locked(wave)
    for row in rows:
        locked(row).on_duty = dict(told.get(row.branch_id, {}))
    return wave
