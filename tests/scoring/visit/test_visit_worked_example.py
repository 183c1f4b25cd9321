"""I22: the worked example of SCORING.md, to the last digit."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from scoring.outcome import Outcome
from tests.scoring.visit.trips import WORKED, Trip, raw, seen

VISIT = WORKED.scored()


def points(*numbers: str) -> list[Fraction]:
    return [Fraction(number) for number in numbers]


def tenths(*numbers: str) -> list[Decimal]:
    return [Decimal(number) for number in numbers]


def of(name: str) -> list[Fraction]:
    return [getattr(touchpoint, name) for touchpoint in VISIT.touchpoints]


def test_i22_weights_and_contributions():
    assert of("weight") == points(".1625", ".1625", ".1625", ".1625", ".35")
    assert of("contribution") == points("16.25", "13", "14.625", "12.1875", "14")
    assert of("loss") == points("0", "3.25", "1.625", "4.0625", "21")


def test_i22_scores():
    assert (VISIT.raw, VISIT.official, VISIT.flat) == (Fraction("70.0625"), Fraction("70.0625"), 77)
    assert (VISIT.set_up, VISIT.finish, VISIT.gap) == (Fraction("86.25"), 40, Fraction("-46.25"))


def test_i22_impression_and_pulls():
    assert of("impression") == points("100", "90", "90", "86.25", "70.0625")
    assert list(VISIT.pulls.values()) == points("100", "-10", "0", "-3.75", "-16.1875")


def test_i22_words():
    assert of("momentum") == ["forward", "forward", "forward", "drift", "away"]
    assert (VISIT.outcome, VISIT.weakest, VISIT.band) == (Outcome.FUMBLE, "t4", "sound")
    assert (VISIT.fix_first, VISIT.first_away) == ("t4", "t4")


def test_i22_shown():
    assert list(VISIT.shown.parts.values()) == tenths("16.3", "13.0", "14.6", "12.2", "14.0")
    assert (VISIT.shown.raw, VISIT.shown.total, VISIT.shown.cap) == tuple(tenths("70.1", "70.1", "0.0"))


def test_i22_capped_at_60():
    visit = replace(WORKED, critical=(4, Decimal(60))).scored()
    assert (visit.shown.total, visit.shown.cap) == tuple(tenths("60.0", "-10.1"))
    assert (visit.outcome, visit.critical, visit.official) == (Outcome.PENALTY, ("q4",), 60)
    assert visit.raw == VISIT.raw


def test_i22_farewell_not_observed():
    visit = WORKED.with_score(4, None).scored()
    assert [touchpoint.weight for touchpoint in seen(visit)] == [Fraction(13, 60)] * 3 + [Fraction("0.35")]
    assert (visit.raw, visit.shown.total) == (Fraction("84.75"), Decimal("84.8"))
    assert (visit.outcome, visit.finish_observed) == (Outcome.UNFINISHED, False)
    assert (visit.finish, visit.set_up) == (75, 90)


def test_i22_other_curves():
    geometric = replace(WORKED, finish=("geometric", Decimal("1.4"))).scored()
    assert float(geometric.raw) == pytest.approx(68.3255, abs=5e-5)
    linear = replace(WORKED, finish=("linear", Decimal(2))).scored()
    assert (linear.raw, linear.shown.raw) == (Fraction("70.75"), Decimal("70.8"))


@pytest.mark.parametrize(("length", "share"), [(2, ".524"), (3, ".355"), (4, ".268")])
def test_i22_floors_of_the_share(length, share):
    """Equal touchpoints; a share of .25 acts as the floor, and the floor is what the report shows."""
    visit = Trip((500,) * length, finish=("share", Decimal("0.25"))).scored()
    assert round(float(visit.share_in_force), 3) == float(share)
    assert visit.touchpoints[-1].weight == visit.share_in_force


def test_i22_the_share_asked_for_is_in_force_above_the_floor():
    assert VISIT.share_in_force == Fraction("0.35")


def test_one_line_says_how_much_the_weighting_matters():
    assert VISIT.sensitivity == {
        "flat": 77,
        "share_25": Fraction(1195, 16),
        "share_35": Fraction("70.0625"),
        "share_60": Fraction("58.5"),
    }
    assert raw(replace(WORKED, finish=("share", Decimal("0.60")))) == VISIT.sensitivity["share_60"]
    assert raw(replace(WORKED, finish=("share", Decimal("0.25")))) == VISIT.sensitivity["share_25"]


def test_other_shares_keep_the_weakest_link_of_the_set():
    visit = replace(WORKED, kappa=Decimal("0.05")).scored()
    assert visit.sensitivity["share_35"] == visit.raw < VISIT.raw
    assert visit.sensitivity["flat"] == visit.flat == VISIT.flat
