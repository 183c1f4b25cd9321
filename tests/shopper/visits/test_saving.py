"""Nothing typed is ever lost: half and wrong answers, two tabs, many at once, signing in again."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from flask import Flask

from shopper.extensions import db
from shopper.models import AuditEvent, Person, UserSession, Visit, VisitState
from shopper.visits.commands import save_answers
from tests.support.builders import PASSWORD, House, make_version
from tests.support.reports import fields, started, write, write_all

EVERY_KIND = (Path(__file__).parents[3] / "tests/survey_defs/every_kind.yaml").read_text("utf-8")


def test_a_wrong_answer_is_saved_told_softly_and_stands_there_as_typed(house: House, as_) -> None:
    visit, chloe = started(house, version=make_version(house.client, EVERY_KIND)), as_(house.chloe)
    page = write(chloe, visit, "measures", expect=400, spent="ten", queue="4")
    assert "Write the amount in figures, for example 9.80." in page.text
    box = page.soup.find(id="q:spent:value")
    assert box is not None
    assert box["value"] == "ten"
    assert box["aria-invalid"] == "true"
    told = page.soup.find(id=str(box["aria-describedby"]).split()[-1])
    assert told is not None
    assert "Write the amount in figures" in told.get_text()
    assert page.form("#report")["q:queue:value"] == "4"
    assert visit.draft["spent"]["value"] == "ten"
    assert page.select("#problems a")[0]["href"] == "#q:spent:value"
    assert page.submit("#report", go="anyway").path.endswith("/at/leaving")
    assert visit.draft["spent"]["value"] == "ten"


def test_every_problem_has_its_message_and_every_value_stays(house: House, as_) -> None:
    visit, chloe = started(house, version=make_version(house.client, EVERY_KIND)), as_(house.chloe)
    wrong = {
        "queue": "99", "spent": "ten", "wait:minutes": "three", "closed_at:hour": "25", "closed_at:minute": "99",
        "best_before:day": "31", "best_before:month": "Feb", "best_before:year": "2027", "place:lat": "north",
    }  # fmt: skip
    page = write(chloe, visit, "measures", expect=400, **wrong)
    for words in (
        "Enter 60 or less.",
        "Write the amount in figures, for example 9.80.",
        "Write minutes and seconds in figures, for example 3 and 10.",
        "Write hour and minutes in figures, for example 14 and 05.",
        "Write day, month and year in figures, for example 5, 11 and 2026.",
        "Write all three figures, for example 51.507, -0.128 and 20, or leave them blank.",
    ):
        assert words in page.text
    form = page.form("#report")
    assert {name: form[name] for name in fields(**wrong)} == fields(**wrong)


def test_an_answer_beside_a_row_set_apart_keeps_both_and_asks(house: House, as_) -> None:
    visit, chloe = started(house), as_(house.chloe)
    page = write(chloe, visit, "checkout", expect=400, **{"wait:minutes": "3", "wait:state": "not_observed"})
    assert "Keep one answer" in page.text
    assert page.form("#report")["q:wait:minutes"] == "3"
    assert page.form("#report")["q:wait:state"] == ["not_observed"]


def test_words_without_an_answer_are_kept_and_asked_about(house: House, as_) -> None:
    visit, chloe = started(house), as_(house.chloe)
    page = write(chloe, visit, "greeting", expect=400, **{"greeted:comment": "They looked away"})
    assert "You wrote what happened but chose no answer." in page.text
    assert page.form("#report")["q:greeted:comment"].strip() == "They looked away"


def test_missing_answers_do_not_block_continue(house: House, as_) -> None:
    visit, chloe = started(house), as_(house.chloe)
    assert write(chloe, visit, "greeting").path.endswith("/at/checkout")
    assert visit.draft == {}


def test_only_what_changed_gets_a_new_time(house: House, as_) -> None:
    visit, chloe = started(house), as_(house.chloe)
    write(chloe, visit, "greeting", greeted="no", greeting_momentum="drift")
    first = visit.draft["greeted"]["at"]
    write(chloe, visit, "greeting", greeting_momentum="away")
    assert visit.draft["greeted"]["at"] == first
    assert visit.draft["greeting_momentum"]["at"] >= first
    saves = db.session.query(AuditEvent).filter_by(action="visit.save").order_by(AuditEvent.id).all()
    assert [event.facts["questions"] for event in saves] == [
        ["greeted", "greeting_momentum"],
        ["greeting_momentum"],
    ]
    write(chloe, visit, "greeting")
    assert db.session.query(AuditEvent).filter_by(action="visit.save").count() == 2


def test_the_audit_log_holds_no_answers(house: House, as_) -> None:
    visit, chloe = started(house), as_(house.chloe)
    write(chloe, visit, "greeting", greeted="no", **{"greeted:comment": "Dawn at the till"})
    assert "Dawn" not in str([event.facts for event in db.session.query(AuditEvent)])


def test_two_tabs_on_the_same_page_lose_nothing_of_each_other(house: House, as_) -> None:
    visit, chloe = started(house), as_(house.chloe)
    tabs = [chloe.get("visits.touchpoint", visit_id=visit.id, key="greeting") for _ in range(2)]
    tabs[0].submit("#report", **fields(greeted="no"))
    tabs[1].submit("#report", **fields(greeting_momentum="drift"))
    assert visit.draft["greeted"]["value"] == "no"
    assert visit.draft["greeting_momentum"]["value"] == "drift"


def test_many_saving_at_once_lose_nothing(app: Flask, house: House) -> None:
    visit = started(house, version=make_version(house.client, EVERY_KIND))
    keys = [*visit.version.definition.by_key][:12]
    visit_id, person_id = visit.id, house.chloe.id
    db.session.commit()

    def save(key: str) -> None:
        with app.app_context():
            mine, chloe = db.session.get(Visit, visit_id), db.session.get(Person, person_id)
            save_answers(mine, {key: {"value": f"from {key}"}}, by=chloe)
            db.session.remove()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(save, keys))
    db.session.expire_all()
    assert {key: entry["value"] for key, entry in visit.draft.items()} == {key: f"from {key}" for key in keys}


def test_a_session_that_ended_never_stands_between_a_shopper_and_the_text(house: House, as_) -> None:
    version = make_version(house.client, EVERY_KIND)
    visit, chloe = started(house, version=version), as_(house.chloe)
    page = chloe.get("visits.touchpoint", visit_id=visit.id, key="words")
    row = db.session.query(UserSession).one()
    row.ended_at = row.created_at
    db.session.commit()
    answers = fields(greeted="no", told=["fresh", "own_view", "none_of_these"])
    answers["q:greeted:comment"] = "“Won’t be long”, she said,\nand was not."
    sign_in = page.submit("#report", expect=401, **answers)
    assert "What you wrote is kept." in sign_in.text
    wrong = sign_in.submit(expect=401, sign_in="chloe@example.test", password="not this one")
    on = wrong.submit(sign_in="chloe@example.test", password=PASSWORD)
    done = on.submit()
    assert done.path.endswith("/at/measures")
    assert visit.draft["greeted"]["comment"] == "“Won’t be long”, she said,\nand was not."
    assert visit.draft["told"]["value"] == ["fresh", "own_view", "none_of_these"]


def test_a_photo_that_cannot_be_kept_is_told_and_the_words_are_kept(house, as_) -> None:
    visit, chloe = started(house), as_(None)
    fields = {"q:greeted:value": "yes", "q:x:file": (io.BytesIO(b"a photo"), "photo.jpg")}
    asked = chloe.post(f"/my/visits/{visit.id}/at/greeting", fields, expect=401)
    assert "What you wrote is kept." in asked.text
    assert "Only the photo has to be chosen again." in asked.text
    assert asked.form("main form")["kept:q:greeted:value"] == "yes"


def test_a_sent_report_cannot_be_changed_from_an_old_tab(house: House, as_) -> None:
    visit, chloe = started(house), as_(house.chloe)
    old = chloe.get("visits.touchpoint", visit_id=visit.id, key="greeting")
    write_all(chloe, visit).submit()
    page = old.submit("#report", expect=409, **fields(greeted="yes"))
    assert "its report can no longer be changed" in page.text
    assert visit.answers["greeted"]["value"] == "no"
    assert visit.state == VisitState.SENT
