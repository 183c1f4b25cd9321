"""Every page of the shopper's phone, on one blueprint."""

from shopper.appeals import own as own_appeals
from shopper.review.replies import views as replies
from shopper.visits.board import views as board
from shopper.visits.expenses import views as expenses
from shopper.visits.giving_up import views as giving_up
from shopper.visits.guide import views as guide
from shopper.visits.offline import views as offline
from shopper.visits.pocket import views as pocket
from shopper.visits.practice import views as practice
from shopper.visits.views import visits

__all__ = [
    "board",
    "expenses",
    "giving_up",
    "guide",
    "offline",
    "own_appeals",
    "pocket",
    "practice",
    "replies",
    "visits",
]
