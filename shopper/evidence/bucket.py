"""Evidence in an S3-compatible store, which several machines share."""

import base64
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from threading import Lock
from typing import Any

from shopper.evidence.store import StoreAway, is_name, prove

GONE = {"404", "NoSuchKey", "NotFound"}
PATIENCE, IMPATIENCE = 10, 2
"""Seconds that a call may take, and one of the check-up."""


class Bucket:
    """An object for each, named by its SHA-256 behind the prefix. Keys and region come from where boto3
    looks for them: AWS_ACCESS_KEY_ID and its like, a file, or the role of the machine."""

    def __init__(self, bucket: str, endpoint: str = "", prefix: str = "") -> None:
        self.bucket, self.endpoint, self.prefix = bucket, endpoint, prefix
        self.making = Lock()

    def put(self, sha256: str, content: bytes) -> bool:
        prove(sha256, content)
        if self.has(sha256):
            return False
        md5 = base64.b64encode(hashlib.md5(content, usedforsecurity=False).digest()).decode()
        with _answering():
            self._client.put_object(
                **self._named(sha256), Body=content, ContentMD5=md5, ContentType="image/jpeg"
            )
        return True

    def get(self, sha256: str) -> bytes | None:
        with _answering() as answer:
            content: bytes = self._client.get_object(**self._named(sha256))["Body"].read()
        return None if answer.gone else content

    def has(self, sha256: str) -> bool:
        with _answering() as answer:
            self._client.head_object(**self._named(sha256))
        return not answer.gone

    def names(self) -> set[str]:
        with _answering():
            pages = self._client.get_paginator("list_objects_v2").paginate(
                Bucket=self.bucket, Prefix=self.prefix
            )
            keys = [each["Key"] for page in pages for each in page.get("Contents", ())]
        return {name for name in (key.removeprefix(self.prefix) for key in keys) if is_name(name)}

    def delete(self, sha256: str) -> None:
        with _answering():
            self._client.delete_object(**self._named(sha256))

    def check(self) -> None:
        with _answering() as answer:
            self._hasty.head_bucket(Bucket=self.bucket)
        if answer.gone:
            raise StoreAway

    def _named(self, sha256: str) -> dict[str, str]:
        return {"Bucket": self.bucket, "Key": f"{self.prefix}{sha256}"}

    @cached_property
    def _client(self) -> Any:
        return self._connect(PATIENCE, attempts=3)

    @cached_property
    def _hasty(self) -> Any:
        return self._connect(IMPATIENCE, attempts=1)

    def _connect(self, seconds: int, attempts: int) -> Any:
        """A client of this process: made at first use, since none may be carried over a fork."""
        import boto3.session  # noqa: PLC0415 - half a second that only those who have set a bucket wait for
        from botocore.config import Config  # noqa: PLC0415

        config = Config(
            connect_timeout=seconds,
            read_timeout=seconds,
            retries={"total_max_attempts": attempts, "mode": "standard"},
            request_checksum_calculation="when_required",  # not every store knows the newer ones
            response_checksum_validation="when_required",
            s3={"addressing_style": "path"} if self.endpoint else {},
        )
        with self.making:  # boto3 sets itself up in a way that two threads must not do at once
            region = os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION") or "us-east-1"
            return boto3.session.Session(region_name=region).client(
                "s3", endpoint_url=self.endpoint or None, config=config
            )


class _Answer:
    """Whether the store answered that there is nothing of that name."""

    gone = False


@contextmanager
def _answering() -> Iterator[_Answer]:
    from botocore.exceptions import BotoCoreError, ClientError, HTTPClientError  # noqa: PLC0415 - as boto3

    answer = _Answer()
    try:
        yield answer
    except ClientError as refused:
        if refused.response.get("Error", {}).get("Code") not in GONE:
            raise StoreAway from refused
        answer.gone = True
    except (BotoCoreError, HTTPClientError) as away:
        raise StoreAway from away
