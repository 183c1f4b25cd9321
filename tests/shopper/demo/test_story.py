"""What is truly there, and that the pages say so in their own words."""

from __future__ import annotations

import re

from shopper.extensions import db
from shopper.models import Visit, VisitScore
from shopper.review.queries import released_count
from tests.shopper.demo.conftest import Demo


def test_one_region_got_better_after_a_date(demo: Demo) -> None:
    asha = demo.as_("Asha")
    for region, words in (
        ("South", "Better than before, unlikely to be chance."),
        ("North", "No real change."),
        ("Coast", "No real change."),
    ):
        assert words in asha.get("dashboards.overview", region=demo.region(region).id).text, region
    change = asha.get("dashboards.change", region=demo.region("South").id).text
    assert "South: the overall score is better than before, unlikely to be chance." in change
    assert "1 Mar 2026 South: two people at the counter from 8 to 10" in change
    assert re.search(r"(Five|Six|Seven|8) branches are better than before", change)


def test_one_branch_sets_up_well_and_loses_it_at_the_door(demo: Demo) -> None:
    dev, here = demo.as_("Dev"), demo.branch("Harbour Street").id
    assert "Harbour Street stands out low, Castle Gate high." in dev.get("dashboards.compare").text
    assert "Harbour Street stands out low there." in dev.get("dashboards.touchpoints").text
    page = dev.get("dashboards.branch", branch_id=here)
    assert re.search(r"Weakest link: Leaving, \d\d \(likely", page.text)
    journey = dev.get("dashboards.journey_branch", branch_id=here).text
    found = re.search(r"sets up at (\d\d) and finishes at (\d\d)", journey)
    assert found
    assert int(found[1]) > 85
    assert int(found[2]) < 50
    assert re.search(r"Fumbles in (1\d) of 11 visits", journey)


def test_one_branch_has_too_few_visits_to_compare(demo: Demo) -> None:
    page = demo.as_("Dev").get("dashboards.overview")
    assert re.search(r"Moorside Too few visits to compare\. 2 visits\.", page.text)
    assert "too few to compare" in demo.as_("Dev").get("dashboards.compare").text


def test_one_visit_failed_a_critical_question(demo: Demo) -> None:
    dev = demo.as_("Dev")
    assert re.search(r"Critical failures in 1 of \d\d visits", dev.get("dashboards.overview").text)
    failed = db.session.query(VisitScore).filter_by(outcome="penalty").one()
    visit = db.session.get_one(Visit, failed.visit_id)
    assert visit.branch.name == "Old Town"
    page = dev.get("dashboards.report", visit_id=visit.id)
    assert "I pointed at it and was told that the board is old." in page.text


def test_one_shopper_marks_kindly(demo: Demo) -> None:
    page = demo.as_("Ben").get("review.shoppers")
    assert "One shopper marks otherwise than the others." in page.text
    first = page.select("tbody tr")[0].get_text(" ")
    assert "Shopper 6" in first
    assert "More kindly, unlikely to be chance" in first


def test_photos_and_moments_are_in_released_reports(demo: Demo) -> None:
    shown = (
        db.session.query(Visit)
        .join(Visit.branch)
        .filter(Visit.answers.is_not(None))
        .order_by(Visit.visited_on.desc())
    )
    dev = demo.as_("Dev")
    mine = [each for each in shown if each.branch.region.name == "North" and each.state == "released"]
    with_photo = next(each for each in mine if "receipt" in each.answers)
    page = dev.get("dashboards.report", visit_id=with_photo.id)
    picture = str(page.select("main img")[0]["src"])
    assert dev.http.get(picture).mimetype == "image/jpeg"
    with_moment = next(each for each in mine if "small_thing" in each.answers)
    page = dev.get("dashboards.report", visit_id=with_moment.id)
    assert with_moment.answers["small_thing"]["value"] in page.text


def test_reports_with_photos_wait_for_the_reviewer(demo: Demo) -> None:
    ben = demo.as_("Ben")
    queue = ben.get("review.queue")
    waiting = [str(visit.id) for visit in db.session.query(Visit).filter_by(state="sent")]
    listed = {str(link["href"]) for link in queue.select("main a[href^='/review/']")}
    addresses = {f"/review/{visit_id}" for visit_id in waiting} & listed
    assert len(addresses) == 8
    pictures = [
        img for address in sorted(addresses) for img in ben.get(address).select("main img[src*=photos]")
    ]
    assert len(pictures) >= 5
    assert all(ben.http.get(str(each["src"])).status_code == 200 for each in pictures)


def test_the_shopper_has_visits_due_a_draft_one_returned_and_a_history(demo: Demo) -> None:
    chloe = demo.as_("Chloé")
    today = chloe.get("visits.today").text
    assert "Your next visit" in today
    assert "2 more visits after that" in today
    assert "One report to finish" in today
    assert "3 of 6 touchpoints" in today
    assert "One report came back" in today
    assert "Which words did you hear at the counter?" in today
    history = chloe.get("visits.history")
    receipts = [str(link["href"]) for link in history.select("main a[href$='/sent']")]
    assert len(receipts) == 30
    assert "Received" in chloe.get(receipts[5]).text
    pages = [chloe.get("visits.history", page=number).text for number in (2, 3)]
    assert any("The receipt shows our branch in Bridge Row" in page for page in (history.text, *pages))


def test_one_wave_runs_and_one_is_planned(demo: Demo) -> None:
    page = demo.as_("Asha").get("fieldwork.waves")
    for name, state in (("November 2026", "running"), ("December 2026", "planned")):
        row = next(tag for tag in page.select("main tr, main li") if name in tag.get_text())
        assert state in row.get_text(" ").lower()
    assert released_count() > 870
