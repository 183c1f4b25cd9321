"""One action: what was found, what was promised, what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from shopper.clock import local_date
from shopper.dashboards.months import day_in_words
from shopper.follow_up.actions import queries
from shopper.follow_up.actions.words import CAUSE_NAMES, P_NAMES, STATE_NAMES, is_late, standing
from shopper.models import Action, ActionNote


@dataclass(frozen=True)
class Line:
    """One line of its history: when and by whom, what happened, the words and the photo beside it."""

    when: str
    who: str
    what: str
    words: str
    sha256: str | None
    visit_id: object


@dataclass(frozen=True)
class ActionPage:
    action: Action
    standing: str
    late: bool
    facts: Sequence[tuple[str, str]]
    history: Sequence[Line]


def action_page(action: Action) -> ActionPage:
    """Everything about it but its effect, which takes longer."""
    today = queries.today()
    return ActionPage(
        action,
        standing(action, today),
        is_late(action, today),
        _facts(action),
        [_opened(action), *(_line(action, each) for each in queries.history(action))],
    )


def _facts(action: Action) -> list[tuple[str, str]]:
    again = _("It opens again by itself if a visit here misses the same question after it is done.")
    return [
        (_("Owner"), action.owner.name),
        (_("Due"), day_in_words(action.due_on)),
        (_("What let it happen"), str(CAUSE_NAMES[action.cause])),
        (_("What it is about"), str(P_NAMES[action.p])),
        *([(_("Watched"), again)] if action.question_key else []),
    ]


def _opened(action: Action) -> Line:
    who = action.opened_by.name if action.opened_by else ""
    day = day_in_words(local_date(action.opened_at, action.branch.time_zone))
    return Line(day, who, _("Opened"), "", None, None)


def _line(action: Action, note: ActionNote) -> Line:
    told = []
    if note.state:
        told.append(str(STATE_NAMES[note.state]))
    if note.visit_id:
        told.append(_("the same was missed again"))
    if note.due_on:
        told.append(_("due on %(day)s now", day=day_in_words(note.due_on)))
    if note.owner:
        told.append(_("given to %(person)s", person=note.owner.name))
    day = day_in_words(local_date(note.at, action.branch.time_zone))
    return Line(day, note.by.name if note.by else "", ", ".join(told), note.words, note.sha256, note.visit_id)
