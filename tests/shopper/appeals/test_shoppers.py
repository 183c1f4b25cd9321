"""Shoppers dispute a decision: once, before somebody who did not take it."""

from datetime import timedelta

import pytest

from shopper import clock
from shopper.appeals.commands import Decision, decide, open_own
from shopper.extensions import db
from shopper.models import Appeal, Message, Remedy, Role, VisitState
from shopper.review import commands
from shopper.troubles import Trouble
from tests.shopper.review.support import refused, sent
from tests.support.builders import make_person
from tests.support.databases import LONG_ON_POSTGRES

pytestmark = LONG_ON_POSTGRES


def rejected(house):
    visit = sent(house)
    commands.reject(visit, words="The photos are of another shop.", by=house.ben)
    return visit


def test_an_upheld_appeal_brings_the_report_back_into_the_queue(house, as_):
    visit, chloe, asif = rejected(house), as_(house.chloe), make_person("Asif", (Role.REVIEWER, house.client))
    page = chloe.get("visits.visit", visit_id=visit.id)
    assert "I do not agree" in page.text
    page = chloe.get("visits.appeal", visit_id=visit.id)
    assert "The photos are of another shop." in page.text
    page = page.submit("form.form", reason="The sign was changed last week.")
    assert "somebody who did not decide before" in page.text
    appeal = db.session.query(Appeal).one()
    assert (appeal.owner_id, appeal.against_id) == (asif.id, house.ben.id)

    page = as_(asif).get("appeals.appeal", appeal_id=appeal.id)
    assert "The sign was changed last week." in page.text
    page.submit("form.form", decision="reopened", words="The chain confirms the new sign.")
    assert visit.state == VisitState.SENT
    assert "The chain confirms the new sign." in as_(asif).get("review.report", visit_id=visit.id).text
    assert "The chain confirms the new sign." in chloe.get("visits.visit", visit_id=visit.id).text
    told = db.session.query(Message).filter_by(person_id=house.chloe.id, kind="appeal_decided").one()
    assert told.path == f"/my/visits/{visit.id}"
    commands.accept(visit, by=asif)
    assert visit.state == VisitState.RELEASED


def test_with_one_reviewer_the_admin_decides_and_once_is_enough(house):
    visit = rejected(house)
    appeal = open_own(visit, reason="It was there.", by=house.chloe)
    assert appeal.owner_id == house.asha.id
    with refused(Trouble.APPEAL_WAITS):
        open_own(visit, reason="It was.", by=house.chloe)
    with refused(Trouble.OWN_DECISION):
        decide(visit, appeal, Decision(None, "No."), by=house.ben)
    decide(visit, appeal, Decision(None, "The photos show another street."), by=house.asha)
    assert visit.state == VisitState.REJECTED
    with refused(Trouble.APPEAL_DECIDED_BEFORE):
        open_own(visit, reason="Still.", by=house.chloe)


def test_a_returned_report_that_was_sent_again_meanwhile_stays_where_it_is(house):
    visit = sent(house)
    commands.return_for_changes(visit, words="Say more.", by=house.ben)
    appeal = open_own(visit, reason="There is no more to say.", by=house.chloe)
    visit.state = VisitState.SENT
    db.session.commit()
    decide(visit, appeal, Decision(Remedy.REOPENED, "Enough was said."), by=house.asha)
    assert visit.state == VisitState.SENT


@pytest.mark.parametrize("late", [False, True])
def test_only_what_was_decided_against_them_and_in_time(house, late):
    visit = rejected(house) if late else sent(house)
    if late:
        visit.decided_at = clock.now() - timedelta(days=15)
        db.session.commit()
    with refused(Trouble.APPEAL_TOO_LATE if late else Trouble.NOTHING_TO_APPEAL):
        open_own(visit, reason="It was there.", by=house.chloe)
