"""A call of the API: what it takes and what it answers, declared once, checked and written down."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from flask import Response, current_app, request
from pydantic import BaseModel

from shopper.api.reading import fitted, read_bytes, read_json, read_query
from shopper.models import Scope
from shopper.settings import MEGA
from shopper.troubles import Refused, Trouble

View = Callable[..., Any]
Answers = dict[int, type[BaseModel] | str]
"""By status: the model of the JSON, or the media type of an answer that is none."""


@dataclass(frozen=True)
class Call:
    """Declares a call beside its route. The view takes the parts of its address and, where declared,
    `query` and `body` (the model, or bytes of one of the types in `content`), and returns the reply, or
    the reply and its status; without a status it is the lowest of `answers`.

    In `answers` stand the successes and the refusals that are the call's own (`409: Problem`); what every
    call may refuse stands in `document.py`. A bearer token needs `scope`; where it is None any will do."""

    summary: str
    answers: Answers
    body: type[BaseModel] | None = None
    content: tuple[str, ...] = ()
    query: type[BaseModel] | None = None
    scope: Scope | None = None
    limit: int = MEGA
    etag: bool = False

    def __call__(self, view: View) -> View:
        @wraps(view)
        def run(**values: Any) -> Response:
            return self.answer(view(**values, **self.read()))

        run.call = self  # type: ignore[attr-defined]  # read by the gate, the blueprint and the document
        return run

    def read(self) -> dict[str, Any]:
        """What came along, checked, by the names that the view takes it under. Raises Refused."""
        given: dict[str, Any] = {}
        if self.query:
            given["query"] = read_query(self.query)
        if self.body:
            given["body"] = fitted(self.body, read_json())
        elif self.content:
            if request.mimetype not in self.content:
                raise Refused(Trouble.WRONG_CONTENT, known=", ".join(self.content))
            given["body"] = read_bytes()
        return given

    def answer(self, result: Any) -> Response:
        """The view's result as JSON: a model, or what its model is made of, with or without a status."""
        if isinstance(result, Response):
            return result
        content, status = result if isinstance(result, tuple) else (result, min(self.answers))
        model = self.answers[status]
        if isinstance(model, str):
            raise TypeError(f"{request.endpoint}: an answer of type {model} is a Response")
        said = model.model_validate(content).model_dump_json()
        answer: Response = current_app.response_class(said, status, mimetype="application/json")
        return keep_if_same(answer) if self.etag else answer


def keep_if_same(answer: Response) -> Response:
    """Let the caller keep it and ask each time whether it is still the same."""
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.add_etag()
    answer.make_conditional(request)
    return answer


call = Call
