"""Erasing: visits whose days are over, what is too old, and people who leave."""

from shopper.privacy.commands.people import erase_person
from shopper.privacy.commands.running import Done, erase_due
from shopper.privacy.commands.visits import erase_visit

__all__ = ["Done", "erase_due", "erase_person", "erase_visit"]
