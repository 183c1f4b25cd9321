"""How kindly each shopper marks, beside others at the same branches. For reviewers only.

Importing it loads scipy; the view does so when somebody asks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from flask_babel import gettext as _
from flask_babel import ngettext

from scoring.markers import Marker, markers
from scoring.raters import LEAST_VISITS, Severity, components
from scoring.screens import people_to_look_at
from shopper.dashboards.words import whole
from shopper.language import counted, listed, sentence_case
from shopper.models import Person
from shopper.review import queries
from shopper.review.queries import Mark
from shopper.review.shoppers.waits import Rounded, rounded

DIFFERS = 1.0
"""Points from 0 that a likely range has to keep before anything is said: less is nobody's business."""


@dataclass(frozen=True)
class Marking:
    """One shopper in words; `signal` is one of components/state.html, `screens` what asks for a look."""

    id: int
    name: str
    visits: int
    difference: str
    likely: str
    says: str
    signal: str
    screens: str


@dataclass(frozen=True)
class MarkingPage:
    """`read` is how many released visits it rests on, `most` how many are read at most."""

    headline: str
    rows: tuple[Marking, ...]
    groups: tuple[str, ...]
    """Where some shoppers share no branch with the others: who is compared with whom."""
    read: int
    most: int = queries.MARKS_READ


@dataclass(frozen=True)
class Marked:
    """What is known of shoppers: by id, with those whom each screen picks out of as many as were looked at."""

    names: Mapping[int, str]
    known: Mapping[int, Marker]
    waits: Mapping[int, Rounded]
    groups: Sequence[Sequence[int]]
    read: int

    @property
    def flat(self) -> frozenset[int]:
        return _picked({each: one.flat for each, one in self.known.items() if one.severity.shown})

    @property
    def round(self) -> frozenset[int]:
        return _picked({each: one.chance for each, one in self.waits.items() if one.shown})


def _picked(chances: Mapping[int, float]) -> frozenset[int]:
    return frozenset(each for each in people_to_look_at(dict(chances.items())) if isinstance(each, int))


def marked(person: Person, *, waits: bool = True) -> Marked:
    """Every shopper whose released visits this reviewer may see; `waits`: what they wrote is read too."""
    marks = queries.marks(person)
    groups = _groups(marks)
    known = {one.shopper: one for group in groups for one in _markers(group)}
    return Marked(
        names={mark.shopper_id: mark.name for mark in marks},
        known={each: one for each, one in known.items() if isinstance(each, int)},
        waits=rounded(person) if waits else {},
        groups=[sorted({mark.shopper_id for mark in group}) for group in groups],
        read=len(marks),
    )


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


def _markers(group: Sequence[Mark]) -> Sequence[Marker]:
    if len(group) < 2:
        return [Marker(mark.shopper_id, Severity(0, 0.0, 0.0, 0.0, 1), 0.0, 0.0, 1.0, 0) for mark in group]
    points, places = [mark.raw / 100 for mark in group], [_place(mark) for mark in group]
    return markers(points, places, [mark.shopper_id for mark in group])


def marking_page(person: Person) -> MarkingPage:
    """Every shopper, those who stand out first."""
    found = marked(person)
    told = sorted(found.known.items(), key=lambda one: _order(found, *one))
    rows = tuple(_row(found, each, one) for each, one in told)
    return MarkingPage(_headline(rows), rows, tuple(_apart(found)), found.read)


def _order(found: Marked, each: int, one: Marker) -> tuple[bool, float, str]:
    return not one.severity.shown, -abs(one.severity.effect), found.names[each]


def _row(found: Marked, each: int, one: Marker) -> Marking:
    signal, says = verdict(one)
    severity = one.severity
    told = _screens(found, each)
    if not severity.shown or not one.company:
        return Marking(each, found.names[each], severity.n, "", "", says, signal, told)
    return Marking(
        each, found.names[each], severity.n, signed(severity.effect), range_of(severity), says, signal, told
    )


def _screens(found: Marked, each: int) -> str:
    picked = [
        _("hardly any ups and downs") if each in found.flat else "",
        _("round waits") if each in found.round else "",
    ]
    return sentence_case(listed([words for words in picked if words])) if any(picked) else ""


def verdict(one: Marker) -> tuple[str, str]:
    """A signal of components/state.html, and the words beside it."""
    found = one.severity
    if not found.shown:
        return "few", _("Too few visits to tell")
    if not one.company:
        return "few", _("Shares no branch with another shopper")
    if found.low > DIFFERS:
        return "high", _("More kindly, unlikely to be chance")
    if found.high < -DIFFERS:
        return "low", _("More severely, unlikely to be chance")
    return "same", _("Like the others")


def range_of(found: Severity) -> str:
    return _("%(low)s to %(high)s", low=signed(found.low), high=signed(found.high))


def signed(points: float) -> str:
    """+8, −3, 0."""
    told = whole(points)
    return f"+{told}" if points > 0 and told != "0" else told


def _apart(found: Marked) -> list[str]:
    """Each group in words, the largest first; nothing where all are one."""
    if len(found.groups) < 2:
        return []
    alone = [found.names[group[0]] for group in found.groups if len(group) == 1]
    several = sorted((group for group in found.groups if len(group) > 1), key=lambda group: -len(group))
    told = [
        _("%(shoppers)s are compared with each other.", shoppers=_names(found, group)) for group in several
    ]
    if alone:
        words = ngettext(
            "%(shoppers)s shares no branch with anybody, so nothing can tell a severe shopper from a poor branch there.",
            "%(shoppers)s share no branch with anybody, so nothing can tell a severe shopper from a poor branch there.",
            len(alone),
            shoppers=_few(alone),
        )
        told.append(words)
    return told


def _names(found: Marked, group: Sequence[int]) -> str:
    return _few([found.names[each] for each in group])


NAMED = 6


def _few(names: Sequence[str]) -> str:
    """Six names at most, else how many."""
    if len(names) <= NAMED:
        return listed(sorted(names))
    return ngettext("%(num)s shopper", "%(num)s shoppers", len(names))


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
