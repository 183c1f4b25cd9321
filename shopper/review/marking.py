"""How kindly each shopper marks, beside others at the same branches. For reviewers only.

Importing it loads scipy; the view does so when somebody asks."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from flask_babel import gettext as _
from flask_babel import ngettext

from scoring.raters import LEAST_VISITS, Severity, components, effects
from shopper.dashboards.words import whole
from shopper.language import counted, sentence_case
from shopper.models import Person
from shopper.review import queries
from shopper.review.queries import Mark

DIFFERS = 1.0
"""Points from 0 that a likely range has to keep before anything is said: less is nobody's business."""


@dataclass(frozen=True)
class Marking:
    """One shopper in words; `signal` is one of components/state.html."""

    name: str
    visits: int
    difference: str
    likely: str
    says: str
    signal: str


@dataclass(frozen=True)
class MarkingPage:
    """`read` is how many released visits it rests on, `most` how many are read at most."""

    headline: str
    rows: tuple[Marking, ...]
    apart: bool
    """Whether some shoppers share no branch with the others, so that they are compared among themselves."""
    read: int
    most: int = queries.MARKS_READ


def marking_page(person: Person) -> MarkingPage:
    """Every shopper whose released visits this reviewer may see, those who stand out first."""
    marks = queries.marks(person)
    groups = _groups(marks)
    told = [(name, found) for group in groups for name, found in _severities(group)]
    told.sort(key=lambda one: (not one[1].shown, -abs(one[1].effect), one[0]))
    rows = tuple(_row(name, found) for name, found in told)
    return MarkingPage(_headline(rows), rows, len(groups) > 1, len(marks))


def _groups(marks: Sequence[Mark]) -> list[list[Mark]]:
    """Visits whose shoppers may be compared: they meet at branches, at least by way of others."""
    if not marks:
        return []
    which = components([_place(mark) for mark in marks], [mark.shopper_id for mark in marks])
    return [
        [marks[at] for at in np.flatnonzero(which == group).tolist()] for group in range(int(which.max()) + 1)
    ]


def _place(mark: Mark) -> str:
    """A branch asked one version: what another version asks is another level."""
    return f"{mark.branch_id} {mark.version_id}"


def _severities(group: Sequence[Mark]) -> list[tuple[str, Severity]]:
    names = {mark.shopper_id: mark.name for mark in group}
    if len(group) < 2:
        return [(name, Severity(0, 0.0, 0.0, 0.0, 1)) for name in names.values()]
    points = [mark.raw / 100 for mark in group]
    found = effects(points, [_place(mark) for mark in group], [mark.shopper_id for mark in group])
    return [(names[each], found.severities[at]) for at, each in enumerate(sorted(names))]


def _row(name: str, found: Severity) -> Marking:
    signal, says = _verdict(found)
    if not found.shown:
        return Marking(name, found.n, "", "", says, signal)
    likely = _("%(low)s to %(high)s", low=_signed(found.low), high=_signed(found.high))
    return Marking(name, found.n, _signed(found.effect), likely, says, signal)


def _verdict(found: Severity) -> tuple[str, str]:
    if not found.shown:
        return "few", _("Too few visits to tell")
    if found.low > DIFFERS:
        return "high", _("More kindly, unlikely to be chance")
    if found.high < -DIFFERS:
        return "low", _("More severely, unlikely to be chance")
    return "same", _("Like the others")


def _signed(points: float) -> str:
    """+8, −3, 0."""
    told = whole(points)
    return f"+{told}" if points > 0 and told != "0" else told


def _headline(rows: Sequence[Marking]) -> str:
    out = sum(row.signal in ("high", "low") for row in rows)
    if not any(row.signal != "few" for row in rows):
        return _("No shopper has %(least)s released visits yet.", least=counted(LEAST_VISITS))
    if not out:
        return _("No shopper marks otherwise than the others.")
    told = ngettext(
        "%(count)s shopper marks otherwise than the others.",
        "%(count)s shoppers mark otherwise than the others.",
        out,
        count=counted(out),
    )
    return sentence_case(told)
