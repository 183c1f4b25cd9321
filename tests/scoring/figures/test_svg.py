"""The SVG writer draws what Plotly draws: the same numbers at the same places, whole words, nothing else."""

import xml.etree.ElementTree as ET
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.change import Month, region_chart
from scoring.figures import (
    TOKENS,
    Chart,
    Mark,
    MonthWords,
    RangeRow,
    RangeWords,
    StripWords,
    VisitDot,
    control_chart,
    marked,
    range_rows,
    run_chart,
    visit_strip,
)
from scoring.figures.svg import svg

SVG = "{http://www.w3.org/2000/svg}"
RANGES = RangeWords("Touchpoint", "Share", "From", "To", "{name}", "{name}", "equal {value}", "{steps}")
MONTHS = MonthWords(
    month="Month",
    score="Score",
    visits="Visits",
    version="Version",
    signal="Signal",
    signal_to_check="check",
    version_name="Version {version}",
    center="mean {value}",
    upper="upper {value}",
    lower="lower {value}",
    last="{month}: {value}",
    point="{month}: {value} ({visits})",
    alt="{months}",
)
STRIP = StripWords("Visit", "Score", "critical", "estimate {value}", "{day}: {value}", "{visits}")


def months(count: int) -> Chart:
    told = [Month(f"M{at}", 70 + at % 5, 25, "1", at) for at in range(count)]
    chart = region_chart(told)
    return (control_chart if chart.kind == "control" else run_chart)(chart, MONTHS)


def rows(*values: float) -> Chart:
    told = [RangeRow(f"Touchpoint {at}", v, v - 5, v + 5, False) for at, v in enumerate(values)]
    return range_rows(told, RANGES, (0, 100), 50)


def strip() -> Chart:
    visits = [VisitDot(date(2026, 9, day), f"{day} Sep", 60 + day, day == 3) for day in (1, 3, 9)]
    return visit_strip(visits, STRIP, [(date(2026, 9, 1), "Sep 26")], 66.0)


def drawn(chart: Chart, width: int = 640, **more):
    return ET.fromstring(svg(chart, width, **more))  # noqa: S314 - our own


def found(root, name):
    return root.findall(f"{SVG}{name}")


def said(root):
    return ["".join(each.itertext()) for each in found(root, "text")]


@pytest.mark.parametrize("chart", [months(5), months(14), rows(20, 40, 60), strip()])
@pytest.mark.parametrize("width", [336, 640])
def test_it_is_one_well_formed_drawing_of_its_own_height_and_in_its_own_box(chart, width):
    root = drawn(chart, width)
    height = chart.figure["layout"]["height"]
    assert (root.get("width"), root.get("height")) == (str(width), str(height))
    for each in found(root, "circle"):
        assert 0 <= float(each.get("cx")) <= width
        assert 0 <= float(each.get("cy")) <= height
    for each in found(root, "text"):
        assert -20 <= float(each.get("y")) <= height + 5
    assert not root.findall(f".//{SVG}script")
    assert "style" not in svg(chart, width)


@given(st.lists(st.floats(5, 95), min_size=1, max_size=12))
def test_a_dot_lies_where_its_number_is(values):
    root = drawn(rows(*values))
    left, right = 128, 640 - 56
    places = [float(each.get("cx")) for each in found(root, "circle")]
    assert places == pytest.approx([left + v / 100 * (right - left) for v in values], abs=0.02)
    bars = [each for each in found(root, "rect") if each.get("fill") == "var(--band-95)"]
    assert [float(each.get("width")) for each in bars] == pytest.approx(
        [0.1 * (right - left)] * len(values), abs=0.02
    )


def test_rows_go_down_in_the_order_given_with_their_names_and_numbers():
    root = drawn(rows(20, 40, 60))
    heights = [float(each.get("cy")) for each in found(root, "circle")]
    assert heights == sorted(heights)
    assert [text for text in said(root) if text.startswith("Touch")] == [f"Touchpoint {n}" for n in range(3)]
    assert [text for text in said(root) if text in ("20", "40", "60", "equal 50")].count("equal 50") == 1


def test_a_line_of_months_has_a_point_for_each_and_stops_where_a_version_ends():
    chart = months(14)
    root = drawn(chart)
    lines = [len(each.get("points").split()) for each in found(root, "polyline")]
    assert lines == [14]
    first = [Month(f"A{at}", 70, 25, "1", at) for at in range(4)]
    second = [Month(f"B{at}", 80, 25, "2", at + 4) for at in range(5)]
    two = drawn(run_chart(region_chart([*first, *second]), MONTHS))
    assert sorted(len(each.get("points").split()) for each in found(two, "polyline")) == [4, 5]


def test_a_critical_visit_is_a_square_and_the_marks_carry_their_numbers():
    root = drawn(marked(strip(), [Mark(date(2026, 9, 3).toordinal(), "1")]))
    assert len(found(root, "polygon")) == 1
    assert len(found(root, "circle")) == 2
    assert "1" in said(root)


def test_a_phone_has_fewer_names_and_as_large_ones():
    wide, narrow = drawn(months(14)), drawn(months(14), 336)
    named = [[text for text in said(root) if text.startswith("M")] for root in (wide, narrow)]
    assert len(named[1]) < len(named[0])
    assert narrow.get("font-size") == wide.get("font-size") == "13"


def test_colours_are_names_for_a_page_and_values_for_paper():
    chart = rows(30)
    assert "var(--ink)" in svg(chart, 640)
    assert "var(" not in svg(chart, 640, colors=TOKENS)
    assert TOKENS["band-95"] in svg(chart, 640, colors=TOKENS)


@given(st.text(max_size=30))
def test_no_name_is_ever_markup(name):
    chart = range_rows([RangeRow(f"<b>{name}</b><x", 30, None, None)], RANGES, (0, 100))
    root = drawn(chart)
    assert not root.findall(f".//{SVG}x")
    assert not [each for each in root.iter() if each.tag.endswith("}b")]


def test_what_no_figure_draws_is_refused():
    chart = rows(30)
    pie = chart._replace(figure=chart.figure | {"data": [{"type": "pie"}]})
    with pytest.raises(ValueError, match="pie"):
        svg(pie, 640)
