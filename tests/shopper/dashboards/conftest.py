"""A request around functions that speak, and a count of what the database is asked."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import event

from shopper.extensions import db
from tests.support.builders import make_branch, make_wave
from tests.support.results import BEST, FUMBLED, released


@pytest.fixture
def speaking(app: Flask) -> Iterator[None]:
    """Sentences need a language, and a language needs a request."""
    with app.test_request_context():
        yield


@pytest.fixture
def statements(app: Flask) -> Callable[[], AbstractContextManager[list[str]]]:
    @contextmanager
    def listening() -> Iterator[list[str]]:
        heard: list[str] = []

        def hear(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
            heard.append(statement)

        event.listen(db.engine, "before_cursor_execute", hear)
        yield heard
        event.remove(db.engine, "before_cursor_execute", hear)

    return listening


@pytest.fixture
def year(house):
    """Visits in North from March to September 2026."""
    released(house.version, [(house.mill_lane, date(2026, month, 5), BEST) for month in range(3, 10)])
    return house


@pytest.fixture
def wave(year):
    """A wave of August with a visit of its own to Mill Lane, worth less than all others, and one to come."""
    found = make_wave(year.version, year.mill_lane, name="Summer")
    other = make_branch(year.north, "Old Town")
    visits = [
        *released(year.version, [(year.mill_lane, date(2026, 8, 9), FUMBLED)]),
        *released(year.version, [(other, date(2026, 8, 9), BEST), (year.quayside, date(2026, 8, 9), BEST)]),
    ]
    for visit in visits:
        visit.wave_id = found.id
    db.session.commit()
    year.wave = found
    return year
