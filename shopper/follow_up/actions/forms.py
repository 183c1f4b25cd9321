"""The forms of actions. None has a field in which a person could be the cause."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import FileField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from shopper.follow_up.actions.queries import today
from shopper.follow_up.actions.words import CAUSE_NAMES, MOVE_NAMES, P_NAMES, STATE_NAMES
from shopper.form_parts import Choice, Day, blank_first, tidy
from shopper.models import ACTION_MOVES, Action, ActionNote, ActionState, Cause, Person
from shopper.reach import Place
from survey_defs.kinds import P

LATEST = 2100
TOO_LONG = _l("Use at most %(max)d characters.")


def _written(label: LazyString, missing: LazyString, longest: int) -> TextAreaField:
    """Some words, which have to be there."""
    return TextAreaField(label, [_said(missing), Length(max=longest, message=TOO_LONG)], filters=[tidy])


def _said(missing: LazyString) -> Any:
    def check(_form: FlaskForm, field: TextAreaField) -> None:
        if not field.data:
            raise ValidationError(str(missing))

    return check


class ActionForm(FlaskForm):
    """Owner and due date have to be there: a promise that nobody made for no day is none."""

    plan = _written(_l("What will be changed"), _l("Write what will be changed."), Action.PLAN_MAX)
    cause = RadioField(
        _l("What let it happen"),
        [InputRequired(_l("Choose what let it happen; “Not known yet” is an answer too."))],
        choices=[SelectChoice(*each) for each in CAUSE_NAMES.items()],
    )
    p = RadioField(
        _l("What it is about"),
        [InputRequired(_l("Choose one of the four."))],
        choices=[SelectChoice(*each) for each in P_NAMES.items()],
    )
    owner = Choice(_l("Owner"), coerce=int)
    due_on = Day(_l("Due"), [InputRequired(_l("Write the day by which it is done, for example 2026-11-30."))])

    def offer(self, owners: Iterable[Person]) -> None:
        """Put everybody who may own it into the list; nobody is chosen at first."""
        self.owners = {one.id: one for one in owners}
        self.owner.choices = blank_first(
            [(one.id, one.name) for one in self.owners.values()], _("Choose somebody")
        )

    def validate_owner(self, field: Choice) -> None:
        if not field.data:
            raise ValidationError(_("Choose who sees to it."))

    def validate_due_on(self, field: Day) -> None:
        kept = field.data == field.object_data
        if field.data and not kept and not today() <= field.data <= date(LATEST, 12, 31):
            raise ValidationError(_("Choose today or a later day."))

    def facts(self) -> dict[str, Any]:
        """What the commands take."""
        return {
            "plan": self.plan.data,
            "cause": Cause(self.cause.data),
            "p": P(self.p.data),
            "owner": self.owners[self.owner.data],
            "due_on": self.due_on.data,
        }


def filled(action: Action) -> dict[str, Any]:
    """An action as its form has it."""
    known = {name: getattr(action, name) for name in ("plan", "cause", "p", "due_on")}
    return {**known, "owner": action.owner_id}


class NewActionForm(ActionForm):
    finding = _written(
        _l("What was found"), _l("Write what was found, so that the reason stays known."), Action.FINDING_MAX
    )

    def facts(self) -> dict[str, Any]:
        return {**super().facts(), "finding": self.finding.data}


class CommentForm(FlaskForm):
    """Its fields begin with `said-`: on the page of an action another form stands beside it."""

    words = TextAreaField(_l("Comment"), [Length(max=ActionNote.WORDS_MAX, message=TOO_LONG)], filters=[tidy])
    photo = FileField(_l("Photo"))

    def __init__(self, **more: Any) -> None:
        super().__init__(prefix="said", **more)


class MoveForm(FlaskForm):
    to = RadioField(_l("Where it stands"), [InputRequired(_l("Choose where it stands now."))])
    words = TextAreaField(
        _l("In a few words"), [Length(max=ActionNote.WORDS_MAX, message=TOO_LONG)], filters=[tidy]
    )

    def offer(self, state: ActionState) -> None:
        """Only what can be done from where it stands; a choice made meanwhile is judged by the command."""
        self.to.choices = [
            SelectChoice(each.value, name) for each, name in MOVE_NAMES.items() if each in ACTION_MOVES[state]
        ]
        self.to.validate_choice = False

    def validate_to(self, field: RadioField) -> None:
        if field.data not in set(ActionState):
            raise ValidationError(_("Choose where it stands now."))


class ListForm(FlaskForm):
    """Which actions a list shows, sent by GET; what does not fit is as if it had not been asked for."""

    region = Choice(_l("Region"), [Optional()])
    state = Choice(_l("State"), [Optional()])
    cause = Choice(_l("What let it happen"), [Optional()])

    def offer(self, places: Iterable[Place]) -> None:
        self.region.choices = [("", _("All of mine")), *((str(one.region.id), one.label) for one in places)]
        self.state.choices = [("", _("Any")), *((key.value, str(name)) for key, name in STATE_NAMES.items())]
        self.cause.choices = [("", _("Any")), *((key.value, str(name)) for key, name in CAUSE_NAMES.items())]
        self.validate()
        for field in (self.region, self.state, self.cause):
            field.data = "" if field.errors else field.data or ""

    def args(self) -> dict[str, str]:
        """The same as part of an address, without what is empty."""
        return {name: self[name].data for name in ("region", "state", "cause") if self[name].data}
