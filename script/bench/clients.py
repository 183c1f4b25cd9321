"""Clients that each keep one connection open and send what was made before, as fast as they are answered."""

from __future__ import annotations

import socket
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Barrier

END = b"\r\n\r\n"


@dataclass
class Taken:
    """Milliseconds of each request, and the seconds in which all of them were answered."""

    milliseconds: list[float] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        """Requests a second."""
        return len(self.milliseconds) / self.seconds

    def add(self, other: Taken) -> None:
        self.milliseconds += other.milliseconds
        self.seconds += other.seconds


def put(path: str, body: bytes, headers: dict[str, str]) -> bytes:
    """The bytes of a request."""
    head = {
        "Host": "127.0.0.1",
        "Content-Type": "application/json",
        "Content-Length": str(len(body)),
        **headers,
    }
    lines = [f"PUT {path} HTTP/1.1", *(f"{name}: {value}" for name, value in head.items())]
    return "\r\n".join(lines).encode() + END + body


class Line:
    """A connection, opened anew where the server closed it."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.open()

    def open(self) -> None:
        self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def send(self, request: bytes) -> None:
        """Send one request and read its answer, which must be 201."""
        self.socket.sendall(request)
        head, rest = self._head()
        lines = head.split(b"\r\n")
        fields = dict(line.lower().split(b": ", 1) for line in lines[1:])
        left = int(fields.get(b"content-length", 0)) - len(rest)
        while left > 0:
            rest += self.socket.recv(left)
            left = int(fields[b"content-length"]) - len(rest)
        if b" 201 " not in lines[0]:
            raise RuntimeError(f"{lines[0].decode()}: {rest[:500].decode(errors='replace')}")
        if fields.get(b"connection") == b"close":
            self.socket.close()
            self.open()

    def _head(self) -> tuple[bytes, bytes]:
        got = b""
        while END not in got:
            more = self.socket.recv(65536)
            if not more:
                raise RuntimeError("the server hung up")
            got += more
        head, _end, rest = got.partition(END)
        return head, rest


def hammer(port: int, shares: Sequence[Sequence[bytes]]) -> Taken:
    """Every share by a client of its own, all at once."""
    start = Barrier(len(shares) + 1, timeout=60)
    with ThreadPoolExecutor(len(shares)) as pool:
        told = [pool.submit(_client, port, share, start) for share in shares]
        start.wait()
        began = time.perf_counter()
        taken = Taken([each for one in told for each in one.result()])
        taken.seconds = time.perf_counter() - began
    return taken


def _client(port: int, requests: Sequence[bytes], start: Barrier) -> list[float]:
    line, taken = Line(port), []
    start.wait()
    for request in requests:
        began = time.perf_counter()
        line.send(request)
        taken.append((time.perf_counter() - began) * 1e3)
    line.socket.close()
    return taken
