"""Branches on the terminal: the same check as on the page, and the same sheet."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from shopper.extensions import db
from shopper.models import Branch

GOOD = "code,name,region,time_zone\nA1,One,North / Leeds,Europe/London\nA2,Two,North,Europe/London\n"
BAD = GOOD + "A3,Three,North,London\n"


@pytest.fixture
def run(app: Flask, tmp_path: Path):
    def run(
        command: str, words: str, *more: str, client: str = "Alder & Pike", file: str = "branches.csv"
    ) -> Result:
        path = tmp_path / file
        if words:
            path.write_text(words)
        result = app.test_cli_runner().invoke(
            args=["branches", command, str(path), "--client", client, *more]
        )
        db.session.rollback()
        return result

    return run


def count() -> int:
    return db.session.query(Branch).filter(Branch.code.in_(["A1", "A2", "A3"])).count()


def test_good_rows_are_saved_once(house, run):
    assert "2 new, 0 changed, 0 the same, 0 bad rows left out; 1 regions made." in run("import", GOOD).output
    assert "0 new, 0 changed, 2 the same" in run("import", GOOD).output
    assert count() == 2


def test_a_bad_row_stops_all_unless_it_is_skipped(house, run):
    result = run("import", BAD)
    assert result.exit_code == 1
    assert "row 4, time_zone: “London” is not a time zone. Did you mean Europe/London?" in result.stderr
    assert "1 bad of 3 rows. Nothing was saved" in result.output
    assert count() == 0
    assert run("import", BAD, "--skip-bad").exit_code == 0
    assert count() == 2


def test_what_is_exported_imports_as_the_same(house, run):
    run("import", GOOD)
    assert "4 branches written" in run("export", "").output
    assert "0 new, 0 changed, 4 the same" in run("import", "").output


def test_what_cannot_be_done_is_told(house, run):
    assert "Known are: Alder & Pike, Another client" in run("import", GOOD, client="Alter").output
    assert "The file has no column “code”" in run("import", "a,b\n1,2\n").output
    assert "cannot be read" in run("import", "", file="nowhere.csv").output
    assert "cannot be written" in run("export", "", file="no/where.csv").output
