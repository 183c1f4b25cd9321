"""A stored photo as an answer; whoever calls this has seen to it that the person may have it."""

from flask import Response, abort, request
from flask.typing import ResponseReturnValue

from shopper.evidence import the_store


def photo(sha256: str) -> ResponseReturnValue:
    """The photo of that name; a browser that has it is told to keep it, for bytes never change under a name."""
    answer = Response(mimetype="image/jpeg")
    answer.headers["Cache-Control"] = "private, max-age=86400"
    answer.set_etag(sha256)
    if not request.if_none_match.contains(sha256):
        content = the_store().get(sha256)
        answer.data = abort(404) if content is None else content  # lost; a backup says so too
    return answer.make_conditional(request)
