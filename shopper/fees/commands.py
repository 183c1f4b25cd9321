"""Deciding lines of the ledger, and claiming expenses. Nothing here pays anybody."""

from collections.abc import Sequence

from shopper import clock
from shopper.audit import command
from shopper.database import key_of, locked
from shopper.fees import queries
from shopper.fees.steps import enter, kept
from shopper.fees.words import state_words
from shopper.models import FEE_MOVES, Fee, FeeKind, FeeState, Person, Visit, VisitState
from shopper.money import money_words
from shopper.troubles import Refused, Trouble
from shopper.visits.evidence import Stored
from shopper.visits.queries import TO_REVIEW
from shopper.visits.under_way import still_theirs


@command("fee.decide", "fees", "to", "reason")
def decide(fees: Sequence[Fee], *, to: FeeState, reason: str = "", by: Person) -> int:
    """Move these lines on, all or none. How many.

    Raises Refused FEE_MOVE for one that cannot go there from where it stands by now, FEE_REASON."""
    if to == FeeState.REFUSED and not reason:
        raise Refused(Trouble.FEE_REASON)
    for fee in fees:
        if to not in FEE_MOVES[FeeState(locked(fee).state)] or _too_early(fee, to):
            raise Refused(Trouble.FEE_MOVE, state=state_words(fee))
        fee.state, fee.reason = to, reason if to == FeeState.REFUSED else ""
        fee.decided_at, fee.decided_by_id = clock.now(), key_of(by)
    return len(fees)


def _too_early(fee: Fee, to: FeeState) -> bool:
    """Expenses of a report that nobody has decided wait for that."""
    return to == FeeState.APPROVED and fee.visit.state in (
        VisitState.SENT,
        VisitState.ASKED,
        VisitState.RETURNED,
    )


@command("visit.claim_expenses", "amount", "note")
def claim_expenses(visit: Visit, *, amount: int, note: str, photo: Stored | None = None, by: Person) -> Visit:
    """Say what was laid out for a visit whose report is sent; said again, it takes the place of the first.

    A photo of the receipt that was given before stays until another one comes.

    Raises Refused NO_EXPENSES, EXPENSE_LIMIT, EXPENSE_DECIDED, NO_LONGER_YOURS."""
    wave = still_theirs(locked(visit), by).wave
    if wave is None or not wave.expense_limit or visit.state not in TO_REVIEW:
        raise Refused(Trouble.NO_EXPENSES)
    if amount > wave.expense_limit:
        raise Refused(Trouble.EXPENSE_LIMIT, limit=money_words(wave.expense_limit, wave.currency))
    before = queries.fee_of(visit, FeeKind.EXPENSE)
    if before is None:
        before = enter(visit, FeeKind.EXPENSE, amount, note)
    elif locked(before).state != FeeState.EARNED:
        raise Refused(Trouble.EXPENSE_DECIDED)
    else:
        before.amount, before.note = amount, note
    if photo is not None:
        before.photo_sha256 = kept(photo)
    return visit
