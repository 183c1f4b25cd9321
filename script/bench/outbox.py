"""A phone with 200 finished visits of three photos each: how soon its outbox opens, and how it drains."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from random import Random
from typing import Any

from phone_world import FORTY, SLOWER, Shop, devtools, shop
from playwright.sync_api import Page
from put import body_of, new_visit
from results import Line, said, spread
from sqlalchemy import func, select

from shopper.extensions import db
from shopper.models import Submission, Visit, VisitEvidence
from tests.support.builders import as_one, make_version

VISITS, PHOTOS = int(os.environ.get("BENCH_QUEUED", "200")), 3
OPENS, LOADS = 1000, 7
PATIENCE = 15 * 60
FILL = """async ([reports, at]) => {
  const store = await (await import(document.querySelector('link[href$="phone/store.js"]').href)).openStore(document.body.dataset.person);
  const hex = (bytes) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const canvas = Object.assign(document.createElement("canvas"), { width: 1600, height: 1200 });
  const pen = canvas.getContext("2d");
  async function photo() {
    for (let n = 0; n < 150; n += 1) {
      pen.fillStyle = `hsl(${Math.random() * 360} 60% 50%)`;
      pen.fillRect(Math.random() * 1600, Math.random() * 1200, 200, 150);
    }
    const blob = await new Promise((done) => { canvas.toBlob(done, "image/jpeg", 0.82); });
    const bytes = await blob.arrayBuffer();
    return { bytes, type: "image/jpeg", width: 1600, height: 1200, sha256: hex(await crypto.subtle.digest("SHA-256", bytes)) };
  }
  for (const [number, { visit, content, submission_id }] of reports.entries()) {
    const made_at = new Date(at + number * 1000).toISOString();
    const slots = [["shelf", 0], ["shelf", 1], ["receipt", 0]];
    const photos = [];
    for (const [question, index] of slots) photos.push({ visit, question, index, made_at, state: "waiting", sent: false, removed: false, ...await photo() });
    const value = (of) => photos.filter((one) => one.question === of).map((one) => one.sha256);
    for (const key of ["shelf", "receipt"]) content.answers[key] = { value: value(key), at: made_at };
    content.evidence = photos.map(({ question, index, sha256 }) => ({ question, index, sha256 }));
    await store.putAll(...photos.flatMap(({ bytes, ...rest }) => [["bytes", { sha256: rest.sha256, bytes }], ["photos", rest]]));
    await store.put("outbox", { submission_id, visit, base: null, title: "A visit", content, made_at, tries: 0, next_at: 0, state: "waiting", reason: "", status: 0 });
  }
  store.close();
  return (await navigator.storage.estimate()).usage;
}"""
WATCH = """(count) => {
  const look = () => {
    const shown = document.getElementById("waiting")?.children.length ?? 0;
    if (shown >= count && !window.opened) requestAnimationFrame(() => { window.opened ??= performance.now(); });
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true });
}"""
LEFT = """async () => {
  const reply = await new Promise((resolve, reject) => {
    const asked = indexedDB.open(`notes-${document.body.dataset.person}`);
    asked.onerror = () => reject(asked.error);
    asked.onsuccess = () => resolve(asked.result);
  });
  const found = await new Promise((resolve) => {
    const asked = reply.transaction("outbox").objectStore("outbox").count();
    asked.onsuccess = () => resolve(asked.result);
  });
  reply.close();
  return found;
}"""


def run() -> Iterator[Line]:
    with shop() as here, here.phone(worker=True) as page:
        reports = _reports(here)
        page.goto(f"{here.url}/my/outbox")
        page.wait_for_function("() => navigator.serviceWorker.ready.then(() => true)")
        page.reload()
        page.wait_for_function("() => Boolean(navigator.serviceWorker.controller)")
        page.context.set_offline(True)
        size = page.evaluate(FILL, [reports, int(time.time() * 1000) - 3_600_000])
        yield _opens(page, here, size)
        yield from _drains(page, here, [one["submission_id"] for one in reports])


def _reports(here: Shop) -> list[dict[str, Any]]:
    """Finished reports, each of a visit of its own."""
    random, found = Random(1), []
    db.session.rollback()
    with as_one():
        version = make_version(here.house.client, FORTY)
        visits = [new_visit(here.house, version) for _ in range(VISITS)]
    for visit in visits:
        content = json.loads(json.dumps(body_of(version.definition, random)))
        submission_id = content.pop("submission_id")
        content.pop("base")
        found.append({"visit": str(visit.id), "submission_id": submission_id, "content": content})
    return found


def _opens(page: Page, here: Shop, size: int) -> Line:
    page.add_init_script(f"({WATCH})({VISITS})")
    tools, taken = devtools(page), []
    tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    for _ in range(LOADS):
        page.goto(f"{here.url}/my/outbox")
        page.wait_for_function("() => Boolean(window.opened)", timeout=120_000)
        taken.append(page.evaluate("() => window.opened"))
    tools.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    tools.detach()
    data = f"{VISITS} visits with {PHOTOS} photos each, {size / 1e6:.0f} MB on the phone, n = {LOADS}, offline, CPU ÷ {SLOWER}"
    return Line("the outbox opens", said(taken), data, f"p95 ≤ {OPENS} ms", spread(taken)[1] <= OPENS)


def _drains(page: Page, here: Shop, order: list[str]) -> Iterator[Line]:
    """Sent with a page that is loaded anew in the middle of it, as when somebody looks at something else."""
    began = time.perf_counter()
    page.context.set_offline(False)
    page.get_by_role("button", name="Send now").click()
    _until(page, lambda: page.evaluate(LEFT) <= VISITS // 2)
    page.reload()
    _until(page, lambda: _counts(VisitEvidence) >= VISITS * PHOTOS)
    took = time.perf_counter() - began
    with here.app.app_context():
        came = list(db.session.scalars(select(Submission.id).order_by(Submission.received_at)))
    in_order = [str(one) for one in came] == order
    data = f"{VISITS} visits with {PHOTOS} photos each, the page loaded anew midway"
    yield Line(
        "the outbox drains in order", f"{took:.0f} s, {len(came)} reports", data, "oldest first", in_order
    )
    photos, visits = _counts(VisitEvidence), len(set(came))
    whole = (visits, len(came), photos, page.evaluate(LEFT)) == (VISITS, VISITS, VISITS * PHOTOS, 0)
    yield Line(
        "nothing twice and nothing lost", f"{len(came)} reports, {photos} photos", data, "0 duplicates", whole
    )


def _counts(model: type[Visit] | type[VisitEvidence]) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def _until(page: Page, done: Any) -> None:
    late = time.monotonic() + PATIENCE
    while not done():
        if time.monotonic() > late:
            raise RuntimeError("the outbox did not drain")
        page.wait_for_timeout(250)
