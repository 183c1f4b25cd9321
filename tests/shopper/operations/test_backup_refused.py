"""What is not a whole backup of ours changes nothing, and is told why."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from shopper.operations.archive import ArchiveError
from shopper.operations.restore import restore
from tests.shopper.operations.support import (
    PHOTO_NAME,
    edited,
    everything,
    quietly,
)
from tests.support.builders import House, make_region
from tests.support.evidence import photo_path

ROOT = Path(__file__).resolve().parents[3]


def _cut_off(path: Path, to: Path) -> Path:
    to.write_bytes(path.read_bytes()[: path.stat().st_size * 2 // 3])
    return to


def _foreign(path: Path, to: Path) -> Path:
    to.write_text("name,score\nMill Lane,92\n")
    return to


def _other_zip(path: Path, to: Path) -> Path:
    return edited(path, to, lambda manifest, _: manifest.pop("what"))


def _newer_schema(path: Path, to: Path) -> Path:
    return edited(path, to, lambda manifest, _: manifest.update(schema="9999"))


def _newer_format(path: Path, to: Path) -> Path:
    return edited(path, to, lambda manifest, _: manifest.update(format=2))


def _one_digit(path: Path, to: Path) -> Path:
    def change(_manifest: dict[str, Any], members: dict[str, bytes]) -> None:
        members["tables/tally.jsonl"] = members["tables/tally.jsonl"].replace(b"1", b"2", 1)

    return edited(path, to, change)


def _no_photo(path: Path, to: Path) -> Path:
    return edited(path, to, lambda _, members: members.pop(f"photos/{PHOTO_NAME}"))


def _other_photo(path: Path, to: Path) -> Path:
    return edited(path, to, lambda _, members: members.update({f"photos/{PHOTO_NAME}": b"other bytes"}))


def _row_without_its_other_half(path: Path, to: Path) -> Path:
    def change(manifest: dict[str, Any], members: dict[str, bytes]) -> None:
        members["tables/branch.jsonl"] = b""
        told = next(each for each in manifest["tables"] if each["name"] == "branch")
        told.update(rows=0, sha256=hashlib.sha256(b"").hexdigest())

    return edited(path, to, change)


REFUSED = {
    _cut_off: "cut off, or it is another kind of file",
    _foreign: "cut off, or it is another kind of file",
    _other_zip: "cut off, or it is another kind of file",
    _newer_schema: r"newer Last Inch \(schema 9999",
    _newer_format: "newer Last Inch",
    _one_digit: "is damaged: “tables/tally.jsonl”",
    _no_photo: "is damaged: “photos”",
    _other_photo: "is damaged: “photos/",
    _row_without_its_other_half: "did not take the backup",
}


@pytest.mark.parametrize("spoil", REFUSED, ids=lambda spoil: spoil.__name__.strip("_"))
def test_what_is_not_a_whole_backup_changes_nothing(
    app: Flask, house: House, taken: Path, tmp_path: Path, spoil: Any
) -> None:
    spoilt = spoil(taken, tmp_path / "spoilt.zip")
    make_region("Added since", house.client)
    before, photos = everything(), sorted(photo_path(PHOTO_NAME).parent.parent.rglob("*"))
    with pytest.raises(ArchiveError, match=REFUSED[spoil]):
        restore(spoilt, replace=True, begin=quietly)
    assert everything() == before
    assert sorted(photo_path(PHOTO_NAME).parent.parent.rglob("*")) == photos
