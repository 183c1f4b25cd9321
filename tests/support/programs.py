"""A client's program on a loopback port: it keeps what it is told, and answers as the test wants."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

from flask import Flask


@dataclass
class Listener:
    """What it was told, and how it answers: a status for each call in turn, the last one ever after."""

    port: int = 0
    scheme: str = "http"
    calls: list[tuple[Message, bytes]] = field(default_factory=list)
    answers: list[int] = field(default_factory=lambda: [204])
    stalls: Event | None = None
    """Where set, it says nothing until this happens."""
    drips: bool = False
    """It sends a letter of an endless answer now and then."""

    @property
    def url(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.port}/hook?from=last-inch"

    @property
    def ids(self) -> list[str]:
        return [str(headers["webhook-id"]) for headers, _body in self.calls]


@contextmanager
def listening(app: Flask, context: ssl.SSLContext | None = None) -> Iterator[Listener]:
    """A program that the settings of the app allow to be inside."""
    listener = Listener(scheme="https" if context else "http")

    class Handler(_Handler):
        it = listener

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    listener.port = server.server_address[1]
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    let_in(app, f"127.0.0.1:{listener.port}")
    try:
        yield listener
    finally:
        if listener.stalls:
            listener.stalls.set()
        server.shutdown()
        thread.join()
        server.server_close()


def let_in(app: Flask, *hosts: str) -> None:
    """Name these hosts in WEBHOOK_HOSTS."""
    app.config["LAST_INCH"] = replace(app.config["LAST_INCH"], WEBHOOK_HOSTS=hosts)


class _Handler(BaseHTTPRequestHandler):
    it: Listener

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.it.calls.append((self.headers, body))
        if self.it.stalls:
            self.it.stalls.wait(30)
        if self.it.drips:
            self._drip()
            return
        status = self.it.answers.pop(0) if len(self.it.answers) > 1 else self.it.answers[0]
        self.send_response(status)
        if 300 <= status < 400:
            self.send_header("Location", self.it.url)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _drip(self) -> None:
        over = Event()
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Endless: ")
        try:
            while not over.wait(0.02):
                self.wfile.write(b"x")
        except OSError:
            return

    def log_message(self, *_words: object) -> None:
        """Say nothing."""
