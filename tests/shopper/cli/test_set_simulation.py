"""`flask --app wsgi sets simulate`: the same words and tables on the terminal."""

from __future__ import annotations

import pytest

from shopper.extensions import db
from shopper.models import QuestionSetVersion
from tests.support.builders import SHORT_SET, day
from tests.support.results import FUMBLED, RUDE, released

LATE = SHORT_SET.replace(
    "title: Short visit", "title: Short visit\nscoring: {finish: {curve: share, share: 0.6}}"
)


@pytest.fixture
def simulate(app, tmp_path):
    def run(source: str, *words: str, client: str = "Alder & Pike"):
        path = tmp_path / "draft.yaml"
        path.write_text(source)
        return app.test_cli_runner().invoke(args=["sets", "simulate", str(path), "--client", client, *words])

    return run


def test_it_tells_who_changes_band_and_stores_nothing(house, simulate):
    released(house.version, [(house.mill_lane, day(-at), FUMBLED) for at in range(3)])
    released(house.version, [(house.quayside, day(-at), RUDE) for at in range(3)])
    result = simulate(LATE)
    assert result.exit_code == 0
    assert "Scoring visits" in result.output
    assert "3 of 6 visits would change band: 3 up, 0 down." in result.output
    assert "Mill Lane" in result.output
    assert db.session.query(QuestionSetVersion).count() == 1


def test_questions_without_an_answer_are_named(house, simulate):
    released(house.version, [(house.mill_lane, day(), FUMBLED)])
    more = LATE.replace("key: thanked", "key: waved")
    assert "new: these visits were never asked it" in simulate(more).output
    assert "cannot be scored" not in simulate(more, "--leave-out").output


def test_what_is_missing_is_told_with_the_next_step(house, simulate):
    assert "has no released visits yet" in simulate(LATE).output
    assert "There is no client" in simulate(LATE, client="Nobody").output
    assert "has no question set" in simulate(LATE.replace("slug: short", "slug: other")).output
    assert simulate(LATE.replace("touchpoints:", "touchpoint:")).exit_code == 2
