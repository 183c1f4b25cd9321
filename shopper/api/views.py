"""The routes of the API: a module each, all on one blueprint."""

from shopper.api import session
from shopper.api.blueprint import api

__all__ = ["api", "session"]
