"""The form of choosing a language."""

from flask_wtf import FlaskForm
from wtforms import HiddenField, StringField
from wtforms.validators import AnyOf

from shopper.language import LANGUAGES
from shopper.navigation import is_own_address


class LanguageForm(FlaskForm):
    language = StringField(validators=[AnyOf(LANGUAGES)])
    next = HiddenField()

    def way_back(self) -> str:
        """The page it was chosen on, if that is one of ours."""
        address = self.next.data or ""
        return address if is_own_address(address) else ""
