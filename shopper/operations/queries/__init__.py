"""Reading whole tables, and what of them is one client's."""

from shopper.operations.queries.clients import (
    BELONGS,
    LEFT_OUT,
    client_called,
    names_of_clients,
    with_those_they_became,
)
from shopper.operations.queries.moments import count_of, filled, highest, one_moment, rows_of

__all__ = [
    "BELONGS",
    "LEFT_OUT",
    "client_called",
    "count_of",
    "filled",
    "highest",
    "names_of_clients",
    "one_moment",
    "rows_of",
    "with_those_they_became",
]
