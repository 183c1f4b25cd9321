"""What makes the page of a simulation. Importing it loads numpy, so the views reach it when they need it."""

from shopper.question_sets.simulating import queries, run
from shopper.question_sets.simulating.asking import asked
from shopper.question_sets.simulating.page import SimulationPage

__all__ = ["SimulationPage", "asked", "queries", "run"]
