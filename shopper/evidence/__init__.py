"""Where the bytes of photos are kept: in a folder, or in an S3-compatible store where one is set."""

from flask import Flask, current_app

from shopper.evidence.bucket import Bucket
from shopper.evidence.folder import Folder
from shopper.evidence.store import Store, StoreAway
from shopper.settings import SettingError, Settings

__all__ = ["Bucket", "Folder", "Store", "StoreAway", "start_evidence", "the_store"]

NAME = "last_inch.evidence"


def start_evidence(app: Flask, settings: Settings) -> None:
    """Choose the store that the settings name; nothing is asked of it yet. Raises SettingError."""
    if settings.EVIDENCE_S3_ENDPOINT and not settings.EVIDENCE_S3_BUCKET:
        raise SettingError(
            "EVIDENCE_S3_ENDPOINT is set, but no EVIDENCE_S3_BUCKET. Name the bucket, or unset both."
        )
    app.extensions[NAME] = (
        Bucket(settings.EVIDENCE_S3_BUCKET, settings.EVIDENCE_S3_ENDPOINT, settings.EVIDENCE_S3_PREFIX)
        if settings.EVIDENCE_S3_BUCKET
        else Folder(settings.INSTANCE / "evidence")
    )


def the_store() -> Store:
    """The store of this app."""
    store: Store = current_app.extensions[NAME]
    return store
