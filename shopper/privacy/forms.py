"""The one question before somebody is erased."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField
from wtforms.validators import InputRequired


class ErasePersonForm(FlaskForm):
    sure = BooleanField(
        _l("Yes, erase who this was, for good"),
        [InputRequired(_l("Tick the box first: what is erased cannot be brought back."))],
    )
