"""A browser's page that nobody listens in on. Playwright asks every page of its own to report errors, for which
V8 reads a large script again and again: Plotly, 4.5 MB, then takes twice as long to run as it does for people."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from typing import Any

from phone_world import PHONE, SLOW_4G, SLOWER
from playwright.sync_api import Browser, CDPSession, Cookie, Page

PATIENCE, EACH = 60, 0.02
"""Seconds to wait for an answer, and between two looks for one."""


class BarePage:
    """A tab of its own profile, spoken to through the browser."""

    def __init__(self, tools: CDPSession, idle: Page, target: str) -> None:
        self.tools, self.idle, self.numbers = tools, idle, count(1)
        self.answers: dict[int, dict[str, Any]] = {}
        tools.on("Target.receivedMessageFromTarget", self._hear)
        self.session = tools.send("Target.attachToTarget", {"targetId": target, "flatten": False})[
            "sessionId"
        ]

    def send(self, method: str, **values: object) -> dict[str, Any]:
        """Ask the tab for something; what it answers. Raises TimeoutError."""
        number = next(self.numbers)
        words = json.dumps({"id": number, "method": method, "params": values})
        self.tools.send("Target.sendMessageToTarget", {"sessionId": self.session, "message": words})
        until = time.monotonic() + PATIENCE
        while number not in self.answers:
            if time.monotonic() > until:
                raise TimeoutError(f"The browser did not answer {method}.")
            self.idle.wait_for_timeout(1)
        return self.answers.pop(number)

    def _hear(self, event: dict[str, str]) -> None:
        answer = json.loads(event["message"])
        if event["sessionId"] == self.session and "id" in answer:
            self.answers[answer["id"]] = answer.get("result", {})

    def slow(self) -> None:
        """Slow 4G and a slow processor from now on."""
        self.send("Network.emulateNetworkConditions", **SLOW_4G)
        self.send("Emulation.setCPUThrottlingRate", rate=SLOWER)

    def seen(self, address: str, expression: str) -> Any:
        """Open an address and wait until the expression holds something there; that. Raises TimeoutError."""
        self.send("Page.navigate", url=address)
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            self.idle.wait_for_timeout(EACH * 1e3)
            found = self.send("Runtime.evaluate", expression=expression, returnByValue=True)
            if found.get("result", {}).get("value"):
                return found["result"]["value"]
        raise TimeoutError(f"{expression} never held at {address}.")


@contextmanager
def bare_page(browser: Browser, cookies: Sequence[Cookie], script: str) -> Iterator[BarePage]:
    """A phone's page with these cookies that runs a script of ours before each of a page's own."""
    idle, tools = browser.new_page(), browser.new_browser_cdp_session()
    context = tools.send("Target.createBrowserContext")["browserContextId"]
    tools.send("Storage.setCookies", {"cookies": list(cookies), "browserContextId": context})
    page = {"url": "about:blank", "browserContextId": context}
    bare = BarePage(tools, idle, tools.send("Target.createTarget", page)["targetId"])
    screen: dict[str, int] = PHONE["viewport"]  # type: ignore[assignment]
    bare.send("Emulation.setDeviceMetricsOverride", **screen, deviceScaleFactor=2, mobile=True)
    bare.send("Network.enable")
    bare.send("Page.enable")
    bare.send("Page.addScriptToEvaluateOnNewDocument", source=script)
    yield bare
    tools.send("Target.disposeBrowserContext", {"browserContextId": context})
    tools.detach()
    idle.close()
