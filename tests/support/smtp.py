"""A mail server of our own on a loopback port, that can also refuse, stammer and hang up."""

from __future__ import annotations

import base64
import socket
import socketserver
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from threading import Thread


@dataclass
class Postbox:
    """What arrived, and how the server behaves: a reply per verb, or hanging up after the text."""

    port: int = 0
    mails: list[EmailMessage] = field(default_factory=list)
    signed_in: list[str] = field(default_factory=list)
    replies: dict[str, str] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    """Replies to RCPT by address."""
    hangs_up_after_text: bool = False

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"


@contextmanager
def mail_server() -> Iterator[Postbox]:
    box = Postbox()

    class Handler(_Handler):
        postbox = box

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        box.port = server.server_address[1]
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield box
        finally:
            server.shutdown()
            thread.join()


def dead_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class _Handler(socketserver.StreamRequestHandler):
    postbox: Postbox

    def handle(self) -> None:
        self._say("220 here")
        while line := self.rfile.readline().decode().strip():
            verb, _space, rest = line.partition(" ")
            if not self._answer(verb.upper(), rest):
                return

    def _answer(self, verb: str, rest: str) -> bool:
        """Answer one line; False where the connection ends."""
        if verb == "DATA" and verb not in self.postbox.replies:
            return self._take()
        if verb == "AUTH":
            self.postbox.signed_in.append(base64.b64decode(rest.rpartition(" ")[2]).decode())
        standard = {"EHLO": "250-here\r\n250 AUTH PLAIN", "AUTH": "235 in", "QUIT": "221 bye"}
        address = rest.partition("<")[2].partition(">")[0]
        self._say(
            self.postbox.refused.get(address)
            or self.postbox.replies.get(verb)
            or standard.get(verb, "250 ok")
        )
        return verb != "QUIT"

    def _take(self) -> bool:
        self._say("354 go on")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b"."))
        self.postbox.mails.append(message_from_bytes(b"".join(lines), policy=policy.default))
        if self.postbox.hangs_up_after_text:
            return False
        self._say("250 taken")
        return True

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())
