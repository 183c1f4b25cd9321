"""The blueprint of the API; every route on it is a call (`calls.call`)."""

from typing import Any

from flask import Blueprint, Response, current_app, request

from shopper.api.calls import Call

api = Blueprint("api", __name__, url_prefix="/api/v1")


@api.url_value_preprocessor
def take_no_more(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Each call says how much it takes at most; this runs before anything is read."""
    about = getattr(current_app.view_functions.get(str(endpoint)), "call", None)
    if isinstance(about, Call):
        request.max_content_length = about.limit


@api.after_request
def say_how_to_come_in(answer: Response) -> Response:
    """Whoever is not let in is told what lets in."""
    if answer.status_code == 401:
        answer.headers["WWW-Authenticate"] = "Bearer"
    return answer
