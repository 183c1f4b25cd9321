"""Two people in one draft: each is told what the other did, and nothing is lost."""

import json
from typing import Any

from flask import flash
from flask_babel import gettext as _

from shopper.accounts.sessions import me
from shopper.models import DraftEdit, QuestionSetVersion
from shopper.question_sets import queries
from shopper.question_sets.building.values import Posted
from shopper.requests import HIGHEST, whole
from survey_defs.editing import Data

LONGEST = 200
NAMED = 5
"""Edits of others that are named one by one."""


def tell_of_others(version: QuestionSetVersion, posted: Posted, key: str, theirs: Data) -> None:
    """Say on the next page what others changed since this form was drawn, and whose value stands."""
    met = queries.edits_of_others(version, _since(posted), me())
    who = next((_name(one) for one in reversed(met) if one.about == key), _("Somebody"))
    for field, value in theirs.items():
        flash(
            _("%(who)s wrote “%(theirs)s” as %(field)s of `%(key)s` a moment ago; yours stands: “%(mine)s”.",
              who=who, theirs=_short(value), field=field, key=key, mine=_short(_mine(posted, field)))
        )  # fmt: skip
    told = dict.fromkeys((_name(one), one.about) for one in met if not (theirs and one.about == key))
    for name, about in list(told)[:NAMED]:
        flash(
            _(
                "%(who)s changed `%(key)s` since you opened this page. Both edits are kept.",
                who=name,
                key=about,
            )
        )


def _name(edit: DraftEdit) -> str:
    return edit.by.name if edit.by else _("The command line")


def _mine(posted: Posted, field: str) -> Any:
    """What the form said about a field, in all its inputs."""
    parts = [value for name, value in posted.items() if name == field or name.startswith(f"{field}.")]
    return ", ".join(part for part in parts if part)


def _short(value: Any) -> str:
    said = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return said if len(said) <= LONGEST else said[: LONGEST - 1] + "…"


def _since(posted: Posted) -> int:
    """How many edits the form was drawn after; where it does not say, after all of them."""
    try:
        return whole(posted.get("revision", ""))
    except ValueError:
        return HIGHEST
