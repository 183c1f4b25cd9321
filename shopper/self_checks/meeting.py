"""Two windows on one self-check: what each of them saw when it was opened tells whether they meet."""

from collections.abc import Mapping
from typing import Any

from shopper.visits.controls import Entry
from shopper.visits.forms import FORMS
from survey_defs import QuestionSet


def stood(definition: QuestionSet, draft: Mapping[str, Any], key: str) -> str:
    """The fingerprint of an answer as it stands in the draft."""
    question = definition.by_key[key]
    return FORMS[question.type](question, entry=draft.get(key)).fingerprint()


def met(
    definition: QuestionSet, draft: Mapping[str, Any], changes: Mapping[str, Entry], was: Mapping[str, str]
) -> list[str]:
    """Questions that another window has answered otherwise since the page with these changes was opened.

    `was` tells by question what stood there when it was opened, as the page's hidden inputs do."""
    there = {key: stood(definition, draft, key) for key in changes}
    return [key for key in changes if there[key] not in (was.get(key), stood(definition, changes, key))]
