"""The routes of the API: a module each, all on one blueprint."""

from shopper.api import openapi, session
from shopper.api.blueprint import api
from shopper.api.integrations import views as integrations
from shopper.api.sync import views as sync

__all__ = ["api", "integrations", "openapi", "session", "sync"]
