"""Forms of signing in and of taking up an invitation."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import EqualTo, InputRequired, Length

from shopper.models import Person

KEPT = "kept"
"""Prefix of fields that carry a form through signing in again."""


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
    password = PasswordField(
        _l("Password"),
        [
            InputRequired(_l("Choose a password.")),
            Length(
                min=Person.PASSWORD_MIN,
                max=Person.PASSWORD_MAX,
                message=_l("Use %(min)d to %(max)d characters; a few words are easiest to keep in mind."),
            ),
        ],
    )
    again = PasswordField(
        _l("The password again"),
        [EqualTo("password", message=_l("The two passwords differ. Write the same one twice."))],
    )


def kept_fields(fields: MultiDict[str, str]) -> list[tuple[str, str]]:
    """The fields of a form to carry along, without its token."""
    return [(name, value) for name, value in fields.items(multi=True) if name != "csrf_token"]


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
