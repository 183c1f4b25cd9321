"""Where the photos of a report are to be had, for those who read it."""

from collections.abc import Callable, Iterable

from flask import url_for

from shopper.models import Visit
from shopper.visits.announced import Announced


def photo_urls(visit: Visit, missing: Iterable[Announced]) -> Callable[[str, str], str]:
    """(question, sha256) → the address of a photo; '' for one that was announced and is not in yet."""
    away = {(one["question"], one["sha256"]) for one in missing}
    visit_id = visit.id

    def address(question: str, sha256: str) -> str:
        here = (question, sha256) not in away
        return url_for("visits.photo", visit_id=visit_id, sha256=sha256) if here else ""

    return address
