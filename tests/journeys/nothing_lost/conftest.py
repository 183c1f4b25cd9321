"""A phone with a profile of its own, which can be restarted, killed and led through bad lines."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, BrowserType, Page, expect

from shopper.models import Visit
from tests.journeys.conftest import Live
from tests.support.builders import PASSWORD
from tests.support.line import Line, line_to
from tests.support.server import CHROMIUM

SIZE = {"width": 360, "height": 740}


class Phone:
    """A real Chromium that keeps what it has in a folder, as a phone does."""

    def __init__(self, chromium: BrowserType, folder: Path, line: Line) -> None:
        self.chromium, self.folder, self.line = chromium, folder, line
        self.start()

    context: BrowserContext
    page: Page

    def start(self) -> None:
        self.context = self.chromium.launch_persistent_context(
            str(self.folder), viewport=SIZE, has_touch=True, **CHROMIUM
        )
        self.page = self.context.pages[0] if self.context.pages else self.context.new_page()
        self.page.set_default_timeout(15_000)

    def restart(self) -> None:
        """Closed and opened again, as somebody does at night."""
        self.context.close()
        self.start()

    def kill(self) -> None:
        """The battery is empty: nothing is told to anybody."""
        for process in _processes(self.folder):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        with suppress(Exception):
            self.context.close()
        for lock in self.folder.glob("Singleton*"):
            lock.unlink()
        self.start()

    def open(self, path: str, page: Page | None = None) -> Page:
        page = page or self.page
        page.goto(f"{self.line.url}{path}")
        return page

    def sign_in(self, sign_in: str, page: Page | None = None) -> None:
        page = page or self.page
        if "/sign-in" not in page.url:
            self.open("/sign-in", page)
        page.get_by_label("E-mail or code").fill(sign_in)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/my/**")

    def ready(self, *visits: Visit) -> None:
        """The service worker holds the pages of these visits."""
        self.page.evaluate(READY, [str(visit.id) for visit in visits])

    def until(self, holds: Callable[[], object]) -> None:
        """Wait for what the phone keeps."""
        late = time.monotonic() + 15
        while not holds():
            assert time.monotonic() < late, "it never came"
            self.page.wait_for_timeout(50)

    def stored(self, kind: str, page: Page | None = None) -> list[dict[str, Any]]:
        """What is on the phone's disk, of whoever the page belongs to."""
        found: list[dict[str, Any]] = (page or self.page).evaluate(STORED, kind)
        return found


READY = """async (visits) => {
  const marked = async () => {
    if (!navigator.serviceWorker.controller) return false;
    const pages = (await caches.keys()).filter((one) => one.startsWith("pages-"));
    const kept = (await Promise.all(pages.map(async (name) => (await caches.open(name)).keys()))).flat();
    return visits.every((id) => kept.some((one) => one.url.endsWith(`/my/visits/${id}/mark`)));
  };
  const late = Date.now() + 20000;
  while (!(await marked())) {
    if (Date.now() > late) throw new Error("the pages of no visit were kept");
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
}"""

STORED = """async (kind) => new Promise((resolve, reject) => {
  const asked = indexedDB.open(`notes-${document.body.dataset.person}`);
  asked.onerror = () => reject(asked.error);
  asked.onsuccess = () => {
    const found = asked.result.transaction(kind).objectStore(kind).getAll();
    found.onsuccess = () => {
      asked.result.close();
      resolve(found.result.map((one) => ({ ...one, bytes: one.bytes ? one.bytes.byteLength : undefined })));
    };
  };
})"""


def _processes(folder: Path) -> list[int]:
    """Every process of the browser that this phone started, told by its own folder."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if f"--user-data-dir={folder}".encode() in (entry / "cmdline").read_bytes():
                found.append(int(entry.name))
    return found


@pytest.fixture
def line(live: Live) -> Iterator[Line]:
    with line_to(live.url) as line:
        yield line


@pytest.fixture
def phone(browser_type: BrowserType, tmp_path: Path, line: Line) -> Iterator[Phone]:
    phone = Phone(browser_type, tmp_path / "profile", line)
    yield phone
    phone.context.close()


def choose(page: Page, question: str, answer: str) -> None:
    """Press the row, as a thumb does."""
    row = page.get_by_role("group", name=question).or_(page.get_by_role("radiogroup", name=question))
    row.get_by_text(answer, exact=True).click()


def saved(page: Page) -> None:
    """The page says that it is on the phone."""
    expect(page.get_by_role("status")).to_contain_text("Saved on this phone")
