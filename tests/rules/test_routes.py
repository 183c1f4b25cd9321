"""Closed by default: every route says who may use it."""

from flask import Flask

from shopper import create_app
from shopper.extensions import db
from shopper.models import Person
from shopper.permissions import PUBLIC, Can
from tests.support.pages import Client

OPEN_TO_ALL = {
    "accounts.code",
    "accounts.confirm_email",
    "accounts.forgotten",
    "accounts.join",
    "accounts.new_password",
    "accounts.sign_in",
    "api.document",
    "languages.choose",
    "messages.stop",
    "operations.certificate",
    "operations.healthz",
    "visits.away",
    "visits.manifest",
    "visits.service_worker",
}


def test_every_route_says_who_may_use_it(app: Flask) -> None:
    bare = [
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if not hasattr(app.view_functions[rule.endpoint], "needs")
    ]
    assert not bare, f"add @needs(Can.…) or @public beside the route: {bare}"


def test_what_is_public_is_a_short_named_list(app: Flask) -> None:
    public = {name for name, view in app.view_functions.items() if getattr(view, "needs", "") == PUBLIC}
    assert public == OPEN_TO_ALL


def test_a_route_that_declares_nothing_does_not_open(app: Flask, house) -> None:
    own = create_app(app.config["LAST_INCH"])  # other tests go on with `app`
    own.add_url_rule("/forgotten", "forgotten", lambda: "open")
    asha_id = house.asha.id
    with own.app_context():
        Client(own, db.session.get_one(Person, asha_id)).get("/forgotten", expect=403)
        db.session.remove()
        db.engine.dispose()


def test_every_permission_opens_something(app: Flask) -> None:
    used = {getattr(view, "needs", None) for view in app.view_functions.values()}
    assert set(Can) <= used, f"no route needs {set(Can) - used}"
