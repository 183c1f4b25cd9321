"""The report of one visit: why it scored what it scored, adding up to the last digit."""

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoring import score_visit
from shopper.dashboards import charts, verdicts
from shopper.reporting import score_working
from tests.support.results import AVERAGE, BEST, FUMBLED, RUDE, UNSEEN, released

DAY = date(2026, 9, 3)


@pytest.fixture
def report(house, as_):
    def open_(answers):
        (visit,) = released(house.version, [(house.mill_lane, DAY, answers)], shopper=house.chloe)
        return as_(house.dev).get("dashboards.report", visit_id=visit.id)

    return open_


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        (BEST, "Mill Lane, 3 September 2026: 100.0 of 100. A touchdown: a strong set-up (100.0) and a strong finish (100.0). Nothing was lost."),
        (AVERAGE, "Mill Lane, 3 September 2026: 91.9 of 100. A touchdown: a strong set-up (87.5) and a strong finish (100.0). Checkout cost all of the 8.1 points lost."),
        (RUDE, "Mill Lane, 3 September 2026: 51.6 of 100. A rescue: a weak set-up (25.0), saved by the finish (100.0). Greeting cost 32.3 of the 48.4 points lost."),
        (FUMBLED, "Mill Lane, 3 September 2026: 60.0 of 100. A penalty: “Were you thanked as you left?” failed, which holds the score at 60.0 instead of 64.5. Leaving cost all of the 35.5 points lost."),
        (UNSEEN, "Mill Lane, 3 September 2026: not scored. Too little of the visit was seen to give it a score"),
    ],
)  # fmt: skip
def test_the_head_says_outcome_and_cost(report, answers, told):
    assert told in report(answers).text


def test_the_loss_adds_up_in_the_caption_the_drawing_and_the_table(report):
    page = report(FUMBLED)
    assert "100.0 − 0.0 − 0.0 − 35.5 − 4.5 = 60.0" in page.text
    figure = json.loads(page.select("script[type='application/json']")[0].get_text())
    bars = figure["data"][0]
    assert bars["base"][-1] + bars["x"][-1] == 60.0
    assert [text.strip() for text in page.select("section:has(#h-why) tfoot tr")[0].get_text(" ").split()][
        -1:
    ] == ["60.0"]


def test_what_would_have_reached_the_next_band_and_the_weighting(report):
    text = report(RUDE).text
    assert "What would have made it sound" in text
    assert "A better answer to “Did anyone greet you?” (4 more points) would have been enough for 70." in text
    assert (
        "With a finish share of 25\u00a0% it is 51.6" in text
        or "With a finish share of 25 % it is 51.6" in text
    )
    assert "So the band depends on the weighting." in text
    assert "The band is the same under each of them." in report(BEST).text


def test_care_that_only_looked_right_is_told(report):
    page = report({**BEST, "greeting_momentum": "away"})
    assert "Greeting scored forward but felt away: care that only looked right." in page.text


def test_answers_stand_with_their_points_and_what_was_said(report):
    text = report({**BEST, "words": "Mind the step"}).text
    assert "Did anyone greet you? Yes 4 of 4" in text
    assert "Mind the step" in text


def test_an_unscored_visit_keeps_its_answers_and_claims_nothing(report):
    page = report(UNSEEN)
    assert "Why there is no score" in page.text
    assert "Could not be seen" in page.text
    assert not page.select("[data-behaviour=chart]")


ANSWERS = st.fixed_dictionaries(
    {
        "greeted": st.sampled_from(["yes", "no", "nobody", "not_observed"]),
        "receipt": st.sampled_from(["yes", "no", "does_not_apply", "not_observed"]),
        "wait": st.one_of(st.integers(0, 400), st.just("not_observed")),
        "thanked": st.sampled_from(["yes", "no", "not_observed"]),
    }
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(answers=ANSWERS)
@pytest.mark.usefixtures("speaking")
def test_every_addition_written_out_is_right(house, answers):
    definition = house.version.definition
    told = score_visit(definition, answers).to_dict()
    working = score_working(definition, told)
    if not working.scored:
        assert charts.waterfall(told, {}) is None
        return
    left, right = verdicts.addition(working).split(" = ")
    terms = left.replace("− ", "-").split()
    assert sum(map(Decimal, terms)) == Decimal(right) == Decimal(str(working.total))
    titles = {each.key: each.key for each in definition.touchpoints}
    drawn = charts.waterfall(told, titles)
    assert drawn is not None
    assert sum(row[1] for row in drawn.rows[:-1]) == drawn.rows[-1][1]
    assert verdicts.headline("A", "day", working).strong
    assert verdicts.weighting(definition, told)
    assert verdicts.impression(told, titles)
