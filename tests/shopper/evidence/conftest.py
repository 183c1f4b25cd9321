"""The S3 server that the tests of this folder share."""

from collections.abc import Iterator

import pytest

from tests.support import s3 as servers


@pytest.fixture(scope="session")
def s3_server() -> Iterator[str]:
    with servers.running() as address:
        yield address


@pytest.fixture
def s3(s3_server: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Its address; the keys are where boto3 looks for them."""
    for name, value in servers.KEYS.items():
        monkeypatch.setenv(name, value)
    return s3_server
