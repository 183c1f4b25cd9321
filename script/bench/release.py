"""Accepting and releasing one report: its score, its tallies and its line of the log, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from time import perf_counter, process_time

from results import Line, said, spread
from sqlalchemy import select
from world import Size, world

from shopper import clock
from shopper.database import writing
from shopper.extensions import db
from shopper.models import Grant, Person, Region, Role, Visit, VisitState
from shopper.review.commands import accept, withdraw_visit
from tests.support import postgres

SIZE, COUNT, WARM, BAR = Size(100_000, rows=10), 40, 5, 20


def run() -> Iterator[Line]:
    with postgres.running() as server:
        for name, address in (("SQLite", ""), ("PostgreSQL", server.create("release"))):
            with ExitStack() as stack:
                stack.enter_context(world(SIZE, address))
                walls, processors = _taken(_reviewer())
                yield Line(
                    f"release of one visit, {name}", f"{said(walls)}; of the processor {said(processors)}",
                    f"{SIZE}, n = {COUNT}", f"p95 ≤ {BAR} ms", spread(walls)[1] <= BAR,
                )  # fmt: skip


def _reviewer() -> Person:
    with writing():
        client = db.session.scalars(select(Region).where(Region.parent_id.is_(None))).one()
        found = Person(name="Ben", sign_in="ben@example.test", password_hash="", created_at=clock.now())
        found.grants = [Grant(role=Role.REVIEWER, region_id=client.id)]
        db.session.add(found)
    return found


def _taken(reviewer: Person) -> tuple[list[float], list[float]]:
    """Milliseconds of each acceptance, by the clock and of the processor, after a few that do not count."""
    walls, processors = [], []
    for one in db.session.scalars(select(Visit.id).order_by(Visit.id).limit(COUNT + WARM)).all():
        _sent_again(one, reviewer)
        visit = db.session.get(Visit, one)
        start, used = perf_counter(), process_time()
        accept(visit, leaving_unseen=True, by=reviewer)
        walls.append((perf_counter() - start) * 1e3)
        processors.append((process_time() - used) * 1e3)
    return walls[WARM:], processors[WARM:]


def _sent_again(one: object, reviewer: Person) -> None:
    """The report taken out of the tallies, as if it had just come."""
    withdraw_visit(db.session.get(Visit, one), by=reviewer)
    with writing():
        db.session.get(Visit, one).state = VisitState.SENT
