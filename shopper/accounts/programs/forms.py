"""The form of a new token."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs
from wtforms.validators import InputRequired

from shopper.accounts.forms import own_password
from shopper.accounts.programs.scopes import WORDS, open_to
from shopper.form_parts import line
from shopper.models import ApiToken, Person

LASTS = {30: _l("30 days"), 90: _l("90 days"), 365: _l("a year")}


class TokenForm(FlaskForm):
    name = line(_l("What is it for?"), _l("Name the program, so that you know it again."), ApiToken.NAME_MAX)
    scopes = SelectMultipleField(_l("It may"), [InputRequired(_l("Tick at least one."))])
    days = SelectField(
        _l("It works for"), choices=[SelectChoice(*each) for each in LASTS.items()], coerce=int, default=90
    )
    password = own_password()

    def __init__(self, person: Person, **more: Any) -> None:
        super().__init__(**more)
        self.scopes.choices = [SelectChoice(scope.value, WORDS[scope]) for scope in open_to(person)]
