"""One row of a sheet as a past visit, or as the list of what is wrong with it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid5

import survey_defs
from shopper import clock
from shopper.fieldwork.past.mapping import Answered, Mapping
from shopper.models import Branch, Region
from shopper.sheets import RowProblem, Sheet

PAST_VISITS = UUID("2f6a1c1e-6f0e-5d0a-9c46-1a57f1a5e1dc")
WORDS = {"text", "moment"}


@dataclass(frozen=True)
class PastVisit:
    """`answers` are in long form; `identity` is the same in every run and order of the file."""

    region: str
    branch: str
    visited_on: date
    answers: dict[str, Any]
    identity: str

    def visit_id(self, client: Region) -> UUID:
        """The id of this visit at this client."""
        return uuid5(uuid5(PAST_VISITS, str(client.id)), self.identity)


class Reader:
    """Reads the rows of one sheet under one mapping."""

    def __init__(self, definition: survey_defs.QuestionSet, mapping: Mapping, sheet: Sheet) -> None:
        self.definition, self.mapping, self.sheet = definition, mapping, sheet
        self.seen: Counter[str] = Counter()

    def read(self) -> Iterator[PastVisit | list[RowProblem]]:
        """One visit, or one list of problems, for each row."""
        for number, cells in self.sheet.rows:
            yield self._row(number, cells)

    def _row(self, number: int, cells: tuple[str, ...]) -> PastVisit | list[RowProblem]:
        if len(cells) > len(self.sheet.columns):
            more = "This row has more cells than the heading."
            return [RowProblem(number, "the row", more, "Put text that holds the separator in quotes.")]
        row = {name: cell.strip() for name, cell in zip(self.sheet.columns, cells, strict=False)}
        problems: list[RowProblem] = []
        region = self._name(number, row, self.mapping.region, Region.NAME_MAX, problems)
        branch = self._name(number, row, self.mapping.branch, Branch.NAME_MAX, problems)
        day = self._day(number, row, problems)
        given = self._answers(number, row, problems)
        checked = survey_defs.check_answers(self.definition, given)
        problems += [self._told(number, one.key, one.message) for one in checked.problems if not problems]
        if problems or day is None:
            return problems
        return self._visit(region, branch, day, checked.answers)

    def _visit(self, region: str, branch: str, day: date, answers: dict[str, Any]) -> PastVisit:
        short = {key: answer.get("value", answer.get("state")) for key, answer in answers.items()}
        said = {"set": self.definition.slug, "branch": branch, "date": day.isoformat(), "answers": short}
        content = survey_defs.content_hash(said)
        running = self.seen[content]
        self.seen[content] += 1
        identity = survey_defs.content_hash({**said, "running": running})
        at = clock.stamp(datetime(day.year, day.month, day.day, tzinfo=UTC))
        return PastVisit(
            region, branch, day, {key: {**answer, "at": at} for key, answer in answers.items()}, identity
        )

    def _name(
        self,
        number: int,
        row: dict[str, str],
        columns: tuple[str, ...],
        most: int,
        problems: list[RowProblem],
    ) -> str:
        for column in columns:
            if not row.get(column):
                problems.append(RowProblem(number, column, "There is nothing here.", "Fill it in."))
            elif row[column].startswith("="):
                problems.append(_formula(number, column))
        name = ", ".join(row.get(column, "") for column in columns)
        if len(name) > most:
            problems.append(
                RowProblem(number, columns[0], f"The name is over {most} characters.", "Shorten it.")
            )
        return name

    def _day(self, number: int, row: dict[str, str], problems: list[RowProblem]) -> date | None:
        text, form = row.get(self.mapping.date, ""), self.mapping.date_format
        try:
            day = datetime.strptime(text, form).replace(tzinfo=UTC).date()
        except ValueError:
            shown = datetime(2026, 9, 29, tzinfo=UTC).strftime(form)
            mend = f"Write it like {shown}, or set date_format in the mapping."
            problems.append(RowProblem(number, self.mapping.date, f"“{text}” is not a date.", mend))
            return None
        if day > clock.now().date():
            mend = "Correct the date, or leave the row out until then."
            problems.append(RowProblem(number, self.mapping.date, f"{day} is still to come.", mend))
        return day

    def _answers(self, number: int, row: dict[str, str], problems: list[RowProblem]) -> dict[str, Any]:
        given: dict[str, Any] = {}
        for part in self.mapping.answers:
            for column, key in part.columns.items():
                cell = row.get(column, "")
                if cell.startswith("=") and self._kind(key) not in WORDS:
                    problems.append(_formula(number, column))
                elif part.values is not None and part.split is None and cell and cell not in part.values:
                    problems.append(_unknown(number, column, cell, part.values))
                else:
                    value = _value(cell, part, self._kind(key))
                    given.update({key: value} if value is not None else {})
        return given

    def _kind(self, key: str) -> str:
        question = self.definition.by_key.get(key)
        return question.type if question else ""

    def _told(self, number: int, key: str, message: str) -> RowProblem:
        columns = {key: column for part in self.mapping.answers for column, key in part.columns.items()}
        return RowProblem(number, columns.get(key, key), message, "Mend the cell or the mapping.")


def _value(cell: str, part: Answered, kind: str) -> Any:
    """The cell as an answer in short form; None where it says nothing."""
    if part.split is not None:
        words = [word.strip() for word in cell.split(part.split) if word.strip()]
        return [(part.values or {}).get(word, word) for word in words] or None
    value = (part.values or {}).get(cell, cell if part.values is None else "")
    if not value:
        return None
    if kind in ("duration", "recommend") and value.isdecimal():
        return int(value)
    return value.replace(",", ".") if kind in ("number", "money") and value.count(",") == 1 else value


def _formula(number: int, column: str) -> RowProblem:
    said = "This cell holds a formula, not its result."
    return RowProblem(number, column, said, "Paste it as a value and export again.")


def _unknown(number: int, column: str, cell: str, known: dict[str, str]) -> RowProblem:
    choices = ", ".join(f"“{word}”" for word in known)
    return RowProblem(
        number, column, f"“{cell}” is not among {choices}.", "Correct it or add it to the mapping."
    )
