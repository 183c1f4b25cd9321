"""What holds for every store of evidence: a folder, and a bucket behind a real S3 API over http."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from shopper.evidence import Bucket, Folder, Store, StoreAway
from tests.support.s3 import BUCKET, new_prefix

BYTES = b"\xff\xd8\xff not a picture, but bytes \x00 that come back as they were"
NAME = hashlib.sha256(BYTES).hexdigest()
OTHER = hashlib.sha256(b"other").hexdigest()


@pytest.fixture(params=["folder", "bucket"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "folder":
        yield Folder(tmp_path / "evidence")
        return
    yield Bucket(BUCKET, request.getfixturevalue("s3"), new_prefix())


def test_what_was_put_comes_back(store: Store) -> None:
    assert store.get(NAME) is None
    assert not store.has(NAME)
    assert store.put(NAME, BYTES) is True
    assert store.get(NAME) == BYTES
    assert store.has(NAME)
    assert store.names() == {NAME}


def test_the_second_time_it_is_there_already(store: Store) -> None:
    store.put(NAME, BYTES)
    assert store.put(NAME, BYTES) is False
    assert store.names() == {NAME}


def test_bytes_under_a_name_that_is_not_theirs_are_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="not the bytes"):
        store.put(OTHER, BYTES)
    assert store.names() == set()


def test_what_is_deleted_is_gone_and_may_be_deleted_again(store: Store) -> None:
    store.put(NAME, BYTES)
    store.delete(NAME)
    store.delete(NAME)
    assert store.get(NAME) is None


def test_many_at_once_keep_it_whole(store: Store) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: store.put(NAME, BYTES), range(16)))
    assert store.get(NAME) == BYTES
    assert store.names() == {NAME}


def test_a_store_that_answers_is_well(store: Store) -> None:
    store.check()


def test_a_store_that_is_gone_says_so_and_not_that_there_is_nothing(tmp_path: Path, s3: str) -> None:
    """Else a backup taken meanwhile would be one without photos."""
    (tmp_path / "evidence").write_text("a file where the folder should be")
    for away in (Folder(tmp_path / "evidence"), Bucket(BUCKET, "http://127.0.0.1:1"), Bucket("no-such", s3)):
        with pytest.raises(StoreAway):
            away.check()
        with pytest.raises(StoreAway):
            away.put(NAME, BYTES)


def test_two_houses_share_a_bucket_by_prefix(s3: str) -> None:
    one, two = Bucket(BUCKET, s3, new_prefix()), Bucket(BUCKET, s3, new_prefix())
    one.put(NAME, BYTES)
    assert two.names() == set()
    assert two.get(NAME) is None


def test_what_others_keep_in_the_bucket_is_not_ours(s3: str) -> None:
    """Restoring with --replace deletes what no row names; it must not see the rest of a shared bucket."""
    prefix = new_prefix()
    Bucket(BUCKET, s3, f"{prefix}others/").put(NAME, BYTES)
    assert Bucket(BUCKET, s3, prefix).names() == set()


def test_a_write_that_breaks_off_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Folder(tmp_path)

    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("shopper.evidence.folder.os.fsync", full)
    with pytest.raises(StoreAway):
        store.put(NAME, BYTES)
    monkeypatch.undo()
    assert store.names() == set()
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
    assert store.put(NAME, BYTES)


def test_threads_that_ask_first_at_once_get_one_answer(s3: str) -> None:
    store, found = Bucket(BUCKET, s3, new_prefix()), []
    ready = threading.Barrier(4)

    def ask() -> None:
        ready.wait()
        found.append(store.has(NAME))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [False] * 4
