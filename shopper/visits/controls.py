"""The inputs of one question: filled from an answer, read back exactly as typed, right or wrong.

An entry is an answer in long form without its time. A wrong one keeps the typed text as its value,
and one with both a value and a state keeps both: judging is done elsewhere."""

import hashlib
from collections.abc import Mapping
from typing import Any, ClassVar

import rfc8785
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from wtforms import Form, HiddenField, RadioField, SelectMultipleField, StringField

from shopper.visits.typing_in import tidy_text
from survey_defs import say
from survey_defs.kinds import Question
from survey_defs.possible import RECOMMEND, options_of, states_of, words_of
from survey_defs.values import STATES

Entry = dict[str, Any]
Pair = tuple[str, str]

APART = ("nobody", "does_not_apply", "not_observed")
"""States in the order in which they stand below the answers."""


class AnswerForm(Form):
    """What every question has: the rows set apart, and "What happened?"."""

    control: ClassVar[str] = ""
    is_wrong = False
    was = HiddenField()
    state = SelectMultipleField(validate_choice=False)
    comment = StringField()

    def __init__(
        self,
        question: Question,
        *,
        typed: MultiDict[str, str] | None = None,
        entry: Mapping[str, Any] | None = None,
        language: str = "en",
    ) -> None:
        filled = {"comment": (entry or {}).get("comment"), **self.filled(entry or {})}
        super().__init__(formdata=typed, prefix=f"q:{question.key}:", data=filled)
        self.question, self.language = question, language
        self.offer()

    def filled(self, entry: Mapping[str, Any]) -> dict[str, Any]:
        """The fields' data for an entry."""
        return {"state": _listed(entry.get("state"))}

    def offer(self) -> None:
        """Put the rows on offer into the fields."""
        self.state.choices = self.apart

    def value_typed(self) -> Any:
        """The value as typed; None, '' or [] where nothing was."""
        return None

    def state_chosen(self) -> Any:
        """The state; a list where more than one is ticked, which no judge will take."""
        chosen = self.state.data or []
        return chosen[0] if len(chosen) == 1 else chosen

    def entry(self) -> Entry:
        """What stands in the inputs; {} where nothing does."""
        typed = {
            "value": self.value_typed(),
            "state": self.state_chosen(),
            "comment": tidy_text(self.comment.data),
        }
        entry = {name: part for name, part in typed.items() if part not in (None, "", [])}
        return {"state": "cleared", **entry} if set(entry) == {"comment"} else entry

    def fingerprint(self) -> str:
        """Tells whether the inputs were changed since the page was made."""
        return hashlib.sha256(rfc8785.dumps(self.entry())).hexdigest()[:12]

    @property
    def apart(self) -> list[Pair]:
        """The states on offer, in words."""
        offered = states_of(self.question)
        return [(state, _state_words(state)) for state in APART if state in offered]

    @property
    def first_input(self) -> str:
        """The id of the input that a message leads to."""
        return f"q:{self.question.key}"


def _listed(part: Any) -> list[str]:
    states = part if isinstance(part, list) else [part]
    return [state for state in states if isinstance(state, str) and state != "cleared"]


def _state_words(state: str) -> str:
    return {
        "nobody": _("Nobody did"),
        "does_not_apply": _("Does not apply"),
        "not_observed": _("I could not see this"),
    }[state]


class Rows(AnswerForm):
    """One of several worded answers; the states stand among them, so only one thing can be chosen."""

    control = "rows"
    value = RadioField(validate_choice=False)

    def filled(self, entry: Mapping[str, Any]) -> dict[str, Any]:
        state = _listed(entry.get("state"))
        return {"value": state[0] if state else entry.get("value")}

    def offer(self) -> None:
        self.value.choices = [*row_words(self.question, self.language), *self.apart]

    def value_typed(self) -> Any:
        chosen = tidy_text(self.value.data)
        number = self.question.type == "recommend" and chosen in {str(n) for n in RECOMMEND}
        return None if chosen in STATES else int(chosen) if number else chosen

    def state_chosen(self) -> Any:
        return self.value.data if self.value.data in STATES else None

    @property
    def first_input(self) -> str:
        return f"{self.value.id}-0"


class Ticks(AnswerForm):
    """Several worded answers; a state beside them is kept and told, not dropped."""

    control = "ticks"
    value = SelectMultipleField(validate_choice=False)

    def filled(self, entry: Mapping[str, Any]) -> dict[str, Any]:
        return {"value": [*(entry.get("value") or []), *_listed(entry.get("state"))]}

    def offer(self) -> None:
        self.value.choices = [*row_words(self.question, self.language), *self.apart]

    def value_typed(self) -> Any:
        return [tidy_text(one) for one in self.value.data or [] if one not in STATES]

    def state_chosen(self) -> Any:
        chosen = [one for one in self.value.data or [] if one in STATES]
        return chosen[0] if len(chosen) == 1 else chosen

    @property
    def first_input(self) -> str:
        return f"{self.value.id}-0"


def row_words(question: Question, language: str) -> list[Pair]:
    """The answers of a question that has rows, with their words."""
    if question.type == "recommend":
        return [(str(number), str(number)) for number in RECOMMEND]
    labels = {option.key: say(option.label, language) for option in options_of(question)}
    return [(word, labels.get(word) or _plain_words(word)) for word in words_of(question)]


def _plain_words(word: str) -> str:
    return {
        "yes": _("Yes"),
        "no": _("No"),
        "forward": _("It pulled me forward"),
        "drift": _("It let me drift"),
        "away": _("It sent me away"),
    }[word]


class Words(AnswerForm):
    """Free text, kept to the last quote mark."""

    control = "area"
    value = StringField()

    def filled(self, entry: Mapping[str, Any]) -> dict[str, Any]:
        return {**super().filled(entry), "value": entry.get("value")}

    def value_typed(self) -> Any:
        return tidy_text(self.value.data)

    @property
    def first_input(self) -> str:
        return str(self.value.id)


class Photos(AnswerForm):
    """The photos already stored; new ones arrive as files under the name of `file`."""

    control = "photos"
    value = SelectMultipleField(validate_choice=False)
    file = StringField()

    def filled(self, entry: Mapping[str, Any]) -> dict[str, Any]:
        stored = entry.get("value")
        return {**super().filled(entry), "value": stored if isinstance(stored, list) else []}

    def value_typed(self) -> Any:
        return [tidy_text(sha) for sha in self.value.data or []]

    @property
    def first_input(self) -> str:
        return str(self.file.id)


class Nothing(AnswerForm):
    """A note: words on the page."""

    control = "note"

    def entry(self) -> Entry:
        return {}
