"""What is tapped on site, one change of the stamps at a time, and the list that covers it."""

from typing import Any

from shopper.audit import command
from shopper.database import insert_once, locked
from shopper.extensions import db
from shopper.models import Person, ShoppingList, Visit
from shopper.visits.merging import Told, merge_in
from shopper.visits.pocket.shopping import Line, tidy
from shopper.visits.under_way import still_theirs, writable


@command("visit.stamp", "name")
def keep_stamp(visit: Visit, *, stamp: dict[str, Any], name: str, by: Person) -> Visit:
    """Keep a new or changed stamp; the first one starts the visit."""
    writable(still_theirs(locked(visit), by))
    merge_in(visit, Told(stamps=[stamp]), by)
    return visit


@command("shopping_list.keep")
def keep_list(person: Person, *, lines: list[Line], by: Person) -> ShoppingList:
    """Keep the person's list as it is now."""
    insert_once(ShoppingList, person_id=person.id, lines=[])
    kept = db.session.get_one(ShoppingList, person.id)
    kept.lines = list(tidy(lines))
    return kept
