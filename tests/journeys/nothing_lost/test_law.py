"""B24, the law: whatever happens in whatever order, a finished visit is never nowhere, and in the end in one place."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from playwright.sync_api import Page

from shopper.extensions import db
from shopper.models import Submission, Visit, VisitEvidence, VisitState
from tests.journeys.conftest import Live
from tests.journeys.nothing_lost.conftest import Phone
from tests.support.builders import make_version, make_visit
from tests.support.line import Line
from tests.support.pictures import picture

pytestmark = [pytest.mark.journey, pytest.mark.long]

SET = """\
slug: law
title: Law
touchpoints:
  - key: greeting
    title: Greeting
    mode: people
    questions:
      - {key: greeted, type: yes_no, text: Did anyone greet you?, points: 4, p: people, na: false}
  - key: leaving
    title: Leaving
    mode: people
    leaving: true
    questions:
      - {key: thanked, type: yes_no, text: Were you thanked?, points: 5, p: people, na: false}
      - {key: receipt, type: photo, text: A photo of the receipt, max: 2}
"""
PAGE_OF = {"greeted": "greeting", "thanked": "leaving"}
WHOLE = {"greeted": "yes", "thanked": "yes", "greeting_momentum": "forward", "leaving_momentum": "forward"}
EXAMPLES, STEPS, EACH = 20, 14, 2
SUBMISSION = "PUT .*/submission"
BUMPS = (
    ("PUT .*/(submission|draft|evidence)", 500),
    (SUBMISSION, "lost"),
    ("PUT .*/(draft|evidence)", "lost"),
    (SUBMISSION, 409),
    ("GET /api/v1/session", "portal"),
)
colours = count(1)


def new_picture() -> bytes:
    """A photo unlike the others, also once the phone has made a JPEG of it, in which near colours are one."""
    number = next(colours)
    return picture((number * 37 % 256, number * 101 % 256, number * 53 % 256))


def visits_for(live: Live, many: int) -> list[UUID]:
    """Visits that are under way, each with a whole report in its draft."""
    version, at = make_version(live.house.client, SET), "2026-11-01T10:00:00.000Z"
    made = []
    for _ in range(many):
        visit = make_visit(live.house.mill_lane, version, shopper=live.house.chloe, state=VisitState.STARTED)
        visit.draft = {key: {"value": value, "at": at} for key, value in WHOLE.items()}
        made.append(visit.id)
    db.session.commit()
    return made


def press(page: Page) -> None:
    """Send now, unless there is nothing to send by the time the finger is there."""
    page.evaluate("document.getElementById('send-now').click()")


class Law(RuleBasedStateMachine):
    """Two visits of one shopper on one phone, on a line that breaks in every known way."""

    phone: Phone
    line: Line
    pool: Iterator[UUID]

    @initialize()
    def begin(self) -> None:
        self.visits = [next(self.pool) for _ in range(EACH)]
        self.said = {visit: dict(WHOLE) for visit in self.visits}
        self.photos: dict[UUID, int] = dict.fromkeys(self.visits, 0)
        self.finished: set[UUID] = set()
        self.line.heal()

    def at(self, visit: UUID, where: str, page: Page | None = None) -> Page:
        return self.phone.open(f"/my/visits/{visit}/{where}", page)

    @rule(
        nth=st.integers(0, EACH - 1),
        key=st.sampled_from(sorted(PAGE_OF)),
        value=st.sampled_from(["yes", "no"]),
    )
    def answer(self, nth: int, key: str, value: str) -> None:
        visit = self.visits[nth]
        if visit in self.finished:
            return
        page = self.at(visit, f"at/{PAGE_OF[key]}")
        page.locator(f"input[name='q:{key}:value'][value={value}]").check(force=True)
        assert until(page, KEPT, str(visit), key, value), self.shown(page)
        self.said[visit][key] = value

    @rule(nth=st.integers(0, EACH - 1))
    def photograph(self, nth: int) -> None:
        visit = self.visits[nth]
        if visit in self.finished or self.photos[visit] == EACH:
            return
        page = self.at(visit, "at/leaving")
        page.locator("input[type=file]").first.set_input_files(
            [{"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": new_picture()}]
        )
        self.photos[visit] += 1
        assert until(page, PHOTOS, str(visit), self.photos[visit]), self.shown(page)

    @rule(nth=st.integers(0, EACH - 1))
    def send(self, nth: int) -> None:
        self.finish(nth)

    def finish(self, nth: int) -> None:
        visit = self.visits[nth]
        if visit in self.finished:
            return
        page = self.at(visit, "check")
        page.get_by_role("button", name="Send your report").click()
        page.wait_for_url(lambda url: "/check" not in url)
        self.finished.add(visit)

    @rule()
    def lose_the_signal(self) -> None:
        self.line.cut()

    @rule()
    def find_the_signal(self) -> None:
        self.line.heal()

    @rule(bump=st.sampled_from(BUMPS))
    def break_once(self, bump: tuple[str, Any]) -> None:
        self.line.add(*bump, times=1)

    @rule()
    def run_out_of_battery(self) -> None:
        self.phone.kill()
        self.phone.open("/my/outbox")

    @rule()
    def reload(self) -> None:
        self.phone.page.reload()

    @rule()
    def send_now(self) -> None:
        press(self.phone.open("/my/outbox"))

    @rule()
    def open_a_second_tab(self) -> None:
        tab = self.phone.context.new_page()
        press(self.phone.open("/my/outbox", tab))
        tab.close()

    @invariant()
    def nothing_finished_is_nowhere(self) -> None:
        """The phone is looked at first: what leaves it has reached the server before."""
        if getattr(self, "finished", None):
            here = self.on_the_phone()
            assert self.finished <= here | self.on_the_server().keys()

    def shown(self, page: Page) -> str:
        """What stands on the page, for a failure that cannot be told twice."""
        photos = {one["index"]: one["removed"] for one in self.phone.stored("photos")}
        return f"{page.url} {page.locator('main').inner_text()} {photos} {page.content()[-6000:]} {self.line.asked[-12:]}"

    def teardown(self) -> None:
        if not hasattr(self, "finished"):
            return
        for nth in range(EACH):  # on whatever line there is by now
            self.finish(nth)
            self.nothing_finished_is_nowhere()
        self.line.heal()
        self.quiet()
        here, there = self.on_the_phone(), self.on_the_server()
        assert not here & there.keys(), (
            f"in exactly one place: {self.phone.stored('outbox')} {self.phone.page.locator('main').inner_text()} {self.line.asked[-30:]} {self.line.troubles}"
        )
        assert here | there.keys() == self.finished, "a draft is never sent by itself"
        for visit, reports in there.items():
            assert len(reports) == 1, "never twice"
            self.same(visit, reports[0])

    def same(self, visit: UUID, report: Submission) -> None:
        """No field differs from what was said, and every photo has arrived."""
        answers = {key: entry["value"] for key, entry in report.answers.items() if key != "receipt"}
        assert answers == self.said[visit]
        arrived = {slot.sent_sha256 for slot in db.session.query(VisitEvidence).filter_by(visit_id=visit)}
        assert len(arrived) == self.photos[visit]
        assert set(report.answers.get("receipt", {}).get("value", [])) == arrived

    def quiet(self) -> None:
        """Send until nothing waits; what was refused is tried again by Send now."""
        page = self.phone.open("/my/outbox")
        for _ in range(3):
            press(page)
            if until(page, QUIET):
                return

    def on_the_phone(self) -> set[UUID]:
        if "/my/" not in self.phone.page.url:
            self.phone.open("/my/outbox")
        return {UUID(one["visit"]) for one in self.phone.stored("outbox")} & set(self.visits)

    def on_the_server(self) -> dict[UUID, list[Submission]]:
        db.session.rollback()
        found: dict[UUID, list[Submission]] = {}
        for report in db.session.query(Submission).where(Submission.visit_id.in_(self.visits)):
            found.setdefault(report.visit_id, []).append(report)
        return found


READ = """(kind) => new Promise((resolve) => {
  const asked = indexedDB.open(`notes-${document.body.dataset.person}`);
  asked.onsuccess = () => {
    const all = asked.result.transaction(kind).objectStore(kind).getAll();
    all.onsuccess = () => { asked.result.close(); resolve(all.result); };
  };
})"""
KEPT = """(all, [visit, key, value]) =>
  all.answers.some((one) => one.visit === visit && one.key === key && one.entry.value === value)"""
PHOTOS = """(all, [visit, many]) =>
  all.photos.filter((one) => one.visit === visit && !one.removed).length === many"""
QUIET = """(all) => !all.outbox.length && all.photos.every((one) => one.sent || one.removed)"""
UNTIL = f"""async (facts) => {{
  const read = {READ};
  const late = Date.now() + 10000;
  while (Date.now() < late) {{
    const all = Object.fromEntries(await Promise.all(["answers", "photos", "outbox"].map(async (kind) => [kind, await read(kind)])));
    if (HOLDS(all, facts)) return true;
    await new Promise((resolve) => {{ setTimeout(resolve, 50); }});
  }}
  return false;
}}"""


def until(page: Page, holds: str, *facts: Any) -> bool:
    """Whether it came to hold of what the phone has, within ten seconds."""
    return bool(page.evaluate(UNTIL.replace("HOLDS", f"({holds})"), list(facts)))


def test_b24_nothing_finished_is_ever_nowhere(live: Live, line: Line, phone: Phone) -> None:
    """The law, over many made stories, against a real server, a real browser and a line between them."""
    pool = visits_for(live, (EXAMPLES + 5) * EACH)  # some stories are told twice
    phone.sign_in(live.house.chloe.sign_in)
    for visit in pool:  # each is given its time, for they are many
        phone.ready(db.session.get_one(Visit, visit))
    phone.restart()  # the browser writes its cookie down, as it does within half a minute
    machine = type("Told", (Law,), {"phone": phone, "line": line, "pool": iter(pool)})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
    reports = db.session.query(Submission).count()
    print(
        f"B24: {EXAMPLES} stories of {STEPS} steps, {reports} reports sent, {sum('PUT' in one for one in line.asked)} PUTs"
    )
    assert reports
