"""The file that a phone saves from its outbox: its rows, in the form of the calls that would have sent them."""

from typing import Any

import orjson
from pydantic import Field

from shopper.api.reading import fitted
from shopper.api.sync.bodies import DraftBody, EvidenceBody, SubmissionBody
from shopper.api.types import Body, Uuid
from shopper.troubles import Refused, Trouble

FORMAT = "last-inch-outbox"
MOST = 2_000
"""Rows of one kind; a phone that nobody empties for a year has fewer."""

Row = dict[str, Any]


class PhoneFile(Body):
    """Reports and drafts as they would have been sent, and the photos beside them."""

    format: str
    version: int
    person: str
    exported_at: str
    reports: list[Row] = Field(default_factory=list, max_length=MOST)
    drafts: list[Row] = Field(default_factory=list, max_length=MOST)
    photos: list[Row] = Field(default_factory=list, max_length=MOST)


class PhotoRow(EvidenceBody):
    visit: Uuid
    base64: str
    type: str = ""


class ReportRow(Body):
    visit: Uuid
    body: SubmissionBody


class DraftRow(Body):
    visit: Uuid
    body: DraftBody


def read_file(content: bytes) -> PhoneFile:
    """The file. Raises Refused NOT_A_PHONE_FILE for anything that no phone of ours saved."""
    try:
        found = orjson.loads(content)
    except orjson.JSONDecodeError as unreadable:
        raise Refused(Trouble.NOT_A_PHONE_FILE) from unreadable
    if not isinstance(found, dict) or (found.get("format"), found.get("version")) != (FORMAT, 1):
        raise Refused(Trouble.NOT_A_PHONE_FILE)
    return fitted(PhoneFile, found)


def report_row(row: Row) -> ReportRow:
    """A report under the id that the phone gave it. Raises Refused DOES_NOT_FIT."""
    content = row.get("content")
    body = {**(content if isinstance(content, dict) else {}), **_named(row, "submission_id", "base")}
    return fitted(ReportRow, {**_named(row, "visit"), "body": body})


def draft_row(row: Row) -> DraftRow:
    """A draft with what was not sent of it. Raises Refused DOES_NOT_FIT."""
    body = {name: part for name, part in row.items() if name != "visit"}
    return fitted(DraftRow, {**_named(row, "visit"), "body": body})


def photo_row(row: Row) -> PhotoRow:
    """A photo with its place. Raises Refused DOES_NOT_FIT."""
    return fitted(PhotoRow, row)


def _named(row: Row, *names: str) -> Row:
    return {name: row[name] for name in names if name in row}
