"""What is due to be erased, what holds it, whose rows are whose."""

from shopper.privacy.queries.aged import (
    longest_days,
    old_customers,
    old_messages,
    old_self_checks,
    photos_of_self_check,
)
from shopper.privacy.queries.due import Due, due_visits, falling_due, is_ripe, retention_of
from shopper.privacy.queries.holds import UNDECIDED, Hold, held_of
from shopper.privacy.queries.people import (
    accounts_of,
    addresses_told,
    invitations_of,
    lines_quoting,
    still_to_do,
)
from shopper.privacy.queries.rows import is_needed, photo_names, row_key, rows_of_visit, table_called

__all__ = [
    "UNDECIDED",
    "Due",
    "Hold",
    "accounts_of",
    "addresses_told",
    "due_visits",
    "falling_due",
    "held_of",
    "invitations_of",
    "is_needed",
    "is_ripe",
    "lines_quoting",
    "longest_days",
    "old_customers",
    "old_messages",
    "old_self_checks",
    "photo_names",
    "photos_of_self_check",
    "retention_of",
    "row_key",
    "rows_of_visit",
    "still_to_do",
    "table_called",
]
