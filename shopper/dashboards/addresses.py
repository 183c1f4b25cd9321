"""Addresses of the page that is open: exactly this view, or the same with one thing changed."""

from typing import Any
from urllib.parse import urlencode

from flask import request

from shopper.dashboards.blueprint import dashboards
from shopper.dashboards.filters import Showing


@dashboards.app_template_global()
def view_address(showing: Showing, **changed: Any) -> str:
    """The page with every filter written out, so that the link shows the same when the default has moved on.

    What else the page was asked for stays; `changed` comes in its place, None takes it away."""
    asked = {**request.args.to_dict(), **showing.address}
    if "version" in changed:
        asked = {name: value for name, value in asked.items() if name not in ("channel", "wave")}
    kept = {name: value for name, value in {**asked, **changed}.items() if value not in (None, "")}
    return f"{request.path}?{urlencode(kept)}"
