"""One form per touchpoint, built from the question set by code that knows kinds, never sets."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypedDict
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, HiddenField, validators

from shopper.visits.controls import AnswerForm, Entry, Nothing, Photos, Rows, Ticks, Words, row_words
from shopper.visits.measures import Clock, Day, Duration, Figure, Place
from survey_defs import QuestionSet, say, visible_questions
from survey_defs.kinds import Question
from survey_defs.possible import states_of
from survey_defs.schema import Touchpoint

FORMS: dict[str, type[AnswerForm]] = {
    "yes_no": Rows, "choice": Rows, "scale": Rows, "momentum": Rows, "recommend": Rows,
    "choices": Ticks, "number": Figure, "money": Figure, "duration": Duration, "time": Clock, "date": Day,
    "text": Words, "moment": Words, "photo": Photos, "location": Place, "note": Nothing,
}  # fmt: skip
"""The inputs of every kind of question; a new kind needs a line here."""


class SendFacts(TypedDict):
    submission_id: UUID
    base_id: UUID | None
    left_early: bool


class SendForm(FlaskForm):
    """`submission_id` was made with the page, so that sending twice is sending once."""

    submission_id = HiddenField(validators=[validators.InputRequired(), validators.UUID()])
    base = HiddenField(validators=[validators.Optional(), validators.UUID()])
    left_early = BooleanField(_l("I left before the end because of how I was treated"))

    def facts(self) -> SendFacts:
        """What send_report asks for, once the form is valid."""
        return SendFacts(
            submission_id=UUID(str(self.submission_id.data)),
            base_id=UUID(self.base.data) if self.base.data else None,
            left_early=bool(self.left_early.data),
        )


@dataclass(frozen=True)
class Asked:
    """One question on its page. `shown` is False where only a script may reveal it; `was` is the fingerprint
    of what is stored, `stamped` the whole seconds that the stamps say of a wait (see proposing.py)."""

    question: Question
    form: AnswerForm
    shown: bool
    problem: str
    was: str
    stamped: int | None = None

    @property
    def words(self) -> str:
        """What is asked."""
        return say(self.question.text, self.form.language)

    @property
    def hint(self) -> str:
        """What helps to answer: the set's own hint, and what the kind itself needs to say."""
        own = say(self.question.hint, self.form.language) if self.question.hint else ""
        of_kind = {
            "recommend": _("0 is not at all likely, 10 is extremely likely."),
            "location": _("Only if you want to: it goes with the report, and the reviewer sees it."),
        }
        return f"{own} {of_kind.get(self.question.type, '')}".strip()

    @property
    def main_rows(self) -> list[tuple[str, str]]:
        """The worded answers."""
        return row_words(self.question, self.form.language)

    @property
    def comment_hint(self) -> str:
        """After which answers to say what happened."""
        words = dict([*row_words(self.question, self.form.language), *self.form.apart])
        told = [_("“%(answer)s”", answer=words.get(one, one)) for one in self.question.comment_on]
        return _("If your answer is %(answers)s.", answers=_(" or ").join(told))


def asked_on(
    definition: QuestionSet,
    touchpoint: Touchpoint,
    draft: Mapping[str, Any],
    problems: Mapping[str, str],
    language: str,
) -> list[Asked]:
    """The questions of a touchpoint, filled with the draft."""
    visible = visible_questions(definition, draft)
    forms = [(q, FORMS[q.type](q, entry=draft.get(q.key), language=language)) for q in touchpoint.asked]
    for question, form in forms:
        form.is_wrong = question.key in problems
        if isinstance(form, Figure) and form.question.type == "money":
            form.currency = definition.currency or ""
    return [
        Asked(q, form, q.key in visible, problems.get(q.key, ""), form.fingerprint()) for q, form in forms
    ]


@dataclass(frozen=True)
class Posted:
    """What came in: every question that stood on the page as it was typed, and what to change."""

    typed: dict[str, Entry]
    changes: dict[str, Entry]

    @classmethod
    def read(cls, touchpoint: Touchpoint, fields: MultiDict[str, str]) -> "Posted":
        """Read every question that stood on the page; what did not stand there is left as it is."""
        forms = {
            q.key: FORMS[q.type](q, typed=fields) for q in touchpoint.asked if f"q:{q.key}:was" in fields
        }
        typed = {key: form.entry() for key, form in forms.items()}
        changed = {key for key, form in forms.items() if form.fingerprint() != form.was.data}
        return cls(typed, {key: typed[key] for key in typed if key in changed})

    def with_(self, key: str, entry: Entry) -> "Posted":
        """The same, with another answer to one question; what happened stays as it was written."""
        comment = {"comment": self.typed[key]["comment"]} if "comment" in self.typed[key] else {}
        return Posted(self.typed, {**self.changes, key: {**entry, **comment}})

    def with_cleared(self, key: str) -> "Posted":
        """The same, with one answer taken back."""
        return self.with_(key, {"state": "cleared"}) if key in self.typed else self

    def without_photo(self, key: str, sha256: str) -> "Posted":
        """The same, with one photo taken out."""
        if key not in self.typed:
            return self
        entry = {name: part for name, part in self.typed[key].items() if name != "value"}
        photos = [one for one in self.typed[key].get("value") or [] if one != sha256]
        return self.with_(key, {**entry, "value": photos} if photos else entry)

    def with_nothing_seen(self, touchpoint: Touchpoint) -> "Posted":
        """The same, with every question that can be "not observed" answered so."""
        posted = self
        for question in touchpoint.asked:
            if question.key in self.typed and "not_observed" in states_of(question):
                posted = posted.with_(question.key, {"state": "not_observed"})
        return posted


def key_in(name: str) -> str:
    """The question's key in the name of an input, `q:<key>:<part>`."""
    return name.removeprefix("q:").rpartition(":")[0]
