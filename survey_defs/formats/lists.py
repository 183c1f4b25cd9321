"""Lists of choices: their options, marks and keys, and whether a list only says yes and no."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from survey_defs.formats.keys import fit_option_key
from survey_defs.formats.leftovers import CHOICES, leftovers
from survey_defs.formats.native import own_value
from survey_defs.formats.numbers import is_yes, plain_number
from survey_defs.formats.sheets import Book, Sheet
from survey_defs.formats.speech import Said, Speech
from survey_defs.formats.telling import Teller
from survey_defs.formats.yes_words import yes_or_no
from survey_defs.sentence import N_, Sentence

MOST_OPTIONS = 200


@dataclass(slots=True)
class Listed:
    """`words`: the name of a choice → its key, or a state. `yes_no`: names → yes and no, where it says that
    alone; `unsaid`: by row, words for yes or no that we do not know. `rows`: the row of each key. `points`: what the greatest score was worth, where that is above 1."""

    options: list[dict[str, Any]] = field(default_factory=list)
    words: dict[str, str] = field(default_factory=dict)
    rows: dict[int, str] = field(default_factory=dict)
    states: dict[int, str] = field(default_factory=dict)
    yes_no: dict[str, str] | None = None
    unsaid: dict[int, str] = field(default_factory=dict)
    reverse: bool = False
    points: int | Decimal | None = None

    @property
    def offers_na(self) -> bool:
        return "does_not_apply" in self.states.values()

    @property
    def scored(self) -> bool:
        return any("mark" in one for one in self.options)


class Lists:
    """The sheet choices. `use` marks the rows of a list as imported."""

    def __init__(self, book: Book, speech: Speech, teller: Teller) -> None:
        self.sheet, self.speech, self.teller = book.sheet("choices"), speech, teller
        self.rows: dict[str, list[int]] = {}
        self.made: dict[str, Listed] = {}
        self.reasons: dict[str, tuple[str, str]] = {}
        for row in self.sheet.rows if self.sheet else ():
            self._place(self.sheet, row)

    def _place(self, sheet: Sheet | None, row: int) -> None:
        assert sheet is not None  # noqa: S101 - there are rows
        name = " ".join(sheet.said(row, "list_name").split())
        if name and sheet.said(row, "name"):
            self.rows.setdefault(name, []).append(row)
        else:
            what = N_("This row has no list or no name, so it is no choice.")
            self.teller.tell("lost", "choices", row, "", what, N_("Fill both in, or delete the row."))

    def get(self, name: str) -> Listed | None:
        """The list of this name, made once; None where there is none."""
        if name in self.rows and name not in self.made and self.sheet:
            self.made[name] = _Maker(self.sheet, self.rows[name], self.speech, self.teller).made
        return self.made.get(name)

    def use(self, name: str, yes_no: bool = False) -> None:
        """Its options became something; where they only say yes and no, those words."""
        listed = self.made[name]
        if yes_no and listed.unsaid:
            self._tell_unsaid(listed.unsaid)
        for row, key in (listed.rows | listed.states).items():
            said = self.sheet.said(row, "name") if self.sheet else ""
            self.teller.became[("choices", row)] = (listed.yes_no or {}).get(said, key) if yes_no else key

    def _tell_unsaid(self, unsaid: dict[int, str]) -> None:
        said = ", ".join(dict.fromkeys(unsaid.values()))[:200]
        what = Sentence("The list asks for yes or no, which are said in the shopper's own language; left out: %(words)s.", words=said)  # fmt: skip
        mend = N_("If just these words should be shown, make it a choice.")
        self.teller.tell("changed", "choices", unsaid, "label", what, mend)

    def refuse(self, name: str, what: str, mend: str) -> None:
        """Why nothing becomes of a list, where nobody else uses it."""
        self.reasons.setdefault(name, (what, mend))

    def tell_unused(self) -> None:
        for name, rows in self.rows.items():
            left = [row for row in rows if ("choices", row) not in self.teller.became]
            unused = Sentence("No question that was imported chooses from the list “%(name)s”.", name=name)
            what, mend = self.reasons.get(
                name, (unused, N_("Nothing is needed, unless a question should use it."))
            )
            if left and name not in self.made:
                self.teller.tell("lost" if name in self.reasons else "told", "choices", left, "", what, mend)
            elif left:
                self._tell_left(name, left, what, mend)

    def _tell_left(self, name: str, left: list[int], what: str, mend: str) -> None:
        if len(left) == len(self.rows[name]):
            self.teller.tell("lost" if name in self.reasons else "told", "choices", left, "", what, mend)


class _Maker:
    """Makes one list."""

    def __init__(self, sheet: Sheet, rows: list[int], speech: Speech, teller: Teller) -> None:
        self.sheet, self.speech, self.teller = sheet, speech, teller
        self.made = Listed()
        self.taken: set[str] = set()
        self.renamed: list[int] = []
        self.unlabelled: list[int] = []
        for row in rows:
            self._add(row)
        _scale(self.made, self)
        self.made.yes_no = _says_yes_and_no(self.made, self)
        self._tell()

    def _add(self, row: int) -> None:
        name, made = self.sheet.said(row, "name"), self.made
        label = self._label(row, name)
        leftovers(self.sheet, row, CHOICES, self.teller)
        if is_yes(self.sheet.said(row, "na")):
            made.words[name], made.states[row] = "does_not_apply", "does_not_apply"
            return
        if name in made.words and label in [one["label"] for one in made.options]:
            mend = N_("Delete one of the two, or name them differently.")
            self.teller.tell("changed", "choices", row, "", N_("This choice is already on its list."), mend)
            made.rows[row] = made.words[name]
            return
        key = fit_option_key(name, self.taken)
        self.taken.add(key)
        if key != name:
            self.renamed.append(row)
        made.words.setdefault(name, key)
        made.rows[row] = key
        made.options.append({"key": key, "label": label, **self._mark(row)})

    def _label(self, row: int, name: str) -> Said:
        label = own_value(self.sheet.said(row, "li_label")) or self.speech.words(self.sheet, row, "label")
        if not isinstance(label, str | dict) or not label:
            self.unlabelled.append(row)
            return name
        return label

    def _mark(self, row: int) -> dict[str, Any]:
        said = self.sheet.said(row, "score")
        mark = plain_number(said) if said else None
        if said and mark is None:
            what = Sentence("The score “%(said)s” is no number.", said=said[:40])
            self.teller.tell("lost", "choices", row, "score", what, N_("Write a mark between 0 and 1."))
        return {} if mark is None else {"mark": mark}

    def _tell(self) -> None:
        if self.renamed and not self.made.yes_no:
            self._tell_renamed()
        if self.unlabelled:
            what = N_("This choice has no words; its name stands in for them.")
            mend = N_("Write what the shopper should read.")
            self.teller.tell("changed", "choices", self.unlabelled, "label", what, mend)

    def _tell_renamed(self) -> None:
        keys = [f"{self.sheet.said(row, 'name')} → {self.made.rows[row]}" for row in self.renamed]
        said = ", ".join(keys[:8])
        what = Sentence("Keys begin with a letter or underscore and are told apart: %(keys)s.", keys=said)
        mend = N_(
            "Nothing is needed: conditions follow. Rename them if answers are compared with other forms."
        )
        self.teller.tell("told", "choices", self.renamed, "name", what, mend)


def _scale(made: Listed, maker: _Maker) -> None:
    """Scores above 1 are points: marks are shares of the greatest."""
    marks = [one["mark"] for one in made.options if "mark" in one]
    if not marks or max(abs(mark) for mark in marks) <= 1:
        return
    most = max(abs(mark) for mark in marks)
    made.points = most
    for one in made.options:
        if "mark" in one:
            one["mark"] = plain_number(round(Decimal(one["mark"]) / most, 6))
    what = Sentence(
        "Scores above 1 were divided by the greatest, %(most)s, which became the points.", most=most
    )
    mend = N_("Check marks (0 to 1) and points.")
    rows = [row for row in made.rows if maker.sheet.said(row, "score")]
    maker.teller.tell("changed", "choices", rows, "score", what, mend)


def _says_yes_and_no(made: Listed, maker: _Maker) -> dict[str, str] | None:
    """names → "yes" and "no" for a list of just these two, marked fully or not at all."""
    if len(made.options) != 2:
        return None
    said = {row: _meaning(made, row, maker) for row in made.rows}
    if sorted(str(one) for one in said.values()) != ["False", "True"]:
        return None
    marks = {said[row]: one.get("mark") for row, one in zip(made.rows, made.options, strict=True)}
    if (marks[True], marks[False]) not in ((None, None), (1, 0), (0, 1)):
        return None
    made.reverse = marks[False] == 1
    names = {maker.sheet.said(row, "name"): "yes" if yes else "no" for row, yes in said.items()}
    return {**names, **{name: state for name, state in made.words.items() if name not in names}}


def _meaning(made: Listed, row: int, maker: _Maker) -> bool | None:
    """What the words say, in any of their languages; only without words, the name."""
    option = next(one for one in made.options if one["key"] == made.rows[row])
    label = option["label"]
    words = list(label.values()) if isinstance(label, dict) else [label]
    if unknown := [one for one in words if yes_or_no(one) is None]:
        made.unsaid[row] = ", ".join(unknown)
    meanings = {one for one in map(yes_or_no, words) if one is not None}
    return meanings.pop() if len(meanings) == 1 else None
