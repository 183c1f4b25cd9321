"""Writing customers down, changing what is known of them, and forgetting who they were.

The log names their branch alone: what it says stays for good, and who a customer was does not."""

from typing import NamedTuple

from flask_babel import gettext as _

from shopper import clock
from shopper.audit import command
from shopper.database import locked
from shopper.extensions import db
from shopper.follow_up.conversations import queries
from shopper.follow_up.conversations.reaching import contradicts
from shopper.follow_up.conversations.weeks import today_of
from shopper.models import Branch, Channel, Customer, Person, Wish
from shopper.troubles import Refused, Trouble


class Wanted(NamedTuple):
    """Who they are, and how they want to be reached."""

    name: str
    company: str = ""
    email: str = ""
    phone: str = ""
    wish: Wish = Wish.UNSTATED
    closed_from: Channel | None = None


@command("customer.add")
def add_customer(branch: Branch, wanted: Wanted, *, by: Person) -> Customer:
    """Write down a customer of a branch. Raises Refused WISH_CLOSED."""
    customer = Customer(branch_id=branch.id, added_by_id=by.id, added_at=clock.now())
    _write(customer, wanted, by)
    db.session.add(customer)
    db.session.flush()
    return customer


@command("customer.change", "branch")
def change_customer(customer: Customer, wanted: Wanted, *, branch: Branch, by: Person) -> Customer:
    """Other words, another branch, another wish; since when they want less is kept. Raises WISH_CLOSED."""
    _write(locked(customer), wanted, by)
    customer.branch_id = branch.id
    return customer


@command("customer.erase")
def erase_customer(customer: Customer, *, by: Person | None) -> Customer:
    """Forget who it was and what they said, for good; `by` is None where a rule does it.

    The rows stay without words, so that counts of conversations stay true. So do actions that were opened
    from them: of those goes what was found, which repeats the customer's words."""
    locked(customer)
    customer.name = customer.company = customer.email = customer.phone = ""
    customer.erased_at = clock.now()
    talks = queries.all_with(customer)
    for talk in talks:
        talk.said = talk.read_back = talk.unchanged = ""
    for action in queries.opened_from(talks):
        action.finding = _("Told by a customer. Their words were erased.")
    return customer


def _write(customer: Customer, wanted: Wanted, by: Person) -> None:
    if contradicts(wanted.wish, wanted.closed_from):
        raise Refused(Trouble.WISH_CLOSED)
    before = (customer.wish or Wish.UNSTATED, customer.closed_from)
    for name, value in wanted._asdict().items():
        setattr(customer, name, value)
    less = wanted.wish == Wish.NOTHING or wanted.closed_from is not None
    if less and before != (wanted.wish, wanted.closed_from):
        customer.stopped_on = today_of(by)
    if not less:
        customer.stopped_on = None
