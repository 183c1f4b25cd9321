"""`script/serve --lan`, started for real and opened over https as a phone would."""

from __future__ import annotations

import os
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.client import HTTPSConnection
from pathlib import Path

import pytest
from click import ClickException

from shopper import clock
from shopper.cli.prepare import check_port
from shopper.lan.addresses import addresses
from shopper.lan.certificates import LASTS, identity
from tests.support.server import ROOT, free_port

NAMES = ["localhost", "till", "till.local"]


@contextmanager
def opened(instance: Path, assets: Path) -> Iterator[tuple[int, str]]:
    """The server as script/serve --lan starts it, once it is open; its port and all it said."""
    port = free_port()
    settings = {"INSTANCE": str(instance), "ASSETS": str(assets), "PORT": str(port), "LAN": "1"}
    kept = {name: value for name, value in os.environ.items() if name not in ("PUBLIC_URL", "DATABASE_URL")}
    server = subprocess.Popen(
        [sys.executable, "-m", "shopper.serve", "--port", str(port), "--empty"],
        cwd=ROOT, env={**kept, **settings, "WEB_CONCURRENCY": "1"}, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert server.stdout is not None
    said = ""
    for line in server.stdout:
        said += line
        if "is open" in line:
            break
    try:
        yield port, said
    finally:
        server.terminate()
        server.communicate(timeout=20)


def asked(port: int, path: str, trusted: ssl.SSLContext, host: str = "127.0.0.1"):
    """The answer over https to somebody who trusts `trusted` and nobody else."""
    connection = HTTPSConnection(host, port, context=trusted, timeout=20)
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, assets: Path) -> Iterator[tuple[Path, int, str]]:
    instance = tmp_path_factory.mktemp("lan")
    with opened(instance, assets) as (port, said):
        yield instance, port, said


@pytest.fixture(scope="module")
def trusting(served) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(served[0] / "lan" / "maker.crt"))


def test_whoever_trusts_the_maker_is_let_in_without_a_warning(served, trusting) -> None:
    answer, body = asked(served[1], "/sign-in", trusting)
    assert answer.status == 200
    assert b"<h1" in body


def test_every_address_that_is_told_answers(served, trusting) -> None:
    _instance, port, said = served
    for address in addresses():
        assert f"https://{address}:{port}" in said
        assert asked(port, "/sign-in", trusting, address)[0].status == 200


def test_whoever_does_not_is_warned(served) -> None:
    with pytest.raises(ssl.SSLCertVerificationError):
        asked(served[1], "/sign-in", ssl.create_default_context())


def test_cookies_are_for_https_alone_and_no_phone_is_bound_to_it(served, trusting) -> None:
    answer, _body = asked(served[1], "/sign-in", trusting)
    cookies = answer.headers.get_all("Set-Cookie") or []
    assert any(each.startswith("__Host-session=") and "; Secure" in each for each in cookies)
    assert "Strict-Transport-Security" not in answer.headers


def test_the_phone_gets_the_maker_to_trust(served, trusting) -> None:
    instance, port, said = served
    answer, body = asked(port, "/certificate", trusting)
    assert answer.headers["Content-Type"] == "application/x-x509-ca-cert"
    assert body == (instance / "lan" / "maker.crt").read_bytes()
    assert "/certificate" in said
    assert "not private" in said


def test_nothing_of_it_is_for_others_on_this_machine(served) -> None:
    files = list((served[0] / "lan").iterdir())
    assert len(files) == 4
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_without_lan_there_is_no_maker(app) -> None:
    assert app.test_client().get("/certificate").status_code == 404


def handshake(maker: Path, certificate: Path, key: Path, host: str) -> None:
    """Meet over a pair of sockets. Raises SSLError where the certificate is not good for the host."""
    theirs, ours = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.create_default_context(cafile=str(maker))
    theirs.load_cert_chain(certificate, key)
    into, out = ssl.MemoryBIO(), ssl.MemoryBIO()
    server, client = (
        theirs.wrap_bio(into, out, server_side=True),
        ours.wrap_bio(out, into, server_hostname=host),
    )
    for _turn in range(4):
        for side in (client, server):
            try:
                side.do_handshake()
            except ssl.SSLWantReadError:
                continue
    assert client.getpeercert()


def test_the_maker_stays_while_the_address_changes(tmp_path: Path) -> None:
    """So that a phone which trusts it once goes on doing so at home and at work."""
    first = identity(tmp_path, NAMES, ["192.168.1.20"])
    kept = first.maker.read_bytes()
    second = identity(tmp_path, NAMES, ["10.0.0.7"])
    assert second.maker.read_bytes() == kept
    assert second.fingerprint == first.fingerprint
    handshake(second.maker, second.certificate, second.key, "10.0.0.7")
    handshake(second.maker, second.certificate, second.key, "till.local")


def test_another_maker_is_made_before_it_runs_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = identity(tmp_path, NAMES, ["192.168.1.20"])
    later = clock.now() + LASTS + timedelta(days=10)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert identity(tmp_path, NAMES, ["192.168.1.20"]).fingerprint != first.fingerprint


def test_the_maker_signs_for_no_other_house(tmp_path: Path) -> None:
    """Trusting it risks nothing else: what it would sign for the bank is not believed."""
    ours = identity(tmp_path / "ours", NAMES, ["192.168.1.20"])
    kept = ours.maker.read_bytes()
    monkey = pytest.MonkeyPatch()
    monkey.setattr("shopper.lan.certificates._allows", lambda *_told: True)
    try:
        forged = identity(tmp_path / "ours", ["bank.example"], ["192.168.1.20"])
    finally:
        monkey.undo()
    assert forged.maker.read_bytes() == kept
    with pytest.raises(ssl.SSLCertVerificationError, match="permitted subtree"):
        handshake(forged.maker, forged.certificate, forged.key, "bank.example")


def test_a_free_port_is_asked_for_on_every_interface() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(ClickException, match="is taken"):
            check_port(taken.getsockname()[1], "")
