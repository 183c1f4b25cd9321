"""Two people, or two tabs, at the same moment: exactly one wins or both are kept, on either database."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from flask import Flask

import survey_defs
from shopper.extensions import db
from shopper.fieldwork.commands import assign, start_wave, take_back
from shopper.models import (
    Assignment,
    AuditEvent,
    Person,
    QuestionSetVersion,
    Region,
    Role,
    Submission,
    VersionState,
    Visit,
    VisitEvidence,
    VisitScore,
    VisitState,
    Wave,
    WaveState,
)
from shopper.question_sets import commands as sets
from shopper.question_sets.gate import gate
from shopper.review import commands as review
from shopper.review.rebuild import check
from shopper.visits.commands import add_photo, save_answers, start_visit
from shopper.visits.evidence import Stored
from shopper.visits.sending import send_report
from tests.shopper.review.support import sent
from tests.support.at_once import DONE, ROUNDS, at_once, of, refused
from tests.support.builders import (
    BEST,
    SHORT_SET,
    House,
    make_person,
    make_visit,
    make_wave,
)

# giving visits out


def test_one_visit_is_given_to_one_shopper(app: Flask, house: House) -> None:
    wave = make_wave(house.version, house.mill_lane)
    shoppers = [house.chloe.id, make_person("Cleo", (Role.SHOPPER, house.client)).id]
    for _ in ROUNDS:
        visit_id, wave_id = make_visit(house.mill_lane, house.version, wave=wave).id, wave.id

        def give(shopper_id: int, wave_id: int = wave_id, visit_id: Any = visit_id) -> Callable[[], Any]:
            wave, visit, shopper = of(Wave, wave_id), of(Visit, visit_id), of(Person, shopper_id)
            return lambda: assign(wave, [visit], shopper, by=None)

        told = at_once(app, *[lambda each=each: give(each) for each in shoppers])
        assert refused(told) == ["visit_taken"]
        holder = of(Visit, visit_id).shopper_id
        assert [row.person_id for row in db.session.query(Assignment).filter_by(visit_id=visit_id)] == [
            holder
        ]
        assert holder == shoppers[told.index(DONE)]


def test_a_visit_is_started_or_taken_back(app: Flask, house: House) -> None:
    for _ in ROUNDS:
        visit_id = make_visit(house.mill_lane, house.version, shopper=house.chloe).id

        def start(visit_id: Any = visit_id) -> Callable[[], Any]:
            visit, chloe = of(Visit, visit_id), db.session.query(Person).filter_by(name="Chloé").one()
            return lambda: start_visit(visit, by=chloe)

        def take(visit_id: Any = visit_id) -> Callable[[], Any]:
            visit = of(Visit, visit_id)
            return lambda: take_back(visit, by=None)

        told = at_once(app, start, take)
        assert refused(told) in (["move_not_allowed"], ["no_longer_yours"])
        visit = of(Visit, visit_id)
        assert (visit.state, visit.shopper_id is None) == (
            (VisitState.STARTED, False) if told[0] == DONE else (VisitState.OPEN, True)
        )


def test_a_wave_is_started_once(app: Flask, house: House) -> None:
    for _ in ROUNDS:
        wave_id = make_wave(house.version, house.mill_lane, visits=3, state=WaveState.PLANNED).id

        def start(wave_id: int = wave_id) -> Callable[[], Any]:
            wave = of(Wave, wave_id)
            return lambda: start_wave(wave, by=None)

        told = at_once(app, start, start)
        assert len(refused(told)) == 1
        assert db.session.query(Visit).filter_by(wave_id=wave_id).count() == 3


# writing and sending a report


def test_two_tabs_lose_nothing_of_each_other(app: Flask, house: House) -> None:
    answers = survey_defs.check_answers(house.version.definition, BEST).answers
    visit_id = make_visit(house.mill_lane, house.version, shopper=house.chloe).id

    def tab(key: str) -> Callable[[], Any]:
        visit = of(Visit, visit_id)
        assert visit.draft == {}
        return lambda: save_answers(visit, {key: answers[key]}, by=visit.shopper)

    told = at_once(app, *[lambda key=key: tab(key) for key in answers])
    assert told == [DONE] * len(answers)
    draft = of(Visit, visit_id).draft
    assert {key: draft[key]["value"] for key in answers} == {key: answers[key]["value"] for key in answers}


def test_a_report_pressed_twice_is_there_once_with_one_receipt(app: Flask, house: House) -> None:
    for _ in ROUNDS:
        visit_id, submission_id = _written(house), uuid4()

        def send(visit_id: Any = visit_id, submission_id: Any = submission_id) -> Callable[[], Any]:
            visit = of(Visit, visit_id)
            more = {"submission_id": submission_id, "base_id": None, "left_early": False}
            return lambda: send_report(visit, **more, by=visit.shopper)

        assert at_once(app, send, send, send) == [DONE] * 3
        assert db.session.query(Submission).filter_by(visit_id=visit_id).count() == 1
        sent_lines = db.session.query(AuditEvent).filter_by(action="visit.send", subject_id=str(visit_id))
        assert sent_lines.count() == 1


def test_two_tabs_that_send_different_reports(app: Flask, house: House) -> None:
    """Each has an id of its own: the first counts, the second is told when that was."""
    for _ in ROUNDS:
        visit_id = _written(house)

        def send(visit_id: Any = visit_id) -> Callable[[], Any]:
            visit = of(Visit, visit_id)
            more = {"submission_id": uuid4(), "base_id": None, "left_early": False}
            return lambda: send_report(visit, **more, by=visit.shopper)

        assert refused(at_once(app, send, send)) == ["already_sent"]
        assert db.session.query(Submission).filter_by(visit_id=visit_id).count() == 1


def _written(house: House) -> Any:
    visit = make_visit(house.mill_lane, house.version, shopper=house.chloe)
    answers = survey_defs.check_answers(house.version.definition, BEST).answers
    save_answers(visit, answers, by=house.chloe)
    return visit.id


def test_one_photo_put_into_two_visits_is_kept_once_for_both(app: Flask, house: House) -> None:
    for number in ROUNDS:
        photo = Stored(f"{number:064x}", f"{number:064x}", size=1, width=1, height=1, new=True)
        visits = [make_visit(house.mill_lane, house.version, shopper=house.chloe).id for _ in range(4)]

        def put(visit_id: Any, photo: Stored = photo) -> Callable[[], Any]:
            visit = of(Visit, visit_id)
            return lambda: add_photo(visit, key="greeted", photo=photo, by=visit.shopper)

        assert at_once(app, *[lambda each=each: put(each) for each in visits]) == [DONE] * 4
        assert db.session.query(VisitEvidence).filter_by(sha256=photo.sha256).count() == 4


# review


def test_releases_and_withdrawals_of_one_branch_and_month_keep_the_sums_exact(
    app: Flask, house: House
) -> None:
    """Some are accepted, some taken back: they meet in the same rows of the tallies."""
    waiting = [sent(house).id for _ in range(4)]
    out = [sent(house).id for _ in range(4)]
    for visit_id in out:
        review.accept(of(Visit, visit_id), by=house.ben)
    ben = house.ben.id

    def press(visit_id: Any, what: Callable[..., Any]) -> Callable[[], Any]:
        visit, by = of(Visit, visit_id), of(Person, ben)
        return lambda: what(visit, by=by)

    told = at_once(
        app,
        *[lambda each=each: press(each, review.accept) for each in waiting],
        *[lambda each=each: press(each, review.withdraw_visit) for each in out],
    )
    assert told == [DONE] * 8
    assert list(check(lambda _done: None)) == []
    states = [of(Visit, each).state for each in (*waiting, *out)]
    assert states == [VisitState.RELEASED] * 4 + [VisitState.WITHDRAWN] * 4


def test_two_scores_again_are_two_rows_and_the_last_counts(app: Flask, house: House) -> None:
    visit_id, ben = sent(house).id, house.ben.id
    review.accept(of(Visit, visit_id), by=house.ben)

    def again(why: str) -> Callable[[], Any]:
        visit, by = of(Visit, visit_id), of(Person, ben)
        return lambda: review.rescore(visit, why, by)

    assert at_once(app, lambda: again("one"), lambda: again("other"), lambda: again("third")) == [DONE] * 3
    numbers = [row.number for row in db.session.query(VisitScore).filter_by(visit_id=visit_id)]
    assert sorted(numbers) == [1, 2, 3, 4]
    assert of(Visit, visit_id).score_number == 4
    assert list(check(lambda _done: None)) == []


# question sets


def test_a_draft_is_published_once(app: Flask, house: House) -> None:
    for number in ROUNDS:
        source = SHORT_SET.replace("slug: short", f"slug: short-{number}")
        client = house.client
        version = sets.save_draft(client, sets.read(source, "short.yaml"), by=None)
        version_id, checksum = version.id, version.checksum
        said = sets.Said({one.id: "Looked at." for one in gate(version).warnings})

        def publish(
            version_id: int = version_id, checksum: str = checksum, said: sets.Said = said
        ) -> Callable[[], Any]:
            version = of(QuestionSetVersion, version_id)
            return lambda: sets.publish(version, checksum=checksum, said=said, by=None)

        assert refused(at_once(app, publish, publish)) == ["already_published"]
        assert of(QuestionSetVersion, version_id).state == VersionState.PUBLISHED


def test_two_first_uploads_of_a_set_are_one_draft(app: Flask, house: House) -> None:
    client_id = house.client.id
    for number in ROUNDS:
        sources = [
            SHORT_SET.replace("slug: short", f"slug: new-{number}").replace("Short visit", title)
            for title in ("One", "Other")
        ]

        def upload(source: str) -> Callable[[], Any]:
            client = of(Region, client_id)
            return lambda: sets.save_draft(client, sets.read(source, "short.yaml"), by=None)

        assert at_once(app, *[lambda each=each: upload(each) for each in sources]) == [DONE, DONE]
        versions = db.session.query(QuestionSetVersion).join(QuestionSetVersion.question_set)
        assert versions.filter_by(slug=f"new-{number}").count() == 1
