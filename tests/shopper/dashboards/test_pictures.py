"""The first picture of a chart stands in the page as it comes from the server, at the height of the last."""

import json
from datetime import date

import pytest

from tests.support.builders import make_branch
from tests.support.databases import LONG_ON_POSTGRES
from tests.support.results import AVERAGE, BEST, FUMBLED, RUDE, released

pytestmark = LONG_ON_POSTGRES
PAGES = ("overview", "compare", "journey", "change", "question")


@pytest.mark.parametrize("name", PAGES)
def test_every_chart_has_its_picture_before_any_script_runs(house, as_, name):
    places = [house.mill_lane, *(make_branch(house.north) for _ in range(4))]
    days = [date(2026, month, 3) for month in (7, 8, 9)]
    kinds = (BEST, AVERAGE, FUMBLED, RUDE)
    released(house.version, [(branch, day, kind) for branch in places for day in days for kind in kinds])
    page = as_(house.dev).get(f"dashboards.{name}")
    figures = page.select("figure[data-behaviour=chart]")
    assert figures
    for figure in figures:
        sent = json.loads(figure.select_one("script").get_text())
        for picture in figure.select("svg.chart-hold"):
            assert int(picture["height"]) == sent["layout"]["height"]
            assert picture["aria-hidden"] == "true"
            assert len(picture.select("rect, line, circle, polyline")) >= 3
        assert len(figure.select("svg.chart-hold")) == 2
        assert figure.select_one(".chart")["aria-label"]


def test_a_branch_whose_name_is_markup_is_drawn_as_words(house, as_):
    house.mill_lane.name = "<svg onload=alert(1)>&"
    places = [house.mill_lane, *(make_branch(house.north) for _ in range(4))]
    kinds = (BEST, AVERAGE, FUMBLED, RUDE)
    released(house.version, [(branch, date(2026, 9, 3), kind) for branch in places for kind in kinds])
    page = as_(house.dev).get("dashboards.compare")
    assert "<svg onload" not in page.answer.get_data(as_text=True)
    assert any("<svg onload" in text.get_text() for text in page.select("svg.chart-hold text"))
