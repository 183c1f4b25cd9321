"""Whatever is disputed, and in any order, the tallies equal a rebuild; of two deciders at once one wins."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shopper.appeals import queries
from shopper.appeals.commands import Decision, decide, open_appeal
from shopper.extensions import db
from shopper.models import Appeal, AppealSide, AppealState, Remedy, Role, Visit, VisitScore, VisitState
from shopper.review import commands
from shopper.review.rebuild import rebuild
from shopper.troubles import Refused
from tests.shopper.appeals.support import appealed, released
from tests.shopper.review.test_tallies import differences, stored
from tests.shopper.review.test_two_reviewers import decide_at_once
from tests.support.builders import make_person

RIGHT = {"greeted": {"value": "yes"}, "receipt": {"value": "no"}, "thanked": {"value": "yes"}}
STEPS = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from(["corrected", "set_aside", "dismissed", "withdraw", "release"]),
        st.sampled_from(sorted(RIGHT)),
    ),
    max_size=8,
)


def step(house, visit, what, key) -> None:
    """One thing that may happen, where the rules allow it."""
    if what == "withdraw" and visit.state == VisitState.RELEASED:
        commands.withdraw_visit(visit, house.ben)
    elif what == "release" and visit.state == VisitState.WITHDRAWN:
        commands.release_visit(visit, house.ben)
    elif what in ("corrected", "set_aside", "dismissed"):
        dispute(house, visit, what, key)


def dispute(house, visit, what, key) -> None:
    open_one = queries.open_about(visit, AppealSide.MANAGER, key)
    remedy = None if what == "dismissed" else Remedy(what)
    try:
        appeal = open_one or open_appeal(visit, key=key, reason="Not so.", by=house.dev)
        decide(visit, appeal, Decision(remedy, "Because.", RIGHT[key]), by=house.asha)
    except Refused:
        db.session.rollback()


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=STEPS)
def test_after_any_sequence_of_appeals_the_tallies_equal_a_rebuild(house, steps):
    made = [
        released(house, greeted="nobody", wait=200),
        released(house, ago=40, thanked="no"),
        released(house, house.quayside, receipt="no"),
    ]
    visits = [visit.id for visit in made]
    for which, what, key in steps:
        step(house, db.session.get(Visit, visits[which]), what, key)
    assert differences() == []
    before = stored()
    rebuild(lambda _count: None)
    assert stored() == before


def test_of_two_who_decide_at_once_one_wins_and_the_other_is_told(house, app):
    asif = make_person("Asif", (Role.REVIEWER, house.client)).id
    visit = released(house, greeted="nobody")
    appeal_id, visit_id, asha = appealed(house, visit).id, visit.id, house.asha.id
    db.session.rollback()

    def judge(visit, by):
        remedy = Remedy.SET_ASIDE if by.id == asif else None
        decide(visit, db.session.get(Appeal, appeal_id), Decision(remedy, "Because."), by=by)

    assert decide_at_once(app, visit_id, [asif, asha], judge) == ["appeal_already_decided", "done"]
    appeal = db.session.get(Appeal, appeal_id)
    upheld = appeal.state == AppealState.UPHELD
    assert db.session.query(VisitScore).count() == 1 + upheld
    assert differences() == []
