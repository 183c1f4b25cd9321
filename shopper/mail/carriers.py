"""Who takes a mail: an SMTP server, or a folder where no server is set."""

import os
import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.policy import SMTP as LINES
from ipaddress import ip_address
from pathlib import Path
from typing import Any, NamedTuple

from shopper.mail.server import MailServer, mail_server
from shopper.models import MessageState
from shopper.settings import Settings

TIMEOUT = 5
"""Seconds for one word of the server: a page may be waiting behind it."""
PERMANENT = 500
"""From this reply code on, trying again would not help."""


class Outcome(NamedTuple):
    state: MessageState
    error: str = ""


class Away(Exception):
    """The server does not take mail now; nothing was handed over."""


Carry = Callable[[EmailMessage], Outcome]


@contextmanager
def carrier(settings: Settings) -> Iterator[Carry]:
    """What hands mail over, for as long as the connection is needed. Raises Away."""
    server = mail_server(settings)
    if server is None:
        yield _into(settings.INSTANCE / "mail")
        return
    with _connected(server) as smtp:
        yield lambda mail: _hand_over(smtp, mail)


def _into(folder: Path) -> Carry:
    def write(mail: EmailMessage) -> Outcome:
        path = folder / f"{str(mail['Message-ID']).strip('<>').partition('@')[0]}.eml"
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
            with os.fdopen(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as file:
                file.write(mail.as_bytes(policy=LINES))
        except OSError as refused:
            raise Away(words(refused)) from refused
        return Outcome(MessageState.SENT)

    return write


@contextmanager
def _connected(server: MailServer) -> Iterator["_Watched"]:
    context = ssl.create_default_context()
    try:
        smtp = (
            _SmtpTls(server.host, server.port, timeout=TIMEOUT, context=context)
            if server.tls
            else _Watched(server.host, server.port, timeout=TIMEOUT)
        )
        try:
            _open(smtp, server, context)
        except BaseException:
            smtp.close()
            raise
    except (OSError, smtplib.SMTPException) as refused:
        raise Away(words(refused)) from refused
    try:
        yield smtp
    finally:
        _part(smtp)


def _open(smtp: smtplib.SMTP, server: MailServer, context: ssl.SSLContext) -> None:
    """Encrypt where the server can, and sign in; a password never crosses a network in the clear."""
    smtp.ehlo_or_helo_if_needed()
    if not server.tls and smtp.has_extn("starttls"):
        smtp.starttls(context=context)
    elif server.user and not server.tls and not _here(server.host):
        raise smtplib.SMTPException("it offers no encryption, so the password was not sent; try smtps://")
    if server.user:
        smtp.login(server.user, server.password)


def _here(host: str) -> bool:
    """Whether the server stands on this machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _part(smtp: smtplib.SMTP) -> None:
    """Take leave, whether or not the server still listens."""
    try:
        smtp.quit()
    except (OSError, smtplib.SMTPException):
        smtp.close()


class _Watched(smtplib.SMTP):
    """Knows whether the text of the mail was on its way when something broke."""

    handing = False

    def data(self, msg: Any) -> tuple[int, bytes]:
        self.handing = True
        return super().data(msg)


class _SmtpTls(_Watched, smtplib.SMTP_SSL):
    """The same, encrypted from the first byte."""


def _hand_over(smtp: _Watched, mail: EmailMessage) -> Outcome:
    smtp.handing = False
    try:
        smtp.send_message(mail, to_addrs=[str(mail["To"])])
    except smtplib.SMTPNotSupportedError as wrong:
        return Outcome(MessageState.FAILED, words(wrong))
    except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused) as refused:
        return _judged(refused)
    except (OSError, smtplib.SMTPException) as broken:
        if smtp.handing:
            return Outcome(MessageState.UNKNOWN, words(broken))
        raise Away(words(broken)) from broken
    return Outcome(MessageState.SENT)


def _judged(refused: smtplib.SMTPResponseException | smtplib.SMTPRecipientsRefused) -> Outcome:
    """What the server's answer means for this one mail."""
    if isinstance(refused, smtplib.SMTPRecipientsRefused):
        code = max(code for code, _words in refused.recipients.values())
    else:
        code = refused.smtp_code
    return Outcome(MessageState.FAILED if code >= PERMANENT else MessageState.WAITING, words(refused))


def words(refused: Exception) -> str:
    """What went wrong, short enough for a line of the log."""
    return " ".join(f"{type(refused).__name__}: {refused}".split())[:500]
