"""A real gunicorn on a free port, and a real Chromium to look at it with."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page

from shopper.models import Person
from tests.support.builders import PASSWORD, House

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = [
    "--disable-quic",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium; as root it has no sandbox to stand in."""
    args = [*CHROMIUM, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    return {**browser_type_launch_args, "executable_path": "/usr/bin/chromium", "args": args}


@dataclass
class Live:
    """A server that is up, with the house that its database holds."""

    url: str
    house: House
    app: Flask

    def sign_in(self, page: Page, person: Person) -> None:
        """Sign in through the form, as a person does."""
        page.goto(f"{self.url}/sign-in")
        page.get_by_label("E-mail or code").fill(person.sign_in)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(re.compile(r"^(?!.*/sign-in)"))


@pytest.fixture
def live(app: Flask, house: House, assets: Path) -> Iterator[Live]:
    """The app of this test, served by gunicorn."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = serve(app.config["LAST_INCH"].INSTANCE, assets, port)
    try:
        yield Live(f"http://127.0.0.1:{port}", house, app)
    finally:
        server.terminate()
        server.communicate(timeout=20)


def serve(instance: Path, assets: Path, port: int) -> subprocess.Popen[str]:
    """Start gunicorn and wait until it says that it is open."""
    public = f"http://127.0.0.1:{port}"
    settings = {"INSTANCE": str(instance), "ASSETS": str(assets), "PORT": str(port), "PUBLIC_URL": public}
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--config", "script/gunicorn.py", "wsgi:app"],
        cwd=ROOT,
        env={**os.environ, **settings, "WEB_CONCURRENCY": "1", "SECRET_KEY": "test"},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdout is not None
    line = server.stdout.readline()
    assert "is open" in line, f"gunicorn did not start: {line}"
    return server


@pytest.fixture
def outside(page: Page) -> Callable[[], list[str]]:
    """Which requests left for another host while the test ran."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    return lambda: [url for url in asked if not url.startswith(("http://127.0.0.1", "data:", "blob:"))]
