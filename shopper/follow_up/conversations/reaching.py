"""How a customer is to be reached: what they said wins, else a short e-mail that proposes times, then the call.

Contact rules N3 and N9: who closes a channel closes all above it."""

from shopper.models import Channel, Customer, Wish

LADDER = tuple(Channel)
"""The least interrupting first."""
UNASKED = (Channel.EMAIL, Channel.PHONE)
"""In this order where they have not said."""


def is_closed(customer: Customer) -> bool:
    """Whether they want nothing from us at all."""
    return customer.wish == Wish.NOTHING or customer.closed_from == LADDER[0]


def open_channels(customer: Customer) -> tuple[Channel, ...]:
    """What they have not closed."""
    if is_closed(customer):
        return ()
    if customer.closed_from is None:
        return LADDER
    return LADDER[: LADDER.index(Channel(customer.closed_from))]


def steps(customer: Customer) -> list[Channel]:
    """The ways to take, in order; none where they want nothing, or where no way is known that they leave open."""
    still_open = open_channels(customer)
    stated = _stated(customer)
    if stated is not None:
        return [stated] if stated in still_open else []
    found = [each for each in UNASKED if each in still_open and address(customer, each)]
    return found or [each for each in (Channel.TEXT, Channel.IN_PERSON) if _possible(customer, each)][:1]


def contradicts(wish: Wish, closed_from: Channel | None) -> bool:
    """Whether somebody wants to be reached by what they closed."""
    if wish in (Wish.UNSTATED, Wish.NOTHING) or closed_from is None:
        return False
    return LADDER.index(Channel(wish.value)) >= LADDER.index(closed_from)


def address(customer: Customer, channel: Channel) -> str:
    """Where it reaches them; empty where that is not known, and in person, where there is none."""
    known = {Channel.EMAIL: customer.email, Channel.PHONE: customer.phone, Channel.TEXT: customer.phone}
    return known.get(channel, "")


def _stated(customer: Customer) -> Channel | None:
    return None if customer.wish in (Wish.UNSTATED, Wish.NOTHING) else Channel(customer.wish)


def _possible(customer: Customer, channel: Channel) -> bool:
    reachable = channel == Channel.IN_PERSON or bool(address(customer, channel))
    return channel in open_channels(customer) and reachable
