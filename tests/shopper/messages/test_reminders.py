"""N13: one reminder before the due time and one at it, whatever runs how often."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from threading import Barrier

from shopper import clock
from shopper.extensions import db
from shopper.messages.kinds import DIGEST, Kind
from shopper.messages.reminders import remind
from shopper.models import Message
from tests.shopper.messages.conftest import NOON
from tests.support.builders import make_visit
from tests.support.databases import LONG_ON_POSTGRES


def told(person) -> list[str]:
    db.session.rollback()
    rows = db.session.query(Message).filter_by(person_id=person.id).order_by(Message.created_at)
    return [row.kind for row in rows if row.kind != DIGEST]


def visit_until(house, day, **more):
    with clock.standing_at(datetime.fromisoformat("2026-11-01T09:00+00:00")):
        return make_visit(house.mill_lane, house.version, shopper=house.chloe, window_to=day, **more)


@LONG_ON_POSTGRES
def test_n13_one_reminder_before_the_due_time_and_one_at_it(desk, house):
    visit_until(house, date(2026, 11, 20))
    for _ in range(6):
        desk.later(hours=12)
        desk.later(minutes=1)
    assert told(house.chloe) == [Kind.VISIT_DUE_SOON, Kind.VISIT_DUE]


@LONG_ON_POSTGRES
def test_n13_what_was_done_in_time_is_not_reminded_of(desk, house):
    visit = visit_until(house, date(2026, 11, 18))
    desk.later(hours=1)
    visit.state = "sent"
    db.session.commit()
    desk.later(hours=18)
    assert told(house.chloe) == [Kind.VISIT_DUE_SOON]


@LONG_ON_POSTGRES
def test_n13_a_report_is_reminded_of_by_the_hours_since_the_visit(desk, house):
    visit_until(house, date(2026, 11, 30), state="started", started_at=NOON)
    desk.later(hours=8, minutes=59)
    assert told(house.chloe) == []
    desk.later(minutes=1)
    assert told(house.chloe) == [Kind.VISIT_DUE_SOON]
    desk.later(hours=3)
    assert told(house.chloe) == [Kind.VISIT_DUE_SOON, Kind.VISIT_DUE]


@LONG_ON_POSTGRES
def test_n13_a_day_without_the_engine_sends_no_reminder_that_is_over(desk, house):
    visit_until(house, date(2026, 11, 18))
    desk.later(hours=20)
    assert told(house.chloe) == [Kind.VISIT_DUE]
    visit_until(house, date(2026, 11, 15))
    desk.later(minutes=1)
    assert told(house.chloe) == [Kind.VISIT_DUE], "three days late is for the wave to tell"


@LONG_ON_POSTGRES
def test_n13_another_due_time_is_another_reminder(desk, house):
    visit = visit_until(house, date(2026, 11, 18))
    desk.later(hours=1)
    visit.window_to = date(2026, 11, 25)
    db.session.commit()
    desk.later(days=6, hours=23)
    assert told(house.chloe) == [Kind.VISIT_DUE_SOON, Kind.VISIT_DUE_SOON]


def test_n13_many_that_remind_at_once_remind_once(app, house):
    visit_until(house, date(2026, 11, 18))
    together = Barrier(4)

    def run(_):
        with app.app_context(), clock.standing_at(NOON):
            together.wait()
            return remind()

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(run, range(4))) == 1
    assert told(house.chloe) == [Kind.VISIT_DUE_SOON]
