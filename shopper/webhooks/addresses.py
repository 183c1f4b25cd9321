"""Where a webhook may go: over https, to an address that everybody may reach.

Else an admin of a client could have this server knock at doors behind its own firewall. What lies inside is
reached only where the operator names it in WEBHOOK_HOSTS, and there over http too."""

import socket
from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

from shopper.models import Miss
from shopper.settings import Settings

PORTS = {"https": 443, "http": 80}
NAT64 = IPv6Network("64:ff9b::/96")
"""Behind these addresses stand those of the older kind, in the last 32 bits."""


class Unfit(Exception):
    """An address that no webhook may have."""


class Unreached(Exception):
    """Nothing can be sent there now."""

    def __init__(self, miss: Miss) -> None:
        super().__init__(miss)
        self.miss = miss


class Address(NamedTuple):
    """A webhook's address in its parts; `target` is what is asked for there."""

    https: bool
    host: str
    port: int
    target: str

    @property
    def shown(self) -> str:
        """Host and port as the header Host has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS["https" if self.https else "http"] else f"{host}:{self.port}"


def read_address(url: str, settings: Settings) -> Address:
    """The parts of an address. Raises Unfit where no webhook may have it."""
    try:
        parts = urlsplit(url)
        host, port = _host(parts), parts.port or PORTS[parts.scheme]
    except (ValueError, KeyError) as wrong:
        raise Unfit(url) from wrong
    if not host or parts.username or parts.password or parts.fragment or not _printable(url):
        raise Unfit(url)
    address = Address(parts.scheme == "https", host, port, _target(parts))
    if not address.https and not _named(address, settings):
        raise Unfit(url)
    return address


def _host(parts: SplitResult) -> str:
    """As networks write it; Raises ValueError for what is no name."""
    host = parts.hostname or ""
    return host if ":" in host else host.encode("idna").decode("ascii")


def _printable(url: str) -> bool:
    return url.isprintable() and not any(c.isspace() or c == "\\" for c in url)


def _target(parts: SplitResult) -> str:
    path = parts.path or "/"
    whole = f"{path}?{parts.query}" if parts.query else path
    return "".join(c if c.isascii() else "".join(f"%{byte:02X}" for byte in c.encode()) for c in whole)


def _named(address: Address, settings: Settings) -> bool:
    return not {address.host, f"{address.host}:{address.port}"}.isdisjoint(settings.WEBHOOK_HOSTS)


def find(address: Address, settings: Settings) -> str:
    """The number to knock at, looked up now: who looks up again may be told another.

    Raises Unreached where there is none, or where one of them lies inside."""
    try:
        found = resolve(address.host, address.port)
    except OSError as unknown:
        raise Unreached(Miss.NO_NAME) from unknown
    if not found:
        raise Unreached(Miss.NO_NAME)
    if not _named(address, settings) and not all(is_public(number) for number in found):
        raise Unreached(Miss.INSIDE)
    return found[0]


def resolve(host: str, port: int) -> list[str]:
    """The numbers that the network knows for a name."""
    return [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def is_public(number: str) -> bool:
    """Whether everybody may reach this address, and whatever stands behind it."""
    return all(
        each.is_global and not each.is_multicast and not each.is_reserved
        for each in _behind(ip_address(number.partition("%")[0]))
    )


def _behind(number: IPv4Address | IPv6Address) -> Iterator[IPv4Address | IPv6Address]:
    """The address itself, or the older ones that are wrapped in it."""
    if isinstance(number, IPv4Address):
        yield number
    elif number.ipv4_mapped:
        yield number.ipv4_mapped
    elif number.sixtofour:
        yield number.sixtofour
    elif number in NAT64:
        yield IPv4Address(int(number) & 0xFFFFFFFF)
    else:
        yield number
