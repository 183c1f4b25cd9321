"""Did it help, from sums: what regression alone brings is no effect, and little data says nothing."""

import numpy as np
import pytest

from scoring.change import Record, did_it_help


def cells(means, n=4, spread=1200):
    """n visits a branch around its mean (points), ± `spread` hundredths."""
    found = {}
    for key, mean in means.items():
        values = [round(100 * mean) + (spread if at % 2 else -spread) for at in range(n)]
        found[key] = (n, sum(values), sum(v * v for v in values))
    return found


def around(before, after, past=()):
    first, last = cells(before), cells(after)
    older = [cells(each) for each in past]
    return Record(first, last, older, [first, last, *older])


USUAL = {f"b{n}": 70.0 + n for n in range(12)}


def test_a_lift_beyond_what_was_expected_is_better():
    after = USUAL | {"b0": 98.0, "b1": 98.0, "b2": 98.0}
    found = did_it_help(around(USUAL, after), {"b0", "b1", "b2"})
    assert found.effect is not None
    assert found.effect.verdict == "better"
    assert found.after == pytest.approx(98)
    assert found.expected == pytest.approx(98 - found.effect.effect)
    assert (found.treated, found.compared, found.visits) == (3, 9, (12, 12))
    assert found.expected_range[0] < found.expected < found.expected_range[1]
    assert found.after_range[0] < 98 < found.after_range[1]


def test_a_bad_quarter_that_passes_by_itself_is_no_effect():
    before = {f"b{n}": 75.0 + (n % 3) for n in range(12)} | {"b0": 55.0}
    found = did_it_help(around(before, dict.fromkeys(before, 76.0)), {"b0"})
    assert found.after - found.before > 20
    assert found.effect.effect < 15
    assert found.effect.verdict == "cannot tell"


def test_what_moves_everybody_is_no_effect():
    still = did_it_help(around(USUAL, USUAL), {"b0", "b5"})
    moved = did_it_help(around(USUAL, {key: mean + 8 for key, mean in USUAL.items()}), {"b0", "b5"})
    assert moved.effect.effect == pytest.approx(still.effect.effect)


def test_others_where_something_began_too_do_not_move_what_was_expected():
    moved = {key: mean + 8 if key in ("b1", "b2") else mean for key, mean in USUAL.items()}
    still = did_it_help(around(USUAL, USUAL), {"b0", "b5"}, {"b1", "b2"})
    found = did_it_help(around(USUAL, moved), {"b0", "b5"}, {"b1", "b2"})
    assert found.effect.effect == pytest.approx(still.effect.effect)
    assert (found.compared, found.set_aside) == (len(USUAL) - 4, 2)
    assert did_it_help(around(USUAL, moved), {"b0", "b5"}).effect.effect < still.effect.effect


def test_the_ranges_of_expected_and_reached_make_up_that_of_the_effect():
    found = did_it_help(around(USUAL, USUAL), {"b0", "b5"})
    parts = [(high - low) / 2 for low, high in (found.expected_range, found.after_range)]
    whole = (found.effect.high - found.effect.low) / 2
    assert np.hypot(*parts) == pytest.approx(whole, rel=0.03)


@pytest.mark.parametrize(
    ("record", "treated", "why"),
    [
        (around({}, USUAL), {"b0"}, "no_before"),
        (around(USUAL, {}), {"b0"}, "no_after"),
        (around({"b0": 70.0, "b9": 70.0}, {"b1": 70.0}), {"b0", "b1"}, "no_both"),
        (around({"b0": 70.0, "b1": 60.0}, {"b0": 70.0, "b1": 60.0}), {"b0"}, "few_branches"),
        (around(USUAL, USUAL), set(USUAL) - {"b1", "b2", "b3", "b4"}, "few_compared"),
        (around(USUAL, USUAL), set(USUAL), "few_compared"),
    ],
)
def test_where_nobody_can_tell_no_number_is_given(record, treated, why):
    found = did_it_help(record, treated)
    assert found.why == why
    assert (found.before, found.after, found.expected, found.effect) == (None, None, None, None)


def test_one_visit_each_says_nothing():
    one = cells(USUAL, 1)
    assert did_it_help(Record(one, one, (), [one, one]), {"b0"}).why == "one_visit_each"
