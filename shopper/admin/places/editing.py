"""Two people at one branch: what somebody else changed meanwhile, beside one's own words, nothing lost."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import request
from werkzeug.datastructures import MultiDict
from wtforms import Field, SelectField

from shopper.admin.places.forms import BranchForm
from shopper.form_parts import tidy
from shopper.models import Branch
from shopper.opening_hours import WEEKDAYS, whole_week

LEFT_OUT = {"csrf_token", "seen", "was", "closing", "relocated"}


@dataclass(frozen=True)
class Difference:
    """One field that somebody else changed; `both` where one has changed it too."""

    label: str
    before: str
    theirs: str
    yours: str
    both: bool


PLAIN = ("name", "code", "address", "time_zone", "currency", "format", "opened_on", "closed_on", "closed_days",
         "notes", "latitude", "longitude")  # fmt: skip


def form_of(row: Branch) -> BranchForm:
    """The form as it was sent, else as the branch stands."""
    return BranchForm(data=_data(row))


def _data(row: Branch) -> dict[str, Any]:
    week = dict(zip(WEEKDAYS, whole_week(row.hours), strict=True))
    return {**{name: getattr(row, name) for name in PLAIN}, **week, "region": row.region_id}


def open_form(form: BranchForm, row: Branch) -> None:
    """Remember in the form which edit it shows."""
    form.seen.data = str(row.edit_number)
    form.was.data = json.dumps(_words(form))


def merged(
    form: BranchForm, row: Branch, offer: Callable[[BranchForm], None]
) -> tuple[BranchForm, list[Difference]]:
    """The form with both people's changes, and what the other one changed.

    A field that only the other one changed takes their words; where both did, one's own stay."""
    now = BranchForm(formdata=None, data=_data(row))
    offer(now)
    base, theirs, yours = _was(form), _words(now), _sent(form)
    fields = MultiDict(request.form)
    for name, words in theirs.items():
        if name in base and yours.get(name) == base[name]:
            fields[name] = words
    fields["seen"], fields["was"] = str(row.edit_number), json.dumps(theirs)
    both = BranchForm(formdata=fields)
    offer(both)
    both.validate()
    both.form_errors = [*both.form_errors, *form.form_errors]
    told = (
        _difference(now[name], base.get(name), words, yours.get(name, "")) for name, words in theirs.items()
    )
    return both, [one for one in told if one]


def _difference(field: Field, before: str | None, theirs: str, yours: str) -> Difference | None:
    """None where the other one changed nothing; without a memory, where both have the same."""
    if theirs == (yours if before is None else before):
        return None
    was, now, mine = (_shown(field, words) for words in (before or "", theirs, yours))
    return Difference(str(field.label.text), was, now, mine, yours not in (before, theirs))


def _words(form: BranchForm) -> dict[str, str]:
    """Each field as a browser would send it untouched."""
    told = {}
    for field in form:
        if field.name not in LEFT_OUT:
            told[field.name] = str(field.data) if isinstance(field, SelectField) else field._value()
    return told


def _sent(form: BranchForm) -> dict[str, str]:
    return {f.name: tidy(request.form.get(f.name, "")) for f in form if f.name not in LEFT_OUT}


def _was(form: BranchForm) -> dict[str, str]:
    """The words that the page showed at first; none where somebody meddled with them."""
    try:
        found = json.loads(form.was.data or "{}")
    except ValueError:
        return {}
    return {str(k): tidy(str(v)) for k, v in found.items()} if isinstance(found, dict) else {}


def _shown(field: Field, words: str) -> str:
    """What stands for a value in a list, else the words themselves."""
    if isinstance(field, SelectField):
        return next(
            (str(label) for value, label, *_rest in field.iter_choices() if str(value) == words), words
        )
    return words
