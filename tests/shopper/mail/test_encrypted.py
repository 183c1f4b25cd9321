"""Mail and its password cross a network encrypted, to a server whose certificate is trusted, or not at all."""

from __future__ import annotations

from dataclasses import replace
from ssl import PROTOCOL_TLS_SERVER, SSLContext

import pytest

from shopper.database import writing
from shopper.extensions import db
from shopper.lan.certificates import Identity, identity
from shopper.mail import carriers, delivery
from shopper.mail.writing import post
from shopper.models import Message, MessageState
from tests.support.smtp import mail_server

HOW = pytest.mark.parametrize("encrypts", ["when asked", "from the first byte"])


@pytest.fixture
def own(tmp_path) -> Identity:
    """A certificate of 127.0.0.1 by a maker that nobody knows yet."""
    return identity(tmp_path / "tls", ["localhost"], ["127.0.0.1"])


@pytest.fixture
def tls(own) -> SSLContext:
    context = SSLContext(PROTOCOL_TLS_SERVER)
    context.load_cert_chain(own.certificate, own.key)
    return context


@pytest.fixture
def trusted(own, monkeypatch) -> None:
    """As an operator adds the maker to what this machine trusts."""
    monkeypatch.setenv("SSL_CERT_FILE", str(own.maker))


@pytest.fixture
def message(house) -> Message:
    with writing():
        return post("reset", house.chloe, link="https://surveys.example.test/very-secret")


def send(app, box, message: Message) -> Message:
    """Hand it over to the server, with a password."""
    url = box.url.replace("://", "://desk:secret@")
    app.config["LAST_INCH"] = replace(app.config["LAST_INCH"], MAIL_URL=url)
    delivery.deliver_waiting()
    db.session.rollback()
    return db.session.get_one(Message, message.id)


@HOW
@pytest.mark.usefixtures("trusted")
def test_mail_and_password_go_encrypted(app, message, tls, monkeypatch, encrypts):
    monkeypatch.setattr(carriers, "_here", lambda host: False)
    with mail_server(encrypts=encrypts, tls=tls) as box:
        assert send(app, box, message).state == MessageState.SENT
    assert box.signed_in == ["\0desk\0secret"]
    assert box.signed_in_encrypted == [True]
    assert "very-secret" in box.mails[0].get_content()


@HOW
def test_a_server_that_nobody_vouches_for_is_told_nothing(app, message, tls, encrypts):
    with mail_server(encrypts=encrypts, tls=tls) as box:
        waiting = send(app, box, message)
    assert waiting.state == MessageState.WAITING
    assert "certificate verify failed" in waiting.error
    assert (box.signed_in, box.mails) == ([], [])
