"""The address of the mail server, from MAIL_URL."""

import re
from dataclasses import dataclass
from email.utils import parseaddr
from urllib.parse import unquote, urlsplit

from shopper.settings import SettingError, Settings

PORTS = {"smtp": 587, "smtps": 465}
ADDRESS = re.compile(r"[^@\s,;:<>()\[\]\"\\\x00-\x1f]+@[^@\s.,;:<>()\[\]\"\\]+(\.[^@\s.,;:<>()\[\]\"\\]+)+")
"""One address and nothing else: quoted forms are allowed in the books and met nowhere."""
HOW = "Write it like smtp://user:password@mail.example.com:587 or smtps://…; leave it unset to write files."


@dataclass(frozen=True)
class MailServer:
    host: str
    port: int
    user: str
    password: str
    tls: bool
    """Encrypted from the first byte; otherwise as soon as the server offers it."""


def check_mail(settings: Settings) -> None:
    """Raises SettingError where MAIL_URL or MAIL_FROM cannot work, before anybody waits for a mail."""
    mail_server(settings), sender(settings)


def mail_server(settings: Settings) -> MailServer | None:
    """Where mail is handed over; None for a folder of files. Raises SettingError where it cannot be read."""
    if not settings.MAIL_URL:
        return None
    try:
        parts = urlsplit(settings.MAIL_URL)
        port = parts.port or PORTS[parts.scheme]
    except (ValueError, KeyError) as wrong:
        raise SettingError(f"MAIL_URL names no mail server. {HOW}") from wrong
    if not parts.hostname:
        raise SettingError(f"MAIL_URL names no host. {HOW}")
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return MailServer(parts.hostname, port, user, password, parts.scheme == "smtps")


def is_address(text: str) -> bool:
    """Whether mail may be sent there as far as its form tells."""
    return ADDRESS.fullmatch(text) is not None


def sender(settings: Settings) -> str:
    """The From of every mail. Raises SettingError where it is no address."""
    wanted = settings.MAIL_FROM or f"Last Inch <last-inch@{_own_host(settings)}>"
    if "@" not in parseaddr(wanted)[1]:
        raise SettingError(
            f"MAIL_FROM is ‘{wanted}’, which is no e-mail. Write it like Last Inch <surveys@example.com>."
        )
    return wanted


def domain(settings: Settings) -> str:
    """What the ids of our mails end in."""
    return parseaddr(sender(settings))[1].rpartition("@")[2]


def _own_host(settings: Settings) -> str:
    host = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    return host if host.replace(".", "").strip("0123456789") else "localhost"
