"""Managers dispute an answer: in time, one appeal a question, decided by somebody else, told to every reader."""

import io
from datetime import timedelta

import pytest
from PIL import Image
from werkzeug.datastructures import FileStorage

from shopper import clock
from shopper.appeals.commands import Decision, decide, open_appeal
from shopper.extensions import db
from shopper.models import Appeal, AppealState, ClientSettings, Message, Remedy, Role, VisitScore
from shopper.review import commands
from shopper.troubles import Trouble
from tests.shopper.appeals.support import appealed, released
from tests.shopper.review.support import refused
from tests.support.builders import make_person, saved
from tests.support.databases import LONG_ON_POSTGRES

pytestmark = LONG_ON_POSTGRES
NOBODY = {"greeted": {"state": "nobody", "comment": "Two assistants talked."}}


def photo() -> FileStorage:
    bytes_ = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(bytes_, "PNG")
    return FileStorage(io.BytesIO(bytes_.getvalue()), filename="till.png")


def test_an_upheld_appeal_corrects_the_answer_and_every_reader_sees_why(house, as_):
    visit = released(house, **NOBODY)
    raw, dev, asha = db.session.query(VisitScore).one().raw, as_(house.dev), as_(house.asha)
    page = dev.get("dashboards.report", visit_id=visit.id)
    assert "Is an answer wrong?" in page.text
    page = dev.get("appeals.open_appeal", visit_id=visit.id)
    page = page.submit("form.form", key="greeted", reason="", expect=400)
    assert "Write why the answer is wrong" in page.text
    page.submit("form.form", key="greeted", reason="The camera shows it.", photo=photo())
    appeal = db.session.query(Appeal).one()
    assert (appeal.owner_id, appeal.against_id, bool(appeal.photo_sha256)) == (
        house.asha.id,
        house.ben.id,
        True,
    )
    told = db.session.query(Message).filter_by(person_id=house.asha.id).one()
    assert (told.kind, told.path) == ("appeal_opened", f"/appeals/{appeal.id}")

    assert "Mill Lane" in asha.get("appeals.waiting").text
    page = asha.get("appeals.appeal", appeal_id=appeal.id)
    assert "The camera shows it." in page.text
    values = {"decision": "corrected", "words": "The recording is plain.", "q:greeted:value": "yes"}
    page = page.submit("form.form", **values)
    assert "Decided" in page.text

    scores = db.session.query(VisitScore).order_by(VisitScore.number).all()
    assert [score.number for score in scores] == [1, 2]
    assert (scores[0].raw, scores[1].raw) == (raw, 10_000)
    assert "The recording is plain." in scores[1].why
    for reader in (dev, asha):
        text = reader.get("dashboards.report", visit_id=visit.id).text
        for words in ("The camera shows it.", "Upheld", "The recording is plain.", "became “Yes”"):
            assert words in text
    assert "Upheld" in dev.get("appeals.ours").text
    assert "Chloé" not in dev.get("dashboards.report", visit_id=visit.id).text


def test_a_question_that_is_set_aside_moves_no_score_and_stays_aside(house):
    visit = released(house, **NOBODY, receipt="no")
    decide(visit, appealed(house, visit), Decision(Remedy.SET_ASIDE, "Nobody can tell."), by=house.asha)
    assert visit.answers["greeted"] == {"state": "does_not_apply"}
    score = db.session.query(VisitScore).filter_by(number=2).one()
    line = next(one for one in score.explanation["lines"] if one["key"] == "greeted")
    assert line["mark"] is None
    second = appealed(house, visit, key="receipt")
    decide(visit, second, Decision(Remedy.CORRECTED, "It was offered.", {"value": "yes"}), by=house.asha)
    assert visit.answers["greeted"] == {"state": "does_not_apply"}
    assert db.session.query(VisitScore).filter_by(number=3).one().raw == 10_000


def test_an_appeal_that_is_not_upheld_changes_nothing_but_says_why(house, as_):
    visit = released(house, **NOBODY)
    decide(visit, appealed(house, visit), Decision(None, "The camera shows the exit only."), by=house.asha)
    assert (visit.score_number, db.session.query(VisitScore).count()) == (1, 1)
    text = as_(house.dev).get("dashboards.report", visit_id=visit.id).text
    assert "Not upheld" in text
    assert "The camera shows the exit only." in text


def test_one_appeal_a_question_at_a_time(house, as_):
    visit = released(house, **NOBODY)
    appealed(house, visit)
    with refused(Trouble.APPEAL_WAITS):
        appealed(house, visit)
    page = as_(house.dev).get("appeals.open_appeal", visit_id=visit.id)
    page = page.submit("form.form", key="greeted", reason="Once more.", expect=400)
    assert "waits for its decision already" in page.text
    assert page.form("form.form")["reason"] == "Once more."
    appealed(house, visit, key="wait")
    assert db.session.query(Appeal).filter_by(state=AppealState.OPEN).count() == 2


def test_after_the_deadline_an_appeal_is_refused_in_clear_words(house, as_):
    saved(ClientSettings(client_id=house.client.id, appeal_days=5))
    visit = released(house)
    visit.released_at = clock.now() - timedelta(days=5, hours=1)
    db.session.commit()
    with refused(Trouble.APPEAL_TOO_LATE):
        appealed(house, visit)
    dev = as_(house.dev)
    assert "were possible until" in dev.get("dashboards.report", visit_id=visit.id).text
    page = dev.get("appeals.open_appeal", visit_id=visit.id, expect=409)
    assert "that day has passed, so the report stands" in page.text


def test_what_was_not_asked_or_not_released_cannot_be_disputed(house):
    visit = released(house, **NOBODY)
    with refused(Trouble.NOT_ASKED_HERE):
        appealed(house, visit, key="words")
    commands.withdraw_visit(visit, by=house.ben)
    with refused(Trouble.NOT_RELEASED):
        appealed(house, visit)


def test_nobody_decides_about_their_own_decision_visit_branch_or_appeal(house, as_):
    visit = released(house, **NOBODY)
    appeal = appealed(house, visit)
    upheld = Decision(Remedy.SET_ASIDE, "It was so.")
    with refused(Trouble.OWN_DECISION):
        decide(visit, appeal, upheld, by=house.ben)
    page = as_(house.ben).get("appeals.appeal", appeal_id=appeal.id)
    assert "Somebody else decides this one" in page.text
    assert not page.select("form.form")
    both = make_person("Both", (Role.ADMIN, house.client), (Role.MANAGER, house.north))
    with refused(Trouble.OWN_BRANCH):
        decide(visit, appeal, upheld, by=both)
    visit.shopper_id = house.asha.id
    db.session.commit()
    with refused(Trouble.OWN_VISIT):
        decide(visit, appeal, upheld, by=house.asha)


def test_another_reviewer_is_asked_before_an_admin(house):
    asif = make_person("Asif", (Role.REVIEWER, house.client))
    make_person("Far", (Role.REVIEWER, house.south))
    assert appealed(house, released(house)).owner_id == asif.id


@pytest.mark.parametrize(
    ("answer", "trouble"),
    [({"value": "perhaps"}, Trouble.ANSWER_UNSOUND), ({"state": "nobody"}, Trouble.SAME_ANSWER)],
)
def test_a_correction_has_to_be_another_sound_answer(house, answer, trouble):
    visit = released(house, greeted={"state": "nobody"})
    appeal = open_appeal(visit, key="greeted", reason="Not so.", by=house.dev)
    with refused(trouble):
        decide(visit, appeal, Decision(Remedy.CORRECTED, "See above.", answer), by=house.asha)
    assert (appeal.state, visit.score_number) == (AppealState.OPEN, 1)


def test_the_photo_of_an_appeal_is_for_its_readers_alone(house, as_):
    visit = released(house)
    page = as_(house.dev).get("appeals.open_appeal", visit_id=visit.id)
    page.submit("form.form", key="greeted", reason="See the photo.", photo=photo())
    where = {"appeal_id": db.session.query(Appeal).one().id}
    south = make_person("South", (Role.MANAGER, house.south))
    found = {
        who.name: as_(who).status("GET", f"/appeals/{where['appeal_id']}/photo", {})
        for who in (house.dev, house.asha, house.ben, house.chloe, south)
    }
    assert found == {"Dev": 200, "Asha": 200, "Ben": 200, "Chloé": 404, "South": 404}
