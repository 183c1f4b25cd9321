"""Who may open what, written by hand: route by route, with the object that it is about.

`who` names the cast; `more` completes the address, `fields` the form, `body` is what is put. `about` names a kind of object in `objects.py`: everybody who may open the route
for their own object gets a 404 for anybody else's."""

from __future__ import annotations

from tests.rules.cast import EVERYBODY, Row
from tests.rules.matrix_of_the_desk import ROWS as OF_THE_DESK
from tests.rules.matrix_of_visits import ROWS as OF_VISITS

__all__ = ["EVERYBODY", "MATRIX", "OPEN_TO_ALL", "Row"]

MATRIX: dict[tuple[str, str], Row] = {**OF_VISITS, **OF_THE_DESK}

OPEN_TO_ALL = {
    ("GET", "accounts.code"),
    ("GET", "api.document"),
    ("GET", "operations.certificate"),
    ("GET", "operations.healthz"),
    ("POST", "accounts.code"),
    ("GET", "accounts.confirm_email"),
    ("POST", "accounts.confirm_email"),
    ("GET", "accounts.forgotten"),
    ("POST", "accounts.forgotten"),
    ("GET", "accounts.join"),
    ("POST", "accounts.join"),
    ("GET", "accounts.new_password"),
    ("POST", "accounts.new_password"),
    ("GET", "accounts.sign_in"),
    ("POST", "accounts.sign_in"),
    ("POST", "languages.choose"),
    ("GET", "messages.stop"),
    ("POST", "messages.stop"),
    ("GET", "visits.away"),
    ("GET", "visits.manifest"),
    ("GET", "visits.service_worker"),
}
