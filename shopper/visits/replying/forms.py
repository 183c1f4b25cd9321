"""The shopper's answer."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from shopper.form_parts import tidy
from shopper.models import ReviewQuestion


class ReplyForm(FlaskForm):
    answer = TextAreaField(
        _l("Your answer"),
        [
            DataRequired(_l("Write your answer; a sentence is enough.")),
            Length(max=ReviewQuestion.WORDS_MAX, message=_l("Use at most %(max)d characters.")),
        ],
        filters=[tidy],
    )
