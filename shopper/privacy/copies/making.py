"""The file: a page to read first, every table as CSV and as JSON, and the photos."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, NamedTuple

from flask import current_app, render_template

from shopper import clock
from shopper.evidence import the_store
from shopper.models import Person
from shopper.operations.archive import Writer
from shopper.operations.csv_files import as_csv, plain
from shopper.privacy.copies import queries
from shopper.privacy.copies.shares import Share

FIRST = "index.html"


class Part(NamedTuple):
    """One table of the file, as its first page tells of it."""

    name: str
    about: str
    rows: int


@contextmanager
def written(person: Person, accounts: Sequence[Person]) -> Iterator[Path]:
    """A file with everything about this person, gone again afterwards. Raises StoreAway."""
    with NamedTemporaryFile(dir=current_app.config["LAST_INCH"].INSTANCE, suffix=".zip") as file:
        write_copy(Writer(file), person, accounts)
        file.flush()
        yield Path(file.name)


def write_copy(archive: Writer, person: Person, accounts: Sequence[Person]) -> None:
    """Write every part; photos that are not on the disk are named on the first page."""
    parts, missing = [], []
    names: set[str] = set()
    for share, lines in queries.rows(accounts):
        if lines:
            name = share.table if share.table not in names else f"{share.table}-of-my-visits"
            names.add(share.table)
            parts.append(Part(name, str(share.about), len(lines)))
            _table(archive, name, share, lines)
    photos = queries.photos(accounts)
    for name, sha256 in photos:
        content = the_store().get(sha256)
        if content is None:
            missing.append(name)
        else:
            archive.add(name, [content], packed=False)
    archive.add(FIRST, [_first_page(person, parts, len(photos), missing).encode()])
    archive.close()


def _table(archive: Writer, name: str, share: Share, lines: list[dict[str, Any]]) -> None:
    columns = list(lines[0])
    archive.add(f"{name}.csv", as_csv(columns, ([line[one] for one in columns] for line in lines)))
    told = [{column: _as_json(value) for column, value in line.items()} for line in lines]
    archive.add(f"{name}.json", [json.dumps(told, ensure_ascii=False, indent=1).encode()])


def _as_json(value: Any) -> Any:
    """Documents as they are; times, days and keys as text."""
    if value is None or isinstance(value, bool | int | float | dict | list):
        return value
    return str(plain(value))


def _first_page(person: Person, parts: list[Part], photos: int, missing: list[str]) -> str:
    return render_template(
        "privacy/_copy.html", person=person, parts=parts, photos=photos, missing=missing, made_at=clock.now()
    )
