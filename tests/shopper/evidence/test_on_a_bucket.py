"""The whole app on a bucket: photos are taken in, shown, backed up, restored and exported."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from shopper import create_app
from shopper.evidence import Bucket, the_store
from shopper.extensions import db
from shopper.migrating import bring_up_to_date
from shopper.models import Person, Visit, VisitEvidence
from shopper.operations.backup import make_backup
from shopper.operations.client_export import export_client
from shopper.operations.restore import restore
from shopper.settings import SettingError, Settings
from tests.shopper.operations.support import quietly
from tests.shopper.visits.test_photos import SET, add
from tests.support.builders import House, make_house, make_version
from tests.support.pages import Client
from tests.support.pictures import picture
from tests.support.reports import started
from tests.support.s3 import BUCKET, new_prefix

GONE = "http://127.0.0.1:1"


@contextmanager
def house_on(settings: Settings) -> Iterator[Flask]:
    made = create_app(settings)
    made.config["TESTING"] = True
    with made.app_context():
        bring_up_to_date()
        yield made
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def settings(tmp_path: Path, assets: Path, s3: str) -> Settings:
    at = {"EVIDENCE_S3_BUCKET": BUCKET, "EVIDENCE_S3_ENDPOINT": s3, "EVIDENCE_S3_PREFIX": new_prefix()}
    return Settings(INSTANCE=tmp_path / "one", ASSETS=assets, SECRET_KEY="test", **at)


@pytest.fixture
def photographed(settings: Settings) -> Iterator[tuple[Flask, House, Visit]]:
    """A house on a bucket, with a visit of Chloé's that has one photo."""
    with house_on(settings) as made:
        house = make_house()
        visit = started(house, version=make_version(house.client, SET))
        add(Client(made, house.chloe), visit, picture(), thanked="yes")
        yield made, house, visit


def slot() -> VisitEvidence:
    return db.session.query(VisitEvidence).one()


def shown(app: Flask, person: Person, visit: Visit):
    return Client(app, person).http.get(f"/my/visits/{visit.id}/photos/{slot().sha256}")


def test_a_photo_is_taken_in_and_shown(photographed, settings: Settings) -> None:
    app, house, visit = photographed
    assert isinstance(the_store(), Bucket)
    assert the_store().names() == {slot().sha256}
    assert not (settings.INSTANCE / "evidence").exists()
    answer = shown(app, house.chloe, visit)
    assert answer.mimetype == "image/jpeg"
    assert answer.data == the_store().get(slot().sha256)
    assert app.test_client().get("/healthz").json["photos"] == "ok"


def test_it_moves_into_a_folder_and_back_by_a_backup(
    photographed, settings: Settings, tmp_path: Path
) -> None:
    name = slot().sha256
    content = the_store().get(name)
    assert make_backup(tmp_path / "taken.zip", quietly).photos == 1
    with house_on(
        replace(settings, INSTANCE=tmp_path / "two", EVIDENCE_S3_BUCKET="", EVIDENCE_S3_ENDPOINT="")
    ):
        restore(tmp_path / "taken.zip", replace=False, begin=quietly)
        assert the_store().get(name) == content
        make_backup(tmp_path / "again.zip", quietly)
    with house_on(replace(settings, INSTANCE=tmp_path / "three", EVIDENCE_S3_PREFIX=new_prefix())):
        restore(tmp_path / "again.zip", replace=False, begin=quietly)
        assert the_store().get(name) == content


def test_the_export_of_a_client_holds_it(photographed, tmp_path: Path) -> None:
    _app, house, _visit = photographed
    assert export_client(house.client, tmp_path / "all.zip", quietly).photos == 1
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        (photo,) = [each for each in archive.namelist() if each.startswith("photos/")]
        assert archive.read(photo) == the_store().get(slot().sha256)


def test_while_the_store_is_away_answers_are_kept_and_a_photo_may_come_again(
    photographed, settings: Settings
) -> None:
    app, house, visit = photographed
    away = replace(settings, EVIDENCE_S3_ENDPOINT=GONE)
    with house_on(away) as gone:
        page = add(
            Client(gone, db.session.get_one(Person, house.chloe.id)),
            visit,
            picture(colour="red"),
            thanked="no",
            expect=400,
        )
        assert "does not answer" in page.text
        told = gone.test_client().get("/healthz")
        assert (told.status_code, told.json["photos"]) == (503, "do not answer")
    db.session.rollback()
    assert db.session.get_one(Visit, visit.id).draft["thanked"]["value"] == "no"
    assert shown(app, house.chloe, visit).status_code == 200
    add(Client(app, house.chloe), visit, picture(colour="red"))
    assert len(the_store().names()) == 2


def test_an_address_without_a_bucket_is_told(settings: Settings) -> None:
    with pytest.raises(SettingError, match="no EVIDENCE_S3_BUCKET"):
        create_app(replace(settings, EVIDENCE_S3_BUCKET=""))
