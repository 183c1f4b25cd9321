"""One question to the shopper: quoted in its context, answered without reopening the rest; and a rejection."""

from shopper.extensions import db
from shopper.models import Message, ReviewQuestion, Role, Submission, VisitState
from shopper.review import commands
from shopper.review.replies.commands import reply
from shopper.troubles import Trouble
from tests.shopper.review.support import refused, sent
from tests.shopper.review.test_two_reviewers import decide_at_once
from tests.support.builders import make_person
from tests.support.databases import LONG_ON_POSTGRES

pytestmark = LONG_ON_POSTGRES
WHAT = "Was that said by the person who served you?"


def test_the_one_question_goes_to_the_shopper_and_its_answer_stands_beside_the_report(house, as_):
    visit, ben, chloe = sent(house), as_(house.ben), as_(house.chloe)
    before = dict(visit.answers)
    page = ben.get("review.report", visit_id=visit.id)
    page.submit("form.form", decision="ask", about="words", words=WHAT)
    assert visit.state == VisitState.ASKED
    assert "no answer yet" in ben.get("review.queue").text
    assert db.session.query(Message).one().path == f"/my/visits/{visit.id}/question"

    today = chloe.get("visits.today").text
    assert WHAT in today
    assert "What did they say? “Good morning”" in today
    asked = chloe.get("visits.question", visit_id=visit.id)
    assert "“Good morning”" in asked.text
    assert WHAT in asked.text
    asked.submit("form.form", answer="  ", expect=400)
    page = asked.submit("form.form", answer="Yes, the same one.")
    assert "Your answer is with the reviewer" in page.text

    assert (visit.state, visit.answers) == (VisitState.SENT, before)
    assert db.session.query(Submission).count() == 1
    assert "the shopper answered" in ben.get("review.queue").text
    page = ben.get("review.report", visit_id=visit.id)
    assert WHAT in page.text
    assert "Yes, the same one." in page.text
    page.submit("form.form", decision="accept")
    assert visit.state == VisitState.RELEASED


def test_a_question_is_needed_to_ask_one_and_is_answered_once(house, as_):
    visit = sent(house)
    page = as_(house.ben).get("review.report", visit_id=visit.id)
    page = page.submit("form.form", decision="ask", expect=400)
    assert "Write the one question" in page.text
    commands.ask(visit, words=WHAT, by=house.ben)
    reply(visit, words="Yes.", by=house.chloe)
    with refused(Trouble.QUESTION_ANSWERED):
        reply(visit, words="Or no.", by=house.chloe)
    assert db.session.query(ReviewQuestion).one().reply == "Yes."
    page = as_(house.chloe).get("visits.question", visit_id=visit.id)
    assert page.path == f"/my/visits/{visit.id}"


def test_a_rejection_needs_a_reason_that_the_shopper_reads(house, as_):
    visit = sent(house)
    page = as_(house.ben).get("review.report", visit_id=visit.id)
    page = page.submit("form.form", decision="reject", expect=400)
    assert "Write why" in page.text
    page.submit("form.form", decision="reject", words="The photos are of another shop.")
    assert (visit.state, visit.decided_by_id) == (VisitState.REJECTED, house.ben.id)
    for where in ("visits.visit", "visits.history"):
        values = {"visit_id": visit.id} if where == "visits.visit" else {}
        assert "The photos are of another shop." in as_(house.chloe).get(where, **values).text
    assert visit.score_number is None


def test_of_one_who_asks_and_one_who_rejects_at_once_one_is_told(house, app):
    asif, visit_id = make_person("Asif", (Role.REVIEWER, house.client)).id, sent(house).id
    ben = house.ben.id
    db.session.rollback()

    def decide(visit, by):
        act = commands.ask if by.id == ben else commands.reject
        act(visit, words="Why?", by=by)

    assert decide_at_once(app, visit_id, [ben, asif], decide) == ["already_decided", "done"]
