"""Holds a draft to every rule of a question set: what breaks one is left out and told, until nothing does."""

from typing import Any

from survey_defs import checks, plain_words, salvage
from survey_defs.formats.draft import Draft, DraftQuestion, DraftTouchpoint
from survey_defs.formats.telling import Teller
from survey_defs.plain_words import Found
from survey_defs.schema import QuestionSet
from survey_defs.sentence import N_, Sentence

MOST_ROUNDS = 40
_KEPT = {"key", "type", "text", "options", "scale"}


def sound(draft: Draft, teller: Teller) -> QuestionSet | None:
    """The set, or None (told) where none can be made."""
    mender = _Mender(draft, teller)
    for _ in range(MOST_ROUNDS):
        question_set, found = _check(draft.as_data())
        if not found:
            return question_set
        mender.mend(found)
    what = N_("No sound question set could be made of this form.")
    teller.whole("refused", what, N_("Mend what is told here, and read it again."))
    return None


def _check(data: dict[str, Any]) -> tuple[QuestionSet | None, list[Found]]:
    question_set, errors, broken = salvage.validate(data)
    found = list(plain_words.explain(errors, data))
    return question_set, found + (list(checks.check(question_set, broken)) if question_set else [])


class _Mender:
    def __init__(self, draft: Draft, teller: Teller) -> None:
        self.draft, self.teller = draft, teller

    def mend(self, found: list[Found]) -> None:
        """One thing for each place; the next round tells whether that was enough. From the back, so that
        places keep their numbers."""
        places = {one[0][:4]: one for one in reversed(found)}
        for path, what, mend in sorted(
            places.values(), key=lambda one: [str(part).zfill(6) for part in one[0]], reverse=True
        ):
            match path:
                case ("touchpoints", int(t), "questions", int(q), *rest):
                    self.question(self.draft.touchpoints[t], q, [str(part) for part in rest], (what, mend))
                case ("touchpoints", int(t), *rest):
                    self.touchpoint(self.draft.touchpoints[t], str(rest[0]) if rest else "", (what, mend))
                case _:
                    self.settings(str(path[0]) if path else "", (what, mend))

    def question(self, touchpoint: DraftTouchpoint, at: int, rest: list[str], said: tuple[str, str]) -> None:
        """Leaves out the part that is wrong; where it cannot be without, its points, its marks, its kind, itself."""
        question = touchpoint.questions[at]
        field = rest[0] if rest else ""
        if field == "key" and question.data["key"] == f"{touchpoint.data['key']}_momentum":
            touchpoint.data["momentum"] = False
        elif field in question.data and field not in _KEPT:
            del question.data[field]
        elif "points" in question.data:
            question.data.pop("points")
            question.data.pop("critical", None)
        elif not _unmark(question) and question.data.get("type") != "note":
            question.data = _as_note(question)
        elif question.data.get("type") == "note":
            self.drop(touchpoint, question)
        self.tell(question.row, field or "type", said)

    def drop(self, touchpoint: DraftTouchpoint, question: DraftQuestion) -> None:
        touchpoint.questions.remove(question)
        if question.row is not None:
            self.teller.became.pop(("survey", question.row), None)

    def touchpoint(self, touchpoint: DraftTouchpoint, field: str, said: tuple[str, str]) -> None:
        if field in touchpoint.data and field not in ("key", "title"):
            del touchpoint.data[field]
        elif field == "title":
            touchpoint.data["title"] = str(touchpoint.data["key"])
        else:
            taken = {one.data["key"] for one in self.draft.touchpoints}
            number = next(n for n in range(1, 1000) if f"part_{n}" not in taken)
            touchpoint.data["key"] = f"part_{number}"
        self.tell(touchpoint.row, field or "key", said)

    def settings(self, field: str, said: tuple[str, str]) -> None:
        if field in self.draft.settings and field not in ("slug", "title"):
            del self.draft.settings[field]
        else:
            self.draft.settings |= {"slug": "form", "title": "Form"}
        self.teller.whole("changed", _because(field, said[0]), said[1], "settings")

    def tell(self, row: int | None, field: str, said: tuple[str, str]) -> None:
        self.teller.tell(
            "changed", "survey", () if row is None else row, "", _because(field, said[0]), said[1]
        )


def _unmark(question: DraftQuestion) -> bool:
    """Takes the marks off its options; whether there were any."""
    options: Any = question.data.get("options", question.data.get("scale", ()))
    marked = [one for one in options if "mark" in one] if isinstance(options, list) else []
    for one in marked:
        del one["mark"]
    return bool(marked)


def _as_note(question: DraftQuestion) -> dict[str, Any]:
    """A question that cannot be asked still says its words."""
    text = question.data.get("text")
    words = text if isinstance(text, str) and text.strip() else question.name or "?"
    return {"key": question.data["key"], "type": "note", "text": words}


def _because(field: str, what: str) -> Sentence:
    return Sentence("“%(field)s” was left out or replaced. %(why)s", field=field, why=what)
