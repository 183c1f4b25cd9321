"""Forms of people, roles and invitations."""

import re
from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms.validators import ValidationError

from shopper.admin.people.commands import Guest
from shopper.form_parts import Choice, blank_first, line
from shopper.models import Person, Role
from shopper.reach import Place

ROLES = {
    Role.SHOPPER: _l("Shopper: makes visits"),
    Role.REVIEWER: _l("Reviewer: accepts or returns reports"),
    Role.MANAGER: _l("Manager: sees results"),
    Role.ADMIN: _l("Admin: question sets, waves, places and people"),
}
ROLE_NAMES = {
    Role.SHOPPER: _l("shopper"),
    Role.REVIEWER: _l("reviewer"),
    Role.MANAGER: _l("manager"),
    Role.ADMIN: _l("admin"),
}

EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")


class GrantForm(FlaskForm):
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


class InviteForm(GrantForm):
    name = line(_l("Name"), _l("Write the person’s name."), Person.NAME_MAX)
    sign_in = line(
        _l("E-mail, or a code you make up"),
        _l("Write an e-mail, or a code for somebody without one."),
        Person.SIGN_IN_MAX,
    )

    def guest(self) -> Guest:
        """What the command takes."""
        return Guest(self.name.data or "", self.sign_in.data or "", Role(self.role.data))

    def validate_sign_in(self, field: Any) -> None:
        if len(field.data) < 3 or re.search(r"\s", field.data):
            raise ValidationError(_("Use at least 3 characters without spaces."))
        if "@" in field.data and not EMAIL.fullmatch(field.data):
            raise ValidationError(_("This is not a whole e-mail. Write it like name@company.com."))
