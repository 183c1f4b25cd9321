"""The routes of the API: a module each, all on one blueprint."""

from shopper.api import openapi, session
from shopper.api.blueprint import api
from shopper.api.integrations import views as integrations

__all__ = ["api", "integrations", "openapi", "session"]
