"""The short e-mail that proposes times: a draft that the manager sends from their own box. Nothing is sent here."""

from datetime import date, time, timedelta
from typing import NamedTuple
from urllib.parse import quote

from flask_babel import format_time
from flask_babel import gettext as _

from shopper.dashboards.months import written
from shopper.models import Customer, Person

SATURDAY = 5
HOURS = (10, 14, 16)
"""At which the three next working days are proposed, one each."""


class Letter(NamedTuple):
    """`address` opens it in the mail program."""

    subject: str
    body: str
    address: str


def proposal(customer: Customer, person: Person, today: date) -> Letter:
    """A letter to a customer in the language of the page."""
    subject = _("May I ask you about %(branch)s?", branch=customer.branch.name)
    body = "\n".join(_lines(customer, person, today))
    sent = f"mailto:{quote(customer.email, safe='@')}?subject={quote(subject)}&body={quote(body)}"
    return Letter(subject, body, sent.replace("%0A", "%0D%0A"))


def _lines(customer: Customer, person: Person, today: date) -> list[str]:
    return [
        _("Dear %(name)s,", name=customer.name),
        "",
        _("you know %(branch)s as a customer, and I would like to hear how it really is. Ten minutes are enough, and I do the listening.", branch=customer.branch.name),
        "",
        _("Would one of these suit you?"),
        *[f"– {each}" for each in _times(today)],
        "",
        _("If another time or another way is better, say which. If you would rather not hear from us, one word is enough and we will not write again."),
        "",
        _("Kind regards,"),
        person.name,
    ]  # fmt: skip


def _times(today: date) -> list[str]:
    return [
        _("%(day)s at %(time)s", day=written(day, "EEEE d MMMM"), time=_clock(hour))
        for day, hour in zip(_working_days(today), HOURS, strict=True)
    ]


def _clock(hour: int) -> str:
    return str(format_time(time(hour), "short", rebase=False))


def _working_days(today: date) -> list[date]:
    days = (today + timedelta(days=ahead) for ahead in range(1, 8))
    return [day for day in days if day.weekday() < SATURDAY][: len(HOURS)]
