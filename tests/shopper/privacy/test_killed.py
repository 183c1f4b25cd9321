"""Killed in the midst of it: what was done is done, and the next run does the rest, once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from shopper.evidence import the_store
from shopper.extensions import db
from shopper.models import AuditEvent, Evidence, Visit
from shopper.privacy.commands import Done, erase_due
from shopper.review.rebuild import check
from tests.shopper.privacy.support import over, photo, told

ROOT = Path(__file__).resolve().parents[3]
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def killed(app) -> int:
    """The exit code of a run that is killed with its second visit."""
    settings = app.config["LAST_INCH"]
    env = {"INSTANCE": str(settings.INSTANCE), "ASSETS": str(settings.assets), "SECRET_KEY": "test"}
    words = [sys.executable, "-m", "tests.support.dying_erasing"]
    return subprocess.run(
        words, cwd=ROOT, env={**os.environ, **env}, check=False, capture_output=True
    ).returncode


def test_a_run_that_was_killed_is_gone_on_with(app, house):
    wave = over(house)
    visits = [told(house, wave) for _ in range(3)]
    names = [photo(visit, number) for number, visit in enumerate(visits)]
    assert killed(app) == -signal.SIGKILL
    db.session.rollback()
    assert sorted(visit.erased_at is not None for visit in db.session.query(Visit)) == [False, False, True]
    assert db.session.query(Evidence).count() == 2, "what was not committed is still known"
    assert erase_due() == Done(2, 0)
    assert not any(map(the_store().has, names))
    assert db.session.query(Evidence).count() == 0
    lines = db.session.query(AuditEvent.subject_id).filter_by(action="visit.erase").all()
    assert sorted(line[0] for line in lines) == sorted(str(visit.id) for visit in visits)
    assert list(check(lambda _done: None)) == []
