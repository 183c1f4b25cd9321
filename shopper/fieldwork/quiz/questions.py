"""The questions of a briefing quiz: `[{"asks": …, "right": …, "wrong": [… , …]}, …]`, stored with the wave."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs
from wtforms.validators import InputRequired, Length, ValidationError

from shopper.form_parts import line, tidy

MOST, WORDS_MAX, WRONG_MAX = 5, 200, 4


class QuizForm(FlaskForm):
    """For the admin: up to five questions, each with its right answer and one to four wrong ones."""

    def questions(self) -> list[dict[str, Any]]:
        """Those that were written."""
        asked = (self._one(number) for number in range(1, MOST + 1))
        return [one for one in asked if one["asks"]]

    def _one(self, number: int) -> dict[str, Any]:
        wrong = (self[f"wrong{number}"].data or "").splitlines()
        return {
            "asks": self[f"asks{number}"].data or "",
            "right": self[f"right{number}"].data or "",
            "wrong": list(dict.fromkeys(text.strip() for text in wrong if text.strip())),
        }

    def validate(self, extra_validators: Any = None) -> bool:
        """Each question is whole, or nothing of it is written."""
        holds = bool(super().validate(extra_validators))
        for number in range(1, MOST + 1):
            told = _missing(self._one(number))
            if told:
                self[f"asks{number}"].errors = [*self[f"asks{number}"].errors, told]
        return holds and not any(self[f"asks{number}"].errors for number in range(1, MOST + 1))


def _missing(one: Mapping[str, Any]) -> str:
    if not one["asks"]:
        return _("Write what is asked, or empty its answers.") if one["right"] or one["wrong"] else ""
    if not one["right"] or not 1 <= len(one["wrong"]) <= WRONG_MAX:
        return _("Give it one right answer and one to %(max)s wrong ones.", max=WRONG_MAX)
    return _("The right answer stands among the wrong ones too.") if one["right"] in one["wrong"] else ""


for _number in range(1, MOST + 1):
    _limit = Length(max=WORDS_MAX * WRONG_MAX, message=_l("Use at most %(max)d characters."))
    setattr(QuizForm, f"asks{_number}", line(_l("Question"), None, WORDS_MAX))
    setattr(QuizForm, f"right{_number}", line(_l("Right answer"), None, WORDS_MAX))
    setattr(
        QuizForm,
        f"wrong{_number}",
        TextAreaField(_l("Wrong answers, one a line"), [_limit], filters=[tidy]),
    )


def as_fields(quiz: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """A stored quiz as the form shows it."""
    fields: dict[str, str] = {}
    for number, one in enumerate(quiz, 1):
        fields |= {f"asks{number}": one["asks"], f"right{number}": one["right"]}
        fields[f"wrong{number}"] = "\n".join(one["wrong"])
    return fields


def answers_form(quiz: Sequence[Mapping[str, Any]]) -> FlaskForm:
    """For the shopper: each question with its answers, the right one in no telling place."""

    class AnswersForm(FlaskForm):
        """One field per question."""

    for number, one in enumerate(quiz):
        setattr(AnswersForm, f"answer{number}", _field(one))
    return AnswersForm()


def _field(one: Mapping[str, Any]) -> RadioField:
    told = _("Choose an answer.")
    answers = sorted(
        [one["right"], *one["wrong"]], key=lambda text: sha256((one["asks"] + text).encode()).digest()
    )
    choices = [SelectChoice(text, text) for text in answers]
    return RadioField(one["asks"], choices=choices, validators=[InputRequired(told), _is(one["right"])])


def _is(right: str) -> Any:
    def check(_form: Any, field: Any) -> None:
        if field.data and field.data != right:
            raise ValidationError(_("Not quite. Read the brief again, then choose."))

    return check
