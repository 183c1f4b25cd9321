"""A postbox, a clock to set, and people as the contact rules know them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime

import pytest

from shopper import clock
from shopper.database import writing
from shopper.extensions import db
from shopper.messages.commands import choose_contact, tell
from shopper.messages.hours import Hours
from shopper.messages.kinds import Kind
from shopper.messages.passing import Passed, pass_on
from shopper.models import Message, Person, Reach
from tests.support.smtp import Postbox, mail_server

NOON = datetime.fromisoformat("2026-11-18T12:00+00:00")
"""A Wednesday, far from any quiet hour."""
DAYTIME = Hours("Europe/London", 20 * 60, 8 * 60)


@dataclass
class Desk:
    """Telling people things at set times, and letting the engine pass."""

    box: Postbox
    now: datetime = NOON

    @contextmanager
    def at(self, moment: datetime) -> Iterator[None]:
        with clock.standing_at(moment):
            yield

    def later(self, **more: float) -> Passed:
        """Let time go by, then let the engine pass."""
        from datetime import timedelta  # noqa: PLC0415 - the name of a test's own words

        self.now += timedelta(**more)
        with self.at(self.now):
            return pass_on()

    def tell(self, person: Person, kind: Kind = Kind.REPORT_RETURNED, **more: object) -> Message:
        facts = {"branch": "Mill Lane", "title": "Greet everybody"}
        with self.at(self.now), writing():
            return tell(person, kind, **{"facts": facts, "path": "/my/today", **more})

    def wants(self, person: Person, reach: Reach, hours: Hours = DAYTIME) -> None:
        with self.at(self.now):
            choose_contact(person, reach=reach, hours=hours, by=person)

    def again(self, message: Message) -> Message:
        db.session.rollback()
        return db.session.get_one(Message, message.id)

    @property
    def subjects(self) -> list[str]:
        return [str(mail["Subject"]) for mail in self.box.mails]


@pytest.fixture
def desk(app, house) -> Iterator[Desk]:
    with mail_server() as box:
        app.config["LAST_INCH"] = replace(app.config["LAST_INCH"], MAIL_URL=box.url)
        yield Desk(box)


@pytest.fixture
def on_site(house) -> Callable[[Desk, datetime, bool], None]:
    """Put Chloé between “In” and “Out” of a visit, or past it."""
    from tests.support.builders import make_visit  # noqa: PLC0415 - with the house

    def stand(desk: Desk, since: datetime, left: bool) -> None:
        stamps = [_stamp("In", since)] + ([_stamp("Out", desk.now)] if left else [])
        with desk.at(since):
            make_visit(house.mill_lane, house.version, shopper=house.chloe, state="started", stamps=stamps)

    return stand


def _stamp(name: str, at: datetime) -> dict[str, object]:
    told = clock.stamp(at)
    return {"id": f"{name}-{told}", "name": name, "at": told, "tapped_at": told, "changed_at": told}
