"""`.venv/bin/python script/pictures [FOLDER]`: the README's pictures, taken anew from the demo.

The demo is made in a folder of its own and served at a moment that never changes, so that the same
code gives the same pictures on every day."""

import logging
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from flask import Flask  # noqa: E402 - our own packages are found from here on
from PIL import Image  # noqa: E402
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright  # noqa: E402
from werkzeug.serving import make_server  # noqa: E402

from shopper import clock, create_app  # noqa: E402
from shopper.cli.prepare import make_ready  # noqa: E402
from shopper.settings import Settings  # noqa: E402
from tests.support.server import CHROMIUM  # noqa: E402

MOMENT = datetime(2026, 11, 19, 14, 5, tzinfo=UTC)
PASSWORD = "only for the pictures"  # noqa: S105 - of a demo that lives for a minute
PHONE: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1280, "height": 800}
COLOURS = 200


class Picture(NamedTuple):
    """The first screen of one audience."""

    name: str
    person: str
    path: str
    size: ViewportSize
    scale: float = 1


PICTURES = (
    Picture("shopper", "chloe", "/my/today", PHONE, scale=2),
    Picture("manager", "dev", "/overview", DESK),
    Picture("admin", "asha", "/waves/", DESK),
    Picture("reviewer", "ben", "/review", DESK),
)
SCHEMES = ("light", "dark")


def main(folder: Path) -> None:
    """Take every picture, light and dark, into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as instance, served(Path(instance)) as url, sync_playwright() as play:
        browser = play.chromium.launch(**CHROMIUM)
        for picture in PICTURES:
            for scheme in SCHEMES:
                path = folder / f"{picture.name}-{scheme}.png"
                path.write_bytes(small(take(browser, url, picture, scheme)))
                print(f"{path.name}  {path.stat().st_size / 1000:.0f} kB")  # noqa: T201 - the terminal is its page
        browser.close()


@contextmanager
def served(instance: Path) -> Iterator[str]:
    """The demo as it is at the moment of the pictures; its address."""
    settings = Settings(INSTANCE=instance, SECRET_KEY="pictures", DEMO_PASSWORD=PASSWORD)  # noqa: S106 - as above
    app = create_app(settings)
    with app.app_context(), clock.standing_at(MOMENT):
        make_ready(None, empty=False)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, at_that_moment(app), threaded=True)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()


def at_that_moment(app: Flask) -> Any:
    """The app, each of whose requests happens at the moment of the pictures."""

    def answer(environ: Any, start_response: Any) -> Any:
        with clock.standing_at(MOMENT):
            return list(app(environ, start_response))

    return answer


def take(browser: Browser, url: str, picture: Picture, scheme: Any) -> bytes:
    """What the person sees after signing in, once all of it is drawn."""
    context = browser.new_context(
        viewport=picture.size, device_scale_factor=picture.scale, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    sign_in(page, url, f"{picture.person}@example.test")
    page.goto(url + picture.path)
    page.wait_for_load_state("networkidle")
    if page.locator("[data-chart]").count():
        page.locator(".js-plotly-plot").first.wait_for(state="visible")
    taken = page.screenshot(animations="disabled")
    context.close()
    return taken


def sign_in(page: Page, url: str, name: str) -> None:
    page.goto(f"{url}/sign-in")
    page.get_by_label("E-mail or code").fill(name)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(lambda where: "/sign-in" not in where)


def small(screenshot: bytes) -> bytes:
    """The same picture with its commonest colours alone; rarer ones become the nearest of them."""
    picture = Image.open(BytesIO(screenshot)).convert("RGB")
    found = sorted(picture.getcolors(picture.width * picture.height) or [], reverse=True)
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for _count, colour in found[:COLOURS] for part in colour])  # type: ignore[misc, union-attr]
    file = BytesIO()
    picture.quantize(palette=palette, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else ROOT / "docs" / "pictures")
