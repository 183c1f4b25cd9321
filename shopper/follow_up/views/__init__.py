"""The pages of actions and moments: load, fill a form, call one command, go."""

from shopper.follow_up.blueprint import follow_up
from shopper.follow_up.views import actions, listing, moments, photos

__all__ = ["actions", "follow_up", "listing", "moments", "photos"]
