"""A client's own copy of everything: complete, readable without us, and nothing of anybody else."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from flask import Flask

import survey_defs
from shopper.cli import export as cli
from shopper.extensions import db
from shopper.models import AuditEvent, Model, Role, Visit
from shopper.operations.client_export import export_client, shown
from shopper.operations.meanings import ABOUT, SECRET, meaning
from shopper.operations.queries import BELONGS, LEFT_OUT
from tests.shopper.operations.support import PHOTO, PHOTO_NAME, fill, quietly
from tests.shopper.privacy.support import full, over
from tests.support.builders import House, day, make_branch, make_person, make_region, make_version, make_wave
from tests.support.evidence import photo_path
from tests.support.results import BEST, released


@pytest.fixture
def exported(app: Flask, house: House, tmp_path: Path) -> ZipFile:
    """Alder & Pike's, with another client's loop beside it."""
    fill(house)
    stranger(house)
    export_client(house.client, tmp_path / "out.zip", quietly)
    return ZipFile(tmp_path / "out.zip")


def stranger(house: House) -> None:
    """Everything that a client has, each with the word Xylophone in it."""
    client, version = house.other_client, make_version(house.other_client, source=OTHER_SET)
    client.name = "Xylophone House"
    branch = make_branch(make_region("Xylophone North", client), "Xylophone Lane")
    people = [
        make_person(f"Xylophone {role}", (role, client), sign_in=f"xylophone.{role}@example.test")
        for role in Role
    ]
    make_wave(version, branch, name="Xylophone wave")
    visit = released(version, [(branch, day(-3), BEST)], shopper=people[-1])[0]
    db.session.add(AuditEvent(
        at=visit.sent_at, person_id=people[0].id, client_id=client.id, action="visit.accept",
        subject_type="visit", subject_id=str(visit.id), facts={"words": "Xylophone"},
    ))  # fmt: skip
    db.session.commit()


OTHER_SET = """\
slug: xylophone
title: Xylophone visit
touchpoints:
  - key: greeting
    title: Xylophone greeting
    mode: people
    stamp: Noticed
    leaving: true
    questions:
      - {key: greeted, type: yes_no, text: Was the xylophone played?, points: 4, p: people, na: false, comment_on: [no]}
      - {key: thanked, type: yes_no, text: Were you thanked?, points: 4, p: people, na: false, comment_on: [no]}
"""


def table(archive: ZipFile, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(archive.read(name).decode("utf-8"))))


def test_every_table_is_the_clients_or_is_left_out_for_a_reason() -> None:
    assert set(Model.metadata.tables) == BELONGS.keys() | LEFT_OUT.keys()
    assert not BELONGS.keys() & LEFT_OUT.keys()


def test_every_column_is_described_and_no_secret_is_shown() -> None:
    assert ABOUT.keys() == BELONGS.keys() | {"person"}
    for name in ABOUT:
        for column in shown(name):
            assert meaning(name, column), "describe it in shopper/operations/meanings.py"
    telling = re.compile("password|token|secret|code_hash")
    every = {str(column) for name in ABOUT for column in Model.metadata.tables[name].columns}
    assert {column for column in every if telling.search(column)} == SECRET


def test_everything_of_the_client_is_there(exported: ZipFile, house: House) -> None:
    assert {row["name"] for row in table(exported, "region.csv")} == {"Alder & Pike", "Norður", "South"}
    assert {row["name"] for row in table(exported, "branch.csv")} == {"Mill Lane", "Quayside"}
    assert len(table(exported, "visit.csv")) == len(table(exported, "visit_score.csv")) + 1 == 3
    assert len(table(exported, "wave.csv")) == len(table(exported, "wave_branch.csv")) == 1
    assert {row["name"] for row in table(exported, "person.csv")} == {"Asha", "Ben", "Chloé", "Dev"}
    assert all(
        "$argon2" not in exported.read(name).decode("utf-8", "replace") for name in exported.namelist()
    )


def test_nothing_of_another_client_is_there(exported: ZipFile) -> None:
    assert db.session.query(Visit).join(Visit.branch).filter_by(name="Xylophone Lane").count() == 1
    for name in exported.namelist():
        assert "xylophone" not in name.lower()
        assert b"xylophone" not in exported.read(name).lower(), name


def test_answers_stand_one_by_one_with_what_was_asked(exported: ZipFile) -> None:
    answers = table(exported, "answers.csv")
    one = next(row for row in answers if row["question"] == "words")
    assert one["text"] == "What did they say?"
    assert one["value"] == "“Good morning”"
    assert {row["visit_id"] for row in answers} == {
        row["id"] for row in table(exported, "visit.csv") if row["answers"]
    }


def test_question_sets_are_the_files_they_were(exported: ZipFile, house: House) -> None:
    definition = survey_defs.load_question_set(exported.read("question-sets/short/1.yaml").decode())
    assert survey_defs.checksum(definition) == house.version.checksum


def test_photos_come_along_and_a_lost_one_is_named(exported: ZipFile, house: House, tmp_path: Path) -> None:
    (photo,) = [name for name in exported.namelist() if name.startswith("photos/")]
    assert exported.read(photo) == PHOTO
    photo_path(PHOTO_NAME).unlink()
    made = export_client(house.client, tmp_path / "again.zip", quietly)
    assert made.missing == [PHOTO_NAME]
    assert PHOTO_NAME in ZipFile(tmp_path / "again.zip").read("README.txt").decode()


def test_pictures_of_receipts_appeals_and_actions_come_along(
    app: Flask, house: House, tmp_path: Path
) -> None:
    """Named by the row that has them, as the README in the file says."""
    full(house, over(house))
    export_client(house.client, tmp_path / "out.zip", quietly)
    exported = ZipFile(tmp_path / "out.zip")
    for folder, rows, column in (
        ("receipts", "fee", "photo_sha256"),
        ("appeals", "appeal", "photo_sha256"),
        ("actions", "action_note", "sha256"),
    ):
        row = next(row for row in table(exported, f"{rows}.csv") if row[column])
        picture = exported.read(f"photos/{folder}/{row['id']}-{row[column][:12]}.jpg")
        assert hashlib.sha256(picture).hexdigest() == row[column]


def test_no_cell_is_run_by_a_spreadsheet(app: Flask, house: House, tmp_path: Path) -> None:
    house.mill_lane.name = '=HYPERLINK("http://example.test")'
    house.quayside.notes = "+1 555 0100"
    db.session.commit()
    export_client(house.client, tmp_path / "out.zip", quietly)
    branches = table(ZipFile(tmp_path / "out.zip"), "branch.csv")
    assert branches[0]["name"].startswith("'=HYPERLINK")
    assert branches[1]["notes"] == "'+1 555 0100"


def test_the_readme_says_what_is_what_and_the_sums_hold(exported: ZipFile) -> None:
    words = exported.read("README.txt").decode()
    assert "personal data" in words
    for line in exported.read("SHA256SUMS").decode().splitlines():
        sha256, name = line.split("  ")
        assert hashlib.sha256(exported.read(name)).hexdigest() == sha256
        if name.endswith(".csv"):
            assert name in words
            for column in exported.read(name).decode().splitlines()[0].split(","):
                assert f"  {column} " in words
    assert {line.split("  ")[1] for line in exported.read("SHA256SUMS").decode().splitlines()} == set(
        exported.namelist()
    ) - {"SHA256SUMS"}


def test_somebody_merged_away_comes_with_the_account_that_stayed(
    app: Flask, house: House, tmp_path: Path
) -> None:
    stays = make_person("Stays")
    house.chloe.merged_into_id = stays.id
    released(house.version, [(house.mill_lane, day(-9), BEST)], shopper=house.chloe)
    export_client(house.client, tmp_path / "out.zip", quietly)
    assert "Stays" in {row["name"] for row in table(ZipFile(tmp_path / "out.zip"), "person.csv")}


def test_on_the_terminal(app: Flask, house: House, tmp_path: Path) -> None:
    runner = app.test_cli_runner()
    made = runner.invoke(cli, ["client", "alder & pike", str(tmp_path / "out.zip")])
    assert made.exit_code == 0, made.output
    assert "personal data" in made.output
    db.session.rollback()
    line = db.session.query(AuditEvent).filter_by(action="client.export").one()
    assert (line.client_id, line.subject_type) == (house.client.id, "region")
    refused = runner.invoke(cli, ["client", "Nobody", str(tmp_path / "other.zip")])
    assert refused.exit_code == 1
    assert "Known are: “Alder & Pike”, “Another client”" in refused.output
    assert not (tmp_path / "other.zip").exists()
