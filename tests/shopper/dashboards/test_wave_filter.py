"""One wave alone: its own visits from their scores, beside what all visits teach."""

import pytest

from shopper.dashboards.estimates import comparison
from shopper.dashboards.filters import read
from shopper.dashboards.queries.chain import Chain

pytestmark = pytest.mark.usefixtures("speaking")


def test_a_wave_shows_its_own_visits_and_says_what_is_left_out(wave):
    showing = read(wave.dev, {"wave": str(wave.wave.id)})
    assert str(showing.sentence) == (
        "Showing <b>North</b>, <b>August 2026, wave Summer</b>, <b>Short visit version 1</b>"
    )
    assert [each.words for each in showing.left_out] == [
        "One visit of these months is left out, for it does not belong to the wave."
    ]
    assert read(wave.dev, {k: str(v) for k, v in showing.address.items()}) == showing
    assert showing.form.wave.data == str(wave.wave.id)


def test_every_view_of_a_wave_counts_its_visits_alone(wave, as_):
    dev, only = as_(wave.dev), {"wave": wave.wave.id}
    assert "from 2 visits in August 2026, wave Summer" in dev.get("dashboards.overview", **only).text
    rows = dev.get("dashboards.compare_csv", **only).answer.get_data(as_text=True).splitlines()
    assert [line.split(",")[5] for line in rows if line.startswith(("Mill Lane", "Old Town"))] == ["1", "1"]
    heat = dev.get("dashboards.touchpoints_csv", **only).answer.get_data(as_text=True)
    assert [line.split(",")[1] for line in heat.splitlines() if line.startswith("Mill Lane")] == ["1"]
    question = dev.get("dashboards.question", question="thanked", **only)
    assert "2 visits" in question.text
    branch = dev.get("dashboards.branch", branch_id=wave.mill_lane.id, **only)
    assert len(branch.select("a.nb[href^='/reports/']")) == 1
    for view in ("journey", "drivers"):
        assert "wave Summer" in dev.get(f"dashboards.{view}", **only).text


def test_a_wave_changes_no_estimate_of_how_much_visits_differ(wave):
    whole = read(wave.dev, {"from": "2026-08", "to": "2026-08"})
    own = read(wave.dev, {"wave": str(wave.wave.id)})
    assert (
        comparison(Chain(wave.dev, own.scope), own).df == comparison(Chain(wave.dev, whole.scope), whole).df
    )
    assert comparison(Chain(wave.dev, own.scope), own).s == comparison(Chain(wave.dev, whole.scope), whole).s
    assert [each.n for each in comparison(Chain(wave.dev, own.scope), own).branches] == [1, 1, 1]
