"""Past visits from a sheet: all of them or every reason why not, once and only once."""

from __future__ import annotations

import csv
from pathlib import Path
from random import Random

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select

from shopper.extensions import db
from shopper.models import AuditEvent, Branch, Region, Tally, Visit, VisitScore, VisitState
from shopper.review.rebuild import check
from tests.support.builders import make_region, make_version
from tests.support.databases import LONG_ON_POSTGRES
from tests.support.sheets import EXAMPLE, HEADING, REAL, sample, write

CLIENT = "Lounges"


@pytest.fixture
def lounges(app: Flask) -> Region:
    client = make_region(CLIENT)
    make_version(client, (EXAMPLE / "lounge.yaml").read_text())
    return client


@pytest.fixture
def run(app: Flask, lounges: Region):
    def run(path: Path, *more: str, mapping: Path = EXAMPLE / "mapping.yaml", client: str = CLIENT) -> Result:
        words = ["visits", "import", str(path), "--mapping", str(mapping), "--client", client, *more]
        result = app.test_cli_runner().invoke(args=words)
        db.session.rollback()
        return result

    return run


def visits() -> int:
    return db.session.scalar(select(func.count()).select_from(Visit)) or 0


def test_good_rows_become_released_scored_visits_in_the_tallies(run, tmp_path) -> None:
    result = run(write(tmp_path / "a.csv", sample(40)))
    assert result.exit_code == 0, result.output
    assert visits() == 40
    assert {visit.state for visit in db.session.scalars(select(Visit))} == {VisitState.RELEASED}
    scored = db.session.scalar(select(func.sum(Tally.n)).where(Tally.measure == "overall"))
    stored = db.session.scalar(select(func.count()).where(VisitScore.raw.is_not(None)))
    assert scored == stored
    assert list(check(lambda _done: None)) == []


def test_one_row_is_scored_by_hand(run, tmp_path) -> None:
    """All 5 but 3 for the staff: set-up 100, finish 50, and the last of seven weighs .35."""
    run(write(tmp_path / "a.csv", [["red-air", "Aport", "L", "2015-03-01", *"555555", "3", "1"]]))
    score = db.session.scalars(select(VisitScore)).one()
    assert (score.raw, score.set_up, score.finish, score.outcome) == (8250, 10000, 5000, "fumble")


def test_regions_and_branches_are_made_once(run, tmp_path, lounges) -> None:
    run(write(tmp_path / "a.csv", sample(40)))
    names = {branch.name: branch.region.name for branch in db.session.scalars(select(Branch))}
    assert names["red-air, Aport"] == "red-air"
    assert len(names) == 6
    paths = db.session.scalars(select(Region.path).where(Region.parent_id == lounges.id)).all()
    assert len(paths) == 2
    assert all(path.startswith(lounges.path) for path in paths)


def test_a_second_run_and_a_shuffled_file_add_nothing(run, tmp_path) -> None:
    rows = sample(30)
    rows += [rows[0], rows[0]]  # three equal rows are three visits
    run(write(tmp_path / "a.csv", rows))
    before = {
        (t.branch_id, t.measure, t.month): (t.n, t.total, t.total_sq)
        for t in db.session.scalars(select(Tally))
    }
    assert visits() == 32
    assert "0 visits added, 32 were there already" in run(write(tmp_path / "a.csv", rows)).output
    Random(3).shuffle(rows)
    assert "0 visits added, 32 were there already" in run(write(tmp_path / "b.csv", rows)).output
    db.session.expire_all()
    assert before == {
        (t.branch_id, t.measure, t.month): (t.n, t.total, t.total_sq)
        for t in db.session.scalars(select(Tally))
    }


def test_a_file_with_one_more_equal_row_adds_one(run, tmp_path) -> None:
    rows = sample(5)
    run(write(tmp_path / "a.csv", rows))
    assert "1 visits added, 5 were there already" in run(write(tmp_path / "b.csv", [*rows, rows[2]])).output


def test_every_bad_row_is_told_and_nothing_is_saved(run, tmp_path) -> None:
    rows = sample(12)
    rows[1][1] = ""
    rows[4][3] = "13/13/2015"
    rows[6][6] = "7"
    rows[8][5] = "=4+1"
    rows[9][3] = "2999-01-01"
    rows[10].append("one cell too many")
    result = run(write(tmp_path / "a.csv", rows))
    assert result.exit_code == 1
    assert visits() == 0
    told = result.stderr
    assert "row 3, airport: There is nothing here. Fill it in." in told
    assert "row 6, visited_on: “13/13/2015” is not a date. Write it like 2026-09-29" in told
    assert "row 8, bar_beverages: “7” is not among" in told
    assert "row 10, cleanliness: This cell holds a formula" in told
    assert "row 11, visited_on: 2999-01-01 is still to come." in told
    assert "row 12, the row: This row has more cells than the heading." in told
    assert "6 bad of 12 rows. Nothing was saved" in result.output


def test_skip_bad_saves_the_others(run, tmp_path) -> None:
    rows = sample(12)
    rows[1][1] = ""
    result = run(write(tmp_path / "a.csv", rows), "--skip-bad")
    assert result.exit_code == 0
    assert visits() == 11
    assert "11 visits added" in result.output


def test_one_audit_line_names_the_import(run, tmp_path) -> None:
    run(write(tmp_path / "a.csv", sample(12)))
    line = db.session.scalars(select(AuditEvent).where(AuditEvent.action == "visits.import")).one()
    assert line.facts == {"added": 12}


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [("utf-8-sig", ","), ("utf-8", ";"), ("cp1252", ","), ("utf-16", ","), ("utf-8", "\t")],
)
def test_files_of_any_spreadsheet_program_are_read(run, tmp_path, encoding, delimiter) -> None:
    rows = sample(3)
    rows[0][1] = "Zürich"
    result = run(write(tmp_path / "a.csv", rows, encoding=encoding, delimiter=delimiter))
    assert result.exit_code == 0, result.output
    assert db.session.scalar(select(func.count()).where(Branch.name.contains("Zürich"))) == 1
    assert ("Read as Latin-1" in result.stderr) == (encoding == "cp1252")


def test_missing_columns_are_told_before_any_row(run, tmp_path) -> None:
    heading = tuple("catring" if name == "catering" else name for name in HEADING)
    result = run(write(tmp_path / "a.csv", sample(3), heading=heading))
    assert result.exit_code == 1
    assert "row 1, catering: This column is missing. Did you mean “catring”?" in result.stderr


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty"),
        (b"PK\x03\x04 a workbook", "This is a workbook"),
        (b'a,b\n"1,2\n', "not a whole CSV file"),
        (b"a,a\n1,2\n", "Two columns have the same heading"),
    ],
)
def test_what_is_no_sheet_is_refused_in_words(run, tmp_path, content, words) -> None:
    (tmp_path / "a.csv").write_bytes(content)
    result = run(tmp_path / "a.csv")
    assert result.exit_code == 1
    assert words in result.output


def test_a_file_that_is_not_there(run, tmp_path) -> None:
    assert "cannot be read" in run(tmp_path / "nowhere.csv").output


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("date: visited_on", "day: visited_on", "day is not known here"),
        ("date: visited_on", "", "date is missing"),
        ("comfort: comfort", "comfort: comfrt", "The set has no question “comfrt”"),
        ("question_set: lounge", "question_set: launch", "no published question set “launch”"),
        ("region: [operator]", "\tregion: [operator]", "mapping.yaml:3: This line is indented with a tab"),
    ],
)
def test_a_mapping_that_does_not_fit(run, tmp_path, old, new, words) -> None:
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text((EXAMPLE / "mapping.yaml").read_text().replace(old, new))
    result = run(write(tmp_path / "a.csv", sample(3)), mapping=mapping)
    assert result.exit_code == 1
    assert words in result.output + result.stderr
    assert visits() == 0


def test_an_unknown_client_names_those_there_are(run, tmp_path) -> None:
    assert "Known are: Lounges" in run(write(tmp_path / "a.csv", sample(3)), client="Lunges").output


@pytest.mark.skipif(
    not REAL.exists(), reason="the real lounge ratings stand beside the checkout only in the workshop"
)
@LONG_ON_POSTGRES
def test_the_real_ratings_of_2264_lounge_visits(run, tmp_path) -> None:
    result = run(REAL)
    assert "94 bad of 2264 rows. Nothing was saved" in result.output
    assert visits() == 0
    result = run(REAL, "--skip-bad")
    assert "2170 visits added, 0 were there already, 94 bad rows left out" in result.output
    assert "2170 visits of 599 branches, 19 of them not scored, 126 branches with at least 4" in result.output
    with REAL.open(newline="") as file:
        heading, *rows = csv.reader(file)
    Random(1).shuffle(rows)
    with (tmp_path / "shuffled.csv").open("w", newline="") as file:
        csv.writer(file).writerows([heading, *rows])
    assert "0 visits added, 2170 were there already" in run(tmp_path / "shuffled.csv", "--skip-bad").output
    assert list(check(lambda _done: None)) == []
