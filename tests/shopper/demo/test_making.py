"""How the demo is made: as large as promised, the same on every day, whole, and only once."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from PIL import Image

import survey_defs
from shopper import clock
from shopper.demo import queries
from shopper.demo.story import tell
from shopper.demo.year import Year
from shopper.extensions import db
from shopper.models import (
    Assignment,
    Branch,
    Evidence,
    Model,
    Person,
    Region,
    Submission,
    Tally,
    UserSession,
    Visit,
    VisitEvidence,
    VisitState,
)
from shopper.review.rebuild import check
from tests.shopper.demo.conftest import NOON, Demo, Told, open_app
from tests.support.evidence import photo_path


def test_each_region_has_22_to_28_visits_in_each_of_twelve_months(demo: Demo) -> None:
    counted = Counter(
        (visit.branch.region.name, visit.visited_on.year, visit.visited_on.month) for visit in released()
    )
    assert len(counted) == 3 * 12
    assert 22 <= min(counted.values()) <= max(counted.values()) <= 28
    assert 870 <= counted.total() <= 930
    assert db.session.query(Branch).count() == 24


def released() -> list[Visit]:
    return db.session.query(Visit).filter_by(state=VisitState.RELEASED).all()


def test_every_tally_equals_a_rebuild_from_the_scores(demo: Demo) -> None:
    assert db.session.query(Tally).count() > 1000
    assert list(check(lambda _done: None)) == []


def test_it_is_made_in_less_than_20_seconds(told: Told) -> None:
    assert told.took < 20


def test_a_second_start_doubles_nothing(demo: Demo) -> None:
    before = rows()
    said = demo.app.test_cli_runner().invoke(args=["prepare"])
    assert said.exit_code == 0, said.output
    assert "asha@example.test" in said.output
    assert rows() == before


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_breaking_it_off_says_what_to_remove(app, monkeypatch, capsys) -> None:
    def break_off(*_args, **_more) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("shopper.demo.story.store_year", break_off)
    with pytest.raises(KeyboardInterrupt):
        tell()
    folder = app.config["LAST_INCH"].INSTANCE
    assert f"The demo is not whole. Remove the folder {folder}, then start again." in capsys.readouterr().err


def rows() -> dict[str, int]:
    """How many there are of everything."""
    kept = [mapper.class_ for mapper in Model.registry.mappers if mapper.class_ is not UserSession]
    return {each.__tablename__: db.session.query(each).count() for each in kept}


@pytest.mark.long
@pytest.mark.parametrize("database", ["postgres"], indirect=True)
def test_the_same_day_makes_the_same_demo_on_either_database(told: Told, assets, app) -> None:
    with clock.standing_at(NOON):
        tell()
    there = content()
    with open_app(told.instance, assets).app_context():
        assert content() == there
        db.session.remove()
        db.engine.dispose()


def content() -> list[tuple]:
    """Everything that a page shows of every visit, but for ids that chance gives."""
    photos = Counter(slot.visit_id for slot in db.session.query(VisitEvidence))
    return sorted(
        (
            visit.branch.name, visit.state, str(visit.reference), str(visit.sent_at), str(visit.visited_on),
            visit.shopper.name if visit.shopper else "", repr(visit.draft), repr(visit.answers), photos[visit.id],
        )
        for visit in db.session.query(Visit)
    )  # fmt: skip


def test_another_day_tells_the_same_story(demo: Demo, no_photos) -> None:
    assert told_on(datetime(2026, 11, 22, tzinfo=UTC)) == told_on(datetime(2028, 3, 1, tzinfo=UTC))


def told_on(day: datetime) -> list[tuple[str, str, str]]:
    """Where, by whom and what of every visit, told on this day."""
    client = demo_client()
    version, branches = queries.version(client), queries.branches(client.id)
    shoppers = db.session.query(Person).order_by(Person.id).limit(6).all()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(clock, "now", lambda: day)
        made = Year(version.definition, branches, shoppers)
        return [(each.branch.name, each.shopper.name, repr(each.answers)) for each in made]


def demo_client() -> Region:
    return db.session.query(Region).filter_by(parent_id=None).one()


def test_photos_are_jpegs_without_metadata_and_named_by_their_bytes(demo: Demo) -> None:
    kept = db.session.query(Evidence).all()
    assert 30 <= len(kept) <= 80
    for photo in kept:
        path = photo_path(photo.sha256)
        assert sha256(path.read_bytes()).hexdigest() == photo.sha256
        with Image.open(path) as image:
            assert (image.format, image.size) == ("JPEG", (photo.width, photo.height))
            assert not image.getexif()
            assert not set(image.info) - {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_every_photo_answers_a_question_of_its_visit(demo: Demo) -> None:
    for slot in db.session.query(VisitEvidence):
        visit = db.session.get_one(Visit, slot.visit_id)
        assert slot.sent_sha256 in visit.answers[slot.question_key]["value"]


def test_every_report_that_was_sent_has_its_turn_and_its_submission(demo: Demo) -> None:
    sent = db.session.query(Visit).filter(Visit.sent_at.is_not(None)).all()
    submissions = {each.visit_id: each for each in db.session.query(Submission)}
    turns = {each.id: each for each in db.session.query(Assignment)}
    for visit in sent:
        report = submissions[visit.id]
        assert turns[report.assignment_id].person_id == visit.shopper_id
        assert report.received_at == visit.sent_at
        assert turns[report.assignment_id].from_at <= visit.started_at <= visit.sent_at <= NOON


def test_shoppers_do_not_repeat_each_other(demo: Demo) -> None:
    answers = [visit.answers for visit in released()]
    said = Counter(each["greeting_words"]["value"] for each in answers if "greeting_words" in each)
    moments = Counter(each["small_thing"]["value"] for each in answers if "small_thing" in each)
    comments = Counter(one["comment"] for each in answers for one in each.values() if "comment" in one)
    assert len(said) > 100
    assert max(moments.values()) == 1
    assert len(moments) > 60
    assert len(comments) > 100
    assert max(comments.values()) < 0.03 * comments.total()


def test_what_was_answered_could_have_been_sent(demo: Demo) -> None:
    for visit in released()[::40]:
        found = survey_defs.check_answers(visit.version.definition, visit.answers)
        assert not found.problems
        assert found.answers == visit.answers
