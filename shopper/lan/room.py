"""`script/serve --lan`: https on all interfaces of this machine."""

import os
from typing import NamedTuple

from shopper.lan.addresses import addresses, names
from shopper.lan.telling import how_to_open
from shopper.settings import Settings, prepare_instance

FOLDER = "lan"
MAKER = f"{FOLDER}/maker.crt"


class Room(NamedTuple):
    """Where people come in, what gunicorn is told, and what the terminal says."""

    url: str
    gunicorn: dict[str, str]
    words: str


def open_room(settings: Settings, port: int) -> Room:
    """Make or renew the certificate for the addresses of today."""
    from shopper.lan.certificates import identity  # noqa: PLC0415 - no other start waits for cryptography

    prepare_instance(settings)
    found = addresses()
    ours = identity(settings.INSTANCE / FOLDER, names(), found)
    urls = [f"https://{each}:{port}" for each in (found or ["127.0.0.1"])]
    os.environ["PUBLIC_URL"] = urls[0]  # what the server says once it is open
    gunicorn = {"bind": f"0.0.0.0:{port}", "certfile": str(ours.certificate), "keyfile": str(ours.key)}
    return Room(urls[0], gunicorn, how_to_open(urls, ours.fingerprint))
