"""Server time of the manager's pages, at 100,000 visits and at ten times as many in the same run."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from uuid import uuid4

from flask import Flask
from flask.testing import FlaskClient
from results import Line, said, spread, times
from sqlalchemy import event
from world import BRANCHES, world

from shopper import clock
from shopper.accounts.sessions import LASTS
from shopper.extensions import db
from shopper.models import Person, UserSession

FEW, MANY, TURNS = 100_000, 1_000_000, 10
PAGES = {
    "Overview": "/overview",
    "Compare": "/compare",
    "Touchpoints": "/touchpoints",
    "Question": "/question",
    "Journey": "/journey",
    "Change": "/change",
    "Change of a branch": "/branches/1/change",
    "Branch": "/branches/1",
}
BAR = {"Overview": 150, "Compare": 150, "Touchpoints": 150, "Question": 150, "Journey": 150, "Change": 150}


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


@dataclass
class Side:
    """One size of the data, with a manager's browser on it."""

    app: Flask
    client: FlaskClient
    visits: int

    def taken(self, path: str) -> list[float]:
        """Milliseconds of five loads in a row."""
        with self.app.app_context():
            return times(lambda: self.client.get(path), 5, warm=1)

    def queries(self, path: str) -> int:
        with self.app.app_context():
            return queries_of(self.client, path)


def run() -> Iterator[Line]:
    with ExitStack() as stack:
        few, many = (_side(stack, visits) for visits in (FEW, MANY))
        for path in PAGES.values():
            few.queries(path), many.queries(path)
        gc.collect(), gc.freeze()  # as the server does once it is warm
        for name, path in PAGES.items():
            yield from _compared(name, path, few, many)


def _side(stack: ExitStack, visits: int) -> Side:
    app, manager = stack.enter_context(world(visits, whole=False))
    return Side(app, browser(app, manager), visits)


def _compared(name: str, path: str, few: Side, many: Side) -> Iterator[Line]:
    """Both sizes turn by turn, so that a machine that drifts drifts for both."""
    bar, queries, more = BAR.get(name), few.queries(path), many.queries(path)
    taken, grown = [], []
    for _ in range(TURNS):
        taken += few.taken(path)
        grown += many.taken(path)
    yield Line(
        f"{name}, server time", said(taken), f"{BRANCHES} branches, {few.visits:,} visits",
        f"≤ {bar} ms" if bar else "none", not bar or spread(taken)[1] <= bar, f"{queries} queries",
    )  # fmt: skip
    ratio = spread(grown)[0] / spread(taken)[0]
    yield Line(
        f"{name}, ten times the visits", f"{said(grown)}, {ratio:.2f} × the p50 before",
        f"{BRANCHES} branches, {many.visits:,} visits",
        "≤ 1.2 ×, as many queries" if bar else "none; it draws a dot for each visit",
        not bar or (ratio <= 1.2 and more == queries), f"{more} queries",
    )  # fmt: skip
