"""Words that may name staff are shown only where enough people were on duty."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopper.extensions import db
from shopper.models import ClientSettings, WaveBranch
from shopper.privacy.duty.rules import PARTS, hides_words
from tests.shopper.privacy.support import SECRET, over, told
from tests.support.databases import LONG_ON_POSTGRES

FEW = "Too few on duty to show."


class TestTheRule:
    @given(
        st.dictionaries(st.sampled_from(PARTS), st.integers(0, 20)),
        st.sampled_from(PARTS),
        st.integers(2, 50),
    )
    def test_it_never_shows_below_the_least_or_where_nobody_knows(self, on_duty, part, least):
        shown = not hides_words(True, on_duty, part, least)
        known = on_duty.get(part, on_duty.get(""))
        assert shown == (known is not None and known >= least)

    @given(st.dictionaries(st.sampled_from(PARTS), st.integers(0, 20)), st.sampled_from(PARTS))
    def test_where_no_names_may_be_written_nothing_is_hidden(self, on_duty, part):
        assert not hides_words(False, on_duty, part, 50)
        assert not hides_words(None, on_duty, part, 50)


@pytest.mark.parametrize(
    "case",
    [
        (False, {}, "", True),
        (True, {}, "", False),
        (True, {"": 2}, "", False),
        (True, {"": 3}, "", True),
        (True, {"": 9, "morning": 1}, "morning", False),
        (True, {"": 1, "morning": 3}, "morning", True),
    ],
)
def test_every_page_of_a_manager_keeps_to_it(house, as_, case):
    names, on_duty, part, shown = case
    wave = over(house, names_staff=names, staff_told="In May.")
    db.session.get_one(WaveBranch, (wave.id, house.mill_lane.id)).on_duty = on_duty
    visit = told(house, wave)
    visit.day_part = part
    db.session.commit()
    browser = as_(house.dev)
    pages = [
        browser.get("dashboards.report", visit_id=visit.id).text,
        browser.get("dashboards.question", question="words", period="all").text,
        browser.get("dashboards.branch", branch_id=house.mill_lane.id).text,
    ]
    assert [SECRET in page for page in pages] == [shown] * 3
    assert [FEW in page for page in pages] == [not shown] * 3


class TestPages:
    pytestmark = LONG_ON_POSTGRES

    def test_an_admin_writes_the_numbers_down(self, house, as_):
        wave = over(house, names_staff=True, day_parts={"morning": 1})
        page = as_(house.asha).get("privacy.on_duty", wave_id=wave.id)
        branch = house.mill_lane.id
        kept = page.submit("main form.form", **{f"duty-{branch}-": "4", f"duty-{branch}-morning": "2"})
        assert "The numbers are kept" in kept.text
        assert db.session.get_one(WaveBranch, (wave.id, branch)).on_duty == {"": 4, "morning": 2}
        assert kept.form("main form.form")[f"duty-{branch}-morning"] == "2"

    def test_what_is_no_number_is_marked_and_kept(self, house, as_):
        wave = over(house, names_staff=True)
        page = as_(house.asha).get("privacy.on_duty", wave_id=wave.id)
        field = f"duty-{house.mill_lane.id}-"
        told = page.submit("main form.form", expect=400, **{field: "a few"})
        assert "Write whole numbers" in told.text
        assert told.form("main form.form")[field] == "a few"

    def test_the_least_is_a_setting(self, house, as_):
        db.session.add(ClientSettings(client_id=house.client.id, least_on_duty=5))
        wave = over(house, names_staff=True)
        db.session.get_one(WaveBranch, (wave.id, house.mill_lane.id)).on_duty = {"": 4}
        visit = told(house, wave)
        assert FEW in as_(house.dev).get("dashboards.report", visit_id=visit.id).text
