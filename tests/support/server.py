"""A real gunicorn on a free port of this machine, and how Debian's Chromium is started."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]

QUIET = (
    "--disable-quic",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)
AS_ROOT = ("--no-sandbox",) if os.geteuid() == 0 else ()  # root has no sandbox to stand in
CHROMIUM: dict[str, Any] = {"executable_path": "/usr/bin/chromium", "args": [*QUIET, *AS_ROOT]}


@contextmanager
def served(instance: Path, assets: Path, database_url: str = "") -> Iterator[str]:
    """Serve a database, that in `instance` unless another is named; the address, once it is open."""
    port = free_port()
    server = start(instance, assets, port, database_url)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.communicate(timeout=20)


def start(
    instance: Path, assets: Path, port: int, database_url: str = "", served_by: str = "wsgi:app"
) -> subprocess.Popen[str]:
    """Start gunicorn and wait until it says that it is open; `served_by` may name an app of the tests' own."""
    public = f"http://127.0.0.1:{port}"
    settings = {"INSTANCE": str(instance), "ASSETS": str(assets), "PORT": str(port), "PUBLIC_URL": public}
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--config", "script/gunicorn.py", served_by],
        cwd=ROOT,
        env={
            **os.environ,
            **settings,
            "DATABASE_URL": database_url,
            "WEB_CONCURRENCY": "1",
            "IDLE_SECONDS": "60",
            "SECRET_KEY": "test",
        },
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdout is not None
    line = server.stdout.readline()
    assert "is open" in line, f"gunicorn did not start: {line}"
    return server


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
