"""MAIL_URL and MAIL_FROM: what they mean, and what is said of those that cannot work."""

import pytest

from shopper.mail.server import MailServer, domain, is_address, mail_server, sender
from shopper.settings import SettingError, Settings


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail.example.test", MailServer("mail.example.test", 587, "", "", False)),
        ("smtp://u%40x:p%2Fw@mail.example.test:25", MailServer("mail.example.test", 25, "u@x", "p/w", False)),
        ("smtps://mail.example.test", MailServer("mail.example.test", 465, "", "", True)),
        ("", None),
    ],
)
def test_a_server_is_read(url, server):
    assert mail_server(Settings(MAIL_URL=url)) == server


@pytest.mark.parametrize(
    "url", ["mail.example.test", "http://mail.example.test", "smtp://", "smtp://host:many"]
)
def test_what_is_no_server_says_how_to_write_one(url):
    with pytest.raises(SettingError, match="smtp://user:password@"):
        mail_server(Settings(MAIL_URL=url))


def test_the_sender_is_ours_unless_set():
    assert (
        sender(Settings(PUBLIC_URL="https://surveys.example.test"))
        == "Last Inch <last-inch@surveys.example.test>"
    )
    assert domain(Settings(MAIL_FROM="Survey desk <desk@example.test>")) == "example.test"


def test_a_sender_without_an_address_is_refused():
    with pytest.raises(SettingError, match="Write it like"):
        sender(Settings(MAIL_FROM="Survey desk"))


@pytest.mark.parametrize("text", ["a@b.test", "o'neil+x@sub.b.test", "zoë@b.test"])
def test_addresses(text):
    assert is_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "a@b",
        "a@b.test, c@d.test",
        "a,c@d.test",
        "a b@c.test",
        "<a@b.test>",
        "a@b..test",
        "a@@b.test",
        "a@b.test\nBcc: c@d.test",
    ],
)
def test_no_addresses(text):
    assert not is_address(text)
