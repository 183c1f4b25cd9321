"""The switch between one's roles."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from shopper.accounts.sessions import me
from shopper.permissions import Can, needs
from shopper.roles.current import roles_of, take_role

roles = Blueprint("roles", __name__)


@roles.post("/role")
@needs(Can.ACCOUNT)
def switch() -> ResponseReturnValue:
    """Act in another of one's roles, from its first page on; what is none of one's roles changes nothing."""
    role = next((one for one in roles_of(me()) if one == request.form.get("role")), None)
    if role:
        take_role(current_user.row, role)
    return redirect(url_for("accounts.home"))
