"""The funnel plot says who lies outside, is a picture of ten thousand too, and its table says the same."""

import json

import pytest

from scoring.comparison import compare_branches, outlying
from scoring.figures import FunnelDot, FunnelLimits, FunnelWords, funnel
from scoring.figures.svg import svg

WORDS = FunnelWords(
    branch="Branch",
    score="Own mean",
    visits="Visits",
    low="From",
    high="To",
    says="Says",
    says_low="low",
    says_high="high",
    says_inside="within",
    mean="Chain {value}",
    inner="19 of 20",
    outer="499 of 500",
    point="{name}: {value} from {visits}",
    several="{count} at {value} from {visits}",
    alt="{branches} branches around {mean}: {low} low, {high} high",
)
LIMITS = FunnelLimits(80.0, 169.0, 25.0)
DOTS = [FunnelDot("Low <Street>", 20, 55.0, True), FunnelDot("Castle Gate", 9, 99.0, True)]
INSIDE = [FunnelDot(f"B{at}", 3, 81.4) for at in range(3)] + [FunnelDot("B9", 4, 70.0)]


def test_those_outside_stand_out_and_the_table_has_all(sound):
    chart = sound(funnel([*DOTS, *INSIDE], LIMITS, WORDS))
    *_limits, inside, outside = chart.figure["data"]
    assert outside["marker"]["symbol"] == ["triangle-down", "triangle-up"]
    assert outside["hovertext"] == ["Low &lt;Street&gt;: 55 from 20", "Castle Gate: 99 from 9"]
    assert (inside["x"], inside["y"]) == ([3, 4], [81.0, 70.0])
    assert inside["hovertext"][0] == "3 at 81 from 3", "branches at one place are one dot"
    assert inside["marker"]["size"][0] > inside["marker"]["size"][1]
    assert chart.rows[0] == ("Low <Street>", 55, 20, 69, 91, "low")
    assert [row[-1] for row in chart.rows] == ["low", "high", *["within"] * 4]
    assert chart.alt == "6 branches around 80: 1 low, 1 high"
    assert "Low &lt;Street&gt;" in svg(chart, 336)


def test_the_limits_narrow_with_visits_and_stay_on_the_sheet(sound):
    chart = sound(funnel([FunnelDot("One", 400, 80.0)], LIMITS, WORDS))
    low = [y for y in chart.figure["data"][0]["y"] if y is not None]
    assert low == sorted(low)
    span = chart.figure["layout"]["yaxis"]["range"]
    drawn = [y for line in chart.figure["data"][:4] for y in line["y"] if y is not None]
    assert span[0] <= min(drawn)
    assert max(drawn) <= span[1]


def test_ten_thousand_branches_are_a_light_picture(sound):
    dots = [FunnelDot(f"B{at}", 1 + at % 12, 40 + at * 7 % 600 / 10) for at in range(10_000)]
    chart = sound(funnel(dots, LIMITS, WORDS))
    assert len(json.dumps(chart.figure)) < 200_000
    assert len(svg(chart, 640)) < 200_000


@pytest.mark.parametrize("dots", [[FunnelDot("Only", 1, 0.0)], [FunnelDot("Equal", 3, 100.0)] * 2])
def test_one_branch_and_equal_ones_are_a_picture_too(sound, dots):
    chart = sound(funnel(dots, FunnelLimits(dots[0].mean, 0.0, 0.0), WORDS))
    assert svg(chart, 336)


def test_no_branches_are_refused():
    with pytest.raises(ValueError, match="no branches"):
        funnel([], LIMITS, WORDS)


def usual(mean: int) -> tuple[int, int, int]:
    """Six visits around a mean, 10 points apart."""
    values = [100 * mean - 1000, 100 * mean, 100 * mean + 1000] * 2
    return len(values), sum(values), sum(value * value for value in values)


def test_a_small_group_that_is_truly_bad_is_named_beside_the_shrunk_list():
    cells = {f"b{at:02}": usual(78 + at % 5) for at in range(40)} | {"bad": usual(30)}
    everyone = compare_branches(cells)
    (found,) = outlying(everyone)
    assert (found.key, found.n, found.is_low) == ("bad", 6, True)
    assert found.mean < found.low


@pytest.mark.parametrize("cells", [{}, {"a": usual(80)}, {f"b{at}": usual(80) for at in range(9)}])
def test_nobody_lies_outside_where_nothing_differs_or_can_be_compared(cells):
    assert outlying(compare_branches(cells)) == ()
