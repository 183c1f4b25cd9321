"""Every page of the shopper's phone, on one blueprint."""

from shopper.visits.board import views as board
from shopper.visits.disputing import views as disputing
from shopper.visits.expenses import views as expenses
from shopper.visits.giving_up import views as giving_up
from shopper.visits.guide import views as guide
from shopper.visits.offline import views as offline
from shopper.visits.pocket import views as pocket
from shopper.visits.practice import views as practice
from shopper.visits.replying import views as replying
from shopper.visits.views import visits

__all__ = [
    "board",
    "disputing",
    "expenses",
    "giving_up",
    "guide",
    "offline",
    "pocket",
    "practice",
    "replying",
    "visits",
]
