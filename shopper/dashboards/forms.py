"""The filter form: what a page shows, sent by GET so that it stays in the address."""

from flask_babel import lazy_gettext as _l
from wtforms import Form, SelectField
from wtforms.validators import Optional


class FilterForm(Form):
    """Reads nothing by itself: `filters.read` judges the address and fills this."""

    region = SelectField(_l("Region"), [Optional()])
    channel = SelectField(_l("Channel"), [Optional()])
    version = SelectField(_l("Question set"), [Optional()])
    wave = SelectField(_l("Wave"), [Optional()])
    first = SelectField(_l("From"), [Optional()], name="from")
    last = SelectField(_l("To"), [Optional()], name="to")
