"""A backup of database and photos in one file, taken while others write."""

import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

import sqlalchemy
from flask import current_app
from sqlalchemy.engine import Connection

from shopper import clock
from shopper.evidence import StoreAway, the_store
from shopper.migrating import newest, stored
from shopper.models import Evidence, Model
from shopper.operations import queries
from shopper.operations.archive import KEY, ArchiveError, Column, Manifest, Table, Writer
from shopper.operations.columns import kind_of, written
from shopper.operations.whole_files import whole_file

Progress = Callable[[int], Any]


def make_backup(path: Path, begin: Callable[[int], Progress]) -> Manifest:
    """Write everything to `path`. `begin` hears how many rows and photos there are, and gives back what
    hears of each batch that is done. Raises FileTrouble, ArchiveError, StoreAway."""
    if stored() != newest():
        raise ArchiveError("The database is not up to date. Run: flask --app wsgi prepare")
    with whole_file(path) as file, queries.one_moment() as connection:
        return _write(file, connection, begin)


def _write(file: IO[bytes], connection: Connection, begin: Callable[[int], Progress]) -> Manifest:
    rows = {each.name: queries.count_of(connection, each.name) for each in Model.metadata.sorted_tables}
    progress = begin(sum(rows.values()) + rows[Evidence.__tablename__])
    archive = Writer(file)
    try:
        tables = tuple(_table(archive, connection, each, progress) for each in Model.metadata.sorted_tables)
        photos = _Photos(archive, connection, progress)
        manifest = Manifest(
            schema=newest(),
            taken_at=clock.now().isoformat(),
            database=connection.dialect.name,
            tables=tables,
            photos=photos.count,
            photo_bytes=photos.size,
            missing=tuple(photos.missing),
            key_sha256=_key(archive),
        )
        archive.finish(manifest)
    except BaseException:
        archive.abandon()
        raise
    return manifest


def _table(archive: Writer, connection: Connection, read: sqlalchemy.Table, progress: Progress) -> Table:
    columns = tuple(Column(each.name, kind_of(each.type)) for each in read.columns)
    lines = _Lines(connection, read, columns, progress)
    sha256 = archive.add(f"tables/{read.name}.jsonl", lines)
    return Table(read.name, columns, lines.rows, sha256)


class _Lines:
    """The rows of a table as lines of JSON, counted as they pass."""

    def __init__(
        self, connection: Connection, read: sqlalchemy.Table, columns: tuple[Column, ...], progress: Progress
    ) -> None:
        self.found, self.progress, self.rows = queries.rows_of(connection, read), progress, 0
        self.kinds = [column.kind for column in columns]

    def __iter__(self) -> Iterator[bytes]:
        for row in self.found:
            values = [written(kind, value) for kind, value in zip(self.kinds, row, strict=True)]
            yield json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
            self.rows += 1
            self.progress(1)


class _Photos:
    """Copies every photo that the database names; bytes never change under a name, so it may be later."""

    def __init__(self, archive: Writer, connection: Connection, progress: Progress) -> None:
        self.count, self.size, self.missing = 0, 0, list[str]()
        for row in queries.rows_of(connection, Model.metadata.tables[Evidence.__tablename__]):
            self._copy(archive, row.sha256)
            progress(1)

    def _copy(self, archive: Writer, sha256: str) -> None:
        content = _read(sha256)
        if hashlib.sha256(content).hexdigest() != sha256:
            self.missing.append(sha256)
            return
        archive.add(f"photos/{sha256}", [content], packed=False)
        self.count, self.size = self.count + 1, self.size + len(content)


def _read(sha256: str) -> bytes:
    """The bytes of a photo, none where it is lost. Raises StoreAway where none can be read any more."""
    try:
        return the_store().get(sha256) or b""
    except StoreAway:
        the_store().check()
        return b""


def _key(archive: Writer) -> str | None:
    """The key in the instance folder goes along: without it everybody would be signed out."""
    kept: Path = current_app.config["LAST_INCH"].INSTANCE / KEY
    return archive.add(KEY, [kept.read_bytes()]) if kept.exists() else None
