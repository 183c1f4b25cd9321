"""Forms of people, roles and invitations."""

import re
from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField
from wtforms.validators import ValidationError

from shopper.admin.people.commands import Guest
from shopper.admin.people.queries import Which
from shopper.form_parts import Choice, blank_first, line, sure
from shopper.models import Person, Role
from shopper.reach import Place
from shopper.roles.words import ROLE_NAMES

ROLES = {
    Role.SHOPPER: _l("Shopper: makes visits"),
    Role.REVIEWER: _l("Reviewer: accepts or returns reports"),
    Role.MANAGER: _l("Manager: sees results"),
    Role.ADMIN: _l("Admin: question sets, waves, places and people"),
}
STATE_WORDS = {
    "active": _l("can sign in"),
    "deactivated": _l("deactivated"),
    "merged": _l("merged into another account"),
}

EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")


class PeopleForm(FlaskForm):
    """Sent by GET: what does not fit a list is as if it had not been chosen."""

    q = line(_l("Name, e-mail or code"), None, 100)
    role = Choice(_l("Role"))
    region = Choice(_l("With a role in"), coerce=int)
    state = Choice(_l("Account"))

    def offer(self, places: Iterable[Place]) -> None:
        """Fill the lists and judge what was asked."""
        self.role.choices = [("", _("Every role")), *((r.value, str(w)) for r, w in ROLE_NAMES.items())]
        self.region.choices = blank_first(((p.region.id, p.label) for p in places), _("Every region"))
        self.state.choices = [("", _("Every account")), *((s, str(w)) for s, w in STATE_WORDS.items())]
        self.role.data, self.state.data = self.role.data or "", self.state.data or ""
        self.region.data = self.region.data or 0
        self.validate()

    def held(self, name: str) -> Any:
        """What was asked in a field; nothing where it does not fit."""
        return None if self[name].errors else self[name].data or None

    def which(self, places: Iterable[Place]) -> Which:
        """For the query."""
        region = next((p.region for p in places if p.region.id == self.held("region")), None)
        return Which(self.held("q") or "", self.held("role") or "", region, self.held("state") or "")

    def args(self) -> dict[str, Any]:
        """The same for an address, without what is empty."""
        return {name: self.held(name) for name in ("q", "role", "region", "state") if self.held(name)}


class _RoleForm(FlaskForm):
    role = Choice(_l("Role"))
    region = Choice(_l("Where"), coerce=int)

    def offer(self, places: Iterable[Place]) -> None:
        """Put the roles, and the regions that they may be given on, into the lists."""
        self.role.choices = [
            ("", _("Choose a role")),
            *((role.value, str(words)) for role, words in ROLES.items()),
        ]
        pairs = [(place.region.id, place.label) for place in places]
        self.region.choices = blank_first(pairs, _("Choose a region"))

    def validate_role(self, field: Choice) -> None:
        if not field.data:
            raise ValidationError(_("Choose what this person may do."))

    def validate_region(self, field: Choice) -> None:
        if not field.data:
            raise ValidationError(_("Choose where. The role counts there and in all below."))


class GrantForm(_RoleForm):
    knowing = BooleanField(_l("Give back the visits named above"))


class InviteForm(_RoleForm):
    name = line(_l("Name"), _l("Write the person’s name."), Person.NAME_MAX)
    sign_in = line(_l("E-mail"), None, Person.SIGN_IN_MAX)
    with_code = BooleanField(_l("No e-mail: make a code to sign in with"))

    def guest(self) -> Guest:
        """What the command takes; without a sign-in it makes one."""
        sign_in = "" if self.with_code.data else self.sign_in.data or ""
        return Guest(sure(self.name), sign_in, Role(self.role.data))

    def validate_with_code(self, field: BooleanField) -> None:
        """On the e-mail itself, which is not wanted where a code is."""
        wrong = None if field.data else _wrong_sign_in(self.sign_in.data or "")
        if wrong:
            self.sign_in.errors = [*self.sign_in.errors, wrong]
            raise ValidationError(wrong)


def _wrong_sign_in(sign_in: str) -> str | None:
    if not sign_in:
        return _("Write an e-mail, or tick the box below for somebody without one.")
    if len(sign_in) < 3 or re.search(r"\s", sign_in):
        return _("Use at least 3 characters without spaces.")
    if "@" in sign_in and not EMAIL.fullmatch(sign_in):
        return _("This is not a whole e-mail. Write it like name@company.com.")
    return None


class FindForm(FlaskForm):
    """Whom to merge with, by GET."""

    q = line(_l("Name, e-mail or code of the other account"), None, 100)
