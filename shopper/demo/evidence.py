"""Photos for a report, taken where its answers ask for one."""

from datetime import datetime
from decimal import Decimal
from random import Random
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from shopper.demo import photos
from shopper.models import Branch
from shopper.visits.evidence import Stored

MINUTES_TO_PAY = 6


class Shot(NamedTuple):
    """A photo that is stored, and the question that it answers."""

    key: str
    photo: Stored


def photograph(answers: dict[str, Any], branch: Branch, at: datetime, random: Random) -> list[Shot]:
    """The receipt where one was given and the table where it was not clean; put into `answers` too."""
    taken = []
    if answers.get("receipt_given") == "yes":
        head = (
            branch.region.parent.name if branch.region.parent else "",
            branch.name,
            _till_time(branch, at),
        )
        taken.append(Shot("receipt", photos.receipt(head, Decimal(answers["spent"]), random)))
    if answers.get("table_top") in ("crumbs", "uncleared"):
        taken.append(Shot("table_photo", photos.table_top(answers["table_top"] == "uncleared", random)))
    answers.update({key: [photo.sent_sha256] for key, photo in taken})
    return taken


def _till_time(branch: Branch, at: datetime) -> str:
    """As tills print it, where the branch stands."""
    local = at.astimezone(ZoneInfo(branch.time_zone))
    minute = (local.minute + MINUTES_TO_PAY) % 60
    return f"{local:%d.%m.%Y %H}:{minute:02d}"
