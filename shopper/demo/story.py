"""The story that the demo's dashboards should find, told once into an empty database."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time

import click
from flask import current_app

from shopper import clock
from shopper.audit import command
from shopper.demo import cast, places, queries
from shopper.demo.conversations import converse
from shopper.demo.follow_up import follow_up
from shopper.demo.now import STEPS, open_work
from shopper.demo.organisation import make_organisation
from shopper.demo.past import store_year
from shopper.demo.programs import tell_program
from shopper.demo.self_checks import look_round
from shopper.demo.year import Year, beginning, months, schedule
from shopper.extensions import db
from shopper.models import Annotation, AnnotationKind, Person, Region


def tell() -> None:
    """Make the organisation, a year of released visits and today's open work."""
    length, label = len(schedule()) + STEPS, "Making the demo organisation"
    with _told_where_broken_off(), click.progressbar(length=length, label=label) as bar:
        with clock.standing_at(beginning()):
            client = make_organisation(by=None)
        _tell_year(client, progress=bar.update, by=None)
        follow_up(client)
        converse(client)
        look_round(client)
        open_work(client, bar.update)
        tell_program(client)


@contextmanager
def _told_where_broken_off() -> Iterator[None]:
    """A demo that is not whole would puzzle whoever starts next."""
    try:
        yield
    except BaseException:
        settings = current_app.config["LAST_INCH"]
        where = "the tables of that database" if settings.DATABASE_URL else f"the folder {settings.INSTANCE}"
        click.echo(f"\nThe demo is not whole. Remove {where}, then start again.", err=True)
        raise


@command("demo.tell")
def _tell_year(client: Region, *, progress: Callable[[int], None], by: Person | None) -> None:
    version, chloe = queries.version(client), queries.person(cast.sign_in_of("Chloé"))
    shoppers = [chloe, *queries.people_of([f"shopper{number}@example.test" for number in range(2, 7)])]
    branches = queries.branches(client.id)
    store_year(version, Year(version.definition, branches, shoppers), chloe, progress)
    _annotate(client, queries.region(client, places.IMPROVING))


def _annotate(client: Region, region: Region) -> None:
    """What changed where things got better, on the day that it did."""
    asha, day = queries.person(cast.sign_in_of("Asha")), months()[places.FROM_MONTH]
    note = Annotation(
        client_id=client.id,
        region_id=region.id,
        on=day,
        kind=AnnotationKind.NOTE,
        text=places.WHY_BETTER,
        by_id=asha.id,
        created_at=datetime.combine(day, time(10), tzinfo=UTC),
    )
    db.session.add(note)
