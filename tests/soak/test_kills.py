"""A receipt is a promise: the server is killed again and again while reports are sent and accepted.

Every request is made twice at once, as an impatient thumb does, and repeated until it is answered.
In the end nothing that was acknowledged is missing, nothing is there twice, and the tallies equal a
rebuild to the last digit."""

from __future__ import annotations

import http.client
import os
import re
import signal
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from shopper.extensions import db
from shopper.models import Person, Submission, Visit, VisitScore, VisitState
from shopper.review.rebuild import check
from shopper.visits.commands import save_answers, start_visit
from survey_defs import check_answers
from tests.support.builders import BEST, PASSWORD, House, make_visit
from tests.support.server import free_port, start

pytestmark = pytest.mark.long

VISITS, KILLS, THREADS = 60, 6, 6
GONE = (urllib.error.URLError, http.client.HTTPException, ConnectionError, TimeoutError)


class Browser:
    """A person's browser that tries again while the server is away."""

    def __init__(self, url: str, person: Person) -> None:
        self.url, self.name = url, person.sign_in
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        self.post(
            "/sign-in", {**self.form("/sign-in", "main form"), "sign_in": self.name, "password": PASSWORD}
        )

    def open(self, path: str, fields: dict[str, str] | None = None) -> str:
        """The page, however often it takes; a refusal is a page too."""
        data = urllib.parse.urlencode(fields).encode() if fields else None
        request = urllib.request.Request(self.url + path, data, {"Origin": self.url})  # noqa: S310 - our own server
        while True:
            try:
                with self._answer(request) as answer:
                    return str(answer.read().decode())
            except GONE:  # it may be killed in the middle of a refusal too
                continue

    def _answer(self, request: urllib.request.Request) -> Any:
        try:
            return self.opener.open(request, timeout=20)
        except urllib.error.HTTPError as refusal:
            return refusal

    def form(self, path: str, css: str) -> dict[str, str]:
        """The hidden and filled fields of a form on a page."""
        form = BeautifulSoup(self.open(path), "html.parser").select_one(css)
        assert form is not None, f"no {css} at {path}"
        return {
            str(box["name"]): str(box.get("value", "")) for box in form.select("input[type=hidden][name]")
        }

    def post(self, path: str, fields: dict[str, str]) -> str:
        return self.open(path, fields)


class Browsers(threading.local):
    """One browser of a person for each thread."""

    def __init__(self, url: str, person: Person) -> None:
        self.url, self.person = url, person

    def mine(self) -> Browser:
        self.browser = getattr(self, "browser", None) or Browser(self.url, self.person)
        return self.browser


class Killed:
    """A server that is killed without warning and started again on the same port and data."""

    def __init__(self, instance: Path, assets: Path, database_url: str) -> None:
        self.where = (instance, assets, free_port(), database_url)
        self.server = start(*self.where)
        self.url, self.kills = f"http://127.0.0.1:{self.where[2]}", 0

    def kill(self) -> None:
        """SIGKILL to the master and its workers, in the middle of whatever they do."""
        self.server.send_signal(signal.SIGSTOP)
        for child in Path(f"/proc/{self.server.pid}/task/{self.server.pid}/children").read_text().split():
            signal.pidfd_send_signal(_handle(int(child)), signal.SIGKILL)
        self.server.kill()
        self.server.communicate()
        self.kills += 1
        self.server = start(*self.where)

    def stop(self) -> None:
        self.server.terminate()
        self.server.communicate(timeout=20)


def _handle(pid: int) -> int:
    return os.pidfd_open(pid)


@pytest.fixture
def killed(app: Flask, house: House, assets: Path) -> Iterator[Killed]:
    settings = app.config["LAST_INCH"]
    server = Killed(settings.INSTANCE, assets, settings.DATABASE_URL)
    yield server
    server.stop()


def written(house: House) -> list[UUID]:
    """Visits whose reports are whole and wait to be sent."""
    answers = check_answers(house.version.definition, BEST).answers
    made = []
    for _ in range(VISITS):
        visit = make_visit(house.mill_lane, house.version, shopper=house.chloe)
        start_visit(visit, by=house.chloe)
        save_answers(visit, answers, by=house.chloe)
        made.append(visit.id)
    return made


def all_at_once(killed: Killed, work: list[UUID], one: Callable[[UUID], str]) -> list[str]:
    """Do the work by many threads, while the server is killed each time a part of it is done."""
    done = threading.Semaphore(0)

    def counted(item: UUID) -> str:
        answer = one(item)
        done.release()
        return answer

    with ThreadPoolExecutor(THREADS) as pool:
        running = [pool.submit(counted, item) for item in work]
        for _ in range(KILLS):
            for _ in range(len(work) // (KILLS + 2)):
                done.acquire()
            killed.kill()
        return [each.result() for each in running]


def twice(browser: Browser, path: str, fields: dict[str, str]) -> str:
    """The same request from two threads at once; both answers must be pages."""
    with ThreadPoolExecutor(2) as both:
        first, second = both.map(lambda _: browser.post(path, fields), range(2))
    assert second
    return first


def test_nothing_acknowledged_is_lost_and_nothing_is_there_twice(
    house: House, killed: Killed, capsys: pytest.CaptureFixture[str]
) -> None:
    visits = written(house)
    chloe, ben = (Person(sign_in=person.sign_in) for person in (house.chloe, house.ben))
    phones, desks = Browsers(killed.url, chloe), Browsers(killed.url, ben)

    def send(visit: UUID) -> str:
        phone = phones.mine()
        fields = phone.form(f"/my/visits/{visit}/check", "form[action$='/send']")
        twice(phone, f"/my/visits/{visit}/send", fields)
        found = re.search(r"[A-Z]\d-\d{3,}", phone.open(f"/my/visits/{visit}/sent"))
        return found.group() if found else ""

    def accept(visit: UUID) -> str:
        desk = desks.mine()
        fields = desk.form(f"/review/{visit}", f"form[action^='/review/{visit}']")
        return twice(desk, f"/review/{visit}", {**fields, "decision": "accept"})

    references = all_at_once(killed, visits, send)
    all_at_once(killed, visits, accept)

    db.session.rollback()
    assert len(set(references)) == VISITS
    sent = db.session.query(Submission.visit_id).all()
    assert sorted(row[0] for row in sent) == sorted(visits), "each report is there once"
    stored = db.session.query(Visit).filter(Visit.id.in_(visits)).all()
    assert {visit.reference for visit in stored} == set(references), "every receipt names its report"
    assert {visit.state for visit in stored} == {VisitState.RELEASED}
    assert db.session.query(VisitScore).filter(VisitScore.visit_id.in_(visits)).count() == VISITS
    assert list(check(lambda _done: None)) == []
    with capsys.disabled():
        print(
            f"\n{VISITS} reports sent and accepted, each twice at once, over {killed.kills} kills: none lost"
        )
