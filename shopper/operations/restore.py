"""A backup put back: all of it or nothing, into either database."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy import insert
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from shopper import clock
from shopper.audit import declare
from shopper.database import writing
from shopper.evidence import the_store
from shopper.extensions import db
from shopper.migrating import BrokenReferences, bring_back_to_nothing, bring_to, is_known, newest, unwatched
from shopper.models import AuditEvent
from shopper.operations import queries
from shopper.operations.archive import KEY, Archive, ArchiveError, Manifest
from shopper.operations.loading import load
from shopper.operations.whole_files import whole_file
from shopper.review.tallies import mark_unmarked

declare("backup.restore", "taken_on", "rows", "photos")

Progress = Callable[[int], Any]


def restore(path: Path, *, replace: bool, begin: Callable[[int], Progress]) -> Manifest:
    """Put a backup into the database and the instance folder that are set. Raises ArchiveError, FileTrouble.

    The file is proven before anything is touched; the database changes in one transaction."""
    with Archive(path) as archive:
        manifest = archive.manifest
        if not is_known(manifest.schema):
            raise ArchiveError(
                f"{path} was written by a newer Last Inch (schema {manifest.schema}, this one knows "
                f"{newest()}). Update this one, then restore. Nothing was changed."
            )
        progress = begin(2 * (manifest.rows + manifest.photos))
        for done in archive.prove():
            progress(done)
        _put_back(archive, replace, progress)
        with writing():
            mark_unmarked()
        _clean_up(archive, replace)
        return manifest


def _put_back(archive: Archive, replace: bool, progress: Progress) -> None:
    with writing(), db.engine.connect() as connection, unwatched(connection):
        _refuse_unless_empty(connection, replace)
        new = _keep_photos(archive, progress)
        try:
            _replace_rows(archive, connection, progress)
        except BaseException:
            for sha256 in new:
                the_store().delete(sha256)
            raise


def _refuse_unless_empty(connection: Connection, replace: bool) -> None:
    there = queries.filled(connection)
    if there and not replace:
        held = ", ".join(f"{rows:,} in {name}" for name, rows in there.items())
        raise ArchiveError(
            f"The database is not empty: it holds {held}. Nothing was changed. Restore into an empty one, or add "
            "--replace to put the backup in the place of all that (make a backup of it first)."
        )


def _keep_photos(archive: Archive, progress: Progress) -> list[str]:
    """Write the photos that are not there yet; which those were."""
    new = []
    for sha256 in archive.photos():
        if the_store().put(sha256, archive.photo(sha256)):
            new.append(sha256)
        progress(1)
    return new


def _replace_rows(archive: Archive, connection: Connection, progress: Progress) -> None:
    """In one transaction: the schema of the backup, its rows, then the schema of today."""
    try:
        bring_back_to_nothing(connection)
        bring_to(connection, archive.manifest.schema)
        load(archive, connection, progress)
        bring_to(connection, newest())
        connection.execute(insert(AuditEvent), _told(archive))
        connection.commit()
    except (DBAPIError, BrokenReferences, ValueError) as refused:
        reason = str(getattr(refused, "orig", refused)).strip().splitlines()[0]
        raise ArchiveError(
            f"The database did not take the backup: {reason}. Nothing was changed. "
            "Restore into a database that holds nothing but Last Inch."
        ) from refused


def _told(archive: Archive) -> dict[str, Any]:
    """The line of the log that tells of it."""
    facts = {
        "taken_on": archive.manifest.taken_at[:10],
        "rows": archive.manifest.rows,
        "photos": archive.manifest.photos,
    }
    return {
        "at": clock.now(),
        "action": "backup.restore",
        "subject_type": "",
        "subject_id": "",
        "facts": facts,
    }


def _clean_up(archive: Archive, replace: bool) -> None:
    """Once the rows count: the key of the backup, and no photo that no row names."""
    key = archive.key()
    if key is not None:
        with whole_file(current_app.config["LAST_INCH"].INSTANCE / KEY) as file:
            file.write(key.encode())
    if replace:
        for sha256 in the_store().names() - set(archive.photos()):
            the_store().delete(sha256)
