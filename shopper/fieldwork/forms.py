"""Forms of waves and of giving visits out."""

import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, SelectMultipleField, TextAreaField
from wtforms.validators import InputRequired, ValidationError

from shopper import clock
from shopper.fieldwork.commands import Plan
from shopper.fieldwork.progress import WAVE_WORDS
from shopper.fieldwork.terms_form import TermsForm
from shopper.form_parts import Choice, Day, Whole, blank_first, line, sure, tidy
from shopper.models import DayPart, Person, QuestionSetVersion, Visit, VisitState, Wave, WaveState
from shopper.question_sets.words import title_of
from shopper.reach import Place

NOTHING: Mapping[int, str] = MappingProxyType({})


class WaveForm(TermsForm):
    """A plan. `own` holds what was written beside single branches: how many visits there, as it was typed."""

    name = line(_l("Name"), _l("Write what the wave is called, for example Autumn 2026."), Wave.NAME_MAX)
    version = Choice(_l("Question set"), coerce=int)
    starts_on = Day(_l("First day"), [InputRequired(_l("Write the first day on which visits may be made."))])
    ends_on = Day(_l("Last day"), [InputRequired(_l("Write the last day on which visits may be made."))])
    visits = Whole(_l("Visits at each branch"), 1, Wave.VISITS_MAX, default=1)
    regions = SelectMultipleField(_l("Regions"), coerce=int)
    branches = SelectMultipleField(_l("Branches"), coerce=int)
    codes = TextAreaField(_l("And these branches, by code"), filters=[tidy])
    holds_results = BooleanField(_l("Hold results back until I release them all"))
    q = line(_l("Find branches by name, code or region"), None, 100)

    own: Mapping[int, str] = {}

    def offer(
        self, places: Iterable[Place], versions: Iterable[QuestionSetVersion], branches: Iterable[int]
    ) -> None:
        """Put regions, branches and published versions into the lists."""
        self.regions.choices = [(place.region.id, place.label) for place in places]
        self.branches.choices = [(one, str(one)) for one in branches]
        named = [
            (one.id, _("%(set)s, version %(number)s", set=title_of(one.definition), number=one.number))
            for one in versions
        ]
        self.offer_currencies()
        self.version.choices = blank_first(named, _("Choose a published version"))

    def take_own(self, fields: Mapping[str, str]) -> None:
        """What was written beside single branches; a number there chooses its branch as well."""
        written = {
            name.removeprefix(OWN): text.strip() for name, text in fields.items() if name.startswith(OWN)
        }
        self.own = {int(key): text for key, text in written.items() if key.isdecimal() and text}

    def code_list(self) -> list[str]:
        """The codes, one a line or parted by commas."""
        return [code.strip() for code in re.split(r"[\n,;]", self.codes.data or "") if code.strip()]

    def branch_ids(self) -> set[int]:
        """The branches that were ticked one by one, or that have a number of their own."""
        return {*(self.branches.data or ()), *self.own}

    def plan(self) -> Plan:
        """What the command takes beside version and branches."""
        return Plan(
            name=sure(self.name),
            starts_on=sure(self.starts_on),
            ends_on=sure(self.ends_on),
            visits=sure(self.visits),
            holds_results=self.holds_results.data,
            own={key: int(text) for key, text in self.own.items()},
            terms=self.terms(),
        )

    def validate_version(self, field: Choice) -> None:
        if not field.data:
            raise ValidationError(_("Choose what is asked. Only published versions are offered."))

    def validate_ends_on(self, field: Day) -> None:
        if field.data is None:
            return  # that it is no day is said already
        if self.starts_on.data and sure(field) < self.starts_on.data:
            raise ValidationError(_("The last day is before the first. Mend one of the two."))
        if sure(field) < clock.now().date():
            raise ValidationError(_("The last day is over already. Choose a later one."))

    def validate_branches(self, _field: Any) -> None:
        wrong = [text for text in self.own.values() if not _is_number(text)]
        if wrong:
            words = _(
                "Beside a branch stands “%(text)s”. Write a whole number from 1 to %(max)s, or nothing."
            )
            raise ValidationError(words % {"text": wrong[0], "max": Wave.VISITS_MAX})

    def validate_visits(self, field: Any) -> None:
        parts = sum(self[part.value].data or 0 for part in DayPart)
        if field.data and parts > field.data:
            raise ValidationError(
                _("These are fewer visits than stand beside the parts of the day. Mend one of them.")
            )

    def validate_codes(self, _field: Any) -> None:
        if not self.regions.data and not self.branch_ids() and not self.code_list():
            raise ValidationError(_("Tick a region or a branch, or write the codes of branches."))


OWN = "visits-"
"""How the fields of single branches are named, before their key."""


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and 1 <= int(text) <= Wave.VISITS_MAX


class WavesForm(FlaskForm):
    """Which waves to list, by GET: what does not fit is as if it had not been asked."""

    q = line(_l("Name"), None, 100)
    state = Choice(_l("State"))

    def offer(self) -> None:
        """Fill the list and judge what was asked."""
        self.state.choices = [("", _("Every state")), *((s.value, str(w)) for s, w in WAVE_WORDS.items())]
        self.state.data = self.state.data or ""
        self.validate()

    def args(self) -> dict[str, str]:
        """What was asked, without what is empty."""
        return {name: self[name].data for name in ("q", "state") if self[name].data and not self[name].errors}


class ExtendForm(FlaskForm):
    ends_on = Day(_l("New last day"), [InputRequired(_l("Write the new last day."))])


class GiveForm(FlaskForm):
    """Several visits, or one visit at each of several branches, to one shopper."""

    shopper = Choice(_l("Shopper"), coerce=int)
    anyway = BooleanField(_l("Give them all the same"))
    visits = SelectMultipleField(_l("Visits"))
    branches = SelectMultipleField(_l("Branches"), coerce=int)

    def offer(
        self,
        shoppers: Iterable[Person],
        visits: Iterable[UUID] = (),
        branches: Iterable[int] = (),
        far: Mapping[int, str] = NOTHING,
    ) -> None:
        """Put people, with how far they would go where that is told, and what can be given, into the lists."""
        pairs = [
            (one.id, _("%(person)s, %(far)s", person=one.name, far=far[one.id]) if far else one.name)
            for one in shoppers
        ]
        self.shopper.choices = blank_first(pairs, _("Choose a shopper"))
        self.visits.choices = [(str(one), str(one)) for one in visits]
        self.branches.choices = [(one, str(one)) for one in branches]

    def tick_the_only(self, visits: Sequence[Visit]) -> None:
        """A visit that is open alone needs no choosing."""
        opened = [str(one.id) for one in visits if one.state == VisitState.OPEN]
        if len(opened) == 1 and not self.is_submitted():
            self.visits.data = opened

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
