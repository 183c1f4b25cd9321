"""The reviewer's decision."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs
from wtforms.validators import InputRequired, Length, ValidationError

from shopper.form_parts import Choice
from shopper.troubles import Trouble

ACCEPT, ASK, RETURN, REJECT = "accept", "ask", "return", "reject"
WORDS_MAX = 2_000


WITHOUT_WORDS = {
    ASK: Trouble.QUESTION_MISSING,
    RETURN: Trouble.WORDS_MISSING,
    REJECT: Trouble.REASON_UNSAID,
}


class DecisionForm(FlaskForm):
    """`read` names the submission that stands on the page, so that no newer one is decided unread."""

    read = HiddenField()
    decision = RadioField(
        _l("What happens to this report"),
        [InputRequired(_l("Choose what happens to this report."))],
        choices=[
            SelectChoice(ACCEPT, _l("Accept and score")),
            SelectChoice(ASK, _l("Ask one question")),
            SelectChoice(RETURN, _l("Return for changes")),
            SelectChoice(REJECT, _l("Reject")),
        ],
    )
    leaving_unseen = BooleanField(_l("Leaving could not be seen"))
    about = Choice(_l("What the question is about"), default="")
    words = TextAreaField(
        _l("What the shopper will read"),
        [Length(max=WORDS_MAX, message=_l("Use at most %(max)d characters."))],
        filters=[lambda text: (text or "").strip()],
    )

    def validate_leaving_unseen(self, field: BooleanField) -> None:
        if self.decision.data == ACCEPT and not field.data:
            raise ValidationError(Trouble.LEAVING_UNSEEN.value[1])

    def validate_words(self, field: TextAreaField) -> None:
        if self.decision.data in WITHOUT_WORDS and not field.data:
            raise ValidationError(WITHOUT_WORDS[self.decision.data].value[1])


def decision_form(read: str, asks_leaving: bool, questions: Sequence[tuple[str, str]]) -> Any:
    """The form of one report; the tick is asked for only where the leaving touchpoint was not seen.

    `questions`: key and words of what was asked, of which the reviewer may ask about one."""
    form = DecisionForm(data={"read": read})
    form.about.choices = [("", _("The whole report")), *questions]
    if not asks_leaving:
        del form.leaving_unseen
    return form
