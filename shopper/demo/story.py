"""The story that the demo's dashboards should find, told once into an empty database."""

from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

import click
from flask import current_app

import survey_defs
from shopper import clock
from shopper.admin.places.steps import new_region
from shopper.audit import command
from shopper.demo import cast, places
from shopper.demo.now import open_work
from shopper.demo.simulator import make_answers
from shopper.extensions import db
from shopper.fieldwork.past.store import Stored, store_released
from shopper.models import (
    Branch,
    Grant,
    Person,
    QuestionSet,
    QuestionSetVersion,
    Region,
    Role,
    VersionState,
    VisitSource,
)
from shopper.visits.sending import LETTERS

SEED, MONTHS, PER_BRANCH = 20_260_101, 12, 3
SLUG, LENIENT, CRITICAL = "coffee-shop", 0.12, "price_match"


def tell() -> None:
    """Make the organisation, a year of released visits and today's open work."""
    with click.progressbar(length=_length(), label="Making the demo organisation") as bar:
        client = _organisation(progress=bar.update, by=None)
    open_work(client)


def _length() -> int:
    return sum(map(len, places.REGIONS.values())) * MONTHS * PER_BRANCH


@command("demo.make")
def _organisation(*, progress: Callable[[int], None], by: Person | None) -> Region:
    random = Random(SEED)
    client = new_region(places.CLIENT, None)
    regions = {name: new_region(name, client) for name in places.REGIONS}
    branches = [
        branch for name, names in places.REGIONS.items() for branch in _branches(regions[name], names)
    ]
    password = cast.demo_password(current_app.config["LAST_INCH"])
    people = cast.add_cast(client, regions[places.MANAGED], password)
    shoppers = [people["Chloé"], *_more_shoppers(client, people["Chloé"].password_hash)]
    version = _version(client)
    db.session.flush()
    visits = _year(version.definition, branches, shoppers, random)
    store_released(version, visits, why="accepted", progress=progress)
    return client


def _branches(region: Region, names: tuple[str, ...]) -> list[Branch]:
    made = [
        Branch(
            client_id=region.client_id,
            region=region,
            code=f"{region.name[:1]}{number:02d}",
            name=name,
            time_zone="Europe/Dublin",
            address=f"{number} {name}",
        )
        for number, name in enumerate(names, start=1)
    ]
    db.session.add_all(made)
    db.session.flush()
    return made


def _more_shoppers(client: Region, password_hash: str) -> list[Person]:
    """Five who shop beside Chloé; the last is lenient."""
    made = []
    for number in range(2, 7):
        person = Person(
            name=f"Shopper {number}",
            sign_in=f"shopper{number}@example.test",
            password_hash=password_hash,
            created_at=clock.now(),
            grants=[Grant(role=Role.SHOPPER, region_id=client.id)],
        )
        made.append(person)
    db.session.add_all(made)
    return made


def _version(client: Region) -> QuestionSetVersion:
    source = survey_defs.library()[SLUG].read_text()
    definition = survey_defs.load_question_set(source)
    now = clock.now()
    version = QuestionSetVersion(
        question_set=QuestionSet(
            client_id=client.id, slug=SLUG, title=survey_defs.say(definition.title), created_at=now
        ),
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
    return version


def _year(
    definition: survey_defs.QuestionSet, branches: list[Branch], shoppers: list[Person], random: Random
) -> Iterator[Stored]:
    """Every released visit, month by month."""
    keys = [touchpoint.key for touchpoint in definition.touchpoints]
    critical_left, references = 1, _references(random)
    for month, first in enumerate(_months()):
        for place, branch in enumerate(branches):
            for _ in range(_how_many(branch, month)):
                shopper = random.choice(shoppers)
                more = _gain(branch, month) + (LENIENT if shopper is shoppers[-1] else 0)
                truth = places.truth_of(branch.name, place)
                answers = make_answers(definition, truth.quality(keys, more), random)
                day = _day(first, random)
                fails = month == MONTHS - 1 and branch.name == "Old Town" and critical_left > 0
                critical_left -= fails
                answers[CRITICAL] = "no" if fails else "yes"
                visit_id = UUID(int=random.getrandbits(128), version=4)
                sent = _checked(definition, answers)
                yield Stored(visit_id, branch.id, day, sent, shopper.id, next(references), VisitSource.PHONE)


def _references(random: Random) -> Iterator[str]:
    """Such as K7-318, none twice."""
    numbers = random.sample(range(10 * 1000), k=10 * 1000)
    return (f"{LETTERS[number % len(LETTERS)]}{number // 1000}-{number % 1000:03d}" for number in numbers)


def _months() -> list[date]:
    """The first days of the last twelve whole months."""
    first = clock.now().date().replace(day=1)
    made = []
    for _ in range(MONTHS):
        first = (first - timedelta(days=1)).replace(day=1)
        made.append(first)
    return made[::-1]


def _how_many(branch: Branch, month: int) -> int:
    if branch.name == places.FEW_VISITS:
        return 1 if month in (2, 9, 11) else 0
    return PER_BRANCH + (branch.region.name == places.MANAGED and month % 2)


def _gain(branch: Branch, month: int) -> float:
    better = branch.region.name == places.IMPROVING and month >= places.FROM_MONTH
    return places.GAIN if better else 0.0


def _day(first: date, random: Random) -> date:
    return first + timedelta(days=random.randrange(monthrange(first.year, first.month)[1]))


def _checked(definition: survey_defs.QuestionSet, answers: dict[str, Any]) -> dict[str, Any]:
    """The answers in the form in which they are stored."""
    checked = survey_defs.check_answers(definition, answers)
    if checked.problems:
        raise ValueError(f"the demo made a report that could not be sent: {checked.problems}")
    return checked.answers
