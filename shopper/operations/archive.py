"""The file of a backup: a zip of tables as JSON lines, of photos, and of a manifest that vouches for them.

Everything in it can be read without us. The manifest comes last, so a file that was cut off has none."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any, Self
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

WHAT = "A backup of Last Inch"
FORMAT = 1
MANIFEST = "manifest.json"
KEY = "secret-key"
BLOCK = 1 << 20


class ArchiveError(Exception):
    """A file that is not a whole backup that we can read; the words say what to do."""


@dataclass(frozen=True)
class Column:
    name: str
    kind: str


@dataclass(frozen=True)
class Table:
    """One table: its rows in order, one JSON list a line; `sha256` is that of the lines."""

    name: str
    columns: tuple[Column, ...]
    rows: int
    sha256: str

    @property
    def member(self) -> str:
        return f"tables/{self.name}.jsonl"


@dataclass(frozen=True)
class Manifest:
    """What is in a backup. A photo's name is the sum of its bytes; `missing` were not on the disk."""

    schema: str
    taken_at: str
    database: str
    tables: tuple[Table, ...]
    photos: int
    photo_bytes: int
    missing: tuple[str, ...]
    key_sha256: str | None

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables)


class Writer:
    """Puts members into a new archive, each hashed on its way."""

    def __init__(self, file: IO[bytes]) -> None:
        self._zip = ZipFile(file, "w")

    def add(self, name: str, chunks: Iterable[bytes], *, packed: bool = True) -> str:
        """Write one member; its SHA-256."""
        entry, digest = ZipInfo(name), hashlib.sha256()
        entry.compress_type = ZIP_DEFLATED if packed else ZIP_STORED
        entry.external_attr = 0o600 << 16
        with self._zip.open(entry, "w", force_zip64=True) as member:
            for chunk in chunks:
                digest.update(chunk)
                member.write(chunk)
        return digest.hexdigest()

    def finish(self, manifest: Manifest) -> None:
        """Write the manifest and end the file."""
        told = {"what": WHAT, "format": FORMAT, **asdict(manifest)}
        self.add(MANIFEST, [json.dumps(told, indent=1).encode()])
        self.close()

    def close(self) -> None:
        """Write the list of members, which ends the file."""
        self._zip.close()

    def abandon(self) -> None:
        """Let go of a file that will not be kept."""
        self._zip.fp = None  # nothing more is written to it


class Archive:
    """A backup that is open for reading. Raises ArchiveError where the file is not one."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._zip = ZipFile(path)
            told = json.loads(self._zip.read(MANIFEST))
        except OSError as refused:
            raise ArchiveError(f"{path} cannot be read: {refused.strerror}. Check the path.") from refused
        except (BadZipFile, KeyError, ValueError) as broken:
            raise ArchiveError(self._foreign()) from broken
        self.manifest = self._told(told)

    def _told(self, told: Any) -> Manifest:
        if not isinstance(told, dict) or told.pop("what", None) != WHAT:
            raise ArchiveError(self._foreign())
        if told.pop("format", None) != FORMAT:
            raise ArchiveError(
                f"{self.path} was written by a newer Last Inch. Update this one, then restore."
            )
        tables = tuple(
            Table(each["name"], tuple(Column(**one) for one in each["columns"]), each["rows"], each["sha256"])
            for each in told["tables"]
        )
        return Manifest(**{**told, "tables": tables, "missing": tuple(told["missing"])})

    def _foreign(self) -> str:
        return (
            f"{self.path} is not a whole backup of Last Inch: it was cut off, or it is another kind of file. "
            "Nothing was changed. Use another backup."
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def rows(self, table: Table) -> Iterator[list[Any]]:
        """The rows of a table, as JSON has them."""
        with self._zip.open(table.member) as lines:
            for line in lines:
                yield json.loads(line)

    def photos(self) -> list[str]:
        """The names of the photos inside."""
        return [name.removeprefix("photos/") for name in self._zip.namelist() if name.startswith("photos/")]

    def photo(self, sha256: str) -> bytes:
        return self._zip.read(f"photos/{sha256}")

    def key(self) -> str | None:
        """The key that signed sessions and forms, where it was kept in the instance folder."""
        return self._zip.read(KEY).decode() if self.manifest.key_sha256 else None

    def prove(self) -> Iterator[int]:
        """Read everything once and compare it with the manifest; how many rows and photos each step read."""
        for table in self.manifest.tables:
            self._prove(table.member, table.sha256)
            yield table.rows
        if self.manifest.key_sha256:
            self._prove(KEY, self.manifest.key_sha256)
        photos = self.photos()
        if len(photos) != self.manifest.photos:
            raise ArchiveError(self._damaged("photos"))
        for sha256 in photos:
            self._prove(f"photos/{sha256}", sha256)
            yield 1

    def _prove(self, member: str, sha256: str) -> None:
        digest = hashlib.sha256()
        try:
            with self._zip.open(member) as file:
                while block := file.read(BLOCK):
                    digest.update(block)
        except (BadZipFile, KeyError, OSError, EOFError, ValueError) as broken:
            raise ArchiveError(self._damaged(member)) from broken
        if digest.hexdigest() != sha256:
            raise ArchiveError(self._damaged(member))

    def _damaged(self, member: str) -> str:
        return (
            f"{self.path} is damaged: “{member}” is not what was written. "
            "Nothing was changed. Use another backup, or another copy of this one."
        )
