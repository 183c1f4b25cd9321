"""Photos that nothing names any more: the bytes and what the database knows of them."""

from collections.abc import Iterable

from sqlalchemy import delete

from shopper.evidence import the_store
from shopper.extensions import db
from shopper.models import Evidence
from shopper.privacy import queries


def drop_photos(names: Iterable[str]) -> None:
    """Take these away, part of a command that has just let go of them, unless another row needs one.

    The bytes go before the commit: who is killed between the two finds the rows still there, and goes on."""
    db.session.flush()
    for sha256 in names:
        if not queries.is_needed(sha256):
            the_store().delete(sha256)
            db.session.execute(delete(Evidence).where(Evidence.sha256 == sha256))
