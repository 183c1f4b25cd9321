"""Pay, and whether staff may be named: words that stand on the Board and in the brief."""

from flask_babel import gettext as _

from shopper.models import Wave
from shopper.money import money_words


def pay_words(wave: Wave | None) -> str:
    """The fee, and up to what expenses are paid back; '' for neither."""
    if wave is None:
        return ""
    fee = _("Fee %(sum)s", sum=money_words(wave.fee, wave.currency)) if wave.fee else ""
    if not wave.expense_limit:
        return fee
    limit = _("expenses up to %(sum)s", sum=money_words(wave.expense_limit, wave.currency))
    return _("%(fee)s, and %(limit)s", fee=fee, limit=limit) if fee else _("No fee, %(limit)s", limit=limit)


def names_rule(wave: Wave) -> str:
    """Whether the report may name staff."""
    if wave.names_staff:
        return _("You may write who served you, as on the name badge: staff were told of it.")
    return _("Do not write names of staff: say what they did, not who they are.")
