"""N6: quiet hours by the person's own clock, also on the days on which clocks are changed."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopper.messages.hours import MONDAY, Hours, is_quiet, last_slot, quiet_ends

ZONES = (
    "Europe/London", "Europe/Paris", "America/New_York", "America/St_Johns", "Australia/Lord_Howe",
    "Asia/Kathmandu", "Pacific/Apia", "Africa/Casablanca", "America/Santiago", "UTC",
)  # fmt: skip
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
MINUTES = st.integers(0, 24 * 60 - 1)
HOURS = st.builds(Hours, st.sampled_from(ZONES), MINUTES, MINUTES)
USUAL = st.builds(Hours, st.sampled_from(ZONES), st.just(20 * 60), st.just(8 * 60))


def wall(moment: datetime, hours: Hours) -> datetime:
    return moment.astimezone(ZoneInfo(hours.zone))


@given(MOMENTS, USUAL)
def test_n6_what_waits_goes_out_at_eight_on_the_wall_and_never_between_eight_and_eight(moment, hours):
    sent = quiet_ends(moment, hours)
    assert 8 <= wall(sent, hours).hour < 20
    if not 8 <= wall(moment, hours).hour < 20:
        assert (wall(sent, hours).hour, wall(sent, hours).minute) == (8, 0)


@given(MOMENTS, HOURS)
def test_n6_the_end_of_any_quiet_hours_is_not_quiet_and_nothing_before_it_is_loud(moment, hours):
    end = quiet_ends(moment, hours)
    assert end >= moment
    assert not is_quiet(end, hours)
    if end > moment:
        assert is_quiet(moment, hours)
        assert is_quiet(end - timedelta(seconds=1), hours)


@pytest.mark.parametrize(
    ("at", "until"),
    [
        ("2026-03-28T22:00+00:00", "2026-03-29T07:00+00:00"),  # London's spring: an hour less to wait
        ("2026-10-24T22:00+00:00", "2026-10-25T08:00+00:00"),  # and its autumn: an hour more
        ("2026-06-10T19:00+00:00", "2026-06-11T07:00+00:00"),  # eight in the evening there
        ("2026-06-10T18:59+00:00", "2026-06-10T18:59+00:00"),
    ],
)
def test_n6_across_the_changes_of_clocks_in_london(at, until):
    quiet = Hours("Europe/London", 20 * 60, 8 * 60)
    assert quiet_ends(datetime.fromisoformat(at), quiet) == datetime.fromisoformat(until)


@given(MOMENTS, HOURS, st.booleans())
def test_n8_the_hour_of_a_digest_is_the_latest_end_of_quiet_hours_and_on_mondays_where_they_are_weekly(
    moment, hours, weekly
):
    day, slot = last_slot(moment, hours, weekly=weekly)
    assert slot <= moment
    assert moment - slot <= timedelta(days=8 if weekly else 2)
    assert not weekly or day.weekday() == MONDAY
    assert last_slot(slot, hours, weekly=weekly) == (day, slot), "one digest a day, whenever it is asked for"
