"""Choosing a region, and turning a fix list into actions."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Form, TextAreaField
from wtforms.validators import Length, Optional, ValidationError

from shopper.follow_up.actions.forms import TOO_LONG, ActionForm
from shopper.follow_up.actions.words import CAUSE_NAMES, P_NAMES
from shopper.form_parts import Choice, sure, tidy
from shopper.models import Action, Cause
from shopper.reach import Place
from shopper.self_checks.commands import Promise
from shopper.self_checks.fixes import Fix
from survey_defs.kinds import P


class PlaceForm(FlaskForm):
    """Whose branches are shown, sent by GET; what does not fit is as if it had not been asked for."""

    region = Choice(_l("Region"), [Optional()])

    def offer(self, places: Iterable[Place]) -> None:
        self.region.choices = [("", _("All of mine")), *((str(one.region.id), one.label) for one in places)]
        self.validate()
        self.region.data = "" if self.region.errors else self.region.data or ""

    def args(self) -> dict[str, str]:
        """The same as part of an address, without what is empty."""
        return {"region": self.region.data} if self.region.data else {}


class FixForm(Form):
    """What will be changed because of one answer; it counts only where it is ticked."""

    take = BooleanField(_l("Open an action"))
    plan = TextAreaField(
        _l("What will be changed"), [Length(max=Action.PLAN_MAX, message=TOO_LONG)], filters=[tidy]
    )
    cause = Choice(_l("What let it happen"))
    p = Choice(_l("What it is about"))

    def __init__(self, fix: Fix, typed: MultiDict[str, str] | None) -> None:
        super().__init__(formdata=typed, prefix=f"fix:{fix.row.key}:", data={"p": fix.p or ""})
        self.fix = fix
        self.take.label.text = f"{fix.row.asked} {fix.row.given}"
        self.cause.choices = _words(CAUSE_NAMES, _("Choose what let it happen"))
        self.p.choices = _words(P_NAMES, _("Choose one of the four"))

    def validate_take(self, field: BooleanField) -> None:
        if field.data and self.fix.action:
            raise ValidationError(
                _("An action is open for this already. Untick it; what you wrote stands here.")
            )

    def validate_plan(self, field: TextAreaField) -> None:
        if not field.data:
            raise ValidationError(_("Write what will be changed."))

    def validate_cause(self, field: Choice) -> None:
        if not field.data:
            raise ValidationError(_("Choose what let it happen; “Not known yet” is an answer too."))

    def validate_p(self, field: Choice) -> None:
        if not field.data:
            raise ValidationError(_("Choose one of the four."))

    def promise(self) -> Promise:
        """What the command takes, once the form holds."""
        fix = self.fix
        return Promise(fix.row.key, fix.finding, sure(self.plan), Cause(sure(self.cause)), P(sure(self.p)))


def _words(names: Mapping[Any, Any], first: str) -> list[tuple[str, str]]:
    return [("", first), *((key.value, str(name)) for key, name in names.items())]


class FixesForm(ActionForm):
    """One owner and one day for all that is ticked. The words of each are its own."""

    plan = cause = p = None  # type: ignore[assignment]  # WTForms leaves such fields out

    def __init__(self, fixes: Iterable[Fix]) -> None:
        super().__init__()
        typed = request.form if self.is_submitted() else None
        self.rows = [FixForm(one, typed) for one in fixes]

    @property
    def taken(self) -> list[FixForm]:
        return [row for row in self.rows if row.take.data]

    def validate(self, extra_validators: Any = None) -> bool:
        sound = [super().validate(extra_validators), *(row.validate() for row in self.taken)]
        if not self.taken:
            self.form_errors.append(_("Tick at least one finding, or go back."))
        return all(sound) and bool(self.taken)

    def facts(self) -> dict[str, Any]:
        return {
            "promises": [row.promise() for row in self.taken],
            "owner": self.owners[self.owner.data],
            "due_on": self.due_on.data,
        }

    @property
    def problems(self) -> list[tuple[str, str]]:
        """What stops it, each with the input that it leads to."""
        forms: list[Any] = [*self.rows, self]
        fields = [field for form in forms for field in form if field.errors]
        listed = [(field.errors[0], f"#{field.id}") for field in fields if field.id != "csrf_token"]
        return [*((str(words), "#main") for words in self.form_errors), *listed]
