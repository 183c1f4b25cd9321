"""Photos from phones: each by itself, known by the bytes that were sent, in a place that is filled once."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from shopper.extensions import db
from shopper.models import AuditEvent, Evidence, VisitEvidence, VisitState
from shopper.visits.queries import missing_photos
from tests.shopper.api.conftest import WHOLE
from tests.support.databases import LONG_ON_POSTGRES
from tests.support.phone import entries, fresh, report, sha, told
from tests.support.pictures import picture

pytestmark = LONG_ON_POSTGRES


def files_of(app) -> list[Path]:
    return [one for one in (app.config["LAST_INCH"].INSTANCE / "evidence").rglob("*") if one.is_file()]


def nothing_is_there(app) -> bool:
    rows = db.session.query(VisitEvidence).count() + db.session.query(Evidence).count()
    return not rows and not files_of(app)


def test_a_photo_is_put_once_however_often_it_is_sent(app, phone, pictured) -> None:
    photo = picture()
    answers = [phone.photo(pictured.id, photo) for _ in range(3)]
    assert [one.status_code for one in answers] == [201, 200, 200]
    assert answers[0].json == {"question": "receipt", "index": 0, "sha256": sha(photo)}
    assert len(files_of(app)) == db.session.query(VisitEvidence).count() == 1
    assert db.session.query(AuditEvent).filter_by(action="visit.add_photo").count() == 1


def test_the_same_photo_for_another_place_of_the_question_is_no_second_one(phone, pictured) -> None:
    phone.photo(pictured.id, picture())
    assert phone.photo(pictured.id, picture(), index=1).status_code == 200
    assert db.session.query(VisitEvidence).one().index == 0


def test_a6_another_photo_in_a_filled_place_is_refused_and_the_first_kept(app, phone, pictured) -> None:
    first = picture()
    phone.photo(pictured.id, first)
    answer = phone.photo(pictured.id, picture("red"))
    assert (answer.status_code, told(answer)["free"]) == (409, 1)
    assert db.session.query(VisitEvidence).one().sent_sha256 == sha(first)
    assert len(files_of(app)) == 1
    assert phone.photo(pictured.id, picture("red"), index=1).status_code == 201


def test_a6_a_photo_may_come_after_the_report_and_comes_once(phone, pictured) -> None:
    photo = picture()
    declared = [{"question": "receipt", "index": 0, "sha256": sha(photo)}]
    answers = entries(pictured.version.definition, {**WHOLE, "receipt": [sha(photo)]})
    body = {**report(pictured.version.definition, evidence=declared), "answers": answers}
    assert phone.send(pictured.id, body).json["missing"] == declared
    for state in (VisitState.SENT, VisitState.ACCEPTED, VisitState.RELEASED):
        fresh(pictured).state = state
        db.session.commit()
        expected = 201 if state == VisitState.SENT else 200
        assert phone.photo(pictured.id, photo).status_code == expected
    assert missing_photos(fresh(pictured)) == []
    assert db.session.query(VisitEvidence).count() == 1


def test_after_the_report_no_photo_comes_in_that_it_did_not_announce(app, phone, pictured) -> None:
    phone.send(pictured.id, report(pictured.version.definition, answers=WHOLE))
    answer = phone.photo(pictured.id, picture())
    assert (answer.status_code, told(answer)["state"]) == (409, "sent")
    assert nothing_is_there(app)


def test_a7_of_three_photos_declared_the_two_that_are_missing_are_told(phone, pictured) -> None:
    names = [sha(picture(colour)) for colour in ("red", "green", "blue")]
    body = report(pictured.version.definition, answers={**WHOLE, "receipt": names})
    phone.photo(pictured.id, picture("green"), index=1)
    assert [one["sha256"] for one in phone.send(pictured.id, body).json["missing"]] == [names[0], names[2]]
    page = phone.client.get("visits.sent", visit_id=pictured.id)
    assert "2 photos are not in yet" in page.text
    assert [one.text for one in page.select("section[aria-labelledby*=missing] .given")] == [
        "Photo 1",
        "Photo 3",
    ]
    for where in ("visits.today", "visits.history"):
        page = phone.client.get(where)
        assert "2 photos are not in yet" in page.text
        assert "Sent. Received" not in page.text
    phone.photo(pictured.id, picture("red"), index=0)
    phone.photo(pictured.id, picture("blue"), index=2)
    assert "Sent. Received" in phone.client.get("visits.today").text
    page = phone.client.get("visits.sent", visit_id=pictured.id)
    assert "not in yet" not in page.text
    assert "Sent. Received" in page.text


def test_the_photo_is_seen_under_the_name_it_was_sent_by_and_without_what_the_camera_wrote(
    phone, pictured
) -> None:
    taken = Image.Exif()
    taken[0x010F] = "Chloé’s phone"
    made = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(made, "JPEG", exif=taken)
    phone.photo(pictured.id, made.getvalue())
    seen = phone.client.http.get(f"/my/visits/{pictured.id}/photos/{sha(made.getvalue())}")
    assert seen.mimetype == "image/jpeg"
    assert not Image.open(io.BytesIO(seen.data)).getexif()


def polyglot() -> bytes:
    """A photo with a page behind it."""
    return picture() + b"<script>alert(1)</script>"


def test_what_hides_behind_a_photo_is_left_behind(app, phone, pictured) -> None:
    assert phone.photo(pictured.id, polyglot()).status_code == 201
    assert b"script" not in files_of(app)[0].read_bytes()


def bomb() -> bytes:
    made = io.BytesIO()
    Image.new("1", (9000, 9000)).save(made, "PNG")
    return made.getvalue()


NO_PHOTOS = {
    "words": b"this is no photo", "nothing": b"", "a page": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "half of one": picture(size=(400, 400))[:300], "a bomb": bomb(), "a gif": b"GIF89a" + b"\0" * 40,
}  # fmt: skip


@pytest.mark.parametrize("name", NO_PHOTOS)
def test_what_is_no_photo_is_refused_in_words_and_leaves_nothing(app, phone, pictured, name) -> None:
    answer = phone.photo(pictured.id, NO_PHOTOS[name], content_type="application/octet-stream")
    assert (answer.status_code, told(answer)["code"]) == (422, "not_an_image")
    assert nothing_is_there(app)


@pytest.mark.parametrize("name", ["ab" * 32, "nonsense", sha(picture("red")).upper()])
def test_bytes_of_another_name_are_refused(app, phone, pictured, name) -> None:
    answer = phone.photo(pictured.id, picture("red"), name=name)
    assert (answer.status_code, told(answer)["code"]) == (422, "photo_differs")
    assert nothing_is_there(app)


@pytest.mark.parametrize(
    ("where", "status"),
    [
        ({"question": "greeted"}, 422),
        ({"question": "none"}, 422),
        ({"index": -1}, 422),
        ({"index": 100}, 422),
        ({"index": "first"}, 422),
    ],
)
def test_a_photo_without_a_place_is_refused(app, phone, pictured, where, status) -> None:
    answer = phone.photo(pictured.id, picture(), **where)
    assert answer.status_code == status
    told(answer)
    assert nothing_is_there(app)


def test_a15_too_much_and_the_wrong_type_are_refused_and_leave_nothing(app, phone, pictured) -> None:
    large = phone.photo(pictured.id, picture() + b"\0" * 12_000_000)
    words = phone.photo(pictured.id, picture(), content_type="text/plain")
    form = phone.photo(pictured.id, picture(), content_type="multipart/form-data; boundary=gone")
    assert [one.status_code for one in (large, words, form)] == [413, 415, 415]
    assert all(told(one) for one in (large, words, form))
    assert nothing_is_there(app)


@pytest.mark.parametrize("state", [VisitState.CANCELLED, VisitState.EXPIRED])
def test_a_visit_that_is_off_takes_no_photo(app, phone, pictured, state) -> None:
    pictured.state = state
    db.session.commit()
    answer = phone.photo(pictured.id, picture())
    assert (answer.status_code, told(answer)["state"]) == (409, state)
    assert nothing_is_there(app)


def test_a17_a_disk_that_fails_takes_back_nothing_and_the_photo_is_sent_again_alone(
    app, phone, pictured, monkeypatch
) -> None:
    from shopper.visits import evidence  # noqa: PLC0415

    photos = [picture(colour) for colour in ("red", "green")]
    declared = [{"question": "receipt", "index": n, "sha256": sha(one)} for n, one in enumerate(photos)]
    phone.send(pictured.id, report(pictured.version.definition, answers=WHOLE, evidence=declared))
    phone.photo(pictured.id, photos[0])
    app.config["PROPAGATE_EXCEPTIONS"], app.testing = False, False
    with monkeypatch.context() as patch:
        patch.setattr(evidence, "the_store", no_room)
        assert phone.photo(pictured.id, photos[1], index=1).status_code >= 500
    app.testing = True
    assert [one["index"] for one in missing_photos(fresh(pictured))] == [1]
    assert phone.photo(pictured.id, photos[1], index=1).status_code == 201
    assert missing_photos(fresh(pictured)) == []


def no_room() -> None:
    raise OSError(28, "No space left on device")
