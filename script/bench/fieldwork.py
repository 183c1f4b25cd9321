"""Planning a wave of 10,000 visits, and the Board with 100,000 open ones."""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bulk import settle
from flask import Flask
from pages import browser, queries_of
from results import Line, said, spread, times
from world import Size, world

from shopper import clock
from shopper.extensions import db
from shopper.fieldwork.commands import Plan, plan_wave, start_wave
from shopper.fieldwork.terms import Terms
from shopper.geography import Point
from shopper.models import Branch, Grant, Person, QuestionSetVersion, Region, Role
from shopper.visits.board.queries import board
from tests.support import postgres

WAVES, EACH, SIZE = 10, 10, Size(1_000, branches=1_000, regions=20, months=1)
TERMS = Terms(
    fee=1250, currency="EUR", rotation_days=30, on_board=True, day_parts={"morning": 2, "evening": 2}
)


def run() -> Iterator[Line]:
    with postgres.running() as server:
        for name, address in (("SQLite", ""), ("PostgreSQL", server.create("fieldwork"))):
            with world(SIZE, address) as (app, manager):
                for line in _lines(app, manager):
                    yield replace(line, what=f"{line.what}, {name}")


def _lines(app: Flask, manager: Person) -> Iterator[Line]:
    taken = [_planned(number, manager) for number in range(WAVES)]
    yield Line(
        "Planning and starting a wave", f"slowest {max(taken):.1f} s", "10,000 visits, 1,000 branches",
        "≤ 10 s", max(taken) <= 10,
    )  # fmt: skip
    points = _on_the_map()
    settle(db.engine)
    client = db.session.scalars(db.select(Region).where(Region.parent_id.is_(None))).one()
    last = db.session.scalars(db.select(Region).order_by(Region.id.desc())).first() or client
    everywhere = _shopper("Everywhere", client)
    yield from _board(app, "of a whole client", everywhere)
    for page in (1, 10):
        near = times(lambda page=page: board(everywhere, "", page, points), 20)
        yield Line(
            f"Page {page} of the Board, nearest first of five branches, its queries", said(near),
            "100,000 open visits, 1,000 branches", "≤ 150 ms", spread(near)[1] <= 150,
        )  # fmt: skip
    yield from _board(app, "of one region", _shopper("Local", last))


def _on_the_map() -> list[Point]:
    """Where five branches are, once all have a place."""
    branches = list(db.session.scalars(db.select(Branch).order_by(Branch.id)))
    for number, branch in enumerate(branches):
        branch.latitude, branch.longitude = 45 + number % 40 / 8, 1 + number // 40 / 5
    db.session.commit()
    return [Point(each.latitude, each.longitude) for each in branches[::200]]


def _planned(number: int, by: Person) -> float:
    """Seconds from the plan to the open visits."""
    today = clock.now().date()
    version = db.session.scalars(db.select(QuestionSetVersion)).one()
    branches = list(db.session.scalars(db.select(Branch)))
    first, last = today + timedelta(days=number), today + timedelta(days=number + 20)
    start = time.perf_counter()
    wave = plan_wave(version, branches, Plan(f"Wave {number}", first, last, visits=EACH, terms=TERMS), by=by)
    start_wave(wave, by=by)
    return time.perf_counter() - start


def _shopper(name: str, region: Region) -> Person:
    person = Person(name=name, sign_in=name.lower(), password_hash="", created_at=clock.now())
    person.grants = [Grant(role=Role.SHOPPER, region_id=region.id)]
    db.session.add(person)
    db.session.commit()
    return person


def _board(app: Flask, whose: str, person: Person) -> Iterator[Line]:
    client = browser(app, person)
    for name, path in (
        ("The Board", "/my/board"),
        ("Its tenth page", "/my/board?page=10"),
        ("A search of it", "/my/board?q=1"),
        ("A search that finds nothing", "/my/board?q=zzz"),
    ):
        queries = queries_of(client, path)
        taken = times(lambda path=path: client.get(path), 20)
        yield Line(
            f"{name} {whose}, server time", said(taken), "100,000 open visits, 1,000 branches", "≤ 150 ms",
            spread(taken)[1] <= 150, f"{queries} queries",
        )  # fmt: skip
