"""Files that are there whole or not at all."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EDQUOT, EFBIG, ENOSPC
from pathlib import Path
from typing import IO

FULL = {ENOSPC, EDQUOT, EFBIG}


class FileTrouble(Exception):
    """A file that cannot be read or written, with the way on."""


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """Write to a name beside `path`, which takes its place once everything is on the disk.

    Where anything fails, nothing is left and what stood at `path` is untouched. Raises FileTrouble."""
    try:
        with _part_of(path) as (file, part):
            yield file
            file.flush()
            os.fsync(file.fileno())
            part.replace(path)
        _keep_name(path.parent)
    except OSError as refused:
        raise FileTrouble(_words(path, refused)) from refused


@contextmanager
def _part_of(path: Path) -> Iterator[tuple[IO[bytes], Path]]:
    """A file beside `path` that only we write; readable by its owner alone."""
    if path.is_dir():
        raise FileTrouble(f"{path} is a folder. Name a file in it.")
    part = path.with_name(f".{path.name}.part")
    with os.fdopen(_claim(path, part), "wb") as file:
        try:
            yield file, part
        except BaseException:
            part.unlink(missing_ok=True)
            raise


def _claim(path: Path, part: Path) -> int:
    """The part file, opened and locked and empty; what a killed writer left in it is gone."""
    while True:
        handle = os.open(part, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            raise FileTrouble(
                f"{path} is being written by somebody else. Wait, or name another file."
            ) from None
        if part.exists() and os.path.samestat(os.fstat(handle), part.stat()):
            os.ftruncate(handle, 0)
            return handle
        os.close(handle)  # another writer was done and gave the file its name meanwhile


def _keep_name(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _words(path: Path, refused: OSError) -> str:
    if refused.errno in FULL:
        return (
            f"There is no room left for {path} ({refused.strerror}). Nothing was written, and what stood there "
            "before is untouched. Make room, or name a place with more."
        )
    return (
        f"{path} cannot be written: {refused.strerror}. "
        "Check that the folder is there and that this account may write in it."
    )
