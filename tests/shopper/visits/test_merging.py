"""Drafts of several devices: whoever tells first, how often and in what portions, the same comes of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from shopper import clock
from shopper.models import Outdone
from shopper.visits.drafts import AHEAD, Drafted, merged, seen_and_changed
from shopper.visits.filling import DEVICES, grown
from shopper.visits.stamps import merged_stamps, was_recognised

NINE = datetime(2026, 11, 5, 9, tzinfo=UTC)
DEVICES_HERE = ("0a", "1b", "web")


def at(minutes: float) -> str:
    return clock.stamp(NINE + timedelta(minutes=minutes))


VALUES = st.sampled_from(
    [
        {"value": "yes"},
        {"value": "no"},
        {"state": "nobody"},
        {"state": "cleared"},
        {"value": "no", "comment": "“Yes”"},
    ]
)
CLOCKS = st.sampled_from([-5_000_000, -2, -1, 0, 1, 4, 6, 60, 5_000_000])
"""Minutes by which a phone's clock is off, ten years to either side."""
TELLINGS = st.lists(
    st.tuples(st.sampled_from(["greeted", "words"]), VALUES, CLOCKS, st.sampled_from(DEVICES_HERE)),
    max_size=8,
    unique_by=repr,
)


class Server:
    """What the server keeps: the draft, and every answer that counts no longer."""

    def __init__(self) -> None:
        self.draft: dict[str, Any] = {}
        self.devices: dict[str, Any] = {}
        self.older: set[tuple[str, str, bytes]] = set()

    def take(self, *tellings: tuple[str, dict, int, str]) -> None:
        """Each comes in at nine."""
        for key, value, minutes, device in tellings:
            told = {key: {**value, "at": at(minutes)}}
            after = merged(Drafted(self.draft, self.devices), told, device, NINE, self.older)
            self.draft, self.devices = after.draft, after.devices
            self.older |= {lost.version.identity for lost in after.lost}

    @property
    def all(self) -> tuple:
        return self.draft, self.devices, self.older


@given(TELLINGS, st.randoms(use_true_random=False))
@settings(max_examples=150)
def test_the_order_in_which_devices_tell_makes_no_difference(tellings, random) -> None:
    one, other = Server(), Server()
    one.take(*tellings)
    random.shuffle(tellings)
    other.take(*tellings)
    assert one.all == other.all


@given(TELLINGS, TELLINGS)
@settings(max_examples=100)
def test_telling_again_changes_nothing(first, second) -> None:
    once, again = Server(), Server()
    once.take(*first, *second)
    again.take(*first, *second, *first, *second, *reversed(first))
    assert once.all == again.all


@given(TELLINGS)
def test_every_word_is_kept_once_and_the_latest_that_can_be_believed_counts(tellings) -> None:
    server = Server()
    server.take(*tellings)
    for key in ("greeted", "words"):
        told = {(device, at(minutes), repr(value)) for k, value, minutes, device in tellings if k == key}
        older = [one for one in server.older if one[0] == key]
        assert len(older) + (key in server.draft) == len(told), "each is in the draft or among the older ones"
        if told:
            assert server.draft[key]["at"] == max(min(when, at(5)) for _, when, _ in told)


def test_two_answers_of_one_moment_are_told_apart_by_device_then_by_value() -> None:
    server = Server()
    server.take(("greeted", {"value": "yes"}, 0, "1b"), ("greeted", {"value": "no"}, 0, "0a"))
    assert server.draft["greeted"]["value"] == "yes"
    server.take(("words", {"value": "b"}, 0, "0a"), ("words", {"value": "a"}, 0, "0a"))
    assert server.draft["words"]["value"] == "b"


def test_a_clock_that_goes_ahead_wins_for_five_minutes_and_no_longer() -> None:
    ahead = merged(Drafted({}, {}), {"greeted": {"value": "yes", "at": at(5_000_000)}}, "0a", NINE)
    assert ahead.draft["greeted"]["at"] == clock.stamp(NINE + AHEAD)
    assert ahead.devices["greeted"] == {"device": "0a", "at": at(5_000_000)}
    drafted = Drafted(ahead.draft, ahead.devices)
    soon = merged(drafted, {"greeted": {"value": "no", "at": at(4)}}, "1b", NINE)
    later = merged(drafted, {"greeted": {"value": "no", "at": at(6)}}, "1b", NINE + timedelta(minutes=6))
    assert (soon.draft["greeted"]["value"], soon.lost[0].why) == ("yes", Outdone.CAME_LATE)
    assert (later.draft["greeted"]["value"], later.lost[0].why) == ("no", Outdone.REPLACED)


def test_what_is_changed_on_our_own_page_is_later_than_what_stood_there() -> None:
    draft = {"greeted": {"value": "yes", "at": at(4)}}
    changed = seen_and_changed(draft, {"greeted": {"value": "no"}}, NINE)
    assert merged(Drafted(draft, {}), changed, "web", NINE).draft["greeted"]["value"] == "no"


STAMPS = st.lists(
    st.fixed_dictionaries(
        {
            "id": st.sampled_from(["a", "b", "c"]),
            "name": st.sampled_from(["In", "recognised"]),
            "at": st.sampled_from([at(0), at(1)]),
            "changed_at": st.sampled_from([at(0), at(1), at(2)]),
            "removed": st.booleans(),
        }
    ),
    max_size=6,
)


@given(STAMPS, STAMPS, STAMPS)
def test_stamps_are_a_union_and_of_each_the_latest_change_counts(one, two, three) -> None:
    together = merged_stamps([], [*one, *two, *three])
    assert merged_stamps(merged_stamps(one, two), three) == together
    assert merged_stamps(three, merged_stamps(two, one)) == together
    assert merged_stamps(together, together) == together
    for stamp in (*one, *two, *three):
        kept = next(each for each in together if each["id"] == stamp["id"])
        assert kept["changed_at"] >= stamp["changed_at"]
    assert was_recognised(together) == any(s["name"] == "recognised" and not s["removed"] for s in together)


COUNTS = st.dictionaries(st.sampled_from(["greeting", "leaving"]), st.integers(0, 9))
FILLINGS = st.fixed_dictionaries({"touchpoints": COUNTS, "changes": COUNTS, "reloads": st.integers(0, 9)})


@given(FILLINGS, FILLINGS)
def test_how_it_was_filled_in_only_grows(one, two) -> None:
    both = grown(grown({}, "0a", one), "0a", two)
    assert both == grown(grown({}, "0a", two), "0a", one) == grown(both, "0a", one)
    assert all(both["0a"]["touchpoints"][key] >= one["touchpoints"][key] for key in one["touchpoints"])
    assert grown(both, "1b", one)["0a"] == both["0a"], "each device by itself"


def test_nobody_tells_of_more_devices_than_there_can_be() -> None:
    filling: dict = {}
    for number in range(DEVICES + 9):
        filling = grown(filling, str(number), {"touchpoints": {}, "changes": {}, "reloads": 1})
    assert len(filling) == DEVICES
