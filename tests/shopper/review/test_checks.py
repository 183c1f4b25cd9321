"""The checks beside a report: each says why, and how often others look the same; none decides anything."""

from datetime import timedelta
from uuid import uuid4

from shopper import clock
from shopper.extensions import db
from shopper.models import Evidence, VisitEvidence, VisitState
from shopper.review.checks.page import checks_page
from tests.shopper.review.support import sent
from tests.support.builders import SHORT_SET, make_branch, make_version
from tests.support.databases import LONG_ON_POSTGRES

pytestmark = LONG_ON_POSTGRES
TEXT = "They said that the satin one wipes clean and the matt one hides the old filler, so matt for the hall."


def check(house, visit, name):
    """One of the checks, by the name that it has when it asks for eyes or does not."""
    found = {one.name: one for one in checks_page(house.ben, visit).checks}
    return found.get(name)


def stamp(name, at):
    return {
        "id": str(uuid4()),
        "name": name,
        "at": at.isoformat(),
        "tapped_at": at.isoformat(),
        "offset_ms": 0,
    }


def test_a_plain_report_asks_for_nobodys_eyes(house, as_):
    page = checks_page(house.ben, sent(house))
    assert page.headline == "No check asks for your eyes"
    assert not any(one.flagged for one in page.checks)
    text = as_(house.ben).get("review.queue").text
    assert "One report waits" in text


def test_words_copied_from_an_earlier_report_are_named_with_their_base_rate(house, as_):
    ferry_lane = make_branch(house.north, "Ferry Lane")
    earlier = clock.now() - timedelta(days=3)
    for branch, words in (
        (ferry_lane, TEXT),
        (house.quayside, "A nod, and then the next guest was called to the till."),
    ):
        sent(house, branch, 3, at=earlier, words=words)
    visit = sent(house, words=TEXT.replace("hall", "loft"))
    told = check(house, visit, "Too alike.")
    assert "What did they say?" in told.words
    assert "Ferry Lane" in told.words
    assert told.base == "Base rate: 0 of 1 pairs of earlier reports."
    page = as_(house.ben).get("review.report", visit_id=visit.id)
    assert "One of seven checks asks for your eyes" in page.text
    assert "never a verdict" in page.text
    assert check(house, db.get_or_404(type(visit), visit.id), "Own words.") is None


def test_the_first_of_two_alike_is_not_held_against_the_later(house):
    first = sent(house, words=TEXT, at=clock.now() - timedelta(hours=2))
    sent(house, make_branch(house.north), words=TEXT)
    assert check(house, first, "Too alike.") is None


def test_a_photo_that_stands_in_another_report_is_named(house):
    sha, visits = "ab" * 32, [sent(house, house.quayside), sent(house)]
    db.session.add(Evidence(sha256=sha, size=3, width=1, height=1, stored_at=clock.now()))
    db.session.flush()
    for visit in visits:
        slot = {"visit_id": visit.id, "question_key": "receipt", "index": 0, "added_at": clock.now()}
        db.session.add(VisitEvidence(**slot, sent_sha256=sha, sha256=sha))
    db.session.commit()
    told = check(house, visits[1], "Photo used before.")
    assert "Quayside" in told.words
    assert told.base == "Base rate: 0 of 1 other reports."


def test_late_and_hardly_possible_are_said_against_others(house):
    visit = sent(house)
    visit.created_at = clock.now() - timedelta(days=5)
    visit.stamps = [stamp("Out", clock.now() - timedelta(days=2))]
    visit.filling = {"phone": {"touchpoints": {"greeting": 2, "leaving": 1}}}
    db.session.commit()
    assert check(house, visit, "Late.").flagged
    pace = check(house, visit, "Hardly possible pace.")
    assert "seconds an answer" in pace.words
    assert "no other report yet" in pace.base
    assert visit.state == VisitState.SENT


WITH_PLACE = SHORT_SET.replace("slug: short", "slug: placed").replace(
    "type: text, text: What did they say?, max: 300, show_if: {question: greeted, is: yes}}",
    "type: text, text: What did they say?, max: 300, show_if: {question: greeted, is: yes}}\n"
    "      - {key: here, type: location, text: Where are you?}",
)


def test_far_away_is_measured_from_the_branch_itself_where_its_place_is_known(house):
    house.version = make_version(house.client, WITH_PLACE)
    there, away = ({"lat": lat, "lon": -1.541, "accuracy_m": 10} for lat in (53.797, 53.817))
    near = sent(house, here=there)
    assert not check(house, near, "Place.").known, "nothing to measure from yet"
    house.mill_lane.latitude, house.mill_lane.longitude = 53.797, -1.541
    db.session.commit()
    assert check(house, near, "Near the branch.").words == "0 m from the branch."
    far = check(house, sent(house, here=away), "Far away.")
    assert far.words.startswith("2,2")
    assert far.base == "Base rate: 0 of 1 other reports."
