"""The forms of customers and of logs. A log may be half done: what it lacks is told when it is closed."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from shopper.follow_up.conversations.commands import Log, Wanted
from shopper.follow_up.conversations.reaching import contradicts
from shopper.follow_up.conversations.rules import Lack
from shopper.follow_up.conversations.words import CHANNEL_NAMES, CLOSED_NAMES, WISH_NAMES
from shopper.form_parts import Choice, Day, blank_first, line, tidy
from shopper.models import Branch, Channel, Conversation, Customer, Wish
from shopper.reach import Place
from shopper.troubles import Trouble

TOO_LONG = _l("Use at most %(max)d characters.")
OURS, THEIRS = "ours", "theirs"


def _lines(label: LazyString, longest: int) -> TextAreaField:
    return TextAreaField(label, [Length(max=longest, message=TOO_LONG)], filters=[tidy])


class CustomerForm(FlaskForm):
    name = line(_l("Name"), _l("Write their name, or how you tell them apart."), Customer.NAME_MAX)
    company = line(_l("Company"), None, Customer.COMPANY_MAX)
    branch = Choice(_l("Branch"), coerce=int)
    email = line(_l("E-mail"), None, Customer.EMAIL_MAX)
    phone = line(_l("Phone"), None, Customer.PHONE_MAX)
    wish = RadioField(
        _l("How they want to be reached"),
        [InputRequired(_l("Choose how they want to be reached; “Has not said” is an answer too."))],
        choices=[SelectChoice(*each) for each in WISH_NAMES.items()],
    )
    closed_from = Choice(_l("What they do not want"), [Optional()])

    def offer(self, branches: Iterable[Branch]) -> None:
        """Put the branches that may be chosen into the list; none is chosen at first."""
        self.branches = {one.id: one for one in branches}
        named = [(one.id, one.name) for one in self.branches.values()]
        self.branch.choices = blank_first(named, _("Choose a branch"))
        self.closed_from.choices = [("", _("They said nothing of that")), *((key.value, str(name)) for key, name in CLOSED_NAMES.items())]  # fmt: skip

    def validate_branch(self, field: Choice) -> None:
        if not field.data:
            raise ValidationError(_("Choose the branch where they are a customer."))

    def validate_email(self, field: StringField) -> None:
        name, at, host = (field.data or "").partition("@")
        if field.data and (not (name and at and "." in host) or " " in field.data):
            raise ValidationError(_("Write the whole e-mail, for example name@example.com."))

    def validate_phone(self, field: StringField) -> None:
        digits = sum(sign.isdigit() for sign in field.data or "")
        if field.data and (digits < 4 or set(field.data) - set("+0123456789 ()/.-")):
            raise ValidationError(_("Write a number that can be dialled, for example +44 20 7946 0018."))

    def validate_wish(self, field: RadioField) -> None:
        if field.data == Wish.EMAIL and not self.email.data:
            raise ValidationError(_("They prefer e-mail: write the address above."))
        if field.data in (Wish.PHONE, Wish.TEXT) and not self.phone.data:
            raise ValidationError(_("They prefer the phone: write the number above."))

    def validate_closed_from(self, field: Choice) -> None:
        closed = Channel(field.data) if field.data in set(Channel) else None
        if self.wish.data in set(Wish) and contradicts(Wish(self.wish.data), closed):
            raise ValidationError(str(Trouble.WISH_CLOSED.value[1]))

    def wanted(self) -> Wanted:
        """What the commands take."""
        said = {name: self[name].data or "" for name in ("name", "company", "email", "phone")}
        closed = Channel(self.closed_from.data) if self.closed_from.data else None
        return Wanted(**said, wish=Wish(self.wish.data), closed_from=closed)


def as_written(customer: Customer) -> dict[str, Any]:
    """A customer as the form has it."""
    known = {name: getattr(customer, name) for name in ("name", "company", "email", "phone", "wish")}
    closed = customer.closed_from.value if isinstance(customer.closed_from, Channel) else customer.closed_from
    return {**known, "branch": customer.branch_id, "closed_from": closed or ""}


class LogForm(FlaskForm):
    held_on = Day(_l("When you talked"), [Optional()])
    ours = RadioField(
        _l("Who began it"),
        [Optional()],
        choices=[
            SelectChoice(OURS, _l("We did: we wrote, called or went there first")),
            SelectChoice(THEIRS, _l("They did")),
        ],
    )
    channel = RadioField(
        _l("How you talked"), [Optional()], choices=[SelectChoice(*each) for each in CHANNEL_NAMES.items()]
    )
    said = _lines(_l("What they said"), Conversation.WORDS_MAX)
    read_back = _lines(_l("What you read back"), Conversation.WORDS_MAX)
    unchanged = _lines(_l("No action: why nothing is to be changed"), Conversation.WHY_MAX)
    next_on = Day(_l("Next contact"), [Optional()])
    stops = BooleanField(_l("They asked not to be contacted again"))
    edit = HiddenField()

    def log(self) -> Log:
        """What the commands take."""
        began = {OURS: True, THEIRS: False}.get(self.ours.data or "")
        channel = Channel(self.channel.data) if self.channel.data else None
        words = {name: self[name].data or "" for name in ("said", "read_back", "unchanged")}
        return Log(
            self.held_on.data, began, channel, **words, next_on=self.next_on.data, stops=self.stops.data
        )

    @property
    def edit_number(self) -> int:
        """Which save the page was made from; 0 for none of ours."""
        given = self.edit.data or ""
        return int(given) if given.isascii() and given.isdecimal() and len(given) < 9 else 0

    def tell(self, missing: Sequence[Lack]) -> None:
        """Put what is missing beside its fields."""
        for lack in missing:
            self[lack.field].errors = [str(lack.words)]


def as_logged(talk: Conversation, otherwise: dict[str, Any]) -> dict[str, Any]:
    """A log as its form has it; `otherwise` is for what nobody has written yet."""
    known = {name: getattr(talk, name) for name in ("held_on", "channel", "said", "read_back", "unchanged", "next_on", "stops")}  # fmt: skip
    began = {True: OURS, False: THEIRS}.get(talk.ours) if talk.ours is not None else None
    return {**otherwise, **{name: value for name, value in known.items() if value}, "ours": began, "edit": str(talk.edit_number)}  # fmt: skip


class PlainForm(FlaskForm):
    """A button: all that it says is where it is sent."""


class EraseForm(FlaskForm):
    sure = BooleanField(
        _l("Yes, erase who they are and what they said, for good"),
        [InputRequired(_l("Tick the box first: what is erased cannot be brought back."))],
    )


class CustomersForm(FlaskForm):
    """Which customers the list shows, sent by GET; what does not fit is as if it had not been asked for."""

    region = Choice(_l("Region"), [Optional()])
    words = StringField(_l("Name, company or branch"), filters=[tidy])

    def offer(self, places: Iterable[Place]) -> None:
        self.region.choices = [("", _("All of mine")), *((str(one.region.id), one.label) for one in places)]
        self.validate()
        self.region.data = "" if self.region.errors else self.region.data or ""
        self.words.data = (self.words.data or "")[: Customer.NAME_MAX]

    def args(self) -> dict[str, str]:
        """The same as part of an address, without what is empty."""
        return {name: self[name].data for name in ("region", "words") if self[name].data}
