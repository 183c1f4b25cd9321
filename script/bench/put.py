"""PUT of a submission of 40 answers by 16 clients, against a bare view that stores the same body (`bare.py`).

Both are served alike and take turns in one run, so that a machine that drifts drifts for both. The receipt is
a promise: SQLite with synchronous=FULL, PostgreSQL with fsync and synchronous_commit=on."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from uuid import uuid4

from clients import Taken, hammer, put
from flask import Flask
from results import Line, said, spread

import survey_defs
from shopper import clock, create_app
from shopper.demo.simulator import make_answers
from shopper.demo.voice import Voice
from shopper.extensions import db
from shopper.models import Model, QuestionSetVersion, Visit, VisitState
from shopper.settings import Settings
from tests.support import postgres
from tests.support.builders import House, as_one, make_house, make_version, make_visit
from tests.support.pages import Client
from tests.support.server import ROOT, free_port

CLIENTS, TURNS, EACH, WARM = 16, int(os.environ.get("BENCH_TURNS", "8")), 12, 4
PROCESSES, THREADS = 2, 4
SETTLED = 15
"""Seconds: gunicorn's processes load the statistics once they stand, and nobody is to wait for that here."""
RATE, SLOWEST = 0.6, 1.8
FORTY = (Path(__file__).parent / "forty.yaml").read_text()
DURABLE = {**postgres.QUICK, "fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}


def run() -> Iterator[Line]:
    with postgres.running(DURABLE) as server:
        for name, kept in (("SQLite", ""), ("PostgreSQL", server.create("ours"))):
            bare = server.create("bare") if kept else ""
            yield from _compared(name, kept, bare)


def _compared(name: str, kept: str, bare_kept: str) -> Iterator[Line]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        ours = stack.enter_context(_ours(folder, kept))
        sides = (ours, *stack.enter_context(_bare(folder, bare_kept, [body for _path, body in ours.reports])))
        for side in sides:
            side.turn(WARM)
        time.sleep(SETTLED)
        takings = {side.what: Taken() for side in sides}
        for _ in range(TURNS):
            for side in sides:
                takings[side.what].add(side.turn(EACH))
    yield from _lines(name, *takings.values())


def _lines(name: str, ours: Taken, bare: Taken, judged: Taken) -> Iterator[Line]:
    count = f"{CLIENTS} clients, n = {len(ours.milliseconds)} each, in {TURNS} turns"
    rate = ours.rate / bare.rate
    yield Line(
        f"PUT submission, {name}, rate", f"{rate:.2f} of the bare view ({ours.rate:.0f}/s and {bare.rate:.0f}/s)",
        count, f"≥ {RATE}", rate >= RATE,
    )  # fmt: skip
    slowest = spread(ours.milliseconds)[1] / spread(bare.milliseconds)[1]
    yield Line(
        f"PUT submission, {name}, p95",
        f"{slowest:.2f} × the bare view ({said(ours.milliseconds)}; bare {said(bare.milliseconds)})",
        count, f"≤ {SLOWEST} ×", slowest <= SLOWEST,
    )  # fmt: skip
    yield Line(
        f"the bare view that judges and hashes, {name}", f"{judged.rate / bare.rate:.2f} of the bare view",
        f"{count}; nobody signed in, no visit, no audit", "none: the most that judged answers allow", True,
    )  # fmt: skip


@dataclass
class Side:
    """A server that is up and the requests that it has not had yet."""

    what: str
    port: int
    requests: list[bytes]
    reports: list[tuple[str, bytes]]

    def turn(self, each: int) -> Taken:
        """As many for every client; nothing is sent twice."""
        taken, self.requests = self.requests[: CLIENTS * each], self.requests[CLIENTS * each :]
        return hammer(self.port, [taken[one::CLIENTS] for one in range(CLIENTS)])


@contextmanager
def _ours(folder: Path, kept: str) -> Iterator[Side]:
    """The product, with a visit for every report."""
    app = create_app(Settings(INSTANCE=folder, SECRET_KEY="test", DATABASE_URL=kept))
    with app.app_context():
        Model.metadata.create_all(db.engine)
        house = make_house()
        reports = list(_reports(house, CLIENTS * (WARM + TURNS * EACH)))
        headers = _headers(app, house)
        db.session.remove()
        db.engine.dispose()
    env = {"INSTANCE": str(folder), "DATABASE_URL": kept, "SECRET_KEY": "test"}
    with _served(["--config", "script/gunicorn.py", "wsgi:app"], env) as port:
        yield Side("ours", port, [put(path, body, headers) for path, body in reports], reports)


@contextmanager
def _bare(folder: Path, kept: str, bodies: Sequence[bytes]) -> Iterator[tuple[Side, Side]]:
    """The bare view and the one that judges, with a database of their own."""
    kept = kept or str(folder / "bare.sqlite3")
    words = ["--workers", str(PROCESSES), "--threads", str(THREADS), "--worker-class", "gthread", "--preload",
             "--no-control-socket", "--log-level", "warning", "--chdir", "script/bench", "bare:app"]  # fmt: skip
    with _served(words, {"BARE_DATABASE": kept, "PYTHONPATH": str(ROOT)}) as port:
        yield tuple(
            Side(what, port, [put(f"/{path}/{uuid4()}", body, {}) for body in bodies], [])
            for what, path in (("bare", "report"), ("judged", "judged"))
        )


@contextmanager
def _served(words: Sequence[str], env: dict[str, str]) -> Iterator[int]:
    """gunicorn on a free port, once it answers."""
    port = free_port()
    told = {**os.environ, "PORT": str(port), "PUBLIC_URL": f"http://127.0.0.1:{port}",
            "WEB_CONCURRENCY": str(PROCESSES), **env}  # fmt: skip
    bound = [] if "--config" in words else ["--bind", f"127.0.0.1:{port}"]
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", *bound, *words], cwd=ROOT, env=told, stdout=subprocess.DEVNULL
    )
    try:
        while not _is_open(port):
            if server.poll() is not None:
                raise RuntimeError("gunicorn did not start; its lines above say why")
        yield port
    finally:
        server.terminate()
        server.wait(timeout=20)


def _is_open(port: int) -> bool:
    with socket.socket() as line:
        line.settimeout(0.2)
        return line.connect_ex(("127.0.0.1", port)) == 0


def _headers(app: Flask, house: House) -> dict[str, str]:
    """What Chloé's browser sends along, with the cookie as her first page left it."""
    browser = Client(app, house.chloe)
    browser.get("visits.today")
    token = browser.token()
    name = app.config["SESSION_COOKIE_NAME"]
    cookie = browser.http.get_cookie(name)
    return {"Cookie": f"{name}={cookie.value if cookie else ''}", "X-CSRFToken": token}


def _reports(house: House, count: int) -> Iterator[tuple[str, bytes]]:
    """Addresses and bodies, each of a visit of its own."""
    random = Random(1)
    with as_one():
        version = make_version(house.client, FORTY)
        visits = [new_visit(house, version) for _ in range(count)]
    for visit in visits:
        yield (
            f"/api/v1/visits/{visit.id}/submission",
            json.dumps(body_of(version.definition, random)).encode(),
        )


def new_visit(house: House, version: QuestionSetVersion) -> Visit:
    """A visit that Chloé has begun."""
    now = clock.now()
    return make_visit(house.mill_lane, version, shopper=house.chloe, state=VisitState.STARTED, started_at=now)


def body_of(definition: survey_defs.QuestionSet, random: Random) -> dict[str, object]:
    """A report with all 40 questions answered, its photos declared and its stamps."""
    quality = dict.fromkeys((each.key for each in definition.touchpoints), 0.8)
    given = make_answers(definition, quality, random, Voice(random))
    photos = {key: [random.randbytes(32).hex()] for key in ("shelf", "receipt")}
    rest = {
        "arrival_moment": "A child was handed a brush to try.",
        "left_at": "16:05",
        "tills_open": 3,
        "paid": "18.40",
    }
    checked = survey_defs.check_answers(definition, {**rest, **given, **photos})
    at = clock.stamp(clock.now())
    stamps = [{"id": str(uuid4()), "name": name, "at": at, "tapped_at": at, "offset_ms": 1000.5, "zone": "Europe/Paris",
               "changed_at": at, "removed": False} for name in ("In", "Noticed", "Served", "Paid", "Out")]  # fmt: skip
    return {
        "submission_id": str(uuid4()), "base": None, "left_early": False, "device": str(uuid4()), "stamps": stamps,
        "answers": {key: {**entry, "at": at} for key, entry in checked.answers.items()},
        "evidence": [{"question": key, "index": 0, "sha256": shas[0]} for key, shas in photos.items()],
    }  # fmt: skip
