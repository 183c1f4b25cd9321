"""What was told to whom, how they want to be reached, and what went wrong on the way."""

from shopper.messages.queries.choices import choices_of, hours_of, is_on_site, unanswered
from shopper.messages.queries.digests import (
    held_before,
    people_of,
    told_already,
    unsent_digest,
    with_something_held,
)
from shopper.messages.queries.inbox import PAGE, Inbox, inbox, message_or_404
from shopper.messages.queries.trouble import DOUBTFUL, admins, in_trouble, trouble_or_404, waits_since

__all__ = [
    "DOUBTFUL",
    "PAGE",
    "Inbox",
    "admins",
    "choices_of",
    "held_before",
    "hours_of",
    "in_trouble",
    "inbox",
    "is_on_site",
    "message_or_404",
    "people_of",
    "told_already",
    "trouble_or_404",
    "unanswered",
    "unsent_digest",
    "waits_since",
    "with_something_held",
]
