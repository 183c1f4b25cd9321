"""Under which addresses a phone in the same network finds this machine."""

import socket
from contextlib import suppress
from ipaddress import IPv4Address, ip_address

ANYWHERE = ("192.0.2.1", 9)
"""An address that nobody has: asking for the way there sends nothing."""


def addresses() -> list[str]:
    """This machine's own, the one that others reach first of all first; never that of itself alone."""
    found = [*_way_out(), *_by_name()]
    return list(dict.fromkeys(str(each) for each in found if not each.is_loopback))


def names() -> list[str]:
    """What this machine is called, on itself and by neighbours that ask around."""
    own = socket.gethostname().split(".")[0].lower()
    return list(dict.fromkeys(["localhost", own, f"{own}.local"]))


def _way_out() -> list[IPv4Address]:
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(ANYWHERE)
        return [IPv4Address(probe.getsockname()[0])]
    return []


def _by_name() -> list[IPv4Address]:
    with suppress(OSError):
        told = socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)
        return [each for each in (ip_address(one[4][0]) for one in told) if isinstance(each, IPv4Address)]
    return []
