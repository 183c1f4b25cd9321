"""Managers look for themselves, on the same forms as shoppers, and what they find can be put right."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from zipfile import ZipFile

import pytest

from shopper import clock
from shopper.extensions import db
from shopper.fieldwork.commands.planning import Plan, plan_wave
from shopper.models import (
    AuditEvent,
    Evidence,
    Role,
    SelfCheck,
    SelfCheckPhoto,
    SelfCheckState,
    VersionState,
)
from shopper.operations.client_export import export_client
from shopper.troubles import Refused
from tests.shopper.self_checks.support import OUTSIDE, WALK, WAY_OUT, begun, done, row, walk, write
from tests.support.builders import SHORT_SET, House, day, make_branch, make_person, make_version
from tests.support.databases import LONG_ON_POSTGRES
from tests.support.pages import Client
from tests.support.pictures import picture
from tests.support.reports import fields

pytestmark = LONG_ON_POSTGRES


def test_the_whole_way_from_never_to_the_fix_list(house: House, dev: Client) -> None:
    version = walk(house)
    page = dev.get("self_checks.index")
    assert "One branch of 1 was never checked by its own people." in page.text
    assert "Mill Lane never" in page.text
    assert "Quayside" not in page.text, "Dev manages North alone"
    page, check_id = begun(dev, house, version)
    assert "Go round as a guest would." in page.text
    page = write(dev, check_id, "outside", **OUTSIDE)
    assert page.path.endswith("/at/way_out")
    assert "under way" in dev.get("self_checks.index").text
    page = write(dev, check_id, "way_out", **WAY_OUT)
    assert page.path.endswith("/check")
    page = page.submit("form.step")
    assert "Two things to put right." in page.text
    assert "Is any lamp dark? Yes" in page.text
    assert "Is there a bench? No" in page.text, "a No counts, points or not"
    assert "Do the hours on the door match? Yes no action yet" not in page.text
    assert [line.action for line in db.session.query(AuditEvent).order_by(AuditEvent.id)] == [
        "self_check.begin", "self_check.save", "self_check.save", "self_check.finish",
    ]  # fmt: skip
    listed = dev.get("self_checks.index").text
    assert "Every branch was checked by its own people." in listed
    assert f"Mill Lane Walk round {clock.now():%-d %b %Y} Dev" in listed
    there = dev.get("self_checks.branch", branch_id=house.mill_lane.id).text
    assert "2 things to put right, 2 without an action" in there


def test_others_read_what_is_done_and_only_the_writer_sees_a_draft(house: House, as_, dev: Client) -> None:
    asha = as_(house.asha)
    _page, check_id = begun(dev, house, walk(house))
    asha.get("self_checks.self_check", expect=404, check_id=check_id)
    write(dev, check_id, "outside", **OUTSIDE)
    write(dev, check_id, "way_out", **WAY_OUT).submit("form.step")
    assert "by Dev" in asha.get("self_checks.self_check", check_id=check_id).text
    asha.get("self_checks.touchpoint", expect=404, check_id=check_id, key="outside")
    south = as_(make_person("Sam", (Role.MANAGER, house.south)))
    south.get("self_checks.self_check", expect=404, check_id=check_id)


def test_half_filled_is_kept_and_said_before_the_end(house: House, dev: Client) -> None:
    _page, check_id = begun(dev, house, walk(house))
    write(dev, check_id, "outside", expect=200, lamp="no")
    page = dev.get("self_checks.check", check_id=check_id).submit("form.step", expect=422)
    assert "3 things to do before finishing" in page.text
    assert row(check_id).state == SelfCheckState.DRAFT
    assert row(check_id).draft["lamp"]["value"] == "no"
    page = dev.get("self_checks.branch", branch_id=house.mill_lane.id)
    assert page.select(f'a[href$="/self-checks/{check_id}"]'), "go on where it stopped"


def test_a_question_that_an_answer_opens_is_asked_on_the_same_page(house: House, dev: Client) -> None:
    _page, check_id = begun(dev, house, walk(house))
    page = write(dev, check_id, "way_out", thanked="no", first="Thanks")
    assert page.path.endswith("/at/way_out")
    assert "One more question because of your answer." in page.text


def test_begun_twice_it_is_one(house: House, dev: Client) -> None:
    version = walk(house)
    first, second = (dev.get("self_checks.branch", branch_id=house.mill_lane.id) for _ in range(2))
    paths = {first.submit("form.one-button").path, second.submit("form.one-button").path}
    assert len(paths) == db.session.query(SelfCheck).count() == 1
    assert version.id == db.session.query(SelfCheck).one().version_id


def test_two_windows_lose_no_word_of_either(house: House, dev: Client) -> None:
    _page, check_id = begun(dev, house, walk(house))
    older = dev.get("self_checks.touchpoint", check_id=check_id, key="way_out")
    write(dev, check_id, "way_out", thanked="yes", first="The lamp")
    page = older.submit("#report", expect=409, go="continue", **fields(thanked="yes", first="The door"))
    assert "Another window saved “The lamp” here meanwhile." in page.text
    assert page.form("#report")["q:first:value"] == "The door"
    assert row(check_id).draft["first"]["value"] == "The lamp"
    assert page.submit("#report", go="continue").path.endswith("/check")
    assert row(check_id).draft["first"]["value"] == "The door"


def test_what_comes_after_the_end_is_shown_and_not_kept(house: House, dev: Client) -> None:
    _page, check_id = begun(dev, house, walk(house))
    older = dev.get("self_checks.touchpoint", check_id=check_id, key="way_out")
    write(dev, check_id, "outside", **OUTSIDE)
    write(dev, check_id, "way_out", **WAY_OUT).submit("form.step")
    page = older.submit("#report", expect=409, go="continue", **fields(first="The door, and more"))
    assert "This was not saved." in page.text
    assert "The door, and more" in page.text
    assert row(check_id).draft["first"]["value"] == "The lamp"
    dev.post("self_checks.finish", {}, check_id=check_id)
    assert db.session.query(AuditEvent).filter_by(action="self_check.finish").count() == 1


def test_set_aside_it_stays_to_be_read_and_another_may_begin(house: House, dev: Client) -> None:
    version = walk(house)
    _page, check_id = begun(dev, house, version)
    write(dev, check_id, "outside", **OUTSIDE)
    page = dev.get("self_checks.self_check", check_id=check_id).submit("form.one-button")
    assert "Set aside, unfinished." in page.text
    assert "Is any lamp dark? Yes" in page.text
    assert begun(dev, house, version)[1] != check_id
    assert "set aside, unfinished" in dev.get("self_checks.branch", branch_id=house.mill_lane.id).text


def test_a_draft_stays_on_its_version_and_says_that_there_is_a_newer_one(house: House, dev: Client) -> None:
    version = walk(house)
    _page, check_id = begun(dev, house, version)
    make_version(house.client, WALK.replace("Is there a bench?", "Is there a clean bench?"))
    assert (
        "Version 2 of these questions was published since"
        in dev.get("self_checks.self_check", check_id=check_id).text
    )
    assert "Is there a bench?" in dev.get("self_checks.touchpoint", check_id=check_id, key="outside").text


def test_a_closed_branch_and_a_retired_set_are_said_and_lose_nothing(house: House, dev: Client) -> None:
    version = walk(house)
    open_page = dev.get("self_checks.branch", branch_id=house.mill_lane.id)
    _page, check_id = begun(dev, house, version)
    house.mill_lane.closed_on = day(-1)
    version.question_set.retired_at = clock.now()
    db.session.commit()
    assert "This branch is closed." in dev.get("self_checks.self_check", check_id=check_id).text
    write(dev, check_id, "outside", **OUTSIDE)
    page = dev.get("self_checks.branch", branch_id=house.mill_lane.id)
    assert "No longer offered; what you began can be finished." in page.text
    dev.get("self_checks.self_check", check_id=check_id).submit("form.one-button")
    page = open_page.submit("form.one-button", expect=409)
    assert "not offered for self-checks any more" in page.text
    version.question_set.retired_at = None
    db.session.commit()
    assert "Mill Lane is closed since" in open_page.submit("form.one-button", expect=409).text


def test_without_a_published_set_it_says_what_to_do(house: House, as_, dev: Client) -> None:
    make_version(house.client, WALK, state=VersionState.DRAFT)
    assert "Ask an admin to copy one from the library" in dev.get("self_checks.index").text
    page = as_(house.asha).get("self_checks.index")
    assert page.select('a[href="/library"], a[href$="/library"]')
    page = dev.get("self_checks.branch", branch_id=house.mill_lane.id)
    assert "There is no question set for self-checks yet." in page.text


def test_calls_and_pages_are_offered_beside_and_visits_are_not(house: House, dev: Client) -> None:
    make_version(
        house.client,
        SHORT_SET.replace("slug: short", "slug: call\nchannel: phone").replace(
            "Short visit", "Call with a complaint"
        ),
    )
    page = dev.get("self_checks.branch", branch_id=house.mill_lane.id)
    assert "Call with a complaint" in page.text
    assert "Short visit" not in page.text
    page = page.submit("form.one-button")
    assert "Call with a complaint" in page.text


def test_photos_come_in_are_shown_and_are_nobody_elses(house: House, as_, dev: Client) -> None:
    _page, check_id = begun(dev, house, walk(house))
    page = dev.get("self_checks.touchpoint", check_id=check_id, key="outside")
    file = (io.BytesIO(picture()), "IMG_1.HEIC")
    page.submit("#report", go="continue", **{"q:sight:file": file}, **fields(**OUTSIDE))
    sha = row(check_id).draft["sight"]["value"][0]
    assert db.session.query(SelfCheckPhoto).one().sha256 == db.session.query(Evidence).one().sha256 == sha
    assert dev.get("self_checks.photo", check_id=check_id, sha256=sha).answer.mimetype == "image/jpeg"
    as_(house.asha).get("self_checks.photo", expect=404, check_id=check_id, sha256=sha)
    page = dev.get("self_checks.touchpoint", check_id=check_id, key="outside")
    page.submit("#report", remove=f"q:sight:value {sha}")
    assert row(check_id).draft["sight"]["state"] == "cleared"
    page = dev.get("self_checks.touchpoint", check_id=check_id, key="outside")
    bad = (io.BytesIO(b"no photo"), "IMG_2.HEIC")
    page = page.submit("#report", expect=400, go="continue", **{"q:sight:file": bad})
    assert "not a photo that can be read" in page.text


def test_a_client_takes_them_along(house: House, dev: Client, tmp_path: Path) -> None:
    _page, check_id = begun(dev, house, walk(house))
    page = dev.get("self_checks.touchpoint", check_id=check_id, key="outside")
    file = (io.BytesIO(picture()), "IMG_1.HEIC")
    page.submit("#report", go="continue", **{"q:sight:file": file}, **fields(**OUTSIDE))
    export_client(house.client, tmp_path / "out.zip", lambda _total: lambda _done: None)
    exported = ZipFile(tmp_path / "out.zip")
    (told,) = csv.DictReader(exported.read("self_check.csv").decode("utf-8-sig").splitlines())
    assert (told["state"], told["by_id"]) == ("draft", str(house.dev.id))
    assert '"lamp"' in told["draft"]
    assert [name for name in exported.namelist() if name.startswith(f"photos/self-check-{check_id}/sight-")]
    assert "lamp" not in exported.read("answers.csv").decode(), "answers of visits alone"


def test_many_branches_stand_in_pages_never_first(house: House, dev: Client) -> None:
    done(dev, house)
    for number in range(31):
        make_branch(house.north, f"Row {number:02d}")
    page = dev.get("self_checks.index")
    assert "31 branches of 32 were never checked" in page.text
    assert "Mill Lane" not in page.text
    assert "Mill Lane" in dev.get("self_checks.index", page=2).text
    dev.get("self_checks.index", page="x", region="%")


def test_no_wave_is_planned_with_a_set_for_self_checks(house: House, as_) -> None:
    version = walk(house)
    page = as_(house.asha).get("fieldwork.new")
    assert "Short visit" in page.text
    assert "Walk round" not in page.text
    plan = Plan("Winter", day(), day(5), visits=1)
    with pytest.raises(Refused, match="count in no score"):
        plan_wave(version, [house.mill_lane], plan, by=house.asha)
