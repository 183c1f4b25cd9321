"""Writing into the ledger; a part of commands, with no commit of its own."""

from shopper import clock
from shopper.database import insert_once
from shopper.extensions import db
from shopper.fees import queries
from shopper.models import Evidence, Fee, FeeKind, FeeState, Visit
from shopper.visits.evidence import Stored


def earn_fee(visit: Visit) -> None:
    """An accepted visit earns its shopper the fee of its wave, once; whatever becomes of the result later."""
    wave = visit.wave
    if wave is None or not wave.fee or visit.shopper_id is None:
        return
    if queries.fee_of(visit, FeeKind.FEE) is None:
        enter(visit, FeeKind.FEE, wave.fee)


def enter(visit: Visit, kind: FeeKind, amount: int, note: str = "") -> Fee:
    """A new line for the visit's shopper, in the currency of its wave."""
    fee = Fee(
        visit_id=visit.id,
        person_id=visit.shopper_id,
        client_id=visit.branch.client_id,
        kind=kind,
        amount=amount,
        currency=visit.wave.currency if visit.wave else "",
        note=note,
        state=FeeState.EARNED,
        created_at=clock.now(),
    )
    db.session.add(fee)
    return fee


def kept(photo: Stored) -> str:
    """The name of a photo whose bytes are in the store, noted as evidence."""
    size = {"size": photo.size, "width": photo.width, "height": photo.height}
    insert_once(Evidence, sha256=photo.sha256, **size, stored_at=clock.now())
    return photo.sha256
