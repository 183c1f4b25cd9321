"""One call to a client's program, which may be slow, broken or hostile."""

import socket
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from http.client import HTTPException
from threading import Timer
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from shopper.models import Miss
from shopper.settings import Settings
from shopper.webhooks.addresses import Address, Unfit, Unreached, find, read_address

if TYPE_CHECKING:
    from urllib3.connection import HTTPConnection

CONNECTS_WITHIN, SILENT_AT_MOST, WHOLE = 3.0, 5.0, 10.0
"""Seconds: for the connection, between two signs of life, and for all of it."""


class Answer(NamedTuple):
    """What came of it: the status of the answer, or why there is none."""

    took_ms: int
    status: int | None = None
    miss: Miss | None = None


def post(url: str, body: bytes, headers: Mapping[str, str], settings: Settings) -> Answer:
    """Send a body once. Only the status of the answer is read, and no redirect is followed."""
    began = monotonic()
    try:
        status = _status(read_address(url, settings), body, headers, settings)
    except (Unfit, Unreached, OSError, HTTPException, _errors()) as broken:
        return Answer(_since(began), miss=_miss(broken, monotonic() - began))
    if monotonic() - began >= WHOLE:  # cut, and what had come of it looks like an answer
        return Answer(_since(began), miss=Miss.TOO_SLOW)
    return Answer(_since(began), status=status)


def _since(began: float) -> int:
    return round((monotonic() - began) * 1000)


def _status(address: Address, body: bytes, headers: Mapping[str, str], settings: Settings) -> int:
    with _connected(address, find(address, settings)) as connection:
        told = {"Host": address.shown, "Content-Type": "application/json", "Connection": "close"}
        told |= {"User-Agent": "Last-Inch-Webhooks", "Accept-Encoding": "identity", **headers}
        connection.request("POST", address.target, body, told, preload_content=False)
        return int(connection.getresponse().status)


@contextmanager
def _connected(address: Address, number: str) -> "Iterator[HTTPConnection]":
    """A connection to exactly this number, cut when the time is over: who sends a letter now and then
    keeps no process."""
    from urllib3.connection import HTTPConnection, HTTPSConnection  # noqa: PLC0415 - with the first call

    host, port, within = address.host, address.port, CONNECTS_WITHIN
    connection: HTTPConnection = (
        HTTPSConnection(number, port, timeout=within, server_hostname=host, ssl_context=trust())
        if address.https
        else HTTPConnection(number, port, timeout=within)
    )
    cut = Timer(WHOLE, _cut, [connection])
    cut.daemon = True
    cut.start()
    try:
        connection.connect()
        connection.sock.settimeout(SILENT_AT_MOST)
        yield connection
    finally:
        cut.cancel()
        connection.close()


def trust() -> ssl.SSLContext:
    """Whose certificates are believed: those that this machine believes."""
    return ssl.create_default_context()


def _cut(connection: "HTTPConnection") -> None:
    """End whatever is under way; the thread that waits for it wakes up with an error."""
    if connection.sock is not None:
        with suppress(OSError):
            socket.socket.shutdown(connection.sock, socket.SHUT_RDWR)


def _errors() -> type[Exception]:
    from urllib3.exceptions import HTTPError  # noqa: PLC0415 - with the first call

    return HTTPError


def _miss(broken: Exception, took: float) -> Miss:
    from urllib3.exceptions import ConnectTimeoutError, NewConnectionError, SSLError  # noqa: PLC0415

    if isinstance(broken, Unreached):
        return broken.miss
    if isinstance(broken, Unfit):
        return Miss.INSIDE
    if isinstance(broken, NewConnectionError | ConnectionRefusedError):  # which urllib3 has under time-outs
        return Miss.NO_CONNECTION
    if isinstance(broken, TimeoutError | ConnectTimeoutError) or took >= WHOLE:
        return Miss.TOO_SLOW
    return Miss.NO_TLS if isinstance(broken, ssl.SSLError | SSLError) else Miss.BROKE_OFF
