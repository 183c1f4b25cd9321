"""Two reviewers decide the same report at the same moment: one wins, the other is told."""

from threading import Barrier, Thread

from shopper.extensions import db
from shopper.models import AuditEvent, Person, Role, Tally, Visit, VisitScore, VisitState
from shopper.review import commands
from shopper.review.rebuild import check
from shopper.troubles import Refused
from tests.shopper.review.support import sent
from tests.support.builders import make_person

ROUNDS = 6


def decide_at_once(app, visit_id, person_ids, decide) -> list[str]:
    """What each of these people got: `done`, or the code of the refusal."""
    start, heard = Barrier(len(person_ids)), []

    def run(person_id) -> None:
        with app.app_context():
            visit, person = db.session.get(Visit, visit_id), db.session.get(Person, person_id)
            start.wait(timeout=10)
            try:
                decide(visit, person)
                heard.append("done")
            except Refused as told:
                heard.append(told.code)
            finally:
                db.session.remove()

    threads = [Thread(target=run, args=(one,)) for one in person_ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return sorted(heard)


def test_exactly_one_of_two_wins(house, app):
    ben, asif = house.ben.id, make_person("Asif", (Role.REVIEWER, house.client)).id
    for _round in range(ROUNDS):
        visit_id = sent(house).id
        db.session.rollback()
        heard = decide_at_once(app, visit_id, [ben, asif], lambda visit, by: commands.accept(visit, by=by))
        assert heard == ["already_decided", "done"]
    assert db.session.query(VisitScore).count() == ROUNDS
    assert db.session.query(AuditEvent).filter_by(action="visit.accept").count() == ROUNDS
    assert db.session.query(Tally).filter_by(measure="overall").one().n == ROUNDS


def test_releases_of_one_branch_at_once_lose_no_sum(house, app):
    """Eight visits meet in the same rows of the tallies."""
    start, visits = Barrier(8), [sent(house).id for _number in range(8)]
    ben = house.ben.id
    db.session.rollback()

    def run(visit_id) -> None:
        with app.app_context():
            visit, by = db.session.get(Visit, visit_id), db.session.get(Person, ben)
            start.wait(timeout=10)
            commands.accept(visit, by=by)
            db.session.remove()

    threads = [Thread(target=run, args=(one,)) for one in visits]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert {visit.state for visit in db.session.query(Visit)} == {VisitState.RELEASED}
    assert db.session.query(Tally).filter_by(measure="overall").one().n == 8
    assert list(check(lambda _count: None)) == []
