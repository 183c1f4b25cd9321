"""What a reviewer sees and decides."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import event

from shopper import clock
from shopper.extensions import db
from shopper.models import Grant, Role, Visit, VisitScore, VisitState
from shopper.review import commands
from shopper.troubles import Trouble
from tests.shopper.review.support import answered, refused, sent, submit


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
