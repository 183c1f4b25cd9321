"""The address of the API's own document."""

from flask import Response, current_app

from shopper.api.blueprint import api
from shopper.api.calls import call, keep_if_same
from shopper.api.document import the_document
from shopper.permissions import public


@api.get("/openapi.json")
@public
@call("This document", answers={200: "application/json"}, etag=True)
def document() -> Response:
    answer: Response = current_app.response_class(
        current_app.json.dumps(the_document()), mimetype="application/json"
    )
    return keep_if_same(answer)
