"""Reading stamps: waits, where notes belong, and clocks that were changed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from shopper.visits.brief import in_lines
from shopper.visits.clock_changes import clock_changes
from shopper.visits.on_site import first, journey, pinned, stamped_durations, standing
from survey_defs import QuestionSetError, load_question_set
from tests.support.builders import SHORT_SET

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
WAIT = "{key: wait, type: duration,"
DEFINITION = load_question_set(SHORT_SET.replace(WAIT, f"{WAIT} from_stamps: [Noticed, Paid],"))


def tap(name: str, minute: float, **more: Any) -> dict[str, Any]:
    """A stamp some minutes after noon, by a clock and a timer that agree."""
    at = (NOON + timedelta(minutes=minute)).isoformat().replace("+00:00", "Z")
    plain = {
        "id": f"{name}{minute}",
        "name": name,
        "at": at,
        "tapped_at": at,
        "changed_at": at,
        "removed": False,
    }
    return {**plain, "offset_ms": 60_000 * minute, "run": "one", **more}


def later(minutes: float) -> str:
    return (NOON + timedelta(minutes=minutes)).isoformat()


def test_the_journey_runs_from_in_to_out() -> None:
    assert journey(DEFINITION) == ["In", "Noticed", "Paid", "Out"]


def test_a_wait_is_what_lies_between_the_first_standing_stamps_of_each_name() -> None:
    taps = [tap("Noticed", 1, removed=True), tap("Noticed", 3), tap("Paid", 6.5), tap("Paid", 9)]
    assert stamped_durations(DEFINITION, taps) == {"wait": 210}


@pytest.mark.parametrize("taps", [[tap("Paid", 3)], [tap("Noticed", 5), tap("Paid", 3)], []])
def test_nothing_is_proposed_from_half_a_pair_or_one_the_wrong_way_round(taps) -> None:
    assert stamped_durations(DEFINITION, taps) == {}


def test_a_moved_stamp_counts_where_it_was_moved_to() -> None:
    taps = [tap("Noticed", 3), tap("Paid", 6, at=later(7))]
    assert stamped_durations(DEFINITION, taps) == {"wait": 240}
    assert first(taps, "Paid")["tapped_at"].startswith("2026-11-22T12:06")


def names(key: str, taps: list[dict[str, Any]]) -> tuple[list[str], list[str]]:
    found = pinned(DEFINITION, key, taps)
    return [one["name"] for one in found.stamps], [one["text"] for one in found.notes]


def test_each_touchpoint_has_its_stamps_and_the_notes_between_its_neighbours() -> None:
    taps = [
        tap("In", 0), tap("note", 1, text="two at the door"), tap("Noticed", 3), tap("note", 4, text="till"),
        tap("Paid", 6), tap("note", 7, text="no goodbye"), tap("Out", 8),
    ]  # fmt: skip
    assert names("greeting", taps) == (["In", "Noticed"], ["two at the door", "till"])
    assert names("checkout", taps) == (["Paid"], ["till", "no goodbye"])
    assert names("leaving", taps) == (["Out"], ["no goodbye"])


def test_no_note_is_ever_left_without_a_place() -> None:
    taps = [tap("note", 1, text="first"), tap("Paid", 2), tap("note", 3, text="last")]
    told = {text for each in DEFINITION.touchpoints for text in names(each.key, taps)[1]}
    assert told == {"first", "last"}


def test_what_was_taken_back_does_not_stand() -> None:
    assert standing([tap("In", 0, removed=True)]) == []


def test_a_clock_that_was_set_back_is_told_with_how_much() -> None:
    taps = [tap("In", 0), tap("Noticed", 3, tapped_at=later(-57)), tap("Paid", 6, tapped_at=later(-54))]
    [change] = clock_changes(taps)
    assert change.by == timedelta(minutes=-60)
    assert (change.before["name"], change.after["name"]) == ("In", "Noticed")


def test_a_clock_set_forward_and_one_taken_back_meanwhile_are_told_too() -> None:
    taps = [tap("In", 0, removed=True), tap("Noticed", 3, tapped_at=later(20))]
    assert [one.by for one in clock_changes(taps)] == [timedelta(minutes=17)]


@pytest.mark.parametrize(
    "second",
    [
        tap("Noticed", 3, tapped_at=later(4.9)),
        tap("Noticed", 3, at=later(9)),
        tap("Noticed", 30, offset_ms=5, run="another page load"),
        tap("Noticed", 90, offset_ms=None, run=None),
    ],
    ids=["less than two minutes", "moved by hand", "another run", "from the server"],
)
def test_what_is_no_change_of_a_clock_is_not_flagged(second) -> None:
    assert clock_changes([tap("In", 0), second]) == []


@pytest.mark.parametrize("name", ["note", "recognised", "stopped", "In", "Out"])
def test_no_set_may_call_a_stamp_by_a_name_that_is_taken(name: str) -> None:
    with pytest.raises(QuestionSetError, match=f"already a stamp `{name}`"):
        load_question_set(SHORT_SET.replace("stamp: Paid", f"stamp: {name}"))


def test_a_scenario_is_told_in_at_most_five_lines_and_whole() -> None:
    text = "One. Two is longer than one. Three? Four! Five. Six, at 10:30. Seven."
    lines = in_lines(text)
    assert len(lines) == 5
    assert " ".join(lines) == text
    assert in_lines("Just this.") == ["Just this."]
