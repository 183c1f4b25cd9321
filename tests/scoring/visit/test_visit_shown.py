"""What is printed: I8, I9, and rounding."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given

from scoring.shown import hundredths, one_decimal, parts_of
from tests.scoring.visit.trips import ANY_KAPPA, WORKED, seen, trips


@given(trips(kappas=ANY_KAPPA, critical=True))
def test_i08_shown_parts_and_cap_add_up_to_the_shown_total(trip):
    shown = trip.scored().shown
    assert sum(shown.parts.values()) == shown.raw
    assert sum(shown.parts.values()) + shown.cap == shown.total
    assert sum(shown.losses.values()) == 100 - shown.raw
    assert shown.cap <= 0


@given(trips(kappas=ANY_KAPPA, critical=True))
def test_i09_what_is_shown_is_within_a_tenth_of_what_is(trip):
    visit = trip.scored()
    shown = visit.shown
    for touchpoint in seen(visit):
        part, loss = shown.parts[touchpoint.key], shown.losses[touchpoint.key]
        assert min(part, loss) >= 0
        assert abs(Fraction(part) - touchpoint.contribution) < Fraction(1, 10)
        assert abs(Fraction(loss) - touchpoint.loss) < Fraction(1, 10)
    assert abs(Fraction(shown.total) - visit.official) <= Fraction(1, 20)


@given(trips(kappas=ANY_KAPPA))
def test_every_shown_figure_has_one_decimal(trip):
    shown = trip.scored().shown
    for figure in (shown.total, shown.raw, shown.cap, *shown.parts.values(), *shown.losses.values()):
        assert figure.as_tuple().exponent == -1


@pytest.mark.parametrize(
    ("exact", "shown"),
    [
        ("-46.25", "-46.3"),
        ("46.25", "46.3"),
        ("70.75", "70.8"),
        ("0.049", "0.0"),
        ("-0.05", "-0.1"),
        ("7", "7.0"),
    ],
)
def test_half_goes_away_from_zero(exact, shown):
    assert str(one_decimal(Fraction(exact))) == shown


def test_rounding_starts_from_the_exact_value():
    """69.949 is 69.9; rounded to hundredths first it would be 70.0."""
    assert one_decimal(Fraction("69.949")) == Decimal("69.9")


@pytest.mark.parametrize(
    ("exact", "stored"), [("70.0625", 7006), ("0.005", 0), ("0.015", 2), ("-46.255", -4626), ("100", 10000)]
)
def test_stored_hundredths_are_half_even(exact, stored):
    assert hundredths(Fraction(exact)) == stored


def test_of_equal_remainders_the_later_part_is_rounded_up():
    third = Fraction(100, 30)
    assert parts_of(Decimal("10.0"), {"a": third, "b": third, "c": third}) == {
        "a": Decimal("3.3"),
        "b": Decimal("3.3"),
        "c": Decimal("3.4"),
    }


def test_largest_remainder_wins_over_position():
    exact = {"a": Fraction("1.09"), "b": Fraction("1.01"), "c": Fraction("1.02")}
    assert parts_of(Decimal("3.1"), exact) == {"a": Decimal("1.1"), "b": Decimal("1.0"), "c": Decimal("1.0")}


def test_losses_are_shared_out_by_themselves():
    """Greeting loses 3.25: weight 16.3 minus part 13.0 would print 3.3 and the sum would not be 29.9."""
    assert WORKED.scored().shown.losses == {
        "t0": Decimal("0.0"),
        "t1": Decimal("3.2"),
        "t2": Decimal("1.6"),
        "t3": Decimal("4.1"),
        "t4": Decimal("21.0"),
    }


def test_the_cap_line_is_the_difference_of_what_is_shown():
    """The exact difference, −10.0325, would print −10.0 and the report would not add up."""
    shown = replace(WORKED, critical=(4, Decimal("60.03"))).scored().shown
    assert (shown.raw, shown.total, shown.cap) == (Decimal("70.1"), Decimal("60.0"), Decimal("-10.1"))
