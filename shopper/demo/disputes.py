"""What is disputed in the demo: one appeal that was upheld, one that waits, and a question to Chloé."""

from datetime import timedelta

from shopper import clock
from shopper.appeals.commands import Decision, decide, open_appeal
from shopper.demo import cast, places, queries, words
from shopper.models import Person, Region, Remedy, Visit
from shopper.review.commands import ask

UPHELD, OPEN = "receipt_given", "thanked"
"""The questions that Dev's appeals are about."""
LEAST_AGO = timedelta(days=8)
"""Before the appeals, there was a result to appeal against."""


def dispute(client: Region, ben: Person) -> None:
    """Dev disputes two answers; Ben has decided about the first."""
    dev, region = queries.person(cast.sign_in_of("Dev")), queries.region(client, places.MANAGED)
    now = clock.now()
    first, second = _told_no(region, UPHELD), _told_no(region, OPEN)
    with clock.standing_at(now - timedelta(days=6)):
        upheld = open_appeal(first, key=UPHELD, reason=words.TILL_ROLL, by=dev)
    with clock.standing_at(now - timedelta(days=4)):
        right = Decision(Remedy.CORRECTED, words.TILL_ROLL_SEEN, {"value": "yes"})
        decide(first, upheld, right, by=ben)
    with clock.standing_at(now - timedelta(days=2)):
        open_appeal(second, key=OPEN, reason=words.AT_THE_DOOR, by=dev)


def _told_no(region: Region, key: str) -> Visit:
    """The latest released visit whose shopper answered this with no, but for those of the last days."""
    before = clock.now() - LEAST_AGO
    return next(visit for visit in queries.released_before(region, before) if _is_no(visit, key))


def _is_no(visit: Visit, key: str) -> bool:
    return bool((visit.answers or {}).get(key, {}).get("value") == "no")


def ask_chloe(visit: Visit, ben: Person) -> None:
    """The one question about her report."""
    ask(visit, key="first_contact", words=words.ASKED_ABOUT, by=ben)
