"""A thousand digests of ten messages each, written as the job of the morning writes them."""

import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from results import Line

from shopper import clock, create_app
from shopper.admin.places.steps import new_region
from shopper.extensions import db
from shopper.messages.digests import prepare_digests
from shopper.messages.kinds import SAID, Kind
from shopper.models import Branch, Grant, Message, MessageState, Model, Person, Region, Role
from shopper.settings import Settings

PEOPLE, EACH = 1_000, 10
LONG_AGO = timedelta(days=2)


def run() -> Iterator[Line]:
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Settings(INSTANCE=Path(folder), SECRET_KEY="bench"))
        with app.app_context():
            _fill()
            start = time.perf_counter()
            written = prepare_digests()
            seconds = time.perf_counter() - start
            data = f"{PEOPLE:,} people, {EACH} messages each"
            fine = written == PEOPLE and seconds <= 30
            yield Line(f"{written:,} digests written", f"{seconds:.1f} s", data, "≤ 30 s", fine)
            db.session.remove()
            db.engine.dispose()


def _fill() -> None:
    Model.metadata.create_all(db.engine)
    client = new_region("Alder & Pike", None)
    db.session.add(
        Branch(client_id=client.id, region=client, code="A", name="Mill Lane", time_zone="Europe/London")
    )
    for number in range(PEOPLE):
        db.session.add(_somebody(number, client))
    db.session.flush()
    for person in db.session.query(Person):
        db.session.add_all(_message(person) for _ in range(EACH))
    db.session.commit()


def _somebody(number: int, client: Region) -> Person:
    person = Person(
        name=f"Shopper {number}", sign_in=f"s{number}@example.test", password_hash="", created_at=clock.now()
    )
    person.grants = [Grant(role=Role.SHOPPER, region_id=client.id)]
    return person


def _message(person: Person) -> Message:
    key = uuid4()
    return Message(
        id=key, person_id=person.id, to_address=person.sign_in, kind=Kind.REPORT_RETURNED, language="en",
        subject=str(SAID[Kind.REPORT_RETURNED].subject), body="It came back.", state=MessageState.DIGEST,
        message_id=f"<{key}@example.test>", created_at=clock.now() - LONG_AGO,
    )  # fmt: skip
