"""Branches beside each other, those who need attention first, and who is left out and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from statistics import median
from typing import Any, NamedTuple

from flask_babel import gettext as _
from flask_babel import ngettext

from scoring.compare import detectable_difference
from scoring.comparison import BranchEstimate, Comparison
from scoring.figures import Chart, pointed
from shopper.dashboards import charts, estimates, funnel, queries, sentences, standing
from shopper.dashboards.filters import Showing
from shopper.dashboards.months import day_in_words, last_day
from shopper.dashboards.overview import Figure, group_caption
from shopper.dashboards.queries import BranchRow
from shopper.dashboards.queries.chain import Chain
from shopper.dashboards.sentences import Headline
from shopper.dashboards.words import span, visits, whole
from shopper.language import counted, sentence_case
from shopper.models import Person

SIGNALS = {
    "likely_low": "low",
    "possibly_low": "maybe_low",
    "possibly_high": "maybe_high",
    "likely_high": "high",
    "too_few": "few",
}
"""Flags as signals of components/state.html; the middle has none."""


class Row(NamedTuple):
    """A branch in the table, in words; `signal` is '' in the middle."""

    id: int
    name: str
    estimate: str
    likely: str
    n: int
    place: str
    says: str
    signal: str


class LeftOut(NamedTuple):
    name: str
    id: int
    why: str


@dataclass(frozen=True)
class Compared:
    """`shown` are the estimates of all branches that may be shown, in the order asked for."""

    showing: Showing
    headline: Headline
    shown: Sequence[BranchEstimate] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    everyone: Comparison | None = None
    left_out: Sequence[LeftOut] = ()
    not_scored: Sequence[LeftOut] = ()
    caption: str = ""
    why_alone: str = ""


def compare(person: Person, showing: Showing, order: str) -> Compared:
    """Everything the page says, in a fixed number of queries."""
    if showing.version is None:
        return Compared(showing, sentences.nothing_yet(showing.place.label))
    everyone = estimates.comparison(Chain(person, showing.scope), showing)
    rows = queries.branches_in(person, showing.region.path)
    names = {str(each.id): each.name for each in rows}
    shown = estimates.of_branches(everyone, {each.id for each in rows})
    counts = queries.counts_by_branch(person, showing.scope, "not_scored")
    return Compared(
        showing=showing,
        headline=standing.compared(shown, names, everyone),
        shown=ordered(shown, names, order),
        names=names,
        everyone=everyone,
        left_out=_left_out(rows, {int(each.key) for each in shown}, counts, last_day(showing.last)),
        not_scored=_not_scored(shown, names, counts),
        caption=group_caption(showing, everyone),
        why_alone=standing.why_alone(everyone),
    )


def ordered(shown: Sequence[BranchEstimate], names: Mapping[str, str], order: str) -> list[BranchEstimate]:
    """`need` is the order in which comparisons come."""
    if order == "name":
        return sorted(shown, key=lambda each: names[each.key].casefold())
    if order == "estimate":
        return sorted(shown, key=lambda each: (each.theta, each.key))
    if order == "visits":
        return sorted(shown, key=lambda each: (-each.n, names[each.key].casefold()))
    return list(shown)


def orders() -> dict[str, str]:
    return {
        "need": _("need for attention"),
        "estimate": _("estimate"),
        "visits": _("visits"),
        "name": _("name"),
    }


def drawing(compared: Compared, part: Sequence[BranchEstimate]) -> Chart | None:
    """The dot plot of the branches on this page."""
    if compared.everyone is None or compared.everyone.mu is None or not part:
        return None
    return charts.branches(part, compared.names, compared.everyone.mu)


def outside(compared: Compared, listed: int | None = None) -> Figure | None:
    """The funnel plot of all branches shown, whichever of them are on this page."""
    if compared.everyone is None:
        return None
    return funnel.funnel(compared.showing, compared.shown, compared.names, compared.everyone, listed)


def table(compared: Compared, part: Sequence[BranchEstimate]) -> list[Row]:
    """The same branches in words."""
    flags = charts.flag_words()
    return [
        Row(
            int(each.key),
            compared.names[each.key],
            whole(each.theta),
            span(each.low, each.high) or _("not known"),
            each.n,
            span(*each.place) or "" if each.place else _("no place"),
            flags[each.flag],
            SIGNALS.get(each.flag, ""),
        )
        for each in part
    ]


def title(compared: Compared, order: str) -> str:
    n = len(compared.shown)
    told = sentence_case(ngettext("%(count)s branch", "%(count)s branches", n, count=counted(n)))
    if order in orders() and order != "need":
        return _("%(branches)s, by %(order)s", branches=told, order=orders()[order])
    return _("%(branches)s, those who need you first", branches=told)


def planning(compared: Compared) -> list[tuple[str, int]]:
    """How far apart two branches must be to be told apart, by the visits that each has."""
    if compared.everyone is None or not compared.everyone.s or not compared.shown:
        return []
    here = int(median(each.n for each in compared.shown))
    return [
        (
            _("%(num)s, as here", num=n) if n == here else str(n),
            int(pointed(min(detectable_difference(n, compared.everyone.s), 100), 0)),
        )
        for n in sorted({3, 10, 30, 100, here})
    ]


def _left_out(
    rows: Sequence[BranchRow], shown: set[int], counts: Mapping[int, int], ends: date
) -> list[LeftOut]:
    """Branches without an estimate, each with the reason; `ends` is the last day of the period."""
    return [
        LeftOut(each.name, each.id, _why(each, counts.get(each.id, 0), ends))
        for each in rows
        if each.id not in shown
    ]


def _why(branch: BranchRow, not_scored: int, ends: date) -> str:
    if branch.closed_on and branch.closed_on <= ends:
        return _("closed on %(day)s", day=day_in_words(branch.closed_on))
    if not_scored:
        return _("%(visits)s, none of which saw enough to be scored", visits=visits(not_scored))
    return _("no visits in this period")


def _not_scored(
    shown: Sequence[BranchEstimate], names: Mapping[str, str], counts: Mapping[int, int]
) -> list[LeftOut]:
    """Visits of the branches above that saw too little and move no estimate."""
    return [
        LeftOut(names[each.key], int(each.key), visits(counts[int(each.key)]))
        for each in shown
        if int(each.key) in counts
    ]


def sheet(compared: Compared) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    """Columns and rows of the CSV: every branch shown, then those left out with the reason."""
    head = (
        _("Branch"),
        _("Estimate"),
        _("Likely from"),
        _("Likely to"),
        _("Own mean"),
        _("Visits"),
        _("Place from, of 100"),
        _("Place to, of 100"),
        _("Says"),
    )
    rows = [_line(each, compared.names[each.key]) for each in compared.shown]
    nothing = (None,) * 4
    return head, rows + [(each.name, *nothing, 0, None, None, each.why) for each in compared.left_out]


def _line(each: BranchEstimate, name: str) -> tuple[object, ...]:
    place = each.place or (None, None)
    numbers = (each.theta, each.low, each.high, each.mean)
    whole_points = (None if value is None else int(pointed(value, 0)) for value in numbers)
    places = (None if value is None else int(pointed(value, 0)) for value in place)
    return name, *whole_points, each.n, *places, charts.flag_words()[each.flag]


def on_page(compared: Compared, part: Sequence[BranchEstimate], order: str) -> dict[str, Any]:
    """What the template draws of the branches on this page."""
    return {
        "chart": drawing(compared, part),
        "rows": table(compared, part),
        "title": title(compared, order),
        "funnel": outside(compared, funnel.LISTED),
        "planning": planning(compared),
        "orders": orders(),
        "order": order if order in orders() else "need",
    }
