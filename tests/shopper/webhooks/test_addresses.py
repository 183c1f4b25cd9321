"""Nothing is sent into networks of our own, under whatever name they hide."""

from __future__ import annotations

import ssl
from ipaddress import ip_address
from pathlib import Path

import pytest

from shopper.lan.certificates import identity
from shopper.models import Miss
from shopper.settings import Settings
from shopper.webhooks import addresses, posting
from shopper.webhooks.addresses import Unfit, Unreached, find, is_public, read_address
from shopper.webhooks.posting import post
from tests.support.programs import let_in, listening

SQLITE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
PLAIN = Settings()
NAME = "hooks.example.test"


@pytest.mark.parametrize(
    "url",
    [
        "http://example.com/hook",
        "ftp://example.com/hook",
        "https:///hook",
        "https://",
        "example.com/hook",
        "https://asha:secret@example.com/hook",
        "https://example.com/hook#part",
        "https://example.com:99999/hook",
        "https://example.com/a b",
        "https://example.com/a\r\nX-Other: 1",
        "https://example.com\\@127.0.0.1/",
        "https://[::1/hook",
        "https://a..example.com/",
    ],
)
def test_what_is_no_address_of_a_webhook_is_refused(url: str) -> None:
    with pytest.raises(Unfit):
        read_address(url, PLAIN)


def test_an_address_is_read_as_networks_write_it() -> None:
    address = read_address("https://Bücher.example:8443/häkchen?x=é", PLAIN)
    assert address == (True, "xn--bcher-kva.example", 8443, "/h%C3%A4kchen?x=%C3%A9")
    assert address.shown == "xn--bcher-kva.example:8443"
    assert read_address("https://example.com", PLAIN).target == "/"
    assert read_address("https://example.com:443/", PLAIN).shown == "example.com"


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1", "127.8.8.8", str(ip_address(0)), "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1",
        "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "2002:7f00:1::", "2002:a9fe:a9fe::",
        "2001:db8::1", "2001::1",
    ],
)  # fmt: skip
def test_numbers_that_lie_inside_are_known(number: str) -> None:
    assert not is_public(number)


@pytest.mark.parametrize("number", ["93.184.215.14", "1.1.1.1", "2606:4700:4700::1111", "::ffff:1.1.1.1"])
def test_numbers_that_everybody_may_reach_are_known(number: str) -> None:
    assert is_public(number)


@pytest.mark.parametrize(
    "url",
    ["https://127.1/", "https://2130706433/", "https://0x7f000001/", "https://[::1]/", "https://localhost/"],
)
def test_other_ways_to_write_a_loopback_lead_nowhere(url: str) -> None:
    with pytest.raises(Unreached):
        find(read_address(url, PLAIN), PLAIN)


def test_a_name_with_one_number_inside_is_refused_whole(monkeypatch) -> None:
    monkeypatch.setattr(addresses, "resolve", lambda _host, _port: ["93.184.215.14", "10.0.0.5"])
    with pytest.raises(Unreached) as refused:
        find(read_address("https://example.com/", PLAIN), PLAIN)
    assert refused.value.miss == Miss.INSIDE


@SQLITE
def test_a_name_that_leads_inside_later_is_not_followed_there(app, monkeypatch) -> None:
    """Found good when it was written down; what counts is where it leads when something is sent."""
    with listening(app) as program:
        let_in(app)
        monkeypatch.setattr(addresses, "resolve", lambda _host, _port: ["127.0.0.1"])
        answer = post(f"https://{NAME}:{program.port}/", b"{}", {}, app.config["LAST_INCH"])
    assert (answer.status, answer.miss, program.calls) == (None, Miss.INSIDE, [])


@SQLITE
def test_only_hosts_that_the_operator_named_may_be_inside(app) -> None:
    with listening(app) as program:
        assert post(program.url, b"{}", {}, app.config["LAST_INCH"]).status == 204
        let_in(app, "127.0.0.1:1")
        assert post(program.url, b"{}", {}, app.config["LAST_INCH"]).miss == Miss.INSIDE
    assert len(program.calls) == 1


@SQLITE
def test_the_call_goes_to_the_number_that_was_looked_up_once(app, monkeypatch, tmp_path) -> None:
    """The certificate is that of the name, the connection goes to the number, and nobody asks again."""
    asked = []
    monkeypatch.setattr(addresses, "resolve", lambda host, _port: asked.append(host) or ["127.0.0.1"])
    with listening(app, identified(tmp_path, NAME)) as program:
        trusting(monkeypatch, tmp_path)
        let_in(app, NAME)
        answer = post(f"https://{NAME}:{program.port}/", b"{}", {}, app.config["LAST_INCH"])
    assert (answer.status, asked) == (204, [NAME])
    assert program.calls[0][0]["Host"] == f"{NAME}:{program.port}"


@SQLITE
def test_a_certificate_of_another_name_or_of_nobody_known_is_not_believed(app, monkeypatch, tmp_path) -> None:
    monkeypatch.setattr(addresses, "resolve", lambda _host, _port: ["127.0.0.1"])
    with listening(app, identified(tmp_path, "other.example.test")) as program:
        let_in(app, NAME, "other.example.test")
        stranger = post(f"https://other.example.test:{program.port}/", b"{}", {}, app.config["LAST_INCH"])
        trusting(monkeypatch, tmp_path)
        other = post(f"https://{NAME}:{program.port}/", b"{}", {}, app.config["LAST_INCH"])
    assert (stranger.miss, other.miss, program.calls) == (Miss.NO_TLS, Miss.NO_TLS, [])


def identified(folder: Path, name: str) -> ssl.SSLContext:
    """A server of this name, whose certificate nobody knows yet."""
    made = identity(folder, [name], [])
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made.certificate, made.key)
    return context


def trusting(monkeypatch, folder: Path) -> None:
    """Believe whoever made that certificate, and nobody else."""
    monkeypatch.setattr(posting, "trust", lambda: ssl.create_default_context(cafile=folder / "maker.crt"))
