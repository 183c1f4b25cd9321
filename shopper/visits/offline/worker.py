"""The service worker and the manifest, made for the files that are served now."""

from functools import cache
from pathlib import Path
from typing import Any

from flask import current_app, json, url_for
from flask_babel import gettext as _

from shopper.assets import OWN, WHOLE, lean_script

SCRIPT = OWN / "js" / "phone" / "sw.js"
BEHIND = "js/phone/behind.js"
PARTS = (
    "js/phone/*.js",
    "js/conditions*.js",
    "js/save-first.js",
    "js/where-i-am.js",
    "css/pocket.css",
    "icons/*",
)
PAPER = "#f6f4ef"


@cache
def files() -> tuple[str, ...]:
    """Every file that the shopper's pages ask for, without the worker itself."""
    found = {path.relative_to(OWN).as_posix() for part in PARTS for path in OWN.glob(part)}
    return tuple(sorted(found - {SCRIPT.relative_to(OWN).as_posix()} | {WHOLE}))


def script(*, sends: bool) -> str:
    """The worker with its asset list; the version is the hash that all addresses of the list carry.

    With `sends` it is a module, which can send what waits while no page is open."""
    assets = [_address(name) for name in files()]
    version = _address("").split("/")[-2]
    facts = f"const VERSION = {json.dumps(version)};\nconst ASSETS = {json.dumps(assets)};\n"
    behind = f"import {{ sendBehind }} from {json.dumps(_address(BEHIND))};\nself.sendBehind = sendBehind;\n"
    return (behind if sends else "") + facts + lean_script(Path(SCRIPT).read_text("utf-8"))


def _address(name: str) -> str:
    return str(current_app.jinja_env.globals["asset"](name))  # type: ignore[operator]  # set by serve_assets


def manifest() -> dict[str, Any]:
    """A name and an icon that say nothing to somebody who looks over a shoulder."""
    name = _("List")
    sizes = ("192", "512")
    icons = [
        {
            "src": _address(f"icons/list-{size}.png"),
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": use,
        }
        for size in sizes
        for use in ("any", "maskable")
    ]
    return {
        "id": "/my/",
        "name": name,
        "short_name": name,
        "start_url": url_for("visits.today"),
        "scope": "/my/",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": icons,
    }
