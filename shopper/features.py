"""The features of the app, one blueprint each."""

from flask import Flask

from shopper.accounts.views import accounts
from shopper.review.views import review
from shopper.visits.views import visits


def register_features(app: Flask) -> None:
    """Put every feature's routes on the app."""
    for blueprint in (accounts, review, visits):
        app.register_blueprint(blueprint)
