"""What a shopper reads of their own fees."""

from flask_babel import gettext as _

from shopper.fees import queries
from shopper.fees.words import TOTAL_WORDS
from shopper.models import Person
from shopper.money import money_words


def total_lines(person: Person) -> list[str]:
    """`€37.50 earned`, one for each state of each currency."""
    return [
        _("%(sum)s %(state)s", sum=money_words(total, currency), state=TOTAL_WORDS[state])
        for currency, state, total in queries.own_totals(person)
    ]
