"""Server time of the manager's pages on SQLite and on PostgreSQL, wall and processor: at a million visits,
right after a release, beside a scan of the visits themselves; and for a region of 500 branches among 10,000."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from contextlib import ExitStack
from statistics import median
from uuid import uuid4

from flask import Flask
from flask.testing import FlaskClient
from results import Line, said, spread, times
from sqlalchemy import event, extract, func, select
from world import MONTH, Size, world

from shopper import clock
from shopper.accounts.sessions import LASTS
from shopper.database import writing
from shopper.extensions import db
from shopper.models import IN_FORCE, Person, Region, UserSession, Visit, VisitScore, VisitState
from shopper.review.tallies import apply_cells, score_cells
from tests.support import postgres

SIZE, LOADS, WARM, QUERIES = Size(1_000_000), 50, 3, 12
LARGE, MORE = Size(10_000_000, 10_000, regions=20, rows=20, questions=False), 1.5
"""What a region of 500 branches may take longer where the chain has 10,000."""
RELEASES, WHOLE = 12, 2000
PAGES = {
    "Overview": ("/overview", 60),
    "Branch": ("/branches/1", 60),
    "Journey": ("/journey", 60),
    "Change": ("/change", 60),
    "Compare": ("/compare", 120),
    "Touchpoints": ("/touchpoints", 120),
    "Change of a branch": ("/branches/1/change", None),
    "Question": ("/question", None),
    "Drivers": ("/drivers", None),
    "Planner": ("/planner", None),
    "Effect": ("/effect", None),
}
"""The address of each, and the milliseconds it may take."""


def browser(app: Flask, person: Person) -> FlaskClient:
    """A test client that is signed in."""
    key, now = uuid4(), clock.now()
    with writing():
        db.session.add(UserSession(id=key, person_id=person.id, created_at=now, expires_at=now + LASTS))
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = str(key), True
    return client


def queries_of(client: FlaskClient, path: str) -> int:
    """How many statements one page sends to the database."""
    sent: list[str] = []

    def count(_conn, _cursor, statement, *_rest) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", count)
    answer = client.get(path)
    event.remove(db.engine, "before_cursor_execute", count)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answered {answer.status_code}")
    return len(sent)


def taken(client: FlaskClient, path: str, loads: int = LOADS) -> tuple[list[float], list[float]]:
    """Milliseconds of wall and of this process's processor, a load each."""
    walls, processors = [], []
    for _ in range(loads):
        start, used = time.perf_counter(), time.process_time()
        client.get(path)
        walls.append((time.perf_counter() - start) * 1e3)
        processors.append((time.process_time() - used) * 1e3)
    return walls, processors


def run() -> Iterator[Line]:
    with postgres.running() as server:
        for name, address in (("SQLite", ""), ("PostgreSQL", server.create("pages"))):
            with ExitStack() as stack:
                app, manager = stack.enter_context(world(SIZE, address))
                client = browser(app, manager)
                yield from _lines(name, client, SIZE)
                yield from _after_release(name, client)
                yield _scan(name)


def run_large() -> Iterator[Line]:
    with postgres.running() as server:
        for name, address in (("SQLite", ""), ("PostgreSQL", server.create("large"))):
            with ExitStack() as stack:
                app, manager = stack.enter_context(world(LARGE, address))
                client = browser(app, manager)
                yield from _lines(name, client, LARGE, _first_region(), MORE)
                yield _whole_chain(name, client)


def _first_region() -> str:
    """The filter of an address for one region of the chain."""
    below = select(func.min(Region.id)).where(Region.parent_id.is_not(None))
    return f"?region={db.session.scalar(below)}"


def _lines(
    database: str, client: FlaskClient, size: Size, asked_for: str = "", more: float = 1.0
) -> Iterator[Line]:
    paths = {name: f"{path}{asked_for}" for name, (path, _bar) in PAGES.items()}
    asked: dict[str, int] = {}
    for name, path in paths.items():
        for _ in range(WARM):
            asked[name] = max(asked.get(name, 0), queries_of(client, path))
    gc.collect(), gc.freeze()  # as the server does once it is warm
    for name, (_path, bar) in PAGES.items():
        walls, processors = taken(client, paths[name])
        yield Line(
            f"{name}, {database}, server time", f"{said(walls)}; of the processor {said(processors)}",
            f"{size}{', one region' if asked_for else ''}",
            f"≤ {bar * more:.0f} ms, ≤ {QUERIES} queries" if bar else "none",
            not bar or (spread(walls)[1] <= bar * more and asked[name] <= QUERIES),
            f"{asked[name]} queries at most",
        )  # fmt: skip


def _whole_chain(database: str, client: FlaskClient) -> Line:
    """All branches of the chain in one table."""
    path = "/compare"
    asked = max(queries_of(client, path) for _ in range(WARM))
    walls, processors = taken(client, path, loads=10)
    return Line(
        f"All compared, {database}, server time", f"{said(walls)}; of the processor {said(processors)}",
        str(LARGE), f"≤ {WHOLE} ms", spread(walls)[1] <= WHOLE, f"{asked} queries at most",
    )  # fmt: skip


def _after_release(database: str, client: FlaskClient) -> Iterator[Line]:
    """The first load after each of several releases, which finds one branch changed."""
    for name in ("Overview", "Branch", "Journey", "Change", "Compare", "Touchpoints"):
        path, bar = PAGES[name]
        walls, processors = [], []
        for _ in range(RELEASES):
            _release_another()
            wall, processor = taken(client, path, loads=1)
            walls, processors = walls + wall, processors + processor
        yield Line(
            f"{name}, {database}, right after a release",
            f"{said(walls)}; of the processor {said(processors)}", str(SIZE), f"≤ {bar} ms",
            spread(walls)[1] <= bar,
        )  # fmt: skip


def _release_another() -> None:
    """A report like the latest of a branch, added to its tallies."""
    visit, tally = db.session.execute(
        select(Visit, VisitScore.tally).join(VisitScore, IN_FORCE).order_by(Visit.visited_on.desc()).limit(1)
    ).one()
    with writing():
        apply_cells(score_cells(visit.branch_id, visit.version_id, visit.visited_on, tally))


def _scan(database: str) -> Line:
    """What the comparison alone would cost from the visits: sums of a year by branch and month."""
    month = extract("year", Visit.visited_on) * 12 + extract("month", Visit.visited_on) - 1
    each = (
        select(Visit.branch_id, month.label("month"), VisitScore.raw)
        .join(VisitScore, IN_FORCE)
        .where(Visit.state == VisitState.RELEASED, month > MONTH - 12)
        .subquery()
    )
    keys = (each.c.branch_id, each.c.month)
    read = select(*keys, func.count(), func.sum(each.c.raw)).group_by(*keys)
    took = times(lambda: db.session.execute(read).all(), 3, warm=1)
    return Line(
        f"the same sums from the visits, {database}", f"p50 {median(took):.0f} ms", str(SIZE), "none", True
    )
