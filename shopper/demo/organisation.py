"""The organisation of the demo before its first visit: places, people, what is asked."""

from datetime import date
from typing import Any

from flask import current_app

import survey_defs
from shopper import clock
from shopper.admin.places.steps import new_region
from shopper.audit import command
from shopper.demo import cast, places, queries
from shopper.demo.self_checks import OFFERED
from shopper.extensions import db
from shopper.models import (
    Branch,
    ClientSettings,
    Grant,
    Person,
    QuestionSet,
    QuestionSetVersion,
    Region,
    Role,
    VersionState,
)

APPEAL_DAYS = 60
FORMATS = ("Café", "Café", "Corner shop", "Station kiosk")
WEEKDAY, SATURDAY, SUNDAY = [[7 * 60, 18 * 60]], [[8 * 60, 17 * 60]], list[list[int]]()
HOURS: list[Any] = [*[WEEKDAY] * 5, SATURDAY, SUNDAY]


@command("demo.make")
def make_organisation(*, by: Person | None) -> Region:
    """The client, its regions and branches, the cast, and the published question set."""
    client = new_region(places.CLIENT, None)
    regions = {name: new_region(name, client) for name in places.REGIONS}
    for name, names in places.REGIONS.items():
        db.session.add_all(_branch(regions[name], number, each) for number, each in enumerate(names, 1))
    password = cast.demo_password(current_app.config["LAST_INCH"])
    people = cast.add_cast(client, regions[places.MANAGED], password)
    _add_shoppers(client, people["Chloé"].password_hash)
    for slug in (queries.SLUG, *OFFERED):
        _add_version(client, slug)
    db.session.add(
        ClientSettings(
            client_id=client.id, time_zone="Europe/Dublin", currency="EUR", appeal_days=APPEAL_DAYS
        )
    )
    return client


def _branch(region: Region, number: int, name: str) -> Branch:
    return Branch(
        client_id=region.client_id,
        region=region,
        code=f"{region.name[:1]}{number:02d}",
        name=name,
        address=f"{3 * number + len(name)} {name}, {region.name}",
        time_zone="Europe/Dublin",
        format=FORMATS[number % len(FORMATS)],
        opened_on=date(2008 + number + len(name) % 7, 1 + number, 1),
        currency="EUR",
        hours=HOURS,
        **places.standing(region.name, number, name),
    )


def _add_shoppers(client: Region, password_hash: str | None) -> None:
    """Five who shop beside Chloé."""
    for number in range(2, 7):
        person = Person(
            name=f"Shopper {number}",
            sign_in=f"shopper{number}@example.test",
            password_hash=password_hash,
            created_at=clock.now(),
            grants=[Grant(role=Role.SHOPPER, region_id=client.id)],
        )
        db.session.add(person)


def _add_version(client: Region, slug: str) -> None:
    source = survey_defs.library()[slug].read_text()
    definition = survey_defs.load_question_set(source)
    now, title = clock.now(), survey_defs.say(definition.title)
    version = QuestionSetVersion(
        question_set=QuestionSet(client_id=client.id, slug=slug, title=title, created_at=now),
        number=1,
        state=VersionState.PUBLISHED,
        channel=definition.channel,
        source=source,
        checksum=survey_defs.checksum(definition),
        change_note="The first version",
        created_at=now,
        published_at=now,
    )
    db.session.add(version)
