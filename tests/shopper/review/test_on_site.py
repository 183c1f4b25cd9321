"""What a reviewer learns of the visit itself and of how the report was written; the manager, of the journey."""

from __future__ import annotations

from datetime import timedelta

from shopper import clock
from shopper.database import insert_once
from shopper.extensions import db
from shopper.models import Evidence, Submission, VisitEvidence
from shopper.review import commands
from tests.shopper.review.support import sent
from tests.support.builders import make_version
from tests.support.databases import LONG_ON_POSTGRES

pytestmark = LONG_ON_POSTGRES
PHONE = "0c5a8d1e-7b1f-4b6e-9d2a-0f4f2d9a1b11"


def stamp(name, minutes, **more):
    at = clock.stamp(clock.now() - timedelta(hours=6) + timedelta(minutes=minutes))
    return {"id": f"{name}-{minutes}", "name": name, "at": at, "tapped_at": at, "offset_ms": 1.0, **more}


def report(house, filling=None, stamps=(), **more):
    visit = sent(house, **more)
    visit.filling, visit.stamps = {PHONE: filling} if filling else {}, list(stamps)
    db.session.commit()
    return visit


def seconds(**touchpoints):
    return {"touchpoints": touchpoints, "changes": {}, "reloads": 0}


def test_stamps_notes_and_waits_stand_before_the_answers(house, as_):
    stamps = [stamp("In", 0), stamp("note", 1, text="“Morning”"), stamp("Noticed", 3), stamp("Out", 23)]
    page = as_(house.ben).get("review.report", visit_id=report(house, stamps=stamps).id)
    assert "23 minutes on site" in page.text
    labels = [each.get_text().split()[0] for each in page.select(".tl .stamp")]
    assert labels == ["In", "Note", "Noticed", "Out"]
    assert "“Morning”" in page.text


def test_a_visit_without_stamps_or_times_says_nothing_of_them(house, as_):
    page = as_(house.ben).get("review.report", visit_id=report(house).id)
    assert "on site" not in page.text
    assert "How it was filled in" not in page.text


def test_being_recognised_is_told_to_the_reviewer(house, as_):
    visit = report(house)
    assert "recognised" not in as_(house.ben).get("review.report", visit_id=visit.id).text
    visit.recognised = True
    db.session.commit()
    assert "may have been recognised" in as_(house.ben).get("review.report", visit_id=visit.id).text


def test_time_stands_beside_what_is_usual_for_the_set(house, as_):
    for each in range(9):
        report(house, seconds(greeting=60 + 10 * each))
    page = as_(house.ben).get(
        "review.report",
        visit_id=report(house, {**seconds(greeting=400, leaving=30), "changes": {"greeted": 2}}).id,
    )
    rows = [
        [cell.get_text() for cell in row.select("th, td")]
        for row in page.select("[aria-labelledby=h-filled-in] tbody tr")
    ]
    assert rows == [
        ["Greeting", "7 min", "80 sec to 2 min", "2"],
        ["Leaving", "30 sec", "–", "0"],
    ]
    assert "7 min in all" in page.text


def test_too_few_reports_make_no_usual_time(house, as_):
    for _ in range(7):
        report(house, seconds(greeting=60))
    page = as_(house.ben).get("review.report", visit_id=report(house, seconds(greeting=60)).id)
    assert "60 sec to" not in page.text


def test_two_devices_are_added_up_and_said(house, as_):
    visit = report(house)
    visit.filling = {PHONE: seconds(greeting=100), "web": {**seconds(greeting=100), "reloads": 3}}
    db.session.commit()
    page = as_(house.ben).get("review.report", visit_id=visit.id)
    for words in ("3 min in all", "on 2 devices", "the page was loaded anew 3 times"):
        assert words in page.text


def test_how_long_after_leaving_it_was_written_is_told(house, as_):
    visit = report(house, seconds(greeting=60), [stamp("Out", 0)])
    out = clock.now() - timedelta(hours=6)
    times = (out + timedelta(minutes=-5), out + timedelta(hours=3))
    visit.answers = {
        key: {**entry, "at": clock.stamp(times[place % 2])}
        for place, (key, entry) in enumerate(visit.answers.items())
    }
    db.session.commit()
    page = as_(house.ben).get("review.report", visit_id=visit.id)
    for words in (
        "first answer 5 minutes before Out",
        "last answer 3 hours after Out",
        "received 6 hours after Out",
    ):
        assert words in page.text


def test_another_reviewers_reports_are_no_measure(house, as_):
    """A usual time comes from reports that this reviewer may see."""
    for _ in range(9):
        report(house, seconds(greeting=60), branch=house.other_branch)
    page = as_(house.ben).get("review.report", visit_id=report(house, seconds(greeting=60)).id)
    assert "No other report with this version was timed yet" in page.text


def test_a_manager_sees_the_stamps_and_not_who_tapped_them(house, as_):
    stamps = [stamp("In", 0), stamp("note", 1, text="My own words"), stamp("recognised", 2), stamp("Out", 23)]
    visit = report(house, stamps=stamps)
    commands.accept(visit, by=house.ben)
    page = as_(house.dev).get("dashboards.report", visit_id=visit.id)
    assert [each.get_text().split()[0] for each in page.select(".tl .stamp")] == ["In", "Out"]
    assert "23 minutes in the branch" in page.text
    for words in ("My own words", "recognised", "Chloé"):
        assert words not in page.text


SET = """\
slug: photos
title: Photos
touchpoints:
  - key: leaving
    title: Leaving
    mode: people
    leaving: true
    questions:
      - {key: thanked, type: yes_no, text: Were you thanked?, points: 5, p: people, na: false}
      - {key: receipt, type: photo, text: A photo of the receipt, max: 2}
"""


def with_photos(house, *shas):
    """A report that announced these photos, of which none has come in."""
    answers = {"thanked": {"value": "yes"}, "receipt": {"value": list(shas)}}
    visit = sent(house)
    visit.version, visit.answers = make_version(house.client, SET), answers
    submission = db.session.query(Submission).filter_by(visit_id=visit.id).one()
    submission.answers = answers
    submission.evidence = [{"question": "receipt", "index": n, "sha256": sha} for n, sha in enumerate(shas)]
    db.session.commit()
    return visit


def arrives(visit, sha):
    """The photo of this name comes in; the server made other bytes of it."""
    made = sha[::-1]
    insert_once(Evidence, sha256=made, size=1, width=1, height=1, stored_at=clock.now())
    slot = {"visit_id": visit.id, "question_key": "receipt", "index": 0, "added_at": clock.now()}
    db.session.add(VisitEvidence(**slot, sent_sha256=sha, sha256=made))
    db.session.commit()


def test_photos_that_have_not_come_in_are_listed_and_not_drawn(house, as_):
    there, away = "1a" * 32, "2b" * 32
    visit, ben = with_photos(house, there, away), as_(house.ben)
    assert "A photo of the receipt: 2 photos" in ben.get("review.report", visit_id=visit.id).text
    arrives(visit, there)
    page = ben.get("review.report", visit_id=visit.id)
    assert "A photo of the receipt: one photo" in page.text
    assert [image["src"].rpartition("/")[2] for image in page.select(".thumb img")] == [there]
    assert page.text.count("Not received yet") == 1


def test_nothing_is_said_of_photos_that_are_all_there(house, as_):
    visit = with_photos(house, "1a" * 32)
    arrives(visit, "1a" * 32)
    page = as_(house.ben).get("review.report", visit_id=visit.id)
    assert "not come in" not in page.text
    assert "Not received yet" not in page.text


def test_a_manager_sees_which_photos_are_still_to_come(house, as_):
    visit = with_photos(house, "2b" * 32)
    commands.accept(visit, by=house.ben)
    page = as_(house.dev).get("dashboards.report", visit_id=visit.id)
    assert "Not received yet" in page.text
    assert not page.select(".thumb img")
