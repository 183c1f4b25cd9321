"""What a load balancer or a watchman asks, and a phone on the network of a room."""

from flask import Blueprint, abort, current_app, jsonify, send_file
from flask.typing import ResponseReturnValue

from shopper.lan.room import MAKER
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


@operations.get("/certificate")
@public
def certificate() -> ResponseReturnValue:
    """The maker of the certificate that `script/serve --lan` made, for a phone to trust."""
    settings = current_app.config["LAST_INCH"]
    if not settings.LAN:
        abort(404)
    kept = settings.INSTANCE / MAKER
    return send_file(kept, "application/x-x509-ca-cert", as_attachment=True, download_name="last-inch.crt")
