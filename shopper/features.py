"""The features of the app, one blueprint each."""

from flask import Flask

from shopper.accounts.views import accounts
from shopper.admin.views import admin
from shopper.api.views import api
from shopper.appeals.views import appeals
from shopper.dashboards.views import dashboards
from shopper.fees.views import fees
from shopper.fieldwork.views import fieldwork
from shopper.follow_up.views import follow_up
from shopper.languages.views import languages
from shopper.messages.views import messages
from shopper.operations.views import operations
from shopper.phone_files.views import phone_files
from shopper.privacy.views import privacy
from shopper.programme.views import programme
from shopper.question_sets.views import question_sets
from shopper.review.views import review
from shopper.roles.views import roles
from shopper.self_checks.views import self_checks
from shopper.visits.routes import visits
from shopper.webhooks.views import webhooks


def register_features(app: Flask) -> None:
    """Put every feature's routes on the app."""
    for blueprint in (
        accounts,
        admin,
        api,
        appeals,
        dashboards,
        fees,
        fieldwork,
        follow_up,
        languages,
        messages,
        operations,
        phone_files,
        programme,
        privacy,
        question_sets,
        review,
        roles,
        self_checks,
        visits,
        webhooks,
    ):
        app.register_blueprint(blueprint)
