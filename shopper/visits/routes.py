"""Every page of the shopper's phone, on one blueprint."""

from shopper.visits.giving_up import views as giving_up
from shopper.visits.offline import views as offline
from shopper.visits.pocket import views as pocket
from shopper.visits.views import visits

__all__ = ["giving_up", "offline", "pocket", "visits"]
