"""Deciding a report: accepted and scored, or back to the shopper; once, and read first."""

from datetime import timedelta
from uuid import uuid4

import pytest

from shopper import clock
from shopper.extensions import db
from shopper.models import AuditEvent, Tally, VisitScore, VisitState
from shopper.review import commands
from shopper.troubles import Trouble
from shopper.visits.queries import latest_submission
from shopper.visits.sending import send_report
from tests.shopper.review.support import answered, refused, sent, submit
from tests.support.builders import make_wave


def test_accepting_scores_and_releases_in_one_step(house, as_):
    visit = sent(house)
    page = as_(house.ben).get("review.report", visit_id=visit.id)
    page = page.submit("form.form", decision="accept")
    assert "Mill Lane is accepted and scored" in page.text
    assert (visit.state, visit.score_number) == (VisitState.RELEASED, 1)
    score = db.session.query(VisitScore).one()
    assert (score.raw, score.official, score.outcome, score.made_by_id) == (
        10_000,
        10_000,
        "touchdown",
        house.ben.id,
    )
    assert score.explanation["raw"] == "100"
    assert db.session.query(Tally).filter_by(measure="overall").one().total == 10_000
    assert [line.action for line in db.session.query(AuditEvent)] == ["visit.accept"]


def test_scores_are_stored_in_hundredths_half_even(house):
    score = commands.accept(sent(house, wait=100), by=house.ben)
    exact = {"raw": score.raw, "set_up": score.set_up, "gap": score.gap}
    assert exact == {"raw": 9194, "set_up": 8750, "gap": 1250}


def test_a_wave_that_holds_results_keeps_them_until_they_are_released(house, as_):
    wave = make_wave(house.version, house.mill_lane, holds_results=True)
    visit = sent(house, wave=wave)
    ben = as_(house.ben)
    ben.get("review.report", visit_id=visit.id).submit("form.form", decision="accept")
    assert visit.state == VisitState.ACCEPTED
    assert db.session.query(Tally).count() == 0
    page = ben.get("review.report", visit_id=visit.id).submit("form.one-button[action$=release]")
    assert "counts in every figure" in page.text
    assert db.session.query(Tally).filter_by(measure="overall").one().n == 1
    ben.get("review.report", visit_id=visit.id).submit("form.one-button[action$=withdraw]")
    assert (visit.state, db.session.query(Tally).count()) == (VisitState.WITHDRAWN, 0)


def test_returning_needs_words_for_the_shopper(house, as_):
    visit = sent(house)
    page = as_(house.ben).get("review.report", visit_id=visit.id)
    page = page.submit("form.form", decision="return", words="  ", expect=400)
    assert "Write what the shopper should change" in page.text
    page.submit("form.form", decision="return", words="Say who greeted you.")
    assert (visit.state, visit.reason) == (VisitState.RETURNED, "Say who greeted you.")
    assert db.session.query(VisitScore).count() == 0


def test_nothing_chosen_and_too_many_words_come_back_with_every_value(house, as_):
    visit = sent(house)
    page = as_(house.ben).get("review.report", visit_id=visit.id)
    assert "Choose what happens" in page.submit("form.form", expect=400).text
    page = page.submit("form.form", decision="return", words="x" * 2_001, expect=400)
    assert page.form("form.form")["words"] == "x" * 2_001
    assert visit.state == VisitState.SENT


def test_a_leaving_that_could_not_be_seen_takes_a_tick(house, as_):
    visit = sent(house, thanked="not_observed")
    page = as_(house.ben).get("review.report", visit_id=visit.id)
    page = page.submit("form.form", decision="accept", expect=400)
    assert "The leaving touchpoint was not seen" in page.text
    assert [link["href"] for link in page.select(".notice-stop a")] == ["#leaving_unseen"]
    with refused(Trouble.LEAVING_UNSEEN):
        commands.accept(visit, by=house.ben)
    page.submit("form.form", decision="accept", leaving_unseen="y")
    assert (visit.state, visit.leaving_unseen) == (VisitState.RELEASED, True)
    assert db.session.query(VisitScore).one().explanation["finish_observed"] is False
    assert db.session.query(Tally).filter_by(measure="finish").count() == 0


def test_the_tick_is_not_offered_where_leaving_was_seen(house, as_):
    page = as_(house.ben).get("review.report", visit_id=sent(house).id)
    assert not page.select("[name=leaving_unseen]")


def test_a_report_that_was_returned_without_its_leaving_needs_no_tick(house, as_):
    visit = sent(house, thanked="not_observed")
    page = as_(house.ben).get("review.report", visit_id=visit.id)
    page.submit("form.form", decision="return", words="Did you see nobody at the door?")
    assert visit.state == VisitState.RETURNED


def test_too_little_seen_is_accepted_and_counts_as_not_scored_alone(house, as_):
    visit = sent(house, greeted="not_observed", thanked="not_observed", wait="not_observed")
    page = as_(house.ben).get("review.report", visit_id=visit.id)
    assert "Too little was seen to score" in page.text
    page.submit("form.form", decision="accept", leaving_unseen="y")
    assert [row.measure for row in db.session.query(Tally)] == ["not_scored"]
    assert db.session.query(VisitScore).one().raw is None


def test_a_second_decision_is_told_and_loses_no_word(house, as_):
    visit = sent(house)
    ben = as_(house.ben)
    page = ben.get("review.report", visit_id=visit.id)
    ben.get("review.report", visit_id=visit.id).submit("form.form", decision="accept")
    page = page.submit("form.form", decision="return", words="What did they say?", expect=409)
    assert "Somebody else decided this report" in page.text
    assert page.form("form.form")["words"] == "What did they say?"
    assert visit.state == VisitState.RELEASED


def test_a_report_corrected_meanwhile_is_read_before_it_is_decided(house, as_):
    visit = sent(house)
    page = as_(house.ben).get("review.report", visit_id=visit.id)
    visit.answers = answered(house.version, receipt="no")
    submit(visit, clock.now() + timedelta(minutes=1))
    page = page.submit("form.form", decision="accept", expect=409)
    assert "has sent another report" in page.text
    assert visit.state == VisitState.SENT
    page.submit("form.form", decision="accept")
    assert visit.state == VisitState.RELEASED


@pytest.mark.parametrize("state", [VisitState.STARTED, VisitState.CANCELLED, VisitState.WITHDRAWN])
def test_moves_that_the_table_does_not_have_are_refused(house, state):
    visit = sent(house)
    visit.state = state
    db.session.commit()
    with refused(Trouble.MOVE_NOT_ALLOWED):
        commands.accept(visit, by=house.ben)
    assert db.session.query(VisitScore).count() == 0


def test_what_was_never_accepted_cannot_be_released(house):
    with refused(Trouble.NOT_SCORED):
        commands.release_visit(sent(house), house.ben)
    assert db.session.query(AuditEvent).count() == 0


def test_the_score_in_force_is_shown_after_the_decision(house, as_):
    visit = sent(house)
    commands.accept(visit, by=house.ben)
    page = as_(house.ben).get("review.report", visit_id=visit.id)
    assert "100.0 of 100" in page.text
    assert "stored only when you accept" not in page.text
    assert not page.select("[name=decision]")


def test_scoring_again_needs_sound_answers(house):
    visit = sent(house)
    commands.accept(visit, by=house.ben)
    with refused(Trouble.REPORT_NOT_WHOLE):
        commands.rescore(visit, "appeal", house.ben, {"thanked": {"value": "perhaps"}})
    assert db.session.query(VisitScore).count() == 1


def test_a_returned_report_comes_back_corrected_and_is_accepted(house, as_):
    """Review and visits agree on the moves and on what counts as the latest report."""
    visit = sent(house)
    commands.return_for_changes(visit, words="Was a receipt offered? The photo shows none.", by=house.ben)
    first = latest_submission(visit)
    visit.draft = answered(house.version, receipt="no")
    db.session.commit()
    send_report(visit, submission_id=uuid4(), base_id=first.id, left_early=False, by=house.chloe)
    page = as_(house.ben).get("review.report", visit_id=visit.id)
    assert "One answer was corrected" in page.text
    page.submit("form.form", decision="accept")
    assert visit.state == VisitState.RELEASED
    assert db.session.query(VisitScore).one().explanation["raw"] != "100"
