"""The forms of whoever appeals, and of whoever decides."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import RadioField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from shopper.form_parts import Choice, tidy
from shopper.models import Appeal, Remedy

DISMISS = "dismiss"


def _words(label: Any, missing: Any) -> TextAreaField:
    limit = Length(max=Appeal.WORDS_MAX, message=_l("Use at most %(max)d characters."))
    return TextAreaField(label, [DataRequired(missing), limit], filters=[tidy])


class AppealForm(FlaskForm):
    """A manager's appeal."""

    key = Choice(_l("Which answer is wrong"), default="")
    reason = _words(
        _l("Why, and how you know"),
        _l("Write why the answer is wrong and how you know, so that it can be judged."),
    )
    photo = FileField(_l("A photo that shows it"))

    def offer(self, questions: Sequence[tuple[str, str]]) -> None:
        """What was asked on this visit."""
        self.key.choices = [("", _("Choose an answer")), *questions]

    def validate_key(self, field: Choice) -> None:
        if not field.data:
            raise ValidationError(_("Choose the answer that you appeal against."))


class OwnAppealForm(FlaskForm):
    """A shopper's appeal."""

    reason = _words(
        _l("Why you do not agree"), _l("Write why you do not agree, so that somebody else can judge it.")
    )


class DecideForm(FlaskForm):
    decision = RadioField(_l("What happens"), [InputRequired(_l("Choose what happens to this appeal."))])
    words = _words(
        _l("Why, for everybody who reads the report"), _l("Write why, so that both sides understand it.")
    )

    def offer(self, remedies: Iterable[Remedy]) -> None:
        """What upholding may change here, and not to uphold it."""
        told = {
            Remedy.CORRECTED: _("Uphold: correct the answer"),
            Remedy.SET_ASIDE: _("Uphold: set the question aside"),
            Remedy.REOPENED: _("Uphold: the report is read again"),
        }
        upheld = [(str(one), told[one]) for one in remedies]
        self.decision.choices = [*upheld, (DISMISS, _("Do not uphold"))]

    @property
    def remedy(self) -> Remedy | None:
        """What was chosen; None not to uphold."""
        return None if self.decision.data == DISMISS else Remedy(self.decision.data)
