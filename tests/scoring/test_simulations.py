"""A short run of every simulation, against bars as wide as a short run needs.

`script/simulate` runs them at full size against the promised ones."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from script.simulation import chains, times, worlds
from script.simulation.bars import Bar

SLACK = {
    "95 % ranges": 0.02, "… in the observed bottom tenth": 0.04, "90 % percentile": 0.02, "P(bottom quarter)": 0.03,
    "false alarms": 0.03, "found within": 0.07, "bias": 0.8, "… its range": 0.06, "… called better": 0.06, "“last matters most”": 0.15,
}  # fmt: skip
"""What chance may add in a run of a tenth."""


def widened(bar: Bar) -> Bar:
    slack = next((more for start, more in SLACK.items() if bar.what.startswith(start)), 0.0)
    low = None if bar.low is None else bar.low - slack
    return bar._replace(low=low, high=None if bar.high is None else bar.high + slack)


@pytest.mark.parametrize(
    "group", [chains.coverage, chains.chances, chains.flags, times.alarms, times.effects, times.last_matters]
)
def test_bars_hold_in_a_short_run(group: Callable[[int, bool], Iterator[Bar]]) -> None:
    bars = [widened(bar) for bar in group(20, True)]
    assert bars
    assert [str(bar) for bar in bars if not bar.holds] == []


def test_ten_thousand_branches_in_two_seconds() -> None:
    (bar,) = chains.speed()
    print(bar)
    assert bar.holds, str(bar)


def test_the_generator_shares_nothing_with_what_it_tries() -> None:
    tree = ast.parse(Path(worlds.__file__).read_text(encoding="utf-8"))
    named = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    named |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in named} == {"typing", "numpy"}
