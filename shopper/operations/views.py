"""What a load balancer or a watchman asks."""

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from shopper.operations.health import OK, checkup
from shopper.permissions import public

operations = Blueprint("operations", __name__)


@operations.get("/healthz")
@public
def healthz() -> ResponseReturnValue:
    """200 when all is well, else 503; which part is not well, and no more than that."""
    found = checkup()
    well = all(told == OK for told in found.values())
    return jsonify(ok=well, **found), 200 if well else 503
