"""What the release of a visit sets off, in its own transaction: actions open again, managers are told."""

from datetime import timedelta

import pytest

from shopper import clock
from shopper.extensions import db
from shopper.messages.kinds import Kind
from shopper.models import ActionNote, ActionState, AuditEvent, Grant, Message, Role
from shopper.review.commands import accept, release_visit, withdraw_visit
from tests.shopper.follow_up.support import done, opened
from tests.shopper.review.support import sent
from tests.support.builders import make_branch, make_wave


def told(person, kind) -> int:
    return db.session.query(Message).filter_by(person_id=person.id, kind=kind).count()


@pytest.fixture
def finished(house):
    """An action against missing the goodbye, done five days ago."""
    with clock.standing_at(clock.now().replace(hour=12) - timedelta(days=5)):
        return done(house, opened(house, question="thanked"))


def test_the_same_miss_opens_it_again_and_its_owner_is_told(house, as_, finished) -> None:
    visit = sent(house, ago=1, thanked="no")
    accept(visit, by=house.ben)
    db.session.expire_all()
    assert (finished.state, finished.done_at) == (ActionState.REOPENED, None)
    assert told(house.dev, Kind.ACTION_REOPENED) == 1
    lines = db.session.query(AuditEvent).filter_by(action="action.return").all()
    assert [(line.subject_id, line.facts) for line in lines] == [(str(finished.id), {"visit": str(visit.id)})]
    page = as_(house.dev).get("follow_up.action", action_id=finished.id)
    assert "Open again, the same was missed again" in page.text
    assert page.select(f"#h-history ~ ul a[href$='{visit.id}']")
    accept(sent(house, thanked="no"), by=house.ben)
    assert db.session.query(ActionNote).filter_by(state=ActionState.REOPENED).count() == 1


def test_nothing_else_opens_it_again(house, finished) -> None:
    accept(sent(house, ago=6, thanked="no"), by=house.ben)  # made before it was done
    accept(sent(house, greeted="no", words=None), by=house.ben)  # something else was missed
    accept(sent(house), by=house.ben)
    accept(sent(house, make_branch(house.north), thanked="no"), by=house.ben)
    db.session.expire_all()
    assert finished.state == ActionState.DONE


def test_an_action_and_a_release_that_breaks_off_stay_as_they_were(house, finished, monkeypatch) -> None:
    def break_off(*_all: object, **_more: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("shopper.follow_up.released._tell_managers", break_off)
    visit = sent(house, thanked="no")
    with pytest.raises(RuntimeError):
        accept(visit, by=house.ben)
    db.session.expire_all()
    assert (finished.state, visit.released_at) == (ActionState.DONE, None)
    assert told(house.dev, Kind.ACTION_REOPENED) == 0


def test_managers_hear_of_a_critical_failure_once(house) -> None:
    visit = sent(house, thanked="no")
    accept(visit, by=house.ben)
    assert (told(house.dev, Kind.CRITICAL_ALERT), told(house.asha, Kind.CRITICAL_ALERT)) == (1, 0)
    withdraw_visit(visit, house.ben)
    release_visit(visit, house.ben)
    accept(sent(house), by=house.ben)
    assert told(house.dev, Kind.CRITICAL_ALERT) == 1


def test_where_nobody_manages_the_admins_hear_of_it(house) -> None:
    db.session.query(Grant).filter_by(role=Role.MANAGER).delete()
    db.session.commit()
    accept(sent(house, thanked="no"), by=house.ben)
    assert told(house.asha, Kind.CRITICAL_ALERT) == 1


def test_results_that_are_held_alert_nobody_before_their_release(house) -> None:
    wave = make_wave(house.version, house.mill_lane, holds_results=True)
    accept(sent(house, wave=wave, thanked="no"), by=house.ben)
    assert told(house.dev, Kind.CRITICAL_ALERT) == 0
