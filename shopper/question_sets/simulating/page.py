"""What stands on the page of a simulation."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from flask_babel import gettext as _

from scoring.figures import Chart
from scoring.simulating import Simulation
from shopper.dashboards.words import visits
from shopper.language import spoken
from shopper.models import QuestionSetVersion
from shopper.question_sets.reading import data_of, read_data
from shopper.question_sets.simulating import tables, words
from shopper.question_sets.simulating.asking import Asked
from shopper.question_sets.simulating.tables import Table
from survey_defs import QuestionSet

MOST_ROWS = 50
"""Branches on the page; the CSV holds all."""


@dataclass(frozen=True)
class SimulationPage:
    found: Simulation
    asked: Asked
    draft: QuestionSet
    names: Mapping[int, str]

    @property
    def headline(self) -> tuple[str, str]:
        """The strong part and the rest."""
        return words.headline(self.found), words.rest(self.found, self.names)

    @property
    def notes(self) -> list[str]:
        """What is said in full sentences below the headline."""
        unsure = words.unsure(self.found)
        told = [*words.sensitivity(self.found, self.names), *([unsure] if unsure else [])]
        return [*told, *words.not_scored(self.found)]

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

    @cached_property
    def chart(self) -> Chart | None:
        return tables.tens(self.found)

    @property
    def bands(self) -> Table:
        return tables.bands(self.found)

    @property
    def moves(self) -> Table:
        return tables.moves(self.found)

    @property
    def branches(self) -> Table:
        return tables.branches(self.found, self.names)

    @property
    def first_branches(self) -> Table:
        return self.branches._replace(rows=self.branches.rows[:MOST_ROWS])

    @property
    def refused(self) -> Table:
        return tables.refused(self.found, self.draft, spoken(self.draft))


def unfinished(version: QuestionSetVersion) -> bool:
    """Whether the draft is being written and not whole, so that its last whole state is tried."""
    return version.data is not None and read_data(data_of(version)).definition is None
