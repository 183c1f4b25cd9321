"""Rebuilding the tallies of 100,000 visits from their stored snapshots, in a process of its own."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from flask import Flask
from results import Line
from world import Size, empty_tallies, world

SIZE = Size(100_000, months=40)
ROOT = Path(__file__).resolve().parents[2]


def run() -> Iterator[Line]:
    data = str(SIZE)
    with world(SIZE) as (app, _manager):
        empty_tallies()
        seconds, peak, _code = command(app, "rebuild")
        yield Line("tallies rebuild", f"{seconds:.1f} s", data, "≤ 120 s", seconds <= 120)
        yield Line("its process at the highest", f"{peak:.0f} MB", data, "< 500 MB", peak < 500)
        seconds, _peak, code = command(app, "check")
        told = "none differs" if code == 0 else "some differ"
        yield Line("tallies check after it", f"{told}, {seconds:.1f} s", data, "none differs", code == 0)


WATCH = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
print(code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
"""A small process between us: a child's peak begins with that of the process that started it."""


def command(app: Flask, name: str) -> tuple[float, float, int]:
    """Seconds, peak memory in MB and exit code of `flask --app wsgi tallies …`."""
    settings = {"INSTANCE": str(app.config["LAST_INCH"].INSTANCE), "SECRET_KEY": "bench"}
    words = [sys.executable, "-m", "flask", "--app", "wsgi", "tallies", name]
    start = time.perf_counter()
    told = subprocess.run(
        [sys.executable, "-c", WATCH, *words],
        cwd=ROOT, env={**os.environ, **settings}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    seconds = time.perf_counter() - start
    code, kilobytes = map(int, told.stdout.split())
    return seconds, kilobytes / 1024, code
