"""Rebuilding the tallies of 100,000 visits from their stored snapshots, in a process of its own."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from flask import Flask
from results import Line
from world import BRANCHES, empty_tallies, world

VISITS = 100_000
ROOT = Path(__file__).resolve().parents[2]


def run() -> Iterator[Line]:
    data = f"{VISITS:,} visits, {BRANCHES} branches"
    with world(VISITS, whole=False) as (app, _manager):
        empty_tallies()
        seconds, peak, _code = command(app, "rebuild")
        yield Line("tallies rebuild", f"{seconds:.1f} s", data, "≤ 120 s", seconds <= 120)
        yield Line("its process at the highest", f"{peak:.0f} MB", data, "< 500 MB", peak < 500)
        seconds, _peak, code = command(app, "check")
        told = "none differs" if code == 0 else "some differ"
        yield Line("tallies check after it", f"{told}, {seconds:.1f} s", data, "none differs", code == 0)


def command(app: Flask, name: str) -> tuple[float, float, int]:
    """Seconds, peak memory in MB and exit code of `flask --app wsgi tallies …`."""
    settings = {"INSTANCE": str(app.config["LAST_INCH"].INSTANCE), "SECRET_KEY": "bench"}
    words = [sys.executable, "-m", "flask", "--app", "wsgi", "tallies", name]
    start = time.perf_counter()
    running = subprocess.Popen(words, cwd=ROOT, env={**os.environ, **settings}, stdout=subprocess.DEVNULL)
    _pid, status, used = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    return time.perf_counter() - start, used.ru_maxrss / 1024, running.returncode
