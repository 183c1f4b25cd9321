"""The journey: its sentence, its figures beside their tables, and its early and odd states."""

import json
from datetime import date

import pytest

from shopper.extensions import db
from shopper.models import Tally
from tests.support.builders import BEST, House, make_branch, make_version
from tests.support.databases import LONG_ON_POSTGRES
from tests.support.results import AVERAGE, FUMBLED, RUDE, UNSEEN, released

pytestmark = LONG_ON_POSTGRES

DAY = date(2026, 9, 3)
LEFT_UNSEEN = {**{k: v for k, v in BEST.items() if k != "recommend"}, "thanked": "not_observed"}
LOOKED_RIGHT = {**BEST, "greeting_momentum": "away"}
ONE_STOP = """\
slug: one-stop
title: One stop
touchpoints:
  - key: leaving
    title: Leaving
    leaving: true
    questions:
      - {key: thanked, type: yes_no, text: Were you thanked as you left?, points: 5, na: false}
"""


def visits(house: House, *kinds, version=None, branch=None) -> None:
    released(version or house.version, [(branch or house.mill_lane, DAY, kind) for kind in kinds])


def table(page, css):
    return [
        [cell.get_text(" ", strip=True) for cell in row.select("th, td")]
        for row in page.select(f"{css} tbody tr")
    ]


def lines(answer) -> list[list[str]]:
    return [line.split(",") for line in answer.answer.get_data(as_text=True).splitlines()]


@pytest.mark.parametrize(
    ("kinds", "told"),
    [
        ((), "North: no visits yet. The first one appears here"),
        ((UNSEEN, UNSEEN), "North: no score yet. None of the 2 visits in July to September 2026 saw enough"),
        ((LEFT_UNSEEN,), "North: how visits end was not seen. None of the 1 visit in July"),
        ((AVERAGE,), "North sets up at 88 and finishes at 100: too few to tell the finish from the set-up"),
        (
            (BEST,) * 6,
            "North sets up at 100 and finishes at 100: set-up and finish cannot be told apart (gap 0",
        ),
        (
            (FUMBLED, FUMBLED, FUMBLED, FUMBLED, FUMBLED, BEST) * 4,
            "North sets up at 100 and finishes at 17: the last inch loses 83 points (likely 67–99), from 24 visits in July to September 2026.",
        ),
        (
            (RUDE, AVERAGE, RUDE) * 4,
            "North sets up at 46 and finishes at 100: the last inch gains 54 points (likely 35–74)",
        ),
    ],
)
def test_the_sentence_says_how_it_sets_up_and_finishes(house, as_, kinds, told):
    visits(house, *kinds)
    assert told in as_(house.dev).get("dashboards.journey").text


def test_the_low_point_is_marked_and_named(house, as_):
    visits(house, *(FUMBLED,) * 5, BEST)
    page = as_(house.dev).get("dashboards.journey")
    assert "Low point: Leaving, 17." in page.text
    assert page.select("#h-journey")[0].get_text() == "The low point is the end itself"
    figure = json.loads(page.select("figure script")[0].get_text())
    assert figure["data"][2]["text"] == ["  <b>100</b>", "  <b>100</b>", "  <b>17</b> low"]


def test_each_figure_says_what_its_table_and_its_file_say(house, as_):
    visits(house, *(FUMBLED, AVERAGE, BEST) * 3)
    visits(house, *(BEST,) * 4, branch=house.quayside)
    dev = as_(house.dev)
    page = dev.get("dashboards.journey")
    for name, css in (("journey", "section:has(> #h-journey)"), ("ends", "section:has(> #h-ends)"),
                      ("momentum", "section:has(> #h-momentum)"), ("outcomes", "section:has(> #h-outcomes)")):  # fmt: skip
        rows, file = table(page, css), lines(dev.get("dashboards.journey_csv", name=name))
        assert [row[:2] for row in rows] == [[row[0], row[1].replace("-", "−")] for row in file[1:]], name
        assert len(rows) == len(file) - 1 >= 3
    assert dev.get("dashboards.journey_csv", name="nothing", expect=404)


def test_the_rest_of_the_chain_stands_beside_and_is_nameless(house, as_):
    visits(house, *(FUMBLED,) * 4)
    visits(house, *(BEST,) * 4, branch=house.quayside)
    page = as_(house.dev).get("dashboards.journey")
    assert [row[-1] for row in table(page, "section:has(> #h-ends)")] == ["100", "50", "−50"]
    assert "The chain loses 50." in page.text
    assert "In the whole chain it is 0\xa0%." in page.answer.get_data(as_text=True)
    assert "Quayside" not in page.answer.get_data(as_text=True)
    whole = as_(house.asha).get("dashboards.journey")
    assert "The chain" not in whole.text
    assert [row[0] for row in table(whole, "section:has(> #h-ends)")] == ["Set-up", "Finish", "Gap"]


def test_fumbles_are_counted_over_visits_whose_end_was_seen(house, as_):
    visits(house, FUMBLED, FUMBLED, BEST, LEFT_UNSEEN)
    page = as_(house.dev).get("dashboards.journey")
    assert page.select("#h-outcomes")[0].get_text().startswith("No fumble in 3 visits (likely 0–")
    rows = {row[0]: row[1:] for row in table(page, "section:has(> #h-outcomes)")}
    assert rows["Penalty"][:2] == ["2", "4"]
    assert rows["Touchdown"][:2] == ["1", "3"]
    assert rows["Unfinished"][:2] == ["1", "4"]


def test_a_strong_set_up_thrown_away_is_a_fumble(house, as_):
    version = make_version(house.client, ONE_MORE)
    visits(
        house,
        *({"greeted": "yes", "thanked": "no"},) * 3,
        *({"greeted": "yes", "thanked": "yes"},) * 5,
        version=version,
    )
    page = as_(house.dev).get("dashboards.journey")
    assert page.select("#h-outcomes")[0].get_text() == "Fumbles in 3 of 8 visits (likely 14–69\xa0%)"


ONE_MORE = """\
slug: gentle
title: Gentle visit
touchpoints:
  - key: greeting
    title: Greeting
    questions: [{key: greeted, type: yes_no, text: Did anyone greet you?, points: 4, na: false}]
  - key: leaving
    title: Leaving
    leaving: true
    questions: [{key: thanked, type: yes_no, text: Were you thanked as you left?, points: 5, na: false}]
"""


def test_care_that_only_looked_right_is_said(house, as_):
    visits(house, *(LOOKED_RIGHT,) * 3, *(BEST,) * 5, RUDE)
    page = as_(house.dev).get("dashboards.journey")
    told = "Greeting: scored forward, felt away in 3 of the 8 visits that scored forward (likely 14–69 %): care that only looked right."
    assert told in page.text
    moved = {(row[0], row[1]): row[2:] for row in table(page, "section:has(> #h-momentum)")}
    assert moved["Greeting", "scored"] == ["89", "0", "11", "9"]
    assert moved["Greeting", "felt"] == ["67", "0", "33", "9"]
    assert "Greeting sends most customers away: 1 of 9 visits" in page.text


def test_visits_scored_before_momentum_was_counted_are_owned_up_to(house, as_):
    visits(house, *(BEST,) * 4)
    db.session.query(Tally).filter(Tally.measure.startswith("momentum:")).delete()
    db.session.commit()
    page = as_(house.dev).get("dashboards.journey")
    assert "The 4 visits here were scored before momentum was counted." in page.text
    assert [row[1] for row in table(page, "section:has(> #h-momentum)")] == ["felt"] * 3


def test_one_branch_has_a_journey_of_its_own(house, as_):
    visits(house, *(FUMBLED,) * 4)
    visits(house, *(BEST,) * 4, branch=make_branch(house.north, "Other"))
    dev = as_(house.dev)
    page = dev.get("dashboards.journey_branch", branch_id=house.mill_lane.id)
    assert "Mill Lane sets up at 100 and finishes at 0" in page.text
    assert [link.get_text() for link in page.select(".trail a")] == ["North", "Mill Lane"]
    assert (
        lines(dev.get("dashboards.journey_branch_csv", branch_id=house.mill_lane.id, name="ends"))[2][1]
        == "0"
    )
    dev.get("dashboards.journey_branch", branch_id=house.quayside.id, expect=404)


def test_a_journey_of_one_stop_has_no_set_up(house, as_):
    visits(house, *({"thanked": "yes"},) * 4, version=make_version(house.client, ONE_STOP))
    page = as_(house.dev).get("dashboards.journey")
    assert "North: how visits end was not seen." in page.text
    assert table(page, "section:has(> #h-ends)")[0][:3] == ["Set-up", "–", "–"]
