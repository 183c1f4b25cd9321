"""What stands beside the dashboards: promises that are late, people to thank, what is under way at a branch."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import gettext as _
from flask_babel import ngettext

from shopper.dashboards.months import short_day
from shopper.dashboards.queries import Version
from shopper.follow_up.actions import queries
from shopper.follow_up.actions.words import is_late, standing
from shopper.follow_up.moments.queries import Heard, moment_keys, moments
from shopper.language import counted, sentence_case
from shopper.models import Action, Branch, Person, Region

SHOWN, THANKED = 5, 3
RECENT = timedelta(days=92)
"""How long a moment asks to be passed on; older ones stay on the page of moments."""


@dataclass(frozen=True)
class Listed:
    """An action in a list; `late` whether its day has passed."""

    action: Action
    late: bool
    standing: str


@dataclass(frozen=True)
class Beside:
    """`more` late actions are not in the list."""

    title: str
    actions: Sequence[Listed]
    more: int
    moments: Sequence[tuple[Heard, str]]


def beside_region(person: Person, region: Region, version: Version | None) -> Beside:
    """Late actions below a region, and the latest moments that somebody has not heard of."""
    today = queries.today()
    actions, late = queries.late(person, region.path, SHOWN)
    shown = [_listed(each, today) for each in actions]
    heard = moments(
        person, region.path, waiting=True, since=today - RECENT, asked=_keys(version), most=THANKED
    )
    return Beside(_late(late), shown, late - len(shown), _dated(heard))


def beside_branch(person: Person, branch: Branch, version: Version | None) -> Beside:
    """What is under way at a branch and what was done; its latest moments, told or not."""
    today = queries.today()
    shown = [_listed(each, today) for each in queries.at_branch(person, branch)]
    waiting = sum(each.action.state in queries.WAITING for each in shown)
    heard = moments(person, branch.region.path, branch.id, asked=_keys(version), most=THANKED)
    return Beside(_waiting(waiting), shown, 0, _dated(heard))


def _keys(version: Version | None) -> list[tuple[int, str]]:
    """The questions for moments of the version that the page shows."""
    return [(version.id, key) for key in moment_keys(version.definition)] if version else []


def _listed(action: Action, today: date) -> Listed:
    return Listed(action, is_late(action, today), standing(action, today))


def _dated(heard: Sequence[Heard]) -> list[tuple[Heard, str]]:
    return [(each, short_day(each.visited_on)) for each in heard]


def _late(n: int) -> str:
    if not n:
        return _("No action is late")
    return sentence_case(
        ngettext("%(count)s action is late", "%(count)s actions are late", n, count=counted(n))
    )


def _waiting(n: int) -> str:
    if not n:
        return _("No action is open here")
    told = ngettext("%(count)s action is open here", "%(count)s actions are open here", n, count=counted(n))
    return sentence_case(told)
