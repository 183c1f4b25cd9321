"""Row by row through the sheet survey: groups become touchpoints, questions find their place in them."""

from dataclasses import dataclass
from typing import Any

from survey_defs.formats.asking import ASKED, Asker
from survey_defs.formats.comparing import Known
from survey_defs.formats.draft import Draft, DraftQuestion, DraftTouchpoint, Relevant
from survey_defs.formats.keys import MOST_OF_TOUCHPOINT, fit_key
from survey_defs.formats.leftovers import SURVEY, leftovers
from survey_defs.formats.numbers import is_yes
from survey_defs.formats.our_words import PART, WHICH_OTHER
from survey_defs.formats.overlaying import overlay_question, overlay_touchpoint
from survey_defs.formats.row_types import RowType, row_type
from survey_defs.formats.sheets import Sheet
from survey_defs.formats.speech import Speech
from survey_defs.formats.telling import Teller
from survey_defs.sentence import N_, Sentence

_SILENT: dict[str, tuple[str, str]] = {
    "calculate": (N_("A calculation asks nobody; it was left out."), N_("Work it out from the answers in an export. Scores are calculated by themselves.")),
    "silent": (N_("This is recorded by the telephone and asks nobody; it was left out."), N_("Nothing is needed: who, when and how long is kept with every visit.")),
    "setting": (N_("This is a setting and not a question; it was left out."), N_("Put it on the sheet settings.")),
    "unknown": (N_("There is no such type of question."), N_("Correct the type; small letters, as in select_one.")),
}  # fmt: skip


@dataclass(slots=True)
class _Open:
    """A group that is not closed yet."""

    row: int
    key: str
    relevant: tuple[Relevant, ...]


class Walker:
    """Fills a draft."""

    def __init__(self, sheet: Sheet, asker: Asker, speech: Speech, teller: Teller, draft: Draft) -> None:
        self.sheet, self.asker, self.speech, self.teller, self.draft = sheet, asker, speech, teller, draft
        self.open: list[_Open] = []
        self.keys: set[str] = set()
        self.group_keys: set[str] = set()
        self.here: DraftTouchpoint | None = None
        self.runs = 0

    def walk(self) -> None:
        for row in self.sheet.rows:
            self.step(row)
        for group in self.open:
            mend = N_("Add its end_group or end_repeat row.")
            self.teller.tell("changed", "survey", group.row, "type", N_("A group or repeat begins here and is never closed."), mend)  # fmt: skip

    def step(self, row: int) -> None:
        said = self.sheet.said(row, "type")
        kind = row_type(said)
        if not said or is_yes(self.sheet.said(row, "disabled")):
            self.skip(row, said)
            return
        if kind.what not in _SILENT:
            leftovers(self.sheet, row, SURVEY, self.teller)
        if kind.what.startswith("begin_"):
            self.begin(row, kind)
        elif kind.what.startswith("end_"):
            self.end(row)
        elif kind.what in ASKED:
            self.question(row, kind)
        else:
            self.silent(row, kind)

    def skip(self, row: int, said: str) -> None:
        if said:
            what, mend = (
                N_("This row is switched off; it was left out."),
                N_("Clear the column disabled to ask it."),
            )
        else:
            what, mend = (
                N_("This row has no type, so it is a remark; it was left out."),
                N_("Give it a type if it is a question."),
            )
        self.teller.tell("told", "survey", row, "type", what, mend)

    def silent(self, row: int, kind: RowType) -> None:
        what, mend = _SILENT[kind.what]
        level = "lost" if kind.what in ("calculate", "unknown") else "told"
        self.teller.tell(level, "survey", row, "type", what, mend)  # type: ignore[arg-type]
        self.draft.silent.setdefault(self.sheet.said(row, "name"), what)

    def begin(self, row: int, kind: RowType) -> None:
        relevant = (*(self.open[-1].relevant if self.open else ()), *self._relevant(row))
        name = self.sheet.said(row, "name")
        if kind.what == "begin_repeat":
            what = N_("Questions cannot be repeated; they are asked once.")
            self.teller.tell("changed", "survey", row, "type", what, N_("Write them several times, or plan a visit for each case."))  # fmt: skip
        if self.open:
            self._flatten(row)
        else:
            self._touchpoint(row, name)
        assert self.here is not None  # noqa: S101 - just made, or made for the group around
        self.open.append(_Open(row, self.here.data["key"], relevant))
        self.teller.became[("survey", row)] = self.here.data["key"]
        self.draft.silent.setdefault(name, N_("It is a group, which has no answer."))

    def _flatten(self, row: int) -> None:
        label = self.sheet.said(row, "label") or self.sheet.said(row, "name")
        what = Sentence("Groups stand side by side here: the questions of “%(label)s” joined the group around them.", label=label[:80])  # fmt: skip
        mend = N_("Where its title is needed, add a note with the same words, or make it a touchpoint.")
        self.teller.tell("changed", "survey", row, "type", what, mend)

    def _touchpoint(self, row: int, name: str) -> None:
        key = fit_key(name or "group", self.group_keys, MOST_OF_TOUCHPOINT)
        title = self.speech.words(self.sheet, row, "label")
        if title is None:
            self.teller.tell("told", "survey", row, "label", N_("The group has no title; its name stands in for it."), N_("Write one: shoppers see where they are."))  # fmt: skip
        if self.speech.words(self.sheet, row, "hint"):
            self.teller.tell("lost", "survey", row, "hint", N_("A group has no hint; it was left out."), N_("Add a note as its first question."))  # fmt: skip
        self._begin_touchpoint(DraftTouchpoint(row, {"key": key, "title": title or name or key}))
        self._tell_renamed(row, name, key)

    def _begin_touchpoint(self, touchpoint: DraftTouchpoint) -> None:
        if touchpoint.row is not None:
            overlay_touchpoint(self.sheet, touchpoint, self.teller)
        self.group_keys.add(touchpoint.data["key"])
        self.draft.touchpoints.append(touchpoint)
        self.here = touchpoint

    def end(self, row: int) -> None:
        if not self.open:
            what = N_("A group or repeat is closed here that was never begun.")
            self.teller.tell("told", "survey", row, "type", what, N_("Take this row out."))
            return
        self.teller.became[("survey", row)] = self.open.pop().key
        if not self.open:
            self.here = None

    def question(self, row: int, kind: RowType) -> None:
        if self.here is None:
            self._run()
        assert self.here is not None  # noqa: S101 - just made
        name = self.sheet.said(row, "name")
        key = fit_key(name or f"{kind.what}_{row}", self.keys)
        data, known = self.asker.ask(row, kind, key)
        around = self.open[-1].relevant if self.open else ()
        made = DraftQuestion(row, name, data, known, (*around, *self._relevant(row)))
        overlay_question(self.sheet, made, self.teller, self.keys)
        self._tell_renamed(row, name, made.data["key"])
        self._add(made)
        self.teller.became[("survey", row)] = made.data["key"]
        if kind.or_other and "other" in known.words:
            self._which_other(made)

    def _add(self, question: DraftQuestion) -> None:
        assert self.here is not None  # noqa: S101 - callers made it
        self.keys.add(question.data["key"])
        self.here.questions.append(question)

    def _run(self) -> None:
        """A touchpoint for questions that stand in no group, as long as no group comes between."""
        self.runs += 1
        key = fit_key(f"part_{self.runs}", self.group_keys)
        self._begin_touchpoint(
            DraftTouchpoint(None, {"key": key, "title": self.speech.ours(PART, number=self.runs)})
        )

    def _which_other(self, asked: DraftQuestion) -> None:
        """`or_other` asks for the words as well."""
        name = f"{asked.name}_other"
        key = fit_key(name, self.keys)
        data: dict[str, Any] = {"key": key, "type": "text", "text": self.speech.ours(WHICH_OTHER)}
        same = (*asked.relevant, Relevant(asked.row or 0, f"selected(${{{asked.name}}}, 'other')"))
        self._add(DraftQuestion(None, name, data, Known(key, "text"), same))
        what = Sentence(
            "“Other” was added to the choices, and the question “%(key)s” for what it is.", key=key
        )
        self.teller.tell("told", "survey", asked.row or (), "type", what, N_("Read both in every language."))

    def _relevant(self, row: int) -> tuple[Relevant, ...]:
        said = self.sheet.said(row, "relevant")
        return (Relevant(row, said),) if said else ()

    def _tell_renamed(self, row: int, name: str, key: str) -> None:
        if name and key != name and not self.sheet.said(row, "li_key"):
            what = Sentence("“%(name)s” became “%(key)s”: keys stand once in a set, and have letters, digits, _ - and . only.", name=name, key=key)  # fmt: skip
            self.teller.tell(
                "changed", "survey", row, "name", what, N_("Nothing is needed: conditions follow.")
            )
