"""What a manager is told about each branch, and what is held back."""

from collections.abc import Iterable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.comparison import (
    BranchEstimate,
    Cell,
    CellTable,
    Comparison,
    by_need,
    compare_branches,
    compare_table,
    mean_range,
    visit_variance,
)

visits = st.lists(st.integers(0, 10_000), min_size=0, max_size=8)
quarters = st.lists(visits, min_size=0, max_size=10)


def cell(scores: Iterable[int]) -> Cell:
    """A tally of visits scored in hundredths of a point."""
    marks = list(scores)
    return Cell(len(marks), sum(marks), sum(mark * mark for mark in marks))


def around(mean: float, n: int, sd: float = 13) -> Cell:
    """n visits in points whose mean and spread are exactly these."""
    steps = np.linspace(-1, 1, n) if n > 1 else np.zeros(1)
    spread = steps * sd / steps.std(ddof=1) if n > 1 else steps
    return cell(round(float(mark)) for mark in 100 * (mean + spread))


def chain(*means: float, n: int = 10) -> dict[str, Cell]:
    return {f"b{number:02}": around(mean, n) for number, mean in enumerate(means)}


def found(comparison: Comparison, key: str) -> BranchEstimate:
    return next(branch for branch in comparison.branches if branch.key == key)


STANDING_OUT = chain(55, 78, 79, 80, 80, 81, 81, 82, 82, 83, 84, 99)


def test_only_branches_that_stand_out_are_flagged():
    comparison = compare_branches(STANDING_OUT)
    flags = {branch.key: branch.flag for branch in comparison.branches}
    assert (flags["b00"], flags["b11"]) == ("likely_low", "likely_high")
    assert flags["b05"] == flags["b06"] == "middle"
    assert (comparison.method, comparison.reason, comparison.n) == ("shrunk", None, 120)


def test_an_estimate_lies_between_own_mean_and_chain_mean():
    comparison = compare_branches(STANDING_OUT)
    low = found(comparison, "b00")
    assert comparison.mu is not None
    assert low.mean == pytest.approx(55, abs=0.01)
    assert low.mean < low.theta < comparison.mu
    assert low.low < low.low_50 < low.theta < low.high_50 < low.high


def test_visit_sd_is_pooled_over_all_quarters_and_branches():
    """13 in this quarter, 5 in the one before: √((169 + 25)/2) with equally many visits."""
    before = {key: around(80, 10, sd=5) for key in STANDING_OUT}
    comparison = compare_branches(STANDING_OUT, [before])
    assert comparison.s == pytest.approx(97**0.5, abs=0.01)
    assert comparison.df == 2 * 12 * 9


def test_a_period_of_two_quarters_takes_its_spread_from_inside_the_quarters():
    """Branches that moved 20 points between two quarters did not have noisier visits."""
    first, second = chain(70, 71, 72, 73, 74), chain(90, 91, 92, 93, 94)
    both = {key: Cell(*(a + b for a, b in zip(first[key], second[key], strict=True))) for key in first}
    assert compare_branches(both, inside=[first, second]).s == pytest.approx(13, abs=0.01)
    assert compare_branches(both).s == pytest.approx(16.3, abs=0.1)


def test_fewer_than_four_visits_are_too_few_to_compare():
    comparison = compare_branches(STANDING_OUT | {"new": around(20, 3)})
    new = found(comparison, "new")
    assert (new.flag, new.place) == ("too_few", None)
    assert comparison.branches[-1] == new
    assert found(compare_branches(STANDING_OUT | {"new": around(20, 4)}), "new").flag == "likely_low"


def test_one_visit_gets_the_spread_of_all_the_others():
    """v = s²/n also at n = 1, so its range is the widest, not missing and not nothing."""
    comparison = compare_branches(STANDING_OUT | {"one": around(80, 1)})
    one = found(comparison, "one")
    assert one.high - one.low > max(
        branch.high - branch.low for branch in comparison.branches if branch is not one
    )


def test_those_who_need_attention_come_first():
    def branch(key: str, flag: str, theta: float, p_low: float = 0.1) -> BranchEstimate:
        return BranchEstimate(key, 9, theta, theta, 0, 100, 0, 100, (0, 100), p_low, 0.1, flag)

    listed = [
        branch("few", "too_few", 10),
        branch("high", "likely_high", 95),
        branch("good", "middle", 85),
        branch("fair", "middle", 79),
        branch("maybe", "possibly_low", 60, 0.6),
        branch("sure", "likely_low", 72, 0.95),
        branch("lower", "likely_low", 70, 0.85),
        branch("maybe high", "possibly_high", 90),
    ]
    ordered = [branch.key for branch in by_need(listed)]
    assert ordered == ["sure", "lower", "maybe", "fair", "good", "maybe high", "high", "few"]


@settings(max_examples=60)
@given(quarters, st.lists(quarters, max_size=3))
def test_any_tallies_give_sound_numbers(now: list[list[int]], before: list[list[list[int]]]):
    """Whatever is missing or alike: every visited branch appears once, ranges nest inside 0–100."""
    mappings = [{f"b{i}": cell(marks) for i, marks in enumerate(quarter)} for quarter in [now, *before]]
    comparison = compare_branches(mappings[0], mappings[1:])
    assert {branch.key for branch in comparison.branches} == {k for k, c in mappings[0].items() if c.n}
    assert comparison.n == sum(len(marks) for marks in now)
    for branch in comparison.branches:
        assert branch.mean == pytest.approx(mappings[0][branch.key].total / branch.n / 100)
        assert (branch.low is None) == (comparison.df == 0)
        if branch.low is not None:
            assert 0 <= branch.low <= branch.low_50 <= branch.high_50 <= branch.high <= 100
    if comparison.method == "shrunk":
        quarter = len(comparison.branches) / 4
        assert sum(branch.p_low for branch in comparison.branches) == pytest.approx(quarter)
        assert sum(branch.p_high for branch in comparison.branches) == pytest.approx(quarter)


def test_no_visits_compare_nothing():
    empty = compare_branches({"b": Cell(0, 0, 0)})
    assert (empty.branches, empty.mu, empty.n) == ((), None, 0)


def test_one_visit_each_gives_no_ranges():
    comparison = compare_branches({f"b{i}": around(70 + i, 1) for i in range(8)})
    assert (comparison.reason, comparison.s, comparison.df) == ("one_visit_each", None, 0)
    assert all(branch.low is None and branch.theta == branch.mean for branch in comparison.branches)


@pytest.mark.parametrize(
    ("branches", "earlier", "reason"),
    [
        (2, 9, "few_branches"),
        (3, 0, "few_comparisons"),
        (4, 0, "few_comparisons"),
        (5, 0, None),
        (3, 3, None),
    ],
)
def test_too_few_branches_stand_on_their_own_means(branches: int, earlier: int, reason: str | None):
    """SCORING.md §3: fewer than 3 branches, or Σ(L − 1) < 4, are not shrunk and not flagged."""
    before = [chain(*[80] * earlier)] if earlier else []
    comparison = compare_branches(chain(*range(40, 40 + 10 * branches, 10)), before)
    assert comparison.reason == reason
    if reason:
        assert {branch.flag for branch in comparison.branches} == {"middle"}
        assert all(branch.theta == branch.mean and branch.place is None for branch in comparison.branches)


def test_own_mean_ranges_use_t():
    """Two branches of 3 visits: df 4, ȳ ± 2.7764·13/√3."""
    comparison = compare_branches({"a": around(50, 3), "b": around(60, 3)})
    a = found(comparison, "a")
    assert comparison.df == 4
    assert (a.low, a.high) == pytest.approx((50 - 20.84, 50 + 20.84), abs=0.02)


def test_few_degrees_of_freedom_make_flags_harder_to_earn():
    """The same means and the same sd, known from 1 or from 39 degrees of freedom."""
    period = {f"b{i}": around(mean, 1) for i, mean in enumerate([68, 78, 79, 80, 81, 82])}
    barely, well = (compare_branches(period, [{"b0": around(80, visits, sd=5)}]) for visits in (2, 40))
    assert (barely.df, well.df) == (1, 39)
    assert found(barely, "b0").p_low < 0.5 < found(well, "b0").p_low
    assert found(barely, "b1").low < found(well, "b1").low


def test_visits_all_alike_do_not_pretend_to_certainty():
    """s² = 0: v is floored at a quarter point², so a range still is two points wide."""
    comparison = compare_branches({f"b{i}": cell([8_000] * 4) for i in range(6)})
    assert comparison.s == 0
    assert all(branch.high - branch.low > 0.5 for branch in comparison.branches)


def test_mean_of_a_region():
    """126 visits at s = 13 give ± 2.27; negative measures (the gap) stay uncut; no visits, no mean."""
    assert mean_range([around(81, 63), around(81, 63)], 169, 500) == pytest.approx(
        (81, 78.73, 83.27, 126), abs=0.01
    )
    assert mean_range([cell([-800, -800])], 169, 500).low == pytest.approx(-8 - 1.96 * 13 / 2**0.5, abs=0.01)
    assert mean_range([cell([7_000])], 0, 0) == (70, None, None, 1)
    assert mean_range([], 169, 10) is None


def test_visit_variance_is_in_points():
    assert visit_variance([cell([7_000, 8_000])]) == (50, 1)


cells_of_a_year = st.lists(
    st.tuples(st.integers(1, 8), st.integers(0, 4), st.booleans(), visits.filter(bool)), max_size=30
)


@given(cells_of_a_year, st.integers(0, 1))
@settings(max_examples=60)
def test_a_table_of_arrays_says_the_same_as_the_cells(rows, overlapping):
    rows = [
        (branch, quarter, inside and quarter <= overlapping, scores)
        for branch, quarter, inside, scores in rows
    ]
    told = [cell(scores) for *_, scores in rows]
    columns = list(zip(*rows, strict=True))[:3] if rows else [(), (), ()]
    numbers = list(zip(*told, strict=True)) if told else [(), (), ()]
    table = CellTable(*(np.array(each, dtype=np.int64) for each in columns[:2]), np.array(columns[2], dtype=bool),
                      *(np.array(each, dtype=np.int64) for each in numbers))  # fmt: skip

    def summed(chosen) -> dict[str, Cell]:
        found: dict[str, Cell] = {}
        for (branch, quarter, inside, _scores), each in zip(rows, told, strict=True):
            if chosen(quarter, inside):
                old = found.get(str(branch), Cell(0, 0, 0))
                found[str(branch)] = Cell(*(a + b for a, b in zip(old, each, strict=True)))
        return found

    quarters = sorted({quarter for _branch, quarter, *_ in rows})
    plain = compare_branches(
        summed(lambda _quarter, inside: inside),
        [summed(lambda quarter, _inside, q=each: quarter == q) for each in quarters if each > overlapping],
        [summed(lambda quarter, _inside, q=each: quarter == q) for each in quarters if each <= overlapping],
    )
    made = compare_table(table, overlapping)
    assert (made.method, made.reason, made.df, made.n) == (plain.method, plain.reason, plain.df, plain.n)
    assert [each.flag for each in made.branches] == [each.flag for each in plain.branches]
    assert made.s == (None if plain.s is None else pytest.approx(plain.s))
    for one, other in zip(made.branches, plain.branches, strict=True):
        assert (one.key, one.n) == (other.key, other.n)
        assert (one.mean, one.theta) == pytest.approx((other.mean, other.theta), abs=1e-6)
        if other.low is not None:
            assert (one.low, one.high) == pytest.approx((other.low, other.high), abs=1e-6)
    unflagged = compare_table(table, overlapping, flags=False)
    assert {each.key: each.theta for each in unflagged.branches} == {
        each.key: each.theta for each in made.branches
    }
