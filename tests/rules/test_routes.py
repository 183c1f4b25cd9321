"""Closed by default: every route says who may use it."""

from flask import Flask

from shopper.permissions import PUBLIC, Can

OPEN_TO_ALL = {"accounts.sign_in", "accounts.join", "languages.choose"}


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


def test_a_route_that_declares_nothing_does_not_open(app: Flask, as_, house) -> None:
    app.add_url_rule("/forgotten", "forgotten", lambda: "open")
    as_(house.asha).get("/forgotten", expect=403)


def test_every_permission_opens_something(app: Flask) -> None:
    used = {getattr(view, "needs", None) for view in app.view_functions.values()}
    assert set(Can) <= used, f"no route needs {set(Can) - used}"
