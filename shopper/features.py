"""The features of the app, one blueprint each."""

from flask import Flask

from shopper.accounts.views import accounts


def register_features(app: Flask) -> None:
    """Put every feature's routes on the app."""
    for blueprint in (accounts,):
        app.register_blueprint(blueprint)
