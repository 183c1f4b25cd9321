"""Running a command for a form, so that every refusal comes back on the page with all that was written."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask_wtf import FlaskForm

from shopper.troubles import Refused


@dataclass(frozen=True)
class Attempt:
    """What came of it: `done` with its `result`, or the `status` to show the form again with.

    `code` names the refusal where a command refused, as `Refused.code` does."""

    status: int
    done: bool = False
    result: Any = None
    code: str = ""


def attempt(form: FlaskForm, act: Callable[[], Any]) -> Attempt:
    """Run `act` when the form was sent and holds; put a refusal among the form's own errors."""
    if not form.is_submitted():
        return Attempt(200)
    if not form.validate():
        return Attempt(400)
    try:
        return Attempt(200, done=True, result=act())
    except Refused as refused:
        form.form_errors.append(str(refused))
        return Attempt(refused.status, code=refused.code)
