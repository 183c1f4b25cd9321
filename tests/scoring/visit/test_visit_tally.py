"""What a visit adds to the tallies."""

import json
from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from scoring import VisitResult, score_visit
from scoring.tally import Cell, cells, visit_tally, with_momentum
from tests.scoring.visit.kinds import reports
from tests.scoring.visit.trips import WORKED, Trip, a_set, ask


def tally_of(trip: Trip, visit: VisitResult | None = None):
    return visit_tally(visit or trip.scored(), trip.question_set, trip.answers)


def test_the_worked_example_in_hundredths():
    assert tally_of(WORKED)["values"] == {
        "overall": 7006,
        "official": 7006,
        "flat": 7700,
        "share_25": 7469,
        "share_60": 5850,
        "finish": 4000,
        "set_up": 8625,
        "gap": -4625,
        "t:t0": 10000,
        "t:t1": 8000,
        "t:t2": 9000,
        "t:t3": 7500,
        "t:t4": 4000,
    }
    assert {"outcome:fumble", "leaving_seen"} <= set(tally_of(WORKED)["counts"])


def test_each_touchpoint_seen_is_counted_by_the_way_it_moved():
    """SCORING §1, the worked example: forward ×3, drift, away."""
    expected = [f"momentum:t{at}:{way}" for at, way in enumerate(("forward",) * 3 + ("drift", "away"))]
    for said, differs in (({}, []), ({"t1_momentum": "away", "t4_momentum": "away"}, ["felt_differs:t1"])):
        question_set, answers = WORKED.question_set, WORKED.answers | said
        counts = visit_tally(score_visit(question_set, answers), question_set, answers)["counts"]
        moved = [each for each in counts if each.startswith(("momentum:", "felt_differs:"))]
        assert moved == expected + differs
    unseen = tally_of(WORKED.with_score(4, None))["counts"]
    assert not [each for each in unseen if each.startswith("momentum:t4")]


@given(reports())
def test_an_old_snapshot_is_completed_to_what_is_counted_today(report):
    question_set = report.question_set
    visit = score_visit(question_set, report.answers)
    today = visit_tally(visit, question_set, report.answers)
    kept = [each for each in today["counts"] if not each.startswith(("momentum:", "felt_differs:"))]
    completed = with_momentum({**today, "counts": kept}, visit.to_dict())
    assert (completed["values"], set(completed["counts"])) == (today["values"], set(today["counts"]))
    assert with_momentum(today, visit.to_dict()) == today


def test_statistics_use_raw_and_critical_failures_are_counted_apart():
    tally = tally_of(replace(WORKED, critical=(4, Decimal(60))))
    assert (tally["values"]["overall"], tally["values"]["official"]) == (7006, 6000)
    assert {"critical", "critical:q4", "outcome:penalty"} <= set(tally["counts"])
    assert "critical" not in tally_of(WORKED)["counts"]


def test_an_unseen_leaving_stays_out_of_the_statistics_of_finish():
    tally = tally_of(WORKED.with_score(4, None))
    assert not {"finish", "set_up", "gap", "t:t4"} & set(tally["values"])
    assert tally["values"]["overall"] == 8475
    assert "leaving_seen" not in tally["counts"]


def test_a_visit_that_was_not_scored_counts_only_as_that():
    question_set = a_set(*([ask(f"q{at}")] for at in range(3)))
    answers = {"q0": "yes", "q1": "not_observed", "q2": "not_observed"}
    assert visit_tally(score_visit(question_set, answers), question_set, answers) == {
        "values": {},
        "counts": ["not_scored"],
    }


def test_modes_and_ps_have_measures_of_their_own():
    question_set = a_set([ask("a", p="people")])
    touchpoint = question_set.touchpoints[0].model_copy(update={"mode": "machine"})
    question_set = question_set.model_copy(update={"touchpoints": (touchpoint,)})
    values = visit_tally(score_visit(question_set, {"a": "yes"}), question_set, {"a": "yes"})["values"]
    assert (values["mode:machine"], values["p:people"]) == (10000, 10000)


def test_every_answer_is_counted_by_what_was_said():
    bands = [{"upto": 30, "mark": 1}, {"upto": 90, "mark": Decimal("0.5")}, {"mark": 0}]
    picks = [{"key": key, "label": "?", "mark": 1} for key in ("x", "y", "z")]
    free = [{"key": key, "type": key, "text": "?"} for key in ("text", "recommend", "moment", "date", "note")]
    asked = [
        ask("plain"), ask("seen"), ask("silent"), ask("picked", "choices", options=picks),
        ask("wait", "duration", bands=bands), ask("edge", "duration", bands=bands),
        ask("long", "duration", bands=bands), ask("size", "number", good=1, bad=0),
        ask("never", show_if={"question": "plain", "is": "no"}), *free,
    ]  # fmt: skip
    answers = {
        "plain": "yes", "seen": "not_observed", "picked": ["x", "z"], "wait": 31, "edge": 30, "long": 999,
        "size": "0.5", "never": "yes", "text": "Hello", "recommend": 7, "moment": "nobody",
        "date": "2026-11-05", "t0_momentum": "drift",
    }  # fmt: skip
    question_set = a_set(asked)
    counts = visit_tally(score_visit(question_set, answers), question_set, answers)["counts"]
    assert [count for count in counts if count.startswith("q:")] == [
        "q:plain=yes", "q:seen=not_observed", "q:picked=x", "q:picked=z", "q:picked=mark:part", "q:wait=band:1", "q:edge=band:0",
        "q:long=band:2", "q:size=answered", "q:size=mark:part", "q:text=answered", "q:recommend=7", "q:moment=answered",
        "q:date=answered", "q:t0_momentum=drift",
    ]  # fmt: skip


@given(reports())
def test_a_tally_is_whole_numbers_that_survive_json(report):
    question_set = report.question_set
    tally = visit_tally(score_visit(question_set, report.answers), question_set, report.answers)
    assert json.loads(json.dumps(tally)) == tally
    assert all(type(value) is int for value in tally["values"].values())
    assert len(tally["counts"]) == len(set(tally["counts"]))


def test_cells_of_a_tally():
    tally = {"values": {"gap": -4625}, "counts": ["critical"]}
    assert dict(cells(tally)) == {"gap": Cell(1, -4625, 4625**2), "critical": Cell(1, 1, 1)}


HUNDREDTHS = st.lists(st.integers(-10000, 10000), max_size=30)


@given(HUNDREDTHS, HUNDREDTHS, st.randoms(use_true_random=False))
def test_taking_visits_out_leaves_exactly_the_others(kept, released_and_withdrawn, random):
    steps = [("add", value) for value in kept + released_and_withdrawn]
    random.shuffle(steps)
    for value in released_and_withdrawn:
        after = random.randint(steps.index(("add", value)) + 1, len(steps))
        steps.insert(after, ("remove", value))
    cell = Cell()
    for step, value in steps:
        cell = getattr(cell, step)(value)
    assert cell == Cell(len(kept), sum(kept), sum(value * value for value in kept))


@given(HUNDREDTHS, HUNDREDTHS)
def test_cells_add_up_like_the_visits_in_them(one, other):
    def cell(values):
        return sum((Cell().add(value) for value in values), Cell())

    assert cell(one) + cell(other) == cell(one + other)
    assert cell(one + other) - cell(other) == cell(one)
