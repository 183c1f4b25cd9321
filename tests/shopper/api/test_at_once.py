"""Phones that send at the same moment, on both databases: one row, one line, nothing lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from flask import Flask
from sqlalchemy import update

from shopper.extensions import db
from shopper.models import AuditEvent, OlderAnswer, Person, Submission, Visit, VisitEvidence
from shopper.troubles import Refused
from shopper.visits.commands import DraftTold, add_photo, save_answers, save_draft, start_visit
from shopper.visits.evidence import Stored
from shopper.visits.report import Report
from shopper.visits.sending import take_report
from shopper.visits.slots import Slot, put_photo
from tests.shopper.api.conftest import PHOTOS
from tests.support.at_once import DONE, ROUNDS, at_once, of, refused
from tests.support.builders import House, make_person, make_version, make_visit
from tests.support.phone import at, entries


def test_one_report_sent_by_many_threads_is_one(app: Flask, house: House) -> None:
    answers = entries(house.version.definition)
    for _ in ROUNDS:
        visit_id, same = make_visit(house.mill_lane, house.version, shopper=house.chloe).id, uuid4()
        news: list[bool] = []

        def send(visit_id: Any = visit_id, same: Any = same, news: list[bool] = news) -> Callable[[], Any]:
            visit, report = of(Visit, visit_id), Report(same, None, False, answers, device=str(same))
            return lambda: news.append(take_report(visit, report, by=visit.shopper).new)

        assert at_once(app, send, send, send, send) == [DONE] * 4
        assert sorted(news) == [False, False, False, True]
        assert db.session.query(Submission).filter_by(visit_id=visit_id).count() == 1
        sent = db.session.query(AuditEvent).filter_by(action="visit.send", subject_id=str(visit_id))
        assert sent.count() == 1


def test_two_phones_that_finish_one_visit_send_one_report(app: Flask, house: House) -> None:
    answers = entries(house.version.definition)
    for _ in ROUNDS:
        visit_id = make_visit(house.mill_lane, house.version, shopper=house.chloe).id

        def send(visit_id: Any = visit_id) -> Callable[[], Any]:
            visit, report = of(Visit, visit_id), Report(uuid4(), None, False, answers, device="phone")
            return lambda: take_report(visit, report, by=visit.shopper)

        assert refused(at_once(app, send, send)) == ["already_sent"]
        assert db.session.query(Submission).filter_by(visit_id=visit_id).count() == 1


def test_many_devices_that_answer_one_question_lose_nothing(app: Flask, house: House) -> None:
    visit_id, chloe_id = make_visit(house.mill_lane, house.version, shopper=house.chloe).id, house.chloe.id
    devices = [str(uuid4()) for _ in range(6)]

    def tell(number: int) -> Callable[[], Any]:
        visit, chloe = of(Visit, visit_id), of(Person, chloe_id)
        told = DraftTold(devices[number], {"words": {"value": f"from {number}", "at": at(number - 60)}})
        return lambda: save_draft(visit, told, by=chloe)

    assert at_once(app, *[lambda n=n: tell(n) for n in range(6)]) == [DONE] * 6
    older = {row.entry["value"] for row in db.session.query(OlderAnswer)}
    assert of(Visit, visit_id).draft["words"]["value"] == "from 5"
    assert older == {f"from {number}" for number in range(5)}


def test_two_photos_for_one_place_leave_the_first_in_it(app: Flask, house: House) -> None:
    version = make_version(house.client, PHOTOS)
    for _ in ROUNDS:
        visit_id = make_visit(house.mill_lane, version, shopper=house.chloe).id

        def put(visit_id: Any = visit_id) -> Callable[[], Any]:
            visit, name = of(Visit, visit_id), uuid4().hex * 2
            photo = Stored(name, name, size=1, width=1, height=1, new=True)
            return lambda: put_photo(visit, Slot("receipt", 0, name), photo, by=visit.shopper)

        assert refused(at_once(app, put, put, put)) == ["slot_taken"] * 2
        assert db.session.query(VisitEvidence).filter_by(visit_id=visit_id).count() == 1


def test_whoever_loses_a_visit_between_reading_and_writing_writes_nothing(app: Flask, house: House) -> None:
    answers = entries(house.version.definition)
    fay = make_person("Fay", *[(grant.role, grant.region) for grant in house.chloe.grants]).id
    visit_id, chloe_id = make_visit(house.mill_lane, house.version, shopper=house.chloe).id, house.chloe.id

    def late(write: Callable[[Visit, Person], Any]) -> Callable[[], Any]:
        visit, chloe = of(Visit, visit_id), of(Person, chloe_id)
        return lambda: write(visit, chloe)

    def given_away(write: Callable[[Visit, Person], Any]) -> list[str]:
        with app.app_context():
            press = late(write)
            with db.engine.begin() as elsewhere:
                elsewhere.execute(update(Visit).where(Visit.id == visit_id).values(shopper_id=fay))
            try:
                press()
            except Refused as told:
                return [told.code]
            finally:
                db.session.remove()
        return []

    report = Report(uuid4(), None, False, answers, device="phone")
    photo = Stored("ab" * 32, "cd" * 32, size=1, width=1, height=1, new=True)
    for write in (
        lambda visit, chloe: save_answers(visit, {"greeted": {"value": "no"}}, by=chloe),
        lambda visit, chloe: save_draft(visit, DraftTold("phone", answers), by=chloe),
        lambda visit, chloe: take_report(visit, report, by=chloe),
        lambda visit, chloe: add_photo(visit, key="words", photo=photo, by=chloe),
        lambda visit, chloe: start_visit(visit, by=chloe),
    ):
        with db.engine.begin() as elsewhere:
            elsewhere.execute(update(Visit).where(Visit.id == visit_id).values(shopper_id=chloe_id))
        assert given_away(write) == ["no_longer_yours"]
    assert of(Visit, visit_id).draft == {}
    assert db.session.query(Submission).count() == db.session.query(VisitEvidence).count() == 0
