"""The filter in the address: whatever stands there, a page comes, and what was mended is told."""

from datetime import date

import pytest

from shopper.dashboards.filters import read
from shopper.models import Role
from tests.support.builders import SHORT_SET, make_person, make_region, make_version
from tests.support.databases import LONG_ON_POSTGRES
from tests.support.results import AVERAGE, BEST, released

pytestmark = [pytest.mark.usefixtures("speaking"), LONG_ON_POSTGRES]


def words(showing):
    return showing.period, " ".join(map(str, showing.messages))


def test_the_default_is_the_latest_three_months_with_data(year):
    showing = read(year.dev, {})
    assert str(showing.sentence) == (
        "Showing <b>North</b>, <b>July to September 2026</b>, <b>Short visit version 1</b>"
    )
    assert not showing.messages


def test_a_name_cannot_become_markup(year):
    year.north.name = "<b>North & Co"
    assert "<b>&lt;b&gt;North &amp; Co</b>" in str(read(year.dev, {}).sentence)


def test_the_address_of_a_filter_leads_back_to_it(year):
    asked = read(year.dev, {"from": "2026-04", "to": "2026-05"})
    assert read(year.dev, {k: str(v) for k, v in asked.address.items()}) == asked


@pytest.mark.parametrize(
    ("asked", "period", "told"),
    [
        ({"from": "2026-05", "to": "2026-06"}, "May to June 2026", ""),
        ({"from": "2026-05", "to": "2026-05"}, "May 2026", ""),
        ({"from": "2026-05-17", "to": "2026-06"}, "May to June 2026", "whole months, so all of May 2026"),
        ({"from": "2026-06", "to": "2026-05"}, "May to June 2026", "wrong way round"),
        ({"from": "June", "to": ""}, "July to September 2026", "“June” is not a month"),
        ({"from": "2026-13", "to": "2026-05"}, "March to May 2026", "not a month"),
        (
            {"from": "1999-01", "to": "1999-03"},
            "July to September 2026",
            "visits from March to September 2026",
        ),
        ({"from": "2025-01", "to": "2026-04"}, "March to April 2026", "visits from March to September 2026"),
        (
            {"from": "2026-08", "to": "2030-04"},
            "August to September 2026",
            "visits from March to September 2026",
        ),
        ({"to": "2026-05"}, "March to May 2026", ""),
        ({"from": "2026-08"}, "August to September 2026", ""),
        ({"from": "9" * 400, "to": "\x00"}, "July to September 2026", "is not a month"),
        ({"version": "7"}, "July to September 2026", "No visits here were made with that version"),
        ({"version": "' or 1=1"}, "July to September 2026", "No visits here were made with that version"),
        ({"region": "999999999999999999999"}, "July to September 2026", "That region is not among yours"),
    ],
)
def test_what_cannot_be_followed_is_told_and_mended(year, asked, period, told):
    shown, messages = words(read(year.dev, asked))
    assert shown == period
    assert told in messages if told else not messages


def test_another_region_is_as_unknown_as_one_that_is_not_there(year):
    theirs = read(year.dev, {"region": str(year.south.id)})
    nobodys = read(year.dev, {"region": "4711"})
    assert theirs.place == nobodys.place
    assert theirs.messages == nobodys.messages == ("That region is not among yours. Showing North.",)


def test_every_level_below_the_grant_can_be_chosen_and_has_a_way_up(year):
    coast = make_region("Coast", year.north)
    showing = read(year.dev, {"region": str(coast.id)})
    assert showing.place.label == "North › Coast"
    assert [each.label for each in showing.above] == ["North"]
    assert [label for _id, label in showing.form.region.choices] == ["North", "North › Coast"]


def test_somebody_with_two_grants_starts_at_one_and_may_choose_the_other(year):
    both = make_person("Both", (Role.MANAGER, year.south), (Role.MANAGER, year.north))
    assert read(both, {}).place.label == "North"
    assert read(both, {"region": str(year.south.id)}).place.label == "South"


def test_the_version_with_the_latest_visits_here_comes_first(year):
    newer = make_version(year.client)
    assert read(year.dev, {}).asked.number == 1
    released(newer, [(year.mill_lane, date(2026, 10, 3), AVERAGE), (year.quayside, date(2026, 10, 3), BEST)])
    showing = read(year.dev, {})
    assert showing.asked.number == 2
    assert [each.number for each in showing.versions] == [2, 1]


def test_before_the_first_release_there_is_nothing_to_choose(house):
    showing = read(house.dev, {"from": "2026-01", "version": "3"})
    assert showing.version is None
    assert str(showing.sentence) == "Showing <b>North</b>"


@pytest.mark.parametrize("page", ["dashboards.overview", "dashboards.compare"])
@pytest.mark.parametrize(
    "asked", ["?region=%00&version=[]&from=%ff&to=0", "?page=-1&order=;&from=2026-99", "?page=99999999999"]
)
def test_no_address_breaks_a_page(year, as_, app, page, asked):
    with app.test_request_context():
        from flask import url_for  # noqa: PLC0415  needs the request

        path = url_for(page)
    as_(year.dev).get(path + asked)


PHONE = SHORT_SET.replace("slug: short\ntitle: Short visit", "slug: call\ntitle: Phone call\nchannel: phone")


@pytest.fixture
def channels(year):
    """Beside the visits, calls to Mill Lane in the last of the months."""
    calls = make_version(year.client, PHONE)
    released(calls, [(year.mill_lane, date(2026, 9, 20), AVERAGE), (year.mill_lane, date(2026, 9, 21), BEST)])
    year.calls = calls
    return year


def test_visits_by_another_channel_are_left_out_and_told(channels):
    showing = read(channels.dev, {"version": str(channels.version.id)})
    assert [each.words for each in showing.left_out] == [
        "2 visits of these months are left out, for they were made with Phone call version 1 (another channel)."
    ]
    assert showing.left_out[0].version == channels.calls.id
    assert read(channels.dev, {"version": str(channels.version.id), "to": "2026-08"}).left_out == ()


def test_two_versions_in_one_quarter_are_never_mixed(year):
    newer = make_version(year.client)
    released(newer, [(year.mill_lane, date(2026, 9, 6), AVERAGE)])
    showing = read(year.dev, {})
    assert [each.words for each in showing.left_out] == [
        "3 visits of these months are left out, for they were made with Short visit version 1 (another version)."
    ]


@pytest.mark.parametrize(
    ("asked", "shown", "told"),
    [
        ({"channel": "phone"}, "Phone call version 1", ""),
        ({"channel": "visit"}, "Short visit version 1", ""),
        ({"channel": "phone", "version": "1"}, "Phone call version 1", "is asked on site, not by phone"),
        (
            {"channel": "smoke"},
            "Phone call version 1",
            "by the channel “smoke”. There are visits by phone and on site.",
        ),
    ],
)
def test_a_channel_can_be_asked_for_and_rules_over_the_version(channels, asked, shown, told):
    showing = read(channels.dev, asked)
    assert f"<b>{shown}</b>" in str(showing.sentence)
    assert told in " ".join(showing.messages) if told else not showing.messages
    assert showing.address["channel"] == showing.asked.channel
    assert [key for key, _words in showing.form.channel.choices] == ["phone", "visit"]


def test_with_one_channel_there_is_none_to_choose(year):
    showing = read(year.dev, {})
    assert "channel" not in showing.form
    assert "wave" not in showing.form
    assert "channel" not in showing.address


@pytest.mark.parametrize(
    ("asked", "period", "told"),
    [
        ({"from": "2026-08", "to": "2026-08"}, "August 2026, wave Summer", ""),
        ({"from": "2026-03", "to": "2026-04"}, "August 2026, wave Summer", "has visits from August 2026"),
        ({"from": "2026-03"}, "August 2026, wave Summer", "has visits from August 2026"),
        ({"from": "0001-01"}, "August 2026, wave Summer", "is not a month"),
    ],
)
def test_a_wave_and_dates_that_contradict_it(wave, asked, period, told):
    shown, messages = words(read(wave.dev, {"wave": str(wave.wave.id), **asked}))
    assert shown == period
    assert told in messages if told else not messages


@pytest.mark.parametrize("asked", ["4711", "x", "' or 1=1", "9" * 40])
def test_a_wave_that_is_not_here_is_told(wave, asked):
    showing = read(wave.dev, {"wave": asked})
    assert showing.messages == ("That wave has no released visits here. Showing all waves.",)
    assert showing.wave is None


def test_a_wave_of_another_version_brings_its_own(wave):
    newer = make_version(wave.client)
    released(newer, [(wave.mill_lane, date(2026, 10, 3), AVERAGE)])
    showing = read(wave.dev, {"wave": str(wave.wave.id), "version": str(newer.id)})
    assert showing.asked.number == 1
    assert "The wave Summer asks Short visit version 1, so that is shown." in showing.messages


@pytest.mark.parametrize("view", ["change", "effect", "planner"])
def test_views_over_longer_times_say_that_they_show_all_waves(wave, as_, view):
    page = as_(wave.dev).get(f"dashboards.{view}", wave=wave.wave.id)
    assert "This page looks over longer times, so all waves are shown." in page.text


def test_the_link_shows_exactly_this_view_when_the_default_has_moved_on(channels, as_):
    dev = as_(channels.dev)
    page = dev.get("dashboards.compare", order="name", version=channels.version.id)
    (link,) = [each for each in page.select("footer a") if each.get_text() == "Link to exactly this view"]
    released(channels.version, [(channels.mill_lane, date(2026, 12, 5), BEST)])
    again, now = dev.get(link["href"]), dev.get("dashboards.compare", order="name")
    summary = "details.filters summary"
    assert again.select(summary)[0].get_text() == page.select(summary)[0].get_text()
    assert again.select(summary)[0].get_text() != now.select(summary)[0].get_text()
    assert "by name" in again.text
    (others,) = page.select(".left-out a")
    assert "Phone call version 1" in dev.get(others["href"]).select(summary)[0].get_text()
