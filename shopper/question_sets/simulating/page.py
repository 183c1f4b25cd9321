"""What stands on the page of a simulation."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from flask_babel import gettext as _

from scoring.figures import Chart
from scoring.simulating import Simulation
from shopper.dashboards.words import visits
from shopper.models import QuestionSetVersion
from shopper.question_sets.reading import data_of, read_data
from shopper.question_sets.simulating import tables, words
from shopper.question_sets.simulating.asking import Asked
from shopper.question_sets.simulating.tables import Table

MOST_ROWS = 50
"""Branches on the page; the CSV holds all."""


@dataclass(frozen=True)
class SimulationPage:
    found: Simulation
    version: QuestionSetVersion
    asked: Asked
    names: Mapping[int, str]

    @property
    def headline(self) -> tuple[str, str]:
        """The strong part and the rest."""
        return words.headline(self.found), words.rest(self.found, self.names)

    @property
    def weightings(self) -> list[str]:
        """What would be under other weightings, in sentences."""
        return words.sensitivity(self.found, self.names)

    @property
    def not_scored(self) -> list[str]:
        """Visits without a score on one side or both, in sentences."""
        return words.not_scored(self.found)

    @property
    def left_out(self) -> str:
        return words.left_out(self.found)

    @property
    def caption(self) -> str:
        return _(
            "Released visits of %(period)s that have a score before and after: %(visits)s. Scores as they are compared, before any cap.",
            period=self.asked.period,
            visits=visits(self.found.compared),
        )

    @property
    def chart_title(self) -> str:
        return words.largest_shift(self.found)

    @cached_property
    def chart(self) -> Chart | None:
        return tables.tens(self.found)

    @cached_property
    def branches(self) -> Table:
        return tables.branches(self.found, self.names)

    @property
    def first_branches(self) -> Table:
        return self.branches._replace(rows=self.branches.rows[:MOST_ROWS])

    @property
    def branch_notes(self) -> str:
        """What the ranges are, what is not claimed, and where the rest is."""
        told = [_("Points above the mean of the visits to all others, with the likely range.")]
        told += filter(None, [words.unsure(self.found)])
        rows = len(self.branches.rows)
        if rows > MOST_ROWS:
            told.append(
                _(
                    "These are the %(most)s with the largest change of %(all)s; the CSV holds all.",
                    most=MOST_ROWS,
                    all=rows,
                )
            )
        return " ".join(told)

    def table(self, name: str) -> Table:
        """One of the tables that `views` names."""
        return {
            "scores": lambda: tables.scores(self.found),
            "bands": lambda: tables.bands(self.found),
            "moves": lambda: tables.moves(self.found),
            "branches": lambda: self.branches,
            "refused": lambda: tables.refused(self.found, self.version.definition),
        }[name]()

    @property
    def unfinished(self) -> bool:
        """Whether the draft is being written and not whole, so that its last whole state is tried."""
        return self.version.data is not None and read_data(data_of(self.version)).definition is None
