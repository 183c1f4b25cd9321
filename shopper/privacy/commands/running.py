"""Everything that is due, in small transactions: who is killed midway goes on where they stopped."""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from shopper import clock
from shopper.privacy import queries
from shopper.privacy.commands.aged import erase_old
from shopper.privacy.commands.visits import erase_visit


class Done(NamedTuple):
    """How many visits lost their words, and how much else was too old."""

    visits: int
    others: int


def erase_due(today: date | None = None, progress: Callable[[int], Any] = lambda _done: None) -> Done:
    """Erase what is due on this day; run again, nothing. Raises StoreAway where photos cannot be deleted:
    what was erased before stays erased, the rest waits for the next run."""
    day, visits = today or clock.now().date(), 0
    for visit_id, days in queries.due_visits(day):
        visits += erase_visit(visit_id, days)
        progress(1)
    return Done(visits, erase_old(day))
