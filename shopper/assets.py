"""Static files under the hash of all of them: served for ever, compressed once, never stale.

Our own scripts and sheets go out without comments and indents, line by line as they are written. Plotly's script comes from the installed package; nothing is fetched from anywhere else."""

import re
import shutil
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import brotli
import plotly
from flask import Flask
from whitenoise import WhiteNoise
from whitenoise.compress import Compressor

from shopper.settings import Settings

OWN = Path(__file__).parent / "static"
PLOTLY = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
WHOLE = "css/phone-whole.css"
SHEETS = ("tokens", "base", "controls", "phone")
"""What the shopper's one style sheet is put together from, with print.css at the end."""
COMPRESSIBLE = {".css", ".js", ".svg", ".json"}


LARGE = 1_000_000
FORM = 2
"""Goes up with every change of what is made of the files."""


class QuickCompressor(Compressor):
    """Brotli's last quality step would take half a minute over Plotly for two per cent."""

    @staticmethod
    def compress_brotli(data: bytes) -> bytes:
        return bytes(brotli.compress(data, quality=9 if len(data) > LARGE else 11))


def lean_script(text: str) -> str:
    """The same without indents and without lines that are a comment; it holds no text of several lines."""
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//")) + "\n"


def lean_sheet(text: str) -> str:
    """The same without comments and indents."""
    lines = (line.strip() for line in re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL).splitlines())
    return "\n".join(filter(None, lines)) + "\n"


LEAN = {".js": lean_script, ".css": lean_sheet}


def _files() -> Iterator[tuple[str, Path]]:
    """Every file with the name it is served under."""
    for path in sorted(OWN.rglob("*")):
        if path.is_file():
            yield path.relative_to(OWN).as_posix(), path
    yield "vendor/plotly.min.js", PLOTLY


def fingerprint() -> str:
    """One hash over all names and bytes; Plotly counts by its version, which is quicker to read."""
    digest = sha256(f"{FORM} {plotly.__version__}".encode())
    for name, path in _files():
        digest.update(name.encode())
        if path != PLOTLY:
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def build(folder: Path) -> Path:
    """Copy and compress all files into `folder/<hash>`, once; return that folder.

    A server and a command may both start first: each makes its own, and the first that is whole counts."""
    target = folder / fingerprint()
    if target.exists():
        return target
    folder.mkdir(parents=True, exist_ok=True)
    making = Path(tempfile.mkdtemp(dir=folder, prefix=f"{target.name}."))
    making.chmod(0o755)
    for name, path in _files():
        copy = making / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
        if path != PLOTLY and path.suffix in LEAN:
            copy.write_text(LEAN[path.suffix](path.read_text("utf-8")), "utf-8")
    (making / WHOLE).write_text(lean_sheet(_whole_sheet()), "utf-8")
    compressor = QuickCompressor(quiet=True)
    for copy in sorted(making.rglob("*")):
        if copy.suffix in COMPRESSIBLE:
            list(compressor.compress(str(copy)))
    try:
        making.rename(target)
    except OSError:  # it is there by now
        shutil.rmtree(making)
    return target


def _whole_sheet() -> str:
    sheets = [(OWN / "css" / f"{name}.css").read_text("utf-8") for name in SHEETS]
    on_paper = (OWN / "css" / "print.css").read_text("utf-8")
    return "\n".join([*sheets, f"@media print {{\n{on_paper}\n}}\n"])


def serve_assets(app: Flask, settings: Settings) -> None:
    """Serve the built files and offer `asset(name)` to templates."""
    target = build(settings.assets)
    prefix = f"/static/{target.name}/"
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]  # the documented way to wrap an app
        app.wsgi_app,
        root=str(target),
        prefix=prefix,
        immutable_file_test=lambda _path, _url: True,
        allow_all_origins=False,
        add_headers_function=lambda headers, _path, _url: headers.add_header(
            "X-Content-Type-Options", "nosniff"
        ),
    )
    app.jinja_env.globals["asset"] = lambda name: prefix + name
