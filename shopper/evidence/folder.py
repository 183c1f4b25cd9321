"""Evidence in a folder of this machine."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from shopper.evidence.store import StoreAway, is_name, prove


class Folder:
    """A file for each, in folders by the first two digits of its name."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def path(self, sha256: str) -> Path:
        """Where the bytes of this name are."""
        return self.root / sha256[:2] / sha256[2:]

    def put(self, sha256: str, content: bytes) -> bool:
        prove(sha256, content)
        with _at_hand():
            return _write_once(self.path(sha256), content)

    def get(self, sha256: str) -> bytes | None:
        with _at_hand():
            try:
                return self.path(sha256).read_bytes()
            except FileNotFoundError:
                return None

    def has(self, sha256: str) -> bool:
        return self.path(sha256).is_file()

    def names(self) -> set[str]:
        found = (f"{path.parent.name}{path.name}" for path in self.root.glob("??/*"))
        return {name for name in found if is_name(name)}

    def delete(self, sha256: str) -> None:
        with _at_hand():
            self.path(sha256).unlink(missing_ok=True)

    def check(self) -> None:
        with _at_hand():
            _make_folder(self.root)


@contextmanager
def _at_hand() -> Iterator[None]:
    """A disk that is full or gone is a store that is away."""
    try:
        yield
    except OSError as refused:
        raise StoreAway from refused


def _write_once(path: Path, content: bytes) -> bool:
    """Whole or not at all, and on the disk before it has its name; True where it was not there yet."""
    if path.exists():
        return False
    _make_folder(path.parent)
    handle, making = tempfile.mkstemp(dir=path.parent, prefix=".")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(making).replace(path)
    except BaseException:
        Path(making).unlink(missing_ok=True)
        raise
    _sync(path.parent)
    return True


def _make_folder(folder: Path) -> None:
    """The folder, known to the disk by its name too."""
    if not folder.is_dir():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _sync(folder.parent)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
