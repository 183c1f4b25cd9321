"""Filling any touchpoint of any set: what a finger would type for an answer, input by input."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shopper.extensions import db
from shopper.models import Visit
from shopper.visits.forms import FORMS
from survey_defs.kinds import Question
from survey_defs.schema import Touchpoint
from tests.support.pages import Client, Page

ROUNDS = 4
"""How often a touchpoint comes back at most, each time with the questions that the answers opened."""


def inputs(question: Question, entry: Mapping[str, Any]) -> dict[str, Any]:
    """The inputs of a question by name, filled for an answer."""
    form = FORMS[question.type](question, entry=entry)
    return {field.name: field.data for field in form if field is not form.was and field.data}


def fill(client: Client, visit: Visit, touchpoint: Touchpoint, answers: Mapping[str, Any]) -> Page:
    """Open a touchpoint, answer what is asked, go on; again while answers opened further questions."""
    wanted = {one.key: one for one in touchpoint.asked if one.key in answers}
    for _ in range(ROUNDS):
        page = client.get("visits.touchpoint", visit_id=visit.id, key=touchpoint.key)
        shown = page.form("#report")
        fields = [inputs(one, answers[key]) for key, one in wanted.items() if f"q:{key}:was" in shown]
        page = page.submit("#report", **{name: value for each in fields for name, value in each.items()})
        db.session.refresh(visit)
        if wanted.keys() <= visit.draft.keys():
            return page
    raise AssertionError(f"{touchpoint.key}: never asked {wanted.keys() - visit.draft.keys()}")


def press(client: Client, visit: Visit) -> Page:
    """Send the report from its check page."""
    page = client.get("visits.check", visit_id=visit.id)
    return page.submit("form[action$='/send']")
