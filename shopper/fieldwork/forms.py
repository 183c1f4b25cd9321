"""Forms of waves and of giving visits out."""

import re
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, SelectMultipleField, TextAreaField
from wtforms.validators import InputRequired, ValidationError

from shopper import clock
from shopper.fieldwork.commands import Plan
from shopper.form_parts import Choice, Day, Whole, blank_first, line, sure, tidy
from shopper.models import Person, QuestionSetVersion, Wave, WaveState
from shopper.reach import Place


class WaveForm(FlaskForm):
    name = line(_l("Name"), _l("Write what the wave is called, for example Autumn 2026."), Wave.NAME_MAX)
    version = Choice(_l("Question set"), coerce=int)
    starts_on = Day(_l("First day"), [InputRequired(_l("Write the first day on which visits may be made."))])
    ends_on = Day(_l("Last day"), [InputRequired(_l("Write the last day on which visits may be made."))])
    visits = Whole(_l("Visits at each branch"), 1, Wave.VISITS_MAX, default=1)
    regions = SelectMultipleField(_l("All branches in"), coerce=int)
    codes = TextAreaField(_l("And these branches, by code"), filters=[tidy])
    holds_results = BooleanField(_l("Hold results back until I release them all"))

    def offer(self, places: Iterable[Place], versions: Iterable[QuestionSetVersion]) -> None:
        """Put regions and published versions into the lists."""
        self.regions.choices = [(place.region.id, place.label) for place in places]
        named = [
            (one.id, _("%(set)s, version %(number)s", set=one.question_set.title, number=one.number))
            for one in versions
        ]
        self.version.choices = blank_first(named, _("Choose a published version"))

    def code_list(self) -> list[str]:
        """The codes, one a line or parted by commas."""
        return [code.strip() for code in re.split(r"[\n,;]", self.codes.data or "") if code.strip()]

    def plan(self) -> Plan:
        """What the command takes beside version and branches."""
        return Plan(
            name=sure(self.name),
            starts_on=sure(self.starts_on),
            ends_on=sure(self.ends_on),
            visits=sure(self.visits),
            holds_results=self.holds_results.data,
        )

    def validate_version(self, field: Choice) -> None:
        if not field.data:
            raise ValidationError(_("Choose what is asked. Only published versions are offered."))

    def validate_ends_on(self, field: Day) -> None:
        if self.starts_on.data and sure(field) < self.starts_on.data:
            raise ValidationError(_("The last day is before the first. Mend one of the two."))
        if sure(field) < clock.now().date():
            raise ValidationError(_("The last day is over already. Choose a later one."))

    def validate_codes(self, _field: Any) -> None:
        if not self.regions.data and not self.code_list():
            raise ValidationError(_("Tick a region, or write the codes of branches."))


class GiveForm(FlaskForm):
    """Several visits, or one visit at each of several branches, to one shopper."""

    shopper = Choice(_l("Shopper"), coerce=int)
    visits = SelectMultipleField(_l("Visits"))
    branches = SelectMultipleField(_l("Branches"), coerce=int)

    def offer(
        self, shoppers: Iterable[Person], visits: Iterable[UUID] = (), branches: Iterable[int] = ()
    ) -> None:
        """Put people, and what can be given, into the lists."""
        pairs = [(person.id, person.name) for person in shoppers]
        self.shopper.choices = blank_first(pairs, _("Choose a shopper"))
        self.visits.choices = [(str(one), str(one)) for one in visits]
        self.branches.choices = [(one, str(one)) for one in branches]

    def validate_shopper(self, field: Choice) -> None:
        if not field.data:
            raise ValidationError(_("Choose who makes these visits."))
        if not self.visits.data and not self.branches.data:
            raise ValidationError(_("Tick at least one to give out."))


class MoveForm(FlaskForm):
    to = HiddenField()

    def state(self) -> WaveState | None:
        """Where the wave is to go; None for anything that is no state."""
        return next((state for state in WaveState if state == self.to.data), None)
