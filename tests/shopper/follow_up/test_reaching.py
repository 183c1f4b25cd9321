"""What customers said of how to reach them wins; who closes a way closes all that interrupt more."""

import pytest

from shopper.follow_up.conversations.reaching import LADDER, open_channels, steps
from shopper.models import Channel, Customer, Wish

E, P, T = Channel.EMAIL, Channel.PHONE, Channel.TEXT
KNOWN = {"email": "guest@example.test", "phone": "+44 20 7946 0018"}


@pytest.mark.parametrize(
    ("wish", "closed_from", "way"),
    [
        (Wish.UNSTATED, None, [E, P]),
        (Wish.PHONE, None, [P]),
        (Wish.TEXT, None, [T]),
        (Wish.IN_PERSON, None, [Channel.IN_PERSON]),
        (Wish.UNSTATED, P, [E]),
        (Wish.UNSTATED, E, [T]),
        (Wish.TEXT, E, [T]),
        (Wish.UNSTATED, T, []),
        (Wish.NOTHING, None, []),
    ],
)
def test_what_they_said_wins_else_a_short_email_and_then_the_call(wish, closed_from, way):
    assert steps(Customer(wish=wish, closed_from=closed_from, **KNOWN)) == way


@pytest.mark.parametrize("wish", Wish)
@pytest.mark.parametrize("closed", [None, *Channel])
def test_who_closes_one_way_closes_all_that_interrupt_more(wish, closed):
    customer = Customer(wish=wish, closed_from=closed, **KNOWN)
    left = open_channels(customer)
    assert set(steps(customer)) <= set(left)
    assert left == LADDER[: len(left)]
    assert closed not in left
