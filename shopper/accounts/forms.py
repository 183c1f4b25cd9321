"""Forms of signing in, of taking up an invitation and of one's own account."""

from collections.abc import Iterable
from typing import Any

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import EqualTo, InputRequired, Length, ValidationError

from shopper.form_parts import line
from shopper.mail.server import is_address
from shopper.models import Person

KEPT = "kept"
"""Prefix of fields that carry a form through signing in again."""
NEVER_KEPT = {"csrf_token", "password", "new_password", "again", "one_time_code"}
"""Tokens and secrets, which are written again rather than put into a page."""


def chosen_password(label: LazyString) -> PasswordField:
    """A password to be chosen."""
    length = Length(
        min=Person.PASSWORD_MIN,
        max=Person.PASSWORD_MAX,
        message=_l("Use %(min)d to %(max)d characters; a few words are easiest to keep in mind."),
    )
    return PasswordField(label, [InputRequired(_l("Choose a password.")), length])


def the_same(field: str) -> PasswordField:
    """The same once more, against slips of the finger."""
    differs = _l("The two passwords differ. Write the same one twice.")
    return PasswordField(_l("The password again"), [EqualTo(field, message=differs)])


def own_password() -> PasswordField:
    """The password that somebody has."""
    return PasswordField(
        _l("Your password"), [InputRequired(_l("Write your password.")), Length(max=Person.PASSWORD_MAX)]
    )


def a_code(label: LazyString) -> StringField:
    """A code of the app or of the list."""
    return line(label, _l("Write the code."), 40)


class SignInForm(FlaskForm):
    sign_in = StringField(
        _l("E-mail or code"),
        [InputRequired(_l("Write your e-mail or the code you were given.")), Length(max=Person.SIGN_IN_MAX)],
    )
    password = PasswordField(
        _l("Password"),
        [InputRequired(_l("Write your password.")), Length(max=Person.PASSWORD_MAX)],
    )
    next = HiddenField()


class JoinForm(FlaskForm):
    name = StringField(
        _l("Your name"),
        [InputRequired(_l("Write the name that others see.")), Length(max=Person.NAME_MAX)],
    )
    password = chosen_password(_l("Password"))
    again = the_same("password")


class CodeForm(FlaskForm):
    """The second step of signing in."""

    one_time_code = a_code(_l("Code"))
    next = HiddenField()


class ForgottenForm(FlaskForm):
    sign_in = line(_l("E-mail"), _l("Write the e-mail that you sign in with."), Person.SIGN_IN_MAX)


class NewPasswordForm(FlaskForm):
    password = chosen_password(_l("New password"))
    again = the_same("password")


class ChangePasswordForm(FlaskForm):
    password = own_password()
    new_password = chosen_password(_l("New password"))
    again = the_same("new_password")


class EmailForm(FlaskForm):
    """Another e-mail for `person`."""

    email = line(_l("New e-mail"), _l("Write the e-mail that you want to sign in with."), Person.SIGN_IN_MAX)
    password = own_password()

    def __init__(self, person: Person, **more: Any) -> None:
        super().__init__(**more)
        self.person = person

    def validate_email(self, field: StringField) -> None:
        if not is_address(field.data or ""):
            raise ValidationError(_("This is not a whole e-mail. Write it like name@company.com."))
        if (field.data or "").casefold() == self.person.sign_in:
            raise ValidationError(
                _("You sign in with this e-mail already; capitals make no difference. Write another one.")
            )


class PasswordForm(FlaskForm):
    password = own_password()


class FirstCodeForm(FlaskForm):
    one_time_code = a_code(_l("The code that your app shows now"))


class SecondFactorForm(FlaskForm):
    """Password and code, for switching it off and for new recovery codes."""

    password = own_password()
    one_time_code = a_code(_l("Code of your app, or a recovery code"))


def kept_fields(fields: MultiDict[str, str]) -> list[tuple[str, str]]:
    """The fields of a form to carry along, without its token and its secrets."""
    return [(name, value) for name, value in fields.items(multi=True) if name not in NEVER_KEPT]


def unpacked(fields: MultiDict[str, str]) -> list[tuple[str, str]]:
    """The carried fields, from a sign-in form that holds them."""
    return [
        (name.removeprefix(f"{KEPT}:"), value)
        for name, value in fields.items(multi=True)
        if name.startswith(f"{KEPT}:")
    ]


def packed(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The same fields under names that cannot meet those of the sign-in form."""
    return [(f"{KEPT}:{name}", value) for name, value in pairs]
