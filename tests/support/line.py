"""The line between a browser and a server, which a test can cut, slow down or lead elsewhere."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

PORTAL = b"<!doctype html><title>Welcome to our caf\xc3\xa9</title><h1>Accept our terms</h1>"
OWN = {"connection", "keep-alive", "transfer-encoding", "content-length"}


@dataclass
class Trouble:
    """What happens to requests whose "METHOD path" matches, `times` times or for as long as it is there.

    kind: cut (no answer at all) · lost (the server does it, the answer never comes) · portal (200 with HTML) ·
    hang (the server does it, the answer waits until `release`) · or a status, answered without the server."""

    matching: str
    kind: str | int
    times: int = 1_000_000
    release: threading.Event = field(default_factory=threading.Event)
    done: threading.Event = field(default_factory=threading.Event)
    """Set once the server has answered what is lost or hangs."""


class Line:
    """Stands in front of a server on an address of its own."""

    def __init__(self, target: str) -> None:
        self.target = urlsplit(target).netloc
        self.troubles: list[Trouble] = []
        self.asked: list[str] = []
        self.bodies: list[tuple[str, bytes]] = []
        self.rewritten: dict[str, Callable[[bytes], bytes]] = {}
        self.lock = threading.Lock()
        line = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                line.carry(self)

            do_POST = do_PUT = do_HEAD = do_DELETE = do_GET  # noqa: N815 - what http.server calls

            def log_message(self, *_words: object) -> None:
                """Nothing: the test looks at `asked`."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def add(self, matching: str, kind: str | int, times: int = 1_000_000) -> Trouble:
        trouble = Trouble(matching, kind, times)
        self.troubles.append(trouble)
        return trouble

    def rewrite(self, path: str, how: Callable[[bytes], bytes]) -> None:
        """What the server says under this address comes out changed, as after a new version."""
        self.rewritten[path] = how

    def cut(self) -> Trouble:
        """No signal at all."""
        return self.add("", "cut")

    def heal(self) -> None:
        """Everything goes through again."""
        for trouble in self.troubles:
            trouble.release.set()
        self.troubles.clear()

    def count(self, matching: str) -> int:
        """How many requests came so far whose "METHOD path" matches."""
        return sum(re.search(matching, one) is not None for one in self.asked)

    def carry(self, handler: BaseHTTPRequestHandler) -> None:
        """One request, there and back."""
        body = handler.rfile.read(int(handler.headers.get("Content-Length") or 0))
        name = f"{handler.command} {handler.path}"
        with self.lock:
            self.asked.append(name)
            self.bodies.append((name, body))
            trouble = next(
                (one for one in self.troubles if one.times and re.search(one.matching, name)), None
            )
            if trouble is not None:
                trouble.times -= 1
        try:
            self._carry(handler, body, trouble)
        except (OSError, HTTPException):
            handler.close_connection = True

    def _carry(self, handler: BaseHTTPRequestHandler, body: bytes, trouble: Trouble | None) -> None:
        kind = trouble.kind if trouble else ""
        if kind == "cut":
            handler.close_connection = True
            return
        if kind == "portal":
            _answer(handler, 200, [("Content-Type", "text/html")], PORTAL)
            return
        if isinstance(kind, int):
            _answer(
                handler,
                kind,
                [("Content-Type", "application/json")],
                b'{"error": {"code": "x", "message": "No"}}',
            )
            return
        status, headers, words = self._ask(handler, body)
        if trouble is not None:
            trouble.done.set()
        if kind == "lost":
            handler.close_connection = True
            return
        if kind == "hang" and trouble is not None:
            trouble.release.wait(60)
        if handler.path in self.rewritten:
            words = self.rewritten[handler.path](words)
        _answer(handler, status, headers, words)

    def _ask(self, handler: BaseHTTPRequestHandler, body: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
        upstream = HTTPConnection(self.target, timeout=60)
        try:
            left_out = OWN | (
                {"if-none-match", "accept-encoding"} if handler.path in self.rewritten else set()
            )
            sent = {name: value for name, value in handler.headers.items() if name.lower() not in left_out}
            upstream.request(handler.command, handler.path, body, sent | {"Content-Length": str(len(body))})
            answer = upstream.getresponse()
            headers = [
                pair
                for pair in answer.getheaders()
                if pair[0] != "ETag" or handler.path not in self.rewritten
            ]
            return answer.status, headers, answer.read()
        finally:
            upstream.close()


def _answer(
    handler: BaseHTTPRequestHandler, status: int, headers: list[tuple[str, str]], words: bytes
) -> None:
    handler.send_response_only(status)
    for name, value in headers:
        if name.lower() not in OWN:
            handler.send_header(name, value)
    handler.send_header("Content-Length", str(len(words)))
    handler.end_headers()
    if handler.command != "HEAD":
        handler.wfile.write(words)


@contextmanager
def line_to(target: str) -> Iterator[Line]:
    """A line in front of a server, healthy at first."""
    line = Line(target)
    thread = threading.Thread(target=line.server.serve_forever, daemon=True)
    thread.start()
    try:
        yield line
    finally:
        line.heal()
        line.server.shutdown()
        line.server.server_close()
        thread.join(10)
