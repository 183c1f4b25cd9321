"""Where photos lie when no other store is set."""

from pathlib import Path

from shopper.evidence import Folder, the_store


def photo_path(sha256: str) -> Path:
    """The file of a photo."""
    store = the_store()
    assert isinstance(store, Folder)
    return store.path(sha256)
