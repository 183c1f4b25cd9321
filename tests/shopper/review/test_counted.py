"""The queue tells how many checks ask for eyes, counted beside the server and anew when something comes in."""

import io
from datetime import timedelta

from PIL import Image, ImageDraw

from shopper import clock
from shopper.evidence import the_store
from shopper.extensions import db
from shopper.models import Evidence, ReportChecks, VisitEvidence
from shopper.review.checks.counting import count_checks, look_at_photos
from shopper.review.checks.page import checks_page
from shopper.visits.evidence import store_photo
from tests.shopper.review.support import sent
from tests.support.builders import make_branch

TEXT = "They said that the satin one wipes clean and the matt one hides the old filler, so matt for the hall."


def queue(as_, house):
    """What stands at each report of the queue."""
    page = as_(house.ben).get("review.queue")
    return {
        line.select("b")[0].text: [fact.text for fact in line.select(".facts span")]
        for line in page.select("ul.queue li")
    }


def test_the_queue_says_how_many_checks_ask_once_they_are_counted(house, as_):
    sent(house, house.quayside, at=clock.now() - timedelta(days=1), words=TEXT)
    sent(house, words=TEXT)
    assert "checks are being counted" in queue(as_, house)["Mill Lane"]
    assert (count_checks(), count_checks()) == (2, 0)
    told = queue(as_, house)
    assert "1 check asks" in told["Mill Lane"]
    assert "no check asks" in told["Quayside"]


def test_a_report_sent_again_or_a_late_photo_is_counted_anew(house, as_):
    visit = sent(house)
    count_checks()
    visit.sent_at = clock.now()
    db.session.commit()
    assert "checks are being counted" in queue(as_, house)["Mill Lane"]
    assert count_checks() == 1
    add(visit, picture())
    assert count_checks() == 1
    assert db.session.query(ReportChecks).one().among == 7


def picture(shift=0, quality=90, size=(640, 480), plain=False):
    """A shelf with boxes, saved as a phone saves it; `shift` makes another shelf of it."""
    image = Image.new("RGB", (640, 480), "#dddddd")
    draw = ImageDraw.Draw(image)
    for at in range(0 if plain else 12):
        left, top = (at * 97 + shift * 41) % 560, (at * 61 + shift * 83) % 420
        draw.rectangle((left, top, left + 90, top + 70), fill=((at * 40 + shift) % 256, at * 20 % 256, 30))
    saved = io.BytesIO()
    image.resize(size).save(saved, "JPEG", quality=quality)
    return saved.getvalue()


def add(visit, content, index=0):
    """The photo as an answer of the visit."""
    photo = store_photo(io.BytesIO(content))
    if db.session.get(Evidence, photo.sha256) is None:
        facts = {"size": photo.size, "width": photo.width, "height": photo.height, "look": photo.look}
        db.session.add(Evidence(sha256=photo.sha256, stored_at=clock.now(), **facts))
        db.session.flush()
    slot = {"visit_id": visit.id, "question_key": "receipt", "index": index, "added_at": clock.now()}
    db.session.add(VisitEvidence(**slot, sent_sha256=photo.sent_sha256, sha256=photo.sha256))
    db.session.commit()
    return photo


def check(house, visit):
    return next(one for one in checks_page(house.ben, visit).checks if one.name.startswith("Photo"))


def test_a_photo_saved_anew_and_smaller_is_told_with_where_and_how_often(house):
    earlier = [sent(house, branch) for branch in (house.quayside, make_branch(house.north))]
    visit = sent(house)
    add(earlier[0], picture())
    add(earlier[1], picture(shift=5))
    add(visit, picture(quality=40, size=(480, 360)))
    told = check(house, visit)
    assert told.name == "Photo like an earlier one."
    assert "Were you offered a receipt?" in told.words
    assert "looks nearly the same as one in the report on Quayside" in told.words
    assert told.base == "Base rate: 0 of 1 pairs of earlier reports."
    assert told.flagged


def test_other_pictures_and_plain_ones_are_not(house):
    earlier, visit = sent(house, house.quayside), sent(house)
    add(earlier, picture(plain=True))
    add(earlier, picture(shift=5), index=1)
    add(visit, picture(plain=True, quality=50))
    add(visit, picture(shift=11), index=1)
    assert check(house, visit).words == "2, none seen before."


def test_photos_from_before_are_looked_at_by_the_server(house):
    visit = sent(house)
    photo, lost = add(visit, picture()), add(visit, picture(shift=5), index=1)
    the_store().delete(lost.sha256)
    for row in db.session.query(Evidence):
        row.look = None
    db.session.commit()
    assert (look_at_photos(), look_at_photos()) == (2, 0)
    assert db.session.get(Evidence, photo.sha256).look == photo.look
    assert db.session.get(Evidence, lost.sha256).look == ""
