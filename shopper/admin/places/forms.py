"""Forms of regions and branches."""

from collections.abc import Callable, Iterable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs
from wtforms.validators import Length, Optional, ValidationError

from shopper import geography
from shopper import opening_hours as hours
from shopper.admin.places import fields
from shopper.admin.places.commands import Closing
from shopper.currencies import named
from shopper.form_parts import Choice, Day, blank_first, line, tidy
from shopper.language import choose_language
from shopper.models import Branch, Region
from shopper.reach import Place
from shopper.sheets import Unclear


class RegionForm(FlaskForm):
    name = line(_l("Name"), _l("Write what the region is called."), Region.NAME_MAX)
    parent = Choice(_l("Stands under"), coerce=int)
    sure = HiddenField()

    def offer(self, places: Iterable[Place]) -> None:
        """Put the regions that it may stand under into the list."""
        self.parent.choices = [(place.region.id, place.label) for place in places]

    @property
    def is_sure(self) -> bool:
        """Whether the page already said what moving there means."""
        return bool(self.parent and self.sure.data == str(self.parent.data))


class Read(StringField):
    """A line that is read into something else; what cannot be read stays as it was written."""

    def __init__(
        self, label: Any, read: Callable[[str], Any], write: Callable[[Any], str], **more: Any
    ) -> None:
        super().__init__(label, **more)
        self.read, self.write = read, write

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = None
        try:
            self.data = self.read(tidy(valuelist[0] if valuelist else ""))
        except Unclear as wrong:
            raise ValueError(str(wrong)) from wrong

    def _value(self) -> str:
        return self.raw_data[0] if self.raw_data else self.write(self.data)


class ReadLines(Read, TextAreaField):
    """The same over several lines."""


def _day_hours(name: str) -> Read:
    return Read(hours.WEEKDAY_NAMES[name], hours.read_day, hours.write_day)


class BranchForm(FlaskForm):
    """`seen` and `was` are the edit number and the words of the branch when the page was made."""

    name = line(_l("Name"), _l("Write what the branch is called."), Branch.NAME_MAX)
    code = line(_l("Code"), _l("Write the code by which lists name this branch."), Branch.CODE_MAX)
    region = Choice(_l("Region"), coerce=int)
    address = line(_l("Address"), None, Branch.ADDRESS_MAX)
    relocated = BooleanField(_l("A changed address means that the branch has moved"), default=True)
    latitude = Read(_l("Latitude"), geography.degrees(geography.LATITUDE), geography.write_degrees)
    longitude = Read(_l("Longitude"), geography.degrees(geography.LONGITUDE), geography.write_degrees)
    time_zone = line(_l("Time zone"), _l("Choose where its clocks stand, for example Europe/London."), 64)
    currency = Choice(_l("Currency"))
    format = line(_l("Format"), None, Branch.FORMAT_MAX)
    opened_on = Day(_l("Opened on"), [Optional()])
    closed_on = Day(_l("Closed on"), [Optional()])
    closing = RadioField(
        _l("What happens to those that nobody has begun?"),
        choices=[
            SelectChoice(Closing.CANCEL.value, _l("Cancel them with the closing")),
            SelectChoice(Closing.KEEP.value, _l("Keep them until their wave ends")),
        ],
        validate_choice=False,
    )
    monday = _day_hours("monday")
    tuesday = _day_hours("tuesday")
    wednesday = _day_hours("wednesday")
    thursday = _day_hours("thursday")
    friday = _day_hours("friday")
    saturday = _day_hours("saturday")
    sunday = _day_hours("sunday")
    closed_days = ReadLines(_l("Closed days"), hours.read_closed_days, hours.write_closed_days, default=list)
    notes = TextAreaField(
        _l("Notes"),
        [Optional(), Length(max=Branch.NOTES_MAX, message=_l("Use at most %(max)d characters."))],
        filters=[tidy],
    )
    seen = HiddenField()
    was = HiddenField()

    def offer(self, places: Iterable[Place]) -> None:
        """Put the regions that it may stand in, and the currencies, into their lists."""
        pairs = [(place.region.id, place.label) for place in places]
        self.region.choices = blank_first(pairs, _("Choose a region"))
        self.currency.choices = [("", _("Not known")), *named(choose_language())]

    def facts(self) -> dict[str, Any]:
        """What the commands take, but for the region."""
        names = ("name", "code", "address", "time_zone", "currency", "format", "opened_on", "closed_on",
                 "closed_days", "notes", "latitude", "longitude")  # fmt: skip
        return {**{name: self[name].data for name in names}, "hours": hours.stored(self.week)}

    @property
    def week(self) -> hours.Hours:
        """The hours of the seven days."""
        return [self[name].data for name in hours.WEEKDAYS]

    @property
    def edit_seen(self) -> int:
        """The edit that the page showed; one that never was where somebody meddled with it."""
        seen = self.seen.data or ""
        return int(seen) if seen.isdecimal() else 0

    @property
    def chosen(self) -> Closing:
        """What is to happen to visits at a branch that closes."""
        return next((one for one in Closing if one == self.closing.data), Closing.UNSAID)

    def validate_region(self, field: Choice) -> None:
        if not field.data:
            raise ValidationError(_("Choose the region that the branch stands in."))

    def validate_time_zone(self, field: Any) -> None:
        try:
            field.data = fields.time_zone(field.data or "")
        except Unclear as wrong:
            raise ValidationError(str(wrong)) from wrong

    def validate_closed_on(self, field: Day) -> None:
        if field.data and self.opened_on.data and field.data < self.opened_on.data:
            raise ValidationError(_("A branch cannot close before it opens. Mend one of the two dates."))

    def validate_longitude(self, field: Read) -> None:
        if self.latitude.errors or field.errors:
            return
        if (self.latitude.data is None) != (field.data is None):
            raise ValidationError(_("Latitude and longitude go together: write both, or neither."))

    def validate_sunday(self, _field: Any) -> None:
        clashing = hours.clash(self.week)
        if clashing is not None:
            told = _("%(day)s runs into the hours of the next day. End it before they begin.",
                     day=hours.WEEKDAY_NAMES[hours.WEEKDAYS[clashing]])  # fmt: skip
            raise ValidationError(told)


class SheetForm(FlaskForm):
    """A sheet of branches to check."""

    client = Choice(_l("Client"), coerce=int)
    file = FileField(_l("The CSV file"))

    def offer(self, clients: Iterable[Region]) -> None:
        """Put the clients into the list; the first is chosen where there is only one."""
        self.client.choices = [(client.id, client.name) for client in clients]
        self.client.data = self.client.data or self.client.choices[0][0]

    def validate_file(self, field: Any) -> None:
        if not field.data or not field.data.filename:
            raise ValidationError(_("Choose the file first."))


class SaveForm(FlaskForm):
    """`plan` is the digest of what the page shows, so that nothing else is saved."""

    plan = HiddenField()
    skip_bad = HiddenField()
