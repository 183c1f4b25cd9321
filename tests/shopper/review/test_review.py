"""What a reviewer sees and decides."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import event

from shopper import clock
from shopper.extensions import db
from shopper.models import AuditEvent, Grant, Role, Tally, Visit, VisitScore, VisitState
from shopper.review import commands
from shopper.troubles import Refused, Trouble
from shopper.visits.queries import latest_submission
from shopper.visits.sending import send_report
from tests.shopper.review.support import answered, sent, submit
from tests.support.builders import make_wave


@contextmanager
def refused(trouble: Trouble) -> Iterator[None]:
    with pytest.raises(Refused) as told:
        yield
    assert told.value.code == trouble.name.lower()


@contextmanager
def statements() -> Iterator[list[str]]:
    """What the database is asked meanwhile."""
    heard: list[str] = []

    def listen(_connection, _cursor, statement, *_rest) -> None:
        heard.append(statement)

    event.listen(db.engine, "before_cursor_execute", listen)
    yield heard
    event.remove(db.engine, "before_cursor_execute", listen)


# The queue


def test_the_queue_lists_what_waits_oldest_first(house, as_):
    for branch, hours in ((house.quayside, 2), (house.mill_lane, 30)):
        sent(house, branch, at=clock.now() - timedelta(hours=hours))
    page = as_(house.ben).get("review.queue")
    assert "2 reports wait, oldest first" in page.text
    assert page.text.index("Mill Lane") < page.text.index("Quayside")
    assert "Short visit, version 1" in page.text


def test_an_empty_queue_says_so(house, as_):
    assert "Nothing waits" in as_(house.ben).get("review.queue").text


def test_returned_reports_stand_apart_as_waiting_for_the_shopper(house, as_):
    visit = sent(house)
    commands.return_for_changes(visit, words="Please say what was said.", by=house.ben)
    page = as_(house.ben).get("review.queue")
    assert "Nothing waits" in page.text
    assert "Back with the shopper" in page.text
    assert "Mill Lane" in page.text


def test_a_reviewer_sees_only_the_regions_of_their_grants(house, as_):
    sent(house, house.mill_lane)
    outside = sent(house, house.quayside)
    house.ben.grants = [Grant(role=Role.REVIEWER, region_id=house.north.id)]
    db.session.commit()
    ben = as_(house.ben)
    assert "Quayside" not in ben.get("review.queue").text
    ben.get("review.report", visit_id=outside.id, expect=404)
    ben.post("review.report", {"decision": "accept"}, visit_id=outside.id, expect=404)
    assert db.session.get(Visit, outside.id).state == VisitState.SENT


def test_a_report_that_was_never_sent_is_not_there_to_review(house, as_):
    visit = sent(house)
    visit.state = VisitState.STARTED
    db.session.commit()
    as_(house.ben).get("review.report", visit_id=visit.id, expect=404)


@pytest.mark.parametrize("who", ["asha", "chloe", "dev", "eve"])
def test_only_reviewers_review(house, as_, who):
    visit = sent(house)
    person = as_(getattr(house, who))
    person.get("review.queue", expect=403)
    person.post("review.report", {"decision": "accept"}, visit_id=visit.id, expect=403)
    assert db.session.get(Visit, visit.id).state == VisitState.SENT


def test_nobody_reviews_their_own_visit(house, as_):
    visit = sent(house, shopper=house.ben)
    ben = as_(house.ben)
    assert "Mill Lane" not in ben.get("review.queue").text
    assert "Nobody reviews their own visit" in ben.get("review.report", visit_id=visit.id, expect=409).text
    with refused(Trouble.OWN_VISIT):
        commands.accept(visit, by=house.ben)


def test_nobody_reviews_a_branch_they_manage(house, as_):
    visit = sent(house, house.mill_lane)
    house.ben.grants.append(Grant(role=Role.MANAGER, region_id=house.north.id))
    db.session.commit()
    assert "Mill Lane" not in as_(house.ben).get("review.queue").text
    with refused(Trouble.OWN_BRANCH):
        commands.return_for_changes(visit, words="No.", by=house.ben)


def test_the_queue_asks_the_database_the_same_number_of_times_however_long_it_is(house, as_):
    ben = as_(house.ben)
    sent(house)
    with statements() as few:
        ben.get("review.queue")
    for _number in range(8):
        sent(house, house.quayside)
    with statements() as many:
        ben.get("review.queue")
    assert len(few) == len(many)


# The report


def test_the_report_shows_answers_points_and_the_working(house, as_):
    visit = sent(house, receipt="no", thanked="no", greeting_momentum="away")
    page = as_(house.ben).get("review.report", visit_id=visit.id)
    for words in (
        "Chloé", "Were you offered a receipt?", "0 of 2", "4 of 4", "“Good morning”", "9 of 10",
        "Critical: Were you thanked as you left?", "care that only looked right", "Flat score", "Penalty",
    ):  # fmt: skip
        assert words in page.text
    assert db.session.query(VisitScore).count() == 0


def test_what_was_hidden_and_what_was_corrected_is_shown(house, as_):
    visit = sent(house)
    first = submit(visit, clock.now() - timedelta(hours=2))
    visit.answers = answered(house.version, receipt="no", greeted="nobody")
    submit(visit, clock.now() + timedelta(hours=1), base=first, hidden={"words": {"value": "Hello there"}})
    page = as_(house.ben).get("review.report", visit_id=visit.id)
    assert "One answer was left out" in page.text
    assert "Hello there" in page.text
    corrected = [[cell.get_text(strip=True) for cell in row.select("th, td")] for row in page.select("tr")]
    assert ["Were you offered a receipt?", "Yes", "No"] in corrected


# The decision


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
