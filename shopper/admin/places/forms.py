"""Forms of regions and branches."""

from collections.abc import Iterable
from typing import Any
from zoneinfo import available_timezones

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms.validators import Optional, ValidationError

from shopper.form_parts import Choice, Day, blank_first, line
from shopper.models import Branch, Region
from shopper.reach import Place


class RegionForm(FlaskForm):
    name = line(_l("Name"), _l("Write what the region is called."), Region.NAME_MAX)
    parent = Choice(_l("Stands under"), coerce=int)

    def offer(self, places: Iterable[Place]) -> None:
        """Put the regions that it may stand under into the list."""
        self.parent.choices = [(place.region.id, place.label) for place in places]


class BranchForm(FlaskForm):
    name = line(_l("Name"), _l("Write what the branch is called."), Branch.NAME_MAX)
    code = line(_l("Code"), _l("Write the code by which lists name this branch."), Branch.CODE_MAX)
    region = Choice(_l("Region"), coerce=int)
    address = line(_l("Address"), None, 300)
    time_zone = line(_l("Time zone"), _l("Choose where its clocks stand, for example Europe/London."), 64)
    format = line(_l("Format"), None, 60)
    opened_on = Day(_l("Opened on"), [Optional()])
    closed_on = Day(_l("Closed on"), [Optional()])

    def offer(self, places: Iterable[Place]) -> None:
        """Put the regions that it may stand in into the list."""
        pairs = [(place.region.id, place.label) for place in places]
        self.region.choices = blank_first(pairs, _("Choose a region"))

    def facts(self) -> dict[str, Any]:
        """What the commands take, but for the region."""
        names = ("name", "code", "address", "time_zone", "format", "opened_on", "closed_on")
        return {name: self[name].data for name in names}

    def validate_region(self, field: Choice) -> None:
        if not field.data:
            raise ValidationError(_("Choose the region that the branch stands in."))

    def validate_time_zone(self, field: Any) -> None:
        if field.data not in available_timezones():
            raise ValidationError(
                _("This is not a time zone. Choose one from the list, for example Europe/London.")
            )

    def validate_closed_on(self, field: Day) -> None:
        if field.data and self.opened_on.data and field.data < self.opened_on.data:
            raise ValidationError(_("A branch cannot close before it opens. Mend one of the two dates."))
