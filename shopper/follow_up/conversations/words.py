"""The words of conversations: channels, wishes, what is missing."""

from collections.abc import Sequence
from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from shopper.dashboards.months import short_day
from shopper.follow_up.conversations.reaching import is_closed
from shopper.follow_up.conversations.rules import Lack
from shopper.language import listed
from shopper.models import Channel, Customer, Wish

WISH_NAMES = {
    Wish.UNSTATED: _l("Has not said"),
    Wish.TEXT: _l("By text message"),
    Wish.EMAIL: _l("By e-mail"),
    Wish.PHONE: _l("By phone"),
    Wish.IN_PERSON: _l("In person"),
    Wish.NOTHING: _l("Do not contact"),
}
CHANNEL_NAMES = {
    Channel.TEXT: _l("By text message"),
    Channel.EMAIL: _l("By e-mail"),
    Channel.PHONE: _l("By phone"),
    Channel.IN_PERSON: _l("In person"),
}
PREFERS = {
    Wish.TEXT: _l("Prefers text messages"),
    Wish.EMAIL: _l("Prefers e-mail"),
    Wish.PHONE: _l("Prefers the phone"),
    Wish.IN_PERSON: _l("Prefers to talk in person"),
}
CLOSED_NAMES = {
    Channel.IN_PERSON: _l("Nobody in person"),
    Channel.PHONE: _l("No calls, and nobody in person"),
    Channel.EMAIL: _l("No e-mail, no calls, and nobody in person"),
}
"""What they may close, the most interrupting first; who closes text messages too wants nothing at all."""


def reach_in_words(customer: Customer) -> str:
    """How they want to be reached, in a few words; empty where they have not said."""
    if is_closed(customer):
        return stopped(customer)
    parts = [PREFERS.get(Wish(customer.wish)), CLOSED_NAMES.get(customer.closed_from)]  # type: ignore[arg-type]  # None is not there
    return "; ".join(str(part) for part in parts if part)


def stopped(customer: Customer) -> str:
    """“Asked on 3 Nov 2026 not to be contacted”."""
    if customer.stopped_on is None:
        return _("Asked not to be contacted")
    return _("Asked on %(day)s not to be contacted", day=short_day(customer.stopped_on))


def where(customer: Customer) -> str:
    """Their company and their branch."""
    return ", ".join(part for part in (customer.company, customer.branch.name) if part)


def still_missing(missing: Sequence[Lack]) -> str:
    """What the log lacks, in one sentence."""
    return _("Still missing: %(what)s.", what=listed([str(lack.name) for lack in missing]))


def week_in_words(week: date) -> str:
    """The week of 16 Nov 2026."""
    return _("the week of %(day)s", day=short_day(week))
