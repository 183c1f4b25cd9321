"""Fields that many forms share, each with its words for what is wrong."""

import unicodedata
from collections.abc import Iterable
from typing import Any

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, IntegerField, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError


def tidy(text: str | None) -> str:
    """What was written, in one Unicode form, without what no keyboard makes and space at the ends."""
    plain = text or ""
    if not (plain.isascii() and plain.isprintable()):
        kept = (c for c in plain if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
        plain = unicodedata.normalize("NFC", "".join(kept))
    return plain.strip()


def line(label: LazyString, missing: LazyString | None, longest: int, **more: Any) -> StringField:
    """One line of words; required where `missing` says what to write."""
    asked: list[Any] = [InputRequired(missing), _not_blank(missing)] if missing else [Optional()]
    limit = Length(max=longest, message=_l("Use at most %(max)d characters."))
    return StringField(label, [*asked, limit], filters=[tidy], **more)


def _not_blank(missing: LazyString) -> Any:
    def check(_form: Any, field: Any) -> None:
        if not field.data:
            raise ValidationError(str(missing))

    return check


def sure(field: Any) -> Any:
    """What a field holds, after its form was found to hold: never None where it was required."""
    return field.data


class Choice(SelectField):
    """One of a list; anything else, also what belongs to somebody else, is told as gone."""

    def pre_validate(self, form: Any) -> None:
        if self.data not in {value for value, *_rest in self.iter_choices()}:
            raise ValidationError(_("Choose one from the list."))

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as wrong:
            raise ValueError(_("Choose one from the list.")) from wrong


class Day(DateField):
    """A calendar day; empty is None."""

    def process_formdata(self, valuelist: list[str]) -> None:
        if valuelist and not any(value.strip() for value in valuelist):
            self.data = None  # also where one stood before
        try:
            super().process_formdata([tidy(value) for value in valuelist if value.strip()])
        except ValueError as wrong:
            raise ValueError(_("Write a date as year-month-day, for example 2026-11-30.")) from wrong


class Whole(IntegerField):
    """A whole number between two ends, both allowed."""

    def __init__(self, label: LazyString, least: int, most: int, **more: Any) -> None:
        words = _l("Write a whole number from %(min)s to %(max)s.")
        super().__init__(label, [InputRequired(words % {"min": least, "max": most})], **more)
        self.validators = [*self.validators, NumberRange(least, most, words)]
        self.least, self.most = least, most

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as wrong:
            words = _("Write a whole number from %(min)s to %(max)s.", min=self.least, max=self.most)
            raise ValueError(words) from wrong


def blank_first(pairs: Iterable[tuple[Any, str]], words: str) -> list[tuple[Any, str]]:
    """Choices with nothing chosen at first, so that nobody sends the first one by accident."""
    return [(0, words), *pairs]
