"""Writing customers down and letting go of them; planning, keeping and closing conversations."""

from shopper.follow_up.conversations.commands.customers import (
    Wanted,
    add_customer,
    change_customer,
    erase_customer,
)
from shopper.follow_up.conversations.commands.talks import (
    Log,
    begin_log,
    close_conversation,
    plan_conversation,
    save_log,
    take_out,
)

__all__ = [
    "Log",
    "Wanted",
    "add_customer",
    "begin_log",
    "change_customer",
    "close_conversation",
    "erase_customer",
    "plan_conversation",
    "save_log",
    "take_out",
]
