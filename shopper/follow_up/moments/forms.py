"""The form of a moment: two days and a tick."""

from collections.abc import Iterable

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField
from wtforms.validators import Optional

from shopper.form_parts import Choice, Day
from shopper.models import Branch
from shopper.reach import Place


class ToldForm(FlaskForm):
    told_employee_on = Day(_l("The employee was told on"), [Optional()])
    told_manager_on = Day(_l("The manager was told on"), [Optional()])
    agreed = BooleanField(_l("Those it is about agreed that it hangs in the staff room"))


class MomentsForm(FlaskForm):
    """Whose moments are shown, sent by GET."""

    region = Choice(_l("Region"), [Optional()])
    branch = Choice(_l("Branch"), [Optional()])

    def offer(self, places: Iterable[Place], branches: Iterable[Branch]) -> None:
        self.region.choices = [("", _("All of mine")), *((str(one.region.id), one.label) for one in places)]
        self.branch.choices = [("", _("All of them")), *((str(one.id), one.name) for one in branches)]
        self.validate()
        for field in (self.region, self.branch):
            field.data = "" if field.errors else field.data or ""

    def args(self) -> dict[str, str]:
        """The same as part of an address, without what is empty."""
        return {name: self[name].data for name in ("region", "branch") if self[name].data}
