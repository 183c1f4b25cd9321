"""Waits proposed from stamps: they stand in the inputs until there is an answer, and stay editable.

Both are kept: the stamps as they were tapped, and the answer as it was sent."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from shopper.visits.forms import FORMS, Asked
from shopper.visits.on_site import Stamp, stamped_durations
from survey_defs import QuestionSet


def with_proposals(
    asked: list[Asked], definition: QuestionSet, draft: Mapping[str, Any], stamps: list[Stamp]
) -> list[Asked]:
    """The same questions, with what the stamps say of their waits. What is proposed counts as typed once
    the page is saved, because `was` stays that of no answer."""
    stamped = stamped_durations(definition, stamps)
    found = {one.question.key: stamped.get(one.question.key) for one in asked}
    return [_with(one, found[one.question.key], draft) for one in asked]


def _with(one: Asked, seconds: int | None, draft: Mapping[str, Any]) -> Asked:
    if seconds is None:
        return one
    if one.question.key in draft:
        return replace(one, stamped=seconds)
    form = FORMS[one.question.type](one.question, entry={"value": seconds}, language=one.form.language)
    form.is_wrong = one.form.is_wrong
    return replace(one, form=form, stamped=seconds)
