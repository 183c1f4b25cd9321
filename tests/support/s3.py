"""A real S3 API over http on this machine, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

BUCKET = "last-inch"
KEYS = {"AWS_ACCESS_KEY_ID": "tests", "AWS_SECRET_ACCESS_KEY": "tests", "AWS_EC2_METADATA_DISABLED": "true"}
SERVE = """
from moto.server import ThreadedMotoServer
server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
print(server.get_host_and_port()[1], flush=True)
input()
"""
_numbers = count(1)


def new_prefix() -> str:
    """A part of the bucket that nobody has used."""
    return f"house-{next(_numbers)}/"


@contextmanager
def running() -> Iterator[str]:
    """The address of a server with an empty bucket, until the block ends."""
    with subprocess.Popen(
        [sys.executable, "-c", SERVE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env={**os.environ, **KEYS}, stderr=subprocess.DEVNULL,
    ) as server:  # fmt: skip
        assert server.stdout is not None
        try:
            address = f"http://127.0.0.1:{int(server.stdout.readline())}"
            _make_bucket(address)
            yield address
        finally:
            server.kill()


def _make_bucket(address: str) -> None:
    import boto3.session  # noqa: PLC0415 - only the tests of the store need it

    keys = {"aws_access_key_id": "tests", "aws_secret_access_key": "tests", "region_name": "us-east-1"}
    client = boto3.session.Session().client("s3", endpoint_url=address, **keys)
    client.create_bucket(Bucket=BUCKET)
    client.close()
