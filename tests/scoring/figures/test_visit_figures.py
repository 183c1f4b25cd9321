"""One visit's points and journey, and a branch's visits."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoring.figures import (
    JourneyBar,
    JourneyWords,
    Loss,
    LostPoints,
    StripWords,
    VisitDot,
    WaterfallWords,
    journey,
    plain,
    pointed,
    visit_strip,
    waterfall,
)

FALL = WaterfallWords(
    "Touchpoint", "Points", "Start", "Critical cap", "This visit", "{name} {points}", "{steps}, left {total}"
)
JOURNEY = JourneyWords("Touchpoint", "Score", "Weight", "not seen", "{name} {score} of {weight}", "{steps}")
STRIP = StripWords(
    "Visit",
    "Score",
    "Critical",
    "estimate {value}",
    "{day}: {value}",
    "{visits}, {least} to {most}, {last} on {day}, {critical}",
)


def losses(*points: str) -> list[Loss]:
    """SCORING.md's worked example by default: the last one is the farewell."""
    return [Loss(f"t{at}", Decimal(text), at == len(points) - 1) for at, text in enumerate(points)]


EXAMPLE = LostPoints(
    losses("0.0", "3.2", "1.6", "4.1", "21.0"), Decimal("0.0"), Decimal("70.1"), ("sound", Decimal(75))
)


def test_lost_points_lead_from_100_to_the_shown_score(sound):
    chart = sound(waterfall(EXAMPLE, FALL))
    bars = chart.figure["data"][0]
    assert bars["base"] == [0, 100, 96.8, 95.2, 91.1, 70.1, 0]
    assert bars["x"] == [100, 0, 3.2, 1.6, 4.1, 21, 70.1]
    assert chart.figure["layout"]["xaxis"]["range"] == [0, 100]
    assert chart.alt == "t0 0.0, t1 −3.2, t2 −1.6, t3 −4.1, t4 −21.0, left 70.1"
    assert [text.strip() for text in chart.figure["data"][1]["text"]][-2:] == ["<b>−21.0</b>", "<b>70.1</b>"]


def test_the_largest_loss_is_fix_first_and_the_last_is_underlined_in_tape(sound):
    chart = sound(waterfall(EXAMPLE, FALL))
    shades = chart.figure["data"][0]["marker"]["color"]
    assert shades == ["var(--band-95)", *["var(--band-50)"] * 4, "var(--worse)", "var(--ink-2)"]
    (tape,) = [shape for shape in chart.figure["layout"]["shapes"] if shape.get("fillcolor") == "var(--inch)"]
    assert (tape["x0"], tape["x1"], tape["line"]["color"]) == (70.1, 91.1, "var(--on-inch)")
    assert 5 < tape["y0"] < tape["y1"] < 6


def test_equal_losses_fix_the_later_one_first(sound):
    lost = LostPoints(losses("5.0", "5.0", "0.0"), Decimal(0), Decimal("90.0"))
    assert sound(waterfall(lost, FALL)).figure["data"][0]["marker"]["color"].index("var(--worse)") == 2


def test_a_perfect_visit_has_nothing_to_fix_and_still_its_inch(sound):
    chart = sound(waterfall(LostPoints(losses("0.0", "0.0"), Decimal(0), Decimal("100.0")), FALL))
    assert "var(--worse)" not in chart.figure["data"][0]["marker"]["color"]
    (tape,) = [shape for shape in chart.figure["layout"]["shapes"] if shape.get("fillcolor") == "var(--inch)"]
    assert (tape["x0"], tape["x1"]) == (98, 100)


def test_a_cap_has_its_own_line(sound):
    chart = sound(waterfall(EXAMPLE._replace(cap=Decimal("-10.1"), total=Decimal("60.0")), FALL))
    assert chart.rows[-2:] == (("Critical cap", Decimal("-10.1")), ("This visit", Decimal("60.0")))
    assert chart.figure["data"][0]["base"][-2:] == [60, 0]


def test_the_next_band_is_named_where_it_begins(sound):
    (note,) = sound(waterfall(EXAMPLE, FALL)).figure["layout"]["annotations"]
    assert (note["text"], note["x"]) == ("sound 75", 75)


def test_numbers_that_do_not_add_up_are_never_drawn():
    with pytest.raises(ValueError, match="add up"):
        waterfall(EXAMPLE._replace(total=Decimal("70.0")), FALL)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.lists(st.integers(0, 90), min_size=1, max_size=9), st.integers(0, 100))
def test_rows_add_up_to_the_total_for_any_visit(sound, tenths: list[int], cap: int):
    parts = losses(*(str(Decimal(loss) / 10) for loss in tenths))
    total = 100 - sum(part.points for part in parts) - Decimal(cap) / 10
    rows = sound(waterfall(LostPoints(parts, -Decimal(cap) / 10, total), FALL)).rows
    assert sum(row[1] for row in rows[:-1]) == rows[-1][1] == total


BARS = [
    JourneyBar("Arrival", 88, 0.1625),
    JourneyBar("Greeting", 84.4, 0.1625),
    JourneyBar("Checkout", None, 0.325),
    JourneyBar("Farewell", 76, 0.35, last=True),
]


def test_length_is_the_score_and_thickness_the_weight(sound):
    chart = sound(journey(BARS, JOURNEY))
    lost, kept, _ = chart.figure["data"]
    assert kept["x"] == [88, 84.4, 0, 76]
    assert lost["x"] == pytest.approx([12, 15.6, 0, 24])
    thick = kept["width"]
    assert [part / sum(thick) for part in thick] == pytest.approx([0.1625, 0.1625, 0.325, 0.35])
    assert kept["marker"]["color"] == ["var(--ink-2)"] * 3 + ["var(--inch)"]
    assert lost["marker"]["pattern"]["shape"] == "/"


@given(st.lists(st.floats(0.01, 1), min_size=1, max_size=15))
def test_names_never_run_into_each_other(weights: list[float]):
    """13 px text needs 16 px from line to line, however light a touchpoint is."""
    bars = [JourneyBar("t", 80, weight / sum(weights)) for weight in weights]
    middles = journey(bars, JOURNEY).figure["layout"]["yaxis"]["tickvals"]
    assert all(below - above >= 16 for above, below in pairwise(middles))


def test_what_was_not_observed_is_said(sound):
    chart = sound(journey(BARS, JOURNEY))
    assert chart.rows[2] == ("Checkout", None, Decimal("32.5"))
    assert chart.alt == "Arrival 88 of 16, Greeting 84 of 16, Checkout not seen of 33, Farewell 76 of 35"
    assert journey(BARS, JOURNEY, places=1).rows[1][1] == Decimal("84.4")
    with pytest.raises(ValueError, match="no weighted"):
        journey([], JOURNEY)


VISITS = [
    VisitDot(date(2026, 9, 29), "29 September", Decimal("70.1"), key="c"),
    VisitDot(date(2026, 7, 3), "3 July", Decimal("81.0"), key="a"),
    VisitDot(date(2026, 8, 12), "12 August", Decimal("55.5"), critical=True, key="b"),
]


def test_a_dot_per_visit_in_order_of_days_and_never_joined(sound):
    chart = sound(visit_strip(VISITS, STRIP, mean=74.4))
    (dots,) = chart.figure["data"]
    assert dots["mode"] == "markers"
    assert (dots["y"], dots["customdata"]) == ([81.0, 55.5, 70.1], ["a", "b", "c"])
    assert dots["marker"]["symbol"] == ["circle", "square", "circle"]
    assert [note["text"] for note in chart.figure["layout"]["annotations"]] == [
        "<b>29 September: 70.1</b>",
        "estimate 74",
    ]
    assert chart.figure["layout"]["shapes"][0]["y0"] == 74.4


def test_its_table_and_sentence(sound):
    chart = sound(visit_strip(VISITS, STRIP))
    assert chart.rows == (
        ("3 July", Decimal("81.0"), ""), ("12 August", Decimal("55.5"), "Critical"), ("29 September", Decimal("70.1"), ""),
    )  # fmt: skip
    assert chart.alt == "3, 55.5 to 81.0, 70.1 on 29 September, 1"
    with pytest.raises(ValueError, match="no visits"):
        visit_strip([], STRIP)


def test_at_most_five_days_are_named(sound):
    ticks = [(date(2026, month, 1), str(month)) for month in range(1, 13)]
    axis = sound(visit_strip(VISITS, STRIP, ticks)).figure["layout"]["xaxis"]
    assert axis["ticktext"] == ["1", "4", "7", "10"]
    assert axis["tickvals"][0] == date(2026, 1, 1).toordinal()


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [(-46.25, 1, "−46.3"), (0.5, 0, "1"), (-0.04, 1, "0.0"), (2.5, 0, "3"), (Decimal("70.0"), 1, "70.0")],
)
def test_numbers_round_half_away_from_zero(value: float, places: int, text: str):
    """SCORING.md: gap −46.25 shows −46.3; never −0."""
    assert plain(value, places) == text
    assert not pointed(value, places).is_signed() or value < -0.05
