"""The pages of actions, moments and conversations: load, fill a form, call one command, go."""

from shopper.follow_up.blueprint import follow_up
from shopper.follow_up.conversations import customer_views as customers
from shopper.follow_up.conversations import views as conversations
from shopper.follow_up.views import actions, listing, moments, photos

__all__ = ["actions", "conversations", "customers", "follow_up", "listing", "moments", "photos"]
