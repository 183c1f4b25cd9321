"""Tallies are the exact sums of what is released: whatever happens to visits, and in any order."""

from datetime import timedelta
from uuid import uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoring.tally import Cell, cells
from shopper.database import writing
from shopper.extensions import db
from shopper.fieldwork.past.store import Stored, store_released
from shopper.models import Tally, Visit, VisitScore, VisitState
from shopper.review import commands, queries
from shopper.review.rebuild import check, rebuild
from shopper.review.tallies import Key, apply_cells, month_of
from tests.shopper.review.support import answered, sent
from tests.support.builders import day, make_branch

CHANGES = (
    {},
    {"receipt": "no"},
    {"greeted": "nobody", "wait": 200},
    {"thanked": "no"},
    {"thanked": "not_observed", "recommend": 3},
    {"greeted": "not_observed", "thanked": "not_observed", "wait": "not_observed"},
)


def stored() -> dict[Key, Cell]:
    rows = (row for branch, _visits in queries.every_branch() for row in queries.stored_tallies(branch))
    return {Key(*row[:4]): Cell(*row[4:]) for row in rows}


def differences() -> list:
    return list(check(lambda _count: None))


def test_a_released_visit_is_in_the_tallies_at_once(house):
    visit = sent(house, ago=3)
    score = commands.accept(visit, by=house.ben)
    month = month_of(day(-3))
    expected = {Key(house.mill_lane.id, house.version.id, m, month): c for m, c in cells(score.tally)}
    assert stored() == expected
    assert stored()[house.mill_lane.id, house.version.id, "overall", month] == Cell(1, 10_000, 10_000**2)


def test_two_visits_of_one_month_add_up(house):
    for changed in ({}, {"receipt": "no"}):
        commands.accept(sent(house, **changed), by=house.ben)
    scores = [queries.score_in_force(visit).raw for visit in db.session.query(Visit)]
    total = stored()[house.mill_lane.id, house.version.id, "overall", month_of(day())]
    assert total == Cell(2, sum(scores), sum(raw * raw for raw in scores))


def test_a_withdrawn_visit_leaves_nothing_behind(house):
    visit = sent(house)
    commands.accept(visit, by=house.ben)
    commands.withdraw_visit(visit, by=house.ben)
    assert db.session.query(Tally).count() == 0


def test_scoring_again_moves_the_tallies_and_keeps_the_old_row(house):
    visit = sent(house, thanked="no")
    first = commands.accept(visit, by=house.ben)
    raw = first.raw
    second = commands.rescore(visit, "appeal upheld: thanked at the door", house.ben, answered(house.version))
    assert (second.number, visit.score_number, second.why) == (2, 2, "appeal upheld: thanked at the door")
    assert (first.raw, second.raw) == (raw, 10_000)
    assert stored()[house.mill_lane.id, house.version.id, "overall", month_of(day())] == Cell(
        1, 10_000, 10_000**2
    )
    assert differences() == []


def test_what_is_added_twice_and_taken_twice_is_gone(house):
    key = Key(house.mill_lane.id, house.version.id, "overall", 24_000)
    apply_cells({key: Cell(2, 30, 500)})
    apply_cells({key: Cell(-1, -10, -100)})
    assert stored() == {key: Cell(1, 20, 400)}
    apply_cells({key: Cell(-1, -20, -400)})
    assert stored() == {}


def test_check_names_what_differs_and_rebuild_mends_it(house):
    commands.accept(sent(house), by=house.ben)
    right = stored()
    wrong = Key(house.mill_lane.id, house.version.id, "overall", month_of(day()))
    stray = Key(house.quayside.id, house.version.id, "overall", 24_000)
    apply_cells({wrong: Cell(0, 1, 0), stray: Cell(1, 5, 25)})
    db.session.commit()
    assert [(d.key, d.stored - d.rebuilt) for d in differences()] == [
        (wrong, Cell(0, 1, 0)),
        (stray, Cell(1, 5, 25)),
    ]
    assert rebuild(lambda _count: None) == 1
    assert stored() == right
    assert differences() == []


def test_scores_from_before_momentum_was_counted_are_completed_by_a_rebuild(house):
    for changed in ({}, {"thanked": "no"}):
        commands.accept(sent(house, **changed), by=house.ben)
    held = commands.accept(sent(house, receipt="no"), by=house.ben)
    commands.withdraw_visit(held.visit, by=house.ben)
    today = stored()
    for score in db.session.query(VisitScore):
        kept = [each for each in score.tally["counts"] if not each.startswith("momentum:")]
        score.tally = {**score.tally, "counts": kept}
    apply_cells({key: Cell() - cell for key, cell in today.items() if key.measure.startswith("momentum:")})
    db.session.commit()
    assert differences() == []
    rebuild(lambda _count: None)
    assert stored() == today
    commands.release_visit(held.visit, house.ben)
    assert stored()[house.mill_lane.id, house.version.id, "momentum:leaving:forward", month_of(day())].n == 2
    assert differences() == []


STEPS = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.sampled_from(["accept", "release", "withdraw", "rescore", "import"]),
        st.integers(0, 5),
    ),
    max_size=14,
)


def step(visit, what, answers, by):
    """One thing that may happen to a visit, where its state allows it."""
    if what == "accept" and visit.state == VisitState.SENT:
        commands.accept(visit, leaving_unseen=True, by=by)
    elif what == "release" and visit.state == VisitState.WITHDRAWN:
        commands.release_visit(visit, by)
    elif what == "withdraw" and visit.state == VisitState.RELEASED:
        commands.withdraw_visit(visit, by)
    elif what == "rescore" and visit.score_number:
        commands.rescore(visit, "corrected", by, answers)
    elif what == "import":
        bring_in(visit, answers)


def bring_in(visit, answers):
    """A past visit beside this one, by the way that imports take."""
    with writing():
        store_released(
            visit.version,
            [Stored(uuid4(), visit.branch_id, visit.visited_on - timedelta(days=20), answers)],
            why="imported",
        )


def four_visits(house):
    """At two branches, in two months."""
    places = [
        (house.mill_lane, 0),
        (house.mill_lane, 40),
        (make_branch(house.north), 0),
        (house.mill_lane, 0),
    ]
    visits = [sent(house, branch, ago) for branch, ago in places]
    return [visit.id for visit in visits]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=STEPS)
def test_whatever_happens_the_tallies_equal_a_rebuild(house, steps):
    visits = four_visits(house)
    for which, what, changed in steps:
        visit = db.session.get(Visit, visits[which])
        step(visit, what, answered(house.version, **CHANGES[changed]), house.ben)
    assert differences() == []
    before = stored()
    rebuild(lambda _count: None)
    assert stored() == before


def test_the_terminal_says_that_all_is_well_or_what_is_not(house, app):
    commands.accept(sent(house), by=house.ben)
    fine = app.test_cli_runner().invoke(args=["tallies", "check"])
    assert (fine.exit_code, "Every tally equals" in fine.output) == (0, True)
    apply_cells({Key(house.mill_lane.id, house.version.id, "overall", month_of(day())): Cell(0, 1, 0)})
    db.session.commit()
    wrong = app.test_cli_runner().invoke(args=["tallies", "check"])
    assert wrong.exit_code == 1
    for words in ("Mill Lane", f"{day():%Y-%m}", "overall", "total 10001", "total 10000", "tallies rebuild"):
        assert words in wrong.output
    assert app.test_cli_runner().invoke(args=["tallies", "rebuild"]).exit_code == 0
    assert app.test_cli_runner().invoke(args=["tallies", "check"]).exit_code == 0
