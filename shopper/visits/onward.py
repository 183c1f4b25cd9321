"""What a touchpoint's form asked for, and where it leads once everything is saved."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import url_for
from werkzeug.datastructures import MultiDict

from shopper.visits.controls import Entry
from shopper.visits.drawing import Written, problems_here
from shopper.visits.forms import Posted, key_in
from shopper.visits.progress import beside, steps
from survey_defs import visible_questions
from survey_defs.schema import Touchpoint


@dataclass
class Onward:
    """One Continue, Back, Clear answer, Remove or "I could not see this part".

    `about` completes the addresses of its pages; `home` is the endpoint where the whole of it stands."""

    written: Written
    touchpoint: Touchpoint
    posted: Posted
    form: MultiDict[str, str]
    about: dict[str, Any]
    home: str

    @cached_property
    def cleared(self) -> str:
        return key_in(self.form.get("clear", ""))

    @cached_property
    def removed(self) -> tuple[str, str]:
        """The question and the photo to take out of it."""
        name, _space, sha256 = self.form.get("remove", "").partition(" ")
        return key_in(name), sha256

    @property
    def go(self) -> str:
        return self.form.get("go", "")

    @property
    def asks_to_continue(self) -> bool:
        """Whether this is the first Continue, which tells what to mend; every other way goes on."""
        elsewhere = self.form.get("clear") or self.form.get("remove") or self.form.get("then")
        return not elsewhere and self.go not in ("anyway", "back", "unseen")

    def changes(self) -> dict[str, Entry]:
        """What to save."""
        posted = self.posted
        if self.cleared:
            posted = posted.with_cleared(self.cleared)
        if self.removed[0]:
            posted = posted.without_photo(*self.removed)
        if self.go == "unseen":
            posted = posted.with_nothing_seen(self.touchpoint)
        return posted.changes

    def problems(self) -> dict[str, str]:
        """What to mend on this page, after saving."""
        return problems_here(self.written.version.definition, self.written.draft, self.touchpoint)

    def url(self) -> str:
        """The next page, or the same one where the answers opened more questions."""
        on_the_way = steps(self.written.version.definition, self.written.draft)
        same = self.cleared or self.removed[0]
        if same or self.go == "unseen":
            return self._page(self.touchpoint.key, f"q:{same}" if same else None)
        if self.go == "back":
            return self._step_url(beside(on_the_way, self.touchpoint.key, -1), self.home)
        if then := self._elsewhere():
            return then
        if more := self._revealed():
            return self._page(self.touchpoint.key, f"q:{more[0]}", more=len(more))
        return self._step_url(beside(on_the_way, self.touchpoint.key, 1), ".check")

    def _revealed(self) -> list[str]:
        """Questions of this page that the answers just opened; a note asks nothing."""
        visible = visible_questions(self.written.version.definition, self.written.draft)
        asked = [question.key for question in self.touchpoint.asked if question.type != "note"]
        return [key for key in asked if key in visible and key not in self.posted.typed]

    def _elsewhere(self) -> str:
        """Another of its pages that a script asked to save for first."""
        then = self.form.get("then", "")
        home = url_for(self.home, **self.about)
        return then if then == home or then.startswith((f"{home}/at/", f"{home}/check")) else ""

    def _page(self, key: str, anchor: str | None, more: int | None = None) -> str:
        return url_for(".touchpoint", **self.about, key=key, more=more, _anchor=anchor)

    def _step_url(self, step: object, otherwise: str) -> str:
        key = getattr(step, "key", None)
        return self._page(key, None) if key else url_for(otherwise, **self.about)
