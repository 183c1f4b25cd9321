"""The blueprint of signing in and of one's own account."""

from typing import Any

from flask import Blueprint

from shopper.accounts.forms import packed
from shopper.accounts.sessions import signed_in_person
from shopper.models import Role
from shopper.roles.current import current_role

accounts = Blueprint("accounts", __name__)


@accounts.app_template_global()
def carried(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Fields of a form under way, named so that they pass through signing in."""
    return packed(pairs)


@accounts.context_processor
def layout() -> dict[str, Any]:
    """Who acts as a shopper stays on the phone's pages; everybody else has a desk."""
    person = signed_in_person()
    shops = person is not None and current_role(person) == Role.SHOPPER
    return {"own_layout": "layouts/phone.html" if shops else "layouts/desk.html", "on_phone": shops}
