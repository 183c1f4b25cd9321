"""Opening the builder, and what the draft then holds."""

from __future__ import annotations

from shopper.extensions import db
from shopper.question_sets.reading import data_of
from survey_defs.editing import find_question

HAND = "form#hand"


def opened(browser, draft, **chosen):
    return browser.get("question_sets.builder", set_id=draft.question_set_id, **chosen)


def question(draft, key):
    db.session.refresh(draft)
    return find_question(data_of(draft), key)[1]
