"""All branches watched at once: when watching begins, what each is held against, what stays out."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.change import Watch, baseline, monitor, watch_begins, watch_branches
from scoring.compare import shrink

LAST = 24_320


def cell(*points: float) -> tuple[int, int, int]:
    hundredths = [round(100 * each) for each in points]
    return len(points), sum(hundredths), sum(each * each for each in hundredths)


Cells = dict[int, dict[int, tuple[int, int, int]]]


def chain(branches: int = 8, months: int = 24, sd: float = 10, seed: int = 5) -> Cells:
    """Two visits a month to each branch."""
    draw = np.random.default_rng(seed)
    return {
        at: {LAST - back: cell(*draw.normal(true, sd, 2).clip(0, 100)) for back in range(months)}
        for at, true in enumerate(draw.normal(80, 5, branches))
    }


def rows(cells: Cells) -> list[tuple[int, ...]]:
    return [(branch, month, *told) for branch, row in cells.items() for month, told in row.items()]


def watched(cells: Cells, begins: int = LAST - 11, *, seasonal: bool = False) -> dict[int, Watch]:
    return watch_branches(rows(cells), dict.fromkeys(cells, begins), LAST, seasonal=seasonal)


def test_watching_begins_half_a_year_in_and_anew_each_year():
    assert watch_begins(100, 6, 105) is None
    assert [watch_begins(100, 6, last) for last in (106, 117, 118, 129)] == [106, 106, 118, 118]
    assert watch_begins(100, 5, 111) is None
    assert watch_begins(100, 5, 112) == 112


def test_each_branch_is_held_against_its_own_year_by_the_formula():
    """The same by hand for one branch: pooled quarters, shrunk mean, frozen prediction."""
    cells = chain()
    found = watched(cells)[3]
    year = {key: [row[LAST - back] for back in range(23, 11, -1)] for key, row in cells.items()}
    blocks = [np.sum(row[at : at + 3], axis=0) for row in year.values() for at in (0, 3, 6, 9)]
    s2 = sum(q - s * s / n for n, s, q in blocks) / sum(n - 1 for n, _s, _q in blocks) / 10_000
    means = [sum(s for _n, s, _q in row) / 24 / 100 for row in year.values()]
    fit = shrink(means, [s2 / 24] * 8)
    past = baseline(24, means[3], s2, fit.mu, fit.tau**2)
    y = [cells[3][month][1] / 200 for month in found.months]
    assert found.baseline == pytest.approx(past)
    assert found.months == tuple(range(LAST - 11, LAST + 1))
    assert found.monitor.z.tolist() == pytest.approx(monitor(y, [2] * 12, s2, past.mean, past.variance).z)
    assert (found.means - found.expected).tolist() == pytest.approx(found.reach * found.monitor.z / 3)


def test_a_month_without_visits_is_left_out_and_is_no_zero():
    cells = chain()
    del cells[0][LAST - 4]
    found = watched(cells)[0]
    assert LAST - 4 not in found.months
    assert (len(found.months), min(found.means) > 40) == (11, True)


def test_too_short_a_past_or_no_present_is_not_watched():
    cells = chain()
    cells[0] = {month: cell(80, 81) for month in (LAST - 20, LAST - 13, LAST - 3)}
    cells[1] = {month: told for month, told in cells[1].items() if month <= LAST - 12}
    assert set(watched(cells)) == set(cells) - {0, 1}


def test_one_visit_a_quarter_each_says_nothing_about_how_much_visits_differ():
    cells = {at: {LAST - back: cell(80.0) for back in range(1, 24, 3)} for at in range(6)}
    assert watched(cells) == {}


def test_few_branches_stand_on_their_own_past():
    found = watched(chain(branches=2))
    own = [sum(chain(branches=2)[1][LAST - back][1] for back in range(12, 24)) / 24 / 100]
    assert [found[1].baseline.mean] == pytest.approx(own)


def test_the_season_of_the_chain_is_allowed_for_once_there_are_two_years():
    """Every December is 12 points lower for everybody: no branch has changed."""
    cells = {
        key: {
            month: cell(*(each - 12 * (month % 12 == 11) for each in (78 + at % 3, 84 - at % 2)))
            for month in row
        }
        for at, (key, row) in enumerate(chain().items())
    }
    plain, seasonal = watched(cells)[2], watched(cells, seasonal=True)[2]
    december = next(at for at, month in enumerate(plain.months) if month % 12 == 11)
    assert (plain.monitor.alarms[december], any(seasonal.monitor.alarms)) == (True, False)
    assert seasonal.expected[december] == pytest.approx(seasonal.baseline.mean - 11, abs=1e-6)
    assert seasonal.expected[december - 1] == pytest.approx(seasonal.baseline.mean + 1, abs=1e-6)


@given(st.integers(0, 11), st.integers(0, 50))
def test_what_others_do_after_watching_began_changes_nothing(back: int, seed: int):
    """Predictions are frozen: only the year before is learned from."""
    cells = chain(seed=seed)
    before = watched(cells)[0]
    cells[1][LAST - back] = cell(0, 0, 0)
    assert watched(cells)[0].monitor.z.tolist() == before.monitor.z.tolist()
