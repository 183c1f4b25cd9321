"""Lighthouse on the shopper's pages: performance, accessibility, best practices, on its own slow phone.

Needs npm and a network, for it is fetched from the npm registry into the instance folder, in the version that
package.json names; where either is missing this says so and measures nothing."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from phone_world import server, sign_in
from playwright.sync_api import sync_playwright
from results import Line

from shopper.settings import ROOT
from tests.support.server import CHROMIUM, free_port

HERE = Path(__file__).parent / "lighthouse"
KEPT = ROOT / "instance" / "lighthouse"
BAR, RUNS, TRIES = 0.98, 3, 5


def run() -> Iterator[Line]:
    if not _fetched():
        sys.stderr.write("Lighthouse is left out: it needs npm and a network.\n")
        return
    with server() as (_app, house, url, visit, first), tempfile.TemporaryDirectory() as profile:
        port = free_port()
        with sync_playwright() as play:
            more = {**CHROMIUM, "args": [*CHROMIUM["args"], f"--remote-debugging-port={port}"]}
            context = play.chromium.launch_persistent_context(profile, **more)
            sign_in(context.pages[0], url, house.chloe.sign_in)
            for name, address in (
                ("Today", f"{url}/my/today"), ("a visit", f"{url}/my/visits/{visit}"), ("a touchpoint", url + first),
            ):  # fmt: skip
                yield from _scores(name, port, address)
            context.close()


def _fetched() -> bool:
    npm = shutil.which("npm")
    if npm is None:
        return False
    KEPT.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "run.mjs"):
        shutil.copy(HERE / name, KEPT)
    quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", "--silent"]
    return subprocess.run([npm, "install", *quiet], cwd=KEPT, check=False).returncode == 0


def _scores(name: str, port: int, address: str) -> Iterator[Line]:
    """The median of each score over a few runs; what it finds fault with stands beside."""
    told = [_once(port, address) for _ in range(RUNS)]
    for what in told[0]["scores"]:
        scores = sorted(one["scores"][what] for one in told)
        score, failed = median(scores), "; ".join(told[0]["failed"]) if scores[0] < BAR else ""
        data = f"n = {RUNS}, its own slow 4G, the service worker in place, {scores[0]:.2f} to {scores[-1]:.2f}{', ' if failed else ''}{failed}"
        yield Line(f"Lighthouse, {name}: {what}", f"{score:.2f}", data, f"≥ {BAR}", score >= BAR)


def _once(port: int, address: str) -> dict:
    """One run that came to its end; on a busy machine Lighthouse sometimes gives up."""
    words = ["node", "run.mjs", str(port), address]
    for _ in range(TRIES):
        answer = subprocess.run(words, cwd=KEPT, capture_output=True, text=True, check=False)
        told = json.loads(answer.stdout) if answer.returncode == 0 else {"scores": {"": None}}
        if None not in told["scores"].values():
            return told
    raise RuntimeError(f"Lighthouse came to no end in {TRIES} tries: {answer.stderr[-500:]}")
