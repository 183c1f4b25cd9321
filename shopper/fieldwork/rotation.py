"""Who was at a branch lately: the same shopper returns only after the days that a wave asks for."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from shopper import clock
from shopper.fieldwork import queries
from shopper.models import Person, Visit, Wave


def refused_at(wave: Wave, shopper: Person, branch_ids: Collection[int]) -> dict[int, date | None]:
    """The branches that the shopper may not visit yet, with the day from which they may again.

    None where they have a visit there that is not made yet. Nothing where the wave asks for no days."""
    if not wave.rotation_days:
        return {}
    today, pause = clock.now().date(), timedelta(days=wave.rotation_days)
    found: dict[int, date | None] = {}
    for branch_id, last in queries.last_there(shopper, branch_ids):
        if last is None:
            found[branch_id] = None
        elif last + pause > today and found.get(branch_id, last) is not None:
            found[branch_id] = max(last + pause, found.get(branch_id) or last + pause)
    return found


def too_soon(wave: Wave, visits: Iterable[Visit], shopper: Person) -> list[str]:
    """The names of branches that the shopper would return to too soon by these visits, each once."""
    visits = list(visits)
    closed = set(refused_at(wave, shopper, {visit.branch_id for visit in visits}))
    names: dict[str, None] = {}
    for visit in visits:
        if visit.branch_id in closed:
            names[visit.branch.name] = None
        if wave.rotation_days:
            closed.add(visit.branch_id)
    return list(names)
