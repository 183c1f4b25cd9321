"""The words of the ledger, for those who pay and those who are paid."""

from flask_babel import LazyString, lazy_pgettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from shopper.models import Fee, FeeKind, FeeState
from shopper.money import money_words

KIND_WORDS: dict[FeeKind, LazyString] = {
    FeeKind.FEE: _l("Fee"),
    FeeKind.EXPENSE: _l("Expenses"),
}
STATE_WORDS: dict[FeeState, LazyString] = {
    FeeState.EARNED: lazy_pgettext("fee", "earned"),
    FeeState.APPROVED: lazy_pgettext("fee", "approved"),
    FeeState.PAID: lazy_pgettext("fee", "paid"),
    FeeState.REFUSED: lazy_pgettext("fee", "refused"),
}
TOTAL_WORDS = {**STATE_WORDS, FeeState.EARNED: lazy_pgettext("fee", "earned or claimed")}
"""The same for sums of fees and expenses together."""
CLAIMED = lazy_pgettext("expenses", "claimed")


def kind_words(fee: Fee) -> str:
    """What it is: a fee or expenses."""
    return str(KIND_WORDS[FeeKind(fee.kind)])


def state_words(fee: Fee) -> str:
    """Where it stands. Expenses are claimed before they are approved; nobody has earned them."""
    if fee.kind == FeeKind.EXPENSE and fee.state == FeeState.EARNED:
        return str(CLAIMED)
    return str(STATE_WORDS[FeeState(fee.state)])


def sum_words(fee: Fee) -> str:
    """The sum with its currency."""
    return money_words(fee.amount, fee.currency)


def fee_line(fee: Fee) -> str:
    """`Fee €12.50, approved`, for the shopper; where it was refused, why."""
    line = _("%(kind)s %(sum)s, %(state)s", kind=kind_words(fee), sum=sum_words(fee), state=state_words(fee))
    return _("%(line)s: %(reason)s", line=line, reason=fee.reason) if fee.reason else line
