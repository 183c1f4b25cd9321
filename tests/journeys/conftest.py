"""A real gunicorn on a free port, and a real Chromium to look at it with."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page

from shopper.models import Person
from tests.support.builders import PASSWORD, House
from tests.support.server import CHROMIUM, served


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium; as root it has no sandbox to stand in."""
    return {**browser_type_launch_args, **CHROMIUM}


@pytest.fixture(scope="session")
def base_url() -> None:
    """Every test has a server of its own; pytest-playwright's fixture of this name is one pytest warns of."""


@pytest.fixture
def database(request: pytest.FixtureRequest) -> str:
    """SQLite, unless a journey asks for both; what a page does is the same on either."""
    return str(getattr(request, "param", "sqlite"))


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
    with served(app.config["LAST_INCH"].INSTANCE, assets, app.config["LAST_INCH"].DATABASE_URL) as url:
        yield Live(url, house, app)


@pytest.fixture
def outside(page: Page) -> Callable[[], list[str]]:
    """Which requests left for another host while the test ran."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    return lambda: [url for url in asked if not url.startswith(("http://127.0.0.1", "data:", "blob:"))]
