"""Gives the questions of a draft their conditions, now that all names are known."""

from typing import Any

from survey_defs.formats.comparing import Known
from survey_defs.formats.conditions_in import Carried, Translation, together
from survey_defs.formats.conditions_out import stale
from survey_defs.formats.draft import Draft, DraftQuestion, DraftTouchpoint, Relevant
from survey_defs.formats.sheets import Sheet
from survey_defs.formats.telling import Teller
from survey_defs.sentence import N_, Sentence


class Attacher:
    """Conditions look backward: `seen` holds what was asked before, `later` what is still to come."""

    def __init__(self, draft: Draft, sheet: Sheet, teller: Teller) -> None:
        self.draft, self.sheet, self.teller = draft, sheet, teller
        self.seen: dict[str, Known] = {}
        self.later = {question.name for question in draft.questions()}
        self.done: dict[tuple[int, str], Carried] = {}

    def attach(self) -> None:
        for touchpoint in self.draft.touchpoints:
            for question in touchpoint.questions:
                self._question(question)
            self._momentum(touchpoint)

    def _question(self, question: DraftQuestion) -> None:
        if question.own_condition is not None and not self._stale(question):
            condition = question.own_condition
        else:
            condition = together("all", parts) if (parts := self._parts(question)) else None
        if condition is not None:
            question.data["show_if"] = condition
        if question.name:
            self.seen.setdefault(question.name, question.known)

    def _parts(self, question: DraftQuestion) -> list[dict[str, Any]]:
        carried = [self._carry(one) for one in question.relevant]
        return [one for one in carried if isinstance(one, dict)]

    def _stale(self, question: DraftQuestion) -> bool:
        """Our own column says a condition exactly, unless the form's column was changed since."""
        keys = {known.key: name for name, known in self.seen.items()}
        said = " and ".join(one.text for one in question.relevant)
        if not stale(question.own_condition, said, keys, self.seen):
            return False
        what = N_("“relevant” and “li_show_if” do not say the same; “relevant” counts.")
        mend = N_("Clear the column li_show_if where you change a condition.")
        self._tell("changed", Relevant(question.row or 0, said), what, mend)
        return True

    def _carry(self, one: Relevant) -> Carried:
        """Once for each cell; a group's condition holds for all in it."""
        at = (one.row, one.text)
        if at not in self.done:
            translation = Translation(self._find)
            self.done[at] = translation.condition(one.text)
            self._report(one, translation, self.done[at])
        return self.done[at]

    def _find(self, name: str) -> Known | str:
        if name in self.seen:
            return self.seen[name]
        if name in self.later:
            return Sentence("“%(name)s” is asked later, and conditions look only backward.", name=name)
        if name in self.draft.silent:
            return Sentence("“%(name)s” is not asked: %(why)s", name=name, why=self.draft.silent[name])
        return Sentence("There is no question “%(name)s”.", name=name)

    def _report(self, one: Relevant, translation: Translation, carried: Carried) -> None:
        text = one.text[:160]
        for why in translation.softened:
            what = Sentence(
                "The condition “%(text)s” was taken in a slightly other sense. %(why)s", text=text, why=why
            )
            self._tell("changed", one, what, N_("Check when the question is asked."))
        if carried is False:
            what = Sentence(
                "By its condition “%(text)s” this is never asked. It is asked always now.", text=text
            )
            self._tell("changed", one, what, N_("Delete what nobody should be asked."))
        if translation.problems and carried is not False:
            self._tell_lost(one, together_said(translation.problems), whole=carried is None)

    def _tell_lost(self, one: Relevant, why: str, *, whole: bool) -> None:
        mend = N_(
            "It is asked more often than in the form, so that nothing is lost. Give it a condition here, or say in the question whom it concerns."
        )
        what = (
            N_("The condition “%(text)s” could not be carried over. %(why)s")
            if whole
            else N_("A part of the condition “%(text)s” could not be carried over. %(why)s")
        )
        self._tell("lost", one, Sentence(what, text=one.text[:160], why=why), mend)

    def _tell(self, level: Any, one: Relevant, what: str, mend: str) -> None:
        self.teller.tell(level, "survey", one.row, self.sheet.title_of("relevant"), what, mend)

    def _momentum(self, touchpoint: DraftTouchpoint) -> None:
        """A group with a condition asks for its momentum under the same condition."""
        asked = touchpoint.questions
        shared = (
            [one for one in asked[0].relevant if all(one in question.relevant for question in asked)]
            if asked
            else []
        )
        parts = [self.done[(one.row, one.text)] for one in shared if one.row == touchpoint.row]
        conditions = [one for one in parts if isinstance(one, dict)]
        if not conditions or touchpoint.data.get("momentum") is False:
            return
        if any(question.data["type"] == "momentum" for question in asked):
            return
        key = f"{touchpoint.data['key']}_momentum"
        data = {"key": key, "type": "momentum", "show_if": together("all", conditions)}
        asked.append(DraftQuestion(None, "", data, Known(key, "momentum")))


def together_said(sentences: list[str]) -> str:
    """Several sentences as one."""
    first, *rest = sentences
    return Sentence("%(one)s %(rest)s", one=first, rest=together_said(rest)) if rest else first
