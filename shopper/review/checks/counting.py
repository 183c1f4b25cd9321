"""Counting the checks of reports that wait, beside the server, so that the queue tells them at once.

They are counted over all of a client, whoever reads: a number tells nothing of another's report."""

import io
from typing import Any
from uuid import UUID

from flask_babel import force_locale
from PIL import Image

from shopper import clock
from shopper.database import insert_once, writing
from shopper.evidence import StoreAway, the_store
from shopper.evidence.looks import look_of
from shopper.extensions import db
from shopper.models import Evidence, ReportChecks, Visit
from shopper.review.checks import queries

AT_ONCE = 40
"""Photos and reports of one round: some seconds, so that mail does not wait long for its turn."""


def count_checks() -> int:
    """Count what nobody counted yet, or what changed since, the oldest first. How many; run again, none."""
    look_at_photos()
    waiting = queries.uncounted(AT_ONCE)
    for visit_id in waiting:
        _keep(visit_id, _counted(visit_id))
    return len(waiting)


def _counted(visit_id: UUID) -> dict[str, Any]:
    from shopper.review.checks.page import checks_page  # noqa: PLC0415 - scipy loads when something waits

    now = clock.now()
    with force_locale("en"):
        flags = [one.flagged for one in checks_page(None, db.session.get_one(Visit, visit_id)).checks]
    return {"flagged": sum(flags), "among": len(flags), "counted_at": now}


def _keep(visit_id: UUID, counted: dict[str, Any]) -> None:
    with writing():
        insert_once(ReportChecks, visit_id=visit_id, **counted)
        kept = db.session.get_one(ReportChecks, visit_id)
        for name, value in counted.items():
            setattr(kept, name, value)


def look_at_photos() -> int:
    """Look at photos that came in before anybody could, or beside a report. How many; run again, none."""
    waiting = queries.not_looked_at(AT_ONCE)
    for sha256 in waiting:
        try:
            look = _look(the_store().get(sha256))
        except StoreAway:  # the next round asks again
            return 0
        with writing():
            db.session.get_one(Evidence, sha256).look = look
    return len(waiting)


def _look(content: bytes | None) -> str:
    """Of a lost photo nobody can say what it looked like; a backup names it."""
    if content is None:
        return ""
    with Image.open(io.BytesIO(content), formats=("JPEG",)) as picture:
        return look_of(picture)
