"""Every page of the admin, put on one blueprint."""

from shopper.admin.blueprint import admin
from shopper.admin.client_settings.views import settings
from shopper.admin.log.views import audit_log
from shopper.admin.people.views import people
from shopper.admin.places.views import places

FIRST_PAGES = (places, people, audit_log, settings)

__all__ = ["FIRST_PAGES", "admin"]
