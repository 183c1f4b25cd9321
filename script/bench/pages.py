"""Server time of the manager's pages on SQLite and on PostgreSQL, wall and processor, at a million visits."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from contextlib import ExitStack
from uuid import uuid4

from flask import Flask
from flask.testing import FlaskClient
from results import Line, said, spread
from sqlalchemy import event
from world import Size, world

from shopper import clock
from shopper.accounts.sessions import LASTS
from shopper.extensions import db
from shopper.models import Person, UserSession
from tests.support import postgres

SIZE, LOADS, WARM, QUERIES = Size(1_000_000), 50, 3, 12
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
    row = UserSession(id=uuid4(), person_id=person.id, created_at=clock.now(), expires_at=clock.now() + LASTS)
    db.session.add(row)
    db.session.commit()
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = str(row.id), True
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


def taken(client: FlaskClient, path: str) -> tuple[list[float], list[float]]:
    """Milliseconds of wall and of this process's processor, a load each."""
    walls, processors = [], []
    for _ in range(LOADS):
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
                yield from _lines(name, client)


def _lines(database: str, client: FlaskClient) -> Iterator[Line]:
    asked: dict[str, int] = {}
    for name, (path, _bar) in PAGES.items():
        for _ in range(WARM):
            asked[name] = queries_of(client, path)
    gc.collect(), gc.freeze()  # as the server does once it is warm
    for name, (path, bar) in PAGES.items():
        walls, processors = taken(client, path)
        yield Line(
            f"{name}, {database}, server time", f"{said(walls)}; of the processor {said(processors)}", str(SIZE),
            f"≤ {bar} ms, ≤ {QUERIES} queries" if bar else "none",
            not bar or (spread(walls)[1] <= bar and asked[name] <= QUERIES), f"{asked[name]} queries",
        )  # fmt: skip
