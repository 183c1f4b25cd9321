"""A mail server of our own on a loopback port, that can also encrypt, refuse, stammer and hang up."""

from __future__ import annotations

import base64
import socket
import socketserver
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from ssl import SSLContext, SSLSocket
from threading import Thread
from typing import Literal

Encrypts = Literal["never", "when asked", "from the first byte"]


@dataclass
class Postbox:
    """What arrived, and how the server behaves: a reply per verb, or hanging up after the text."""

    port: int = 0
    encrypts: Encrypts = "never"
    mails: list[EmailMessage] = field(default_factory=list)
    signed_in: list[str] = field(default_factory=list)
    signed_in_encrypted: list[bool] = field(default_factory=list)
    replies: dict[str, str] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    """Replies to RCPT by address."""
    hangs_up_after_text: bool = False

    @property
    def url(self) -> str:
        scheme = "smtps" if self.encrypts == "from the first byte" else "smtp"
        return f"{scheme}://127.0.0.1:{self.port}"


@contextmanager
def mail_server(*, encrypts: Encrypts = "never", tls: SSLContext | None = None) -> Iterator[Postbox]:
    """`tls` has the certificate of a server that encrypts."""
    box = Postbox(encrypts=encrypts)

    class Handler(_Handler):
        postbox, context = box, tls

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
    context: SSLContext | None

    def handle(self) -> None:
        if self.postbox.encrypts == "from the first byte" and not self._encrypt():
            return
        self._say("220 here")
        while line := self.rfile.readline().decode().strip():
            verb, _space, rest = line.partition(" ")
            if not self._answer(verb.upper(), rest):
                return

    def finish(self) -> None:
        super().finish()
        if isinstance(self.request, SSLSocket):  # the server closes what it was given, not what we made of it
            self.request.close()

    def _answer(self, verb: str, rest: str) -> bool:
        """Answer one line; False where the connection ends."""
        if verb == "DATA" and verb not in self.postbox.replies:
            return self._take()
        if verb == "STARTTLS":
            self._say("220 go on")
            return self._encrypt()
        if verb == "AUTH":
            self.postbox.signed_in.append(base64.b64decode(rest.rpartition(" ")[2]).decode())
            self.postbox.signed_in_encrypted.append(isinstance(self.request, SSLSocket))
        standard = {"EHLO": self._offers(), "AUTH": "235 in", "QUIT": "221 bye"}
        address = rest.partition("<")[2].partition(">")[0]
        self._say(
            self.postbox.refused.get(address)
            or self.postbox.replies.get(verb)
            or standard.get(verb, "250 ok")
        )
        return verb != "QUIT"

    def _offers(self) -> str:
        more = self.postbox.encrypts == "when asked" and not isinstance(self.request, SSLSocket)
        return "\r\n".join(["250-here", *(["250-STARTTLS"] if more else []), "250 AUTH PLAIN"])

    def _encrypt(self) -> bool:
        """False where the other side does not trust us."""
        assert self.context is not None
        try:
            self.request = self.context.wrap_socket(self.request, server_side=True)
        except OSError:
            return False
        self.setup()
        return True

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
