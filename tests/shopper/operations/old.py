"""A backup as an older Last Inch would have written it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from sqlalchemy import inspect

from shopper.extensions import db
from shopper.migrating import bring_to
from tests.shopper.operations.support import edited


def as_of(revision: str, path: Path, to: Path) -> Path:
    """The backup at `path` without the tables and columns that came after `revision`; needs a bare database."""
    known = _columns_of(revision)

    def change(manifest: dict[str, Any], members: dict[str, bytes]) -> None:
        manifest["schema"] = revision
        manifest["tables"] = [
            _narrowed(table, known[table["name"]], members)
            for table in manifest["tables"]
            if table["name"] in known
        ]

    return edited(path, to, change)


def _columns_of(revision: str) -> dict[str, set[str]]:
    """Which columns each table has at a revision."""
    with db.engine.connect() as connection:
        bring_to(connection, revision)
        seen = inspect(connection)
        found = {name: {each["name"] for each in seen.get_columns(name)} for name in seen.get_table_names()}
        connection.rollback()
    return found


def _narrowed(table: dict[str, Any], known: set[str], members: dict[str, bytes]) -> dict[str, Any]:
    member = f"tables/{table['name']}.jsonl"
    kept = [at for at, column in enumerate(table["columns"]) if column["name"] in known]
    lines = [json.loads(line) for line in members[member].splitlines()]
    members[member] = b"".join(json.dumps([row[at] for at in kept]).encode() + b"\n" for row in lines)
    sha256 = hashlib.sha256(members[member]).hexdigest()
    return {**table, "columns": [table["columns"][at] for at in kept], "sha256": sha256}
