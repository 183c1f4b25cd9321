"""Two to four branches side by side: the first is held against each of the others, like with like."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Form, StringField

from scoring.comparison import (
    Against,
    BranchEstimate,
    Comparison,
    Difference,
    compare_table,
    differences,
    hold_against,
)
from scoring.figures import Chart
from shopper.dashboards import against_mix, against_words, charts, estimates, queries, sentences
from shopper.dashboards.filters import Showing
from shopper.dashboards.months import QUARTER
from shopper.dashboards.overview import group_caption
from shopper.dashboards.queries import against as reading
from shopper.dashboards.queries.against import Chosen
from shopper.dashboards.queries.touchpoints import comparison_table
from shopper.dashboards.sentences import Headline
from shopper.language import spoken
from shopper.models import Person
from survey_defs import say

PLACES = ("a", "b", "c", "d")
"""What an address names them by; the first is held against the rest."""


class AgainstForm(Form):
    """Filled from the address, which the page judges itself."""

    a = StringField(_l("Branch"))
    b = StringField(_l("beside"))
    c = StringField(_l("and, if you like"))
    d = StringField(_l("and"))


class Line(NamedTuple):
    """One touchpoint: what the first branch has, and what each of the others has with the difference."""

    title: str
    leaving: bool
    own: queries.Sums | None
    others: tuple[tuple[queries.Sums | None, Difference | None], ...]


@dataclass(frozen=True)
class AgainstPage:
    """`asked` is what the address says of each place, `offered` what its fields offer."""

    showing: Showing
    asked: Mapping[str, str]
    offered: Sequence[Chosen]
    headline: Headline
    messages: Sequence[str] = ()
    branches: Sequence[Chosen] = ()
    everyone: Comparison | None = None
    shown: Sequence[BranchEstimate] = ()
    pairs: Sequence[Against] = ()
    lines: Sequence[Line] = ()
    notes: Sequence[str] = ()
    caption: str = ""

    @property
    def names(self) -> dict[str, str]:
        return {str(each.id): each.name for each in self.branches}

    @property
    def args(self) -> dict[str, str]:
        """The branches as arguments of an address."""
        return dict(zip(PLACES, (each.code for each in self.branches), strict=False)) or dict(self.asked)

    @property
    def form(self) -> AgainstForm:
        return AgainstForm(data=self.asked)

    @property
    def table(self) -> tuple[Sequence[str], Sequence[Sequence[object]]]:
        """Columns and rows of the file."""
        known = {each.key: each for each in self.shown}
        pairs = [each for each in self.pairs if each.key in known and each.other in known]
        return against_words.sheet(known, pairs, self.lines, self.names)

    @property
    def chart(self) -> Chart | None:
        if self.everyone is None or self.everyone.mu is None or not self.shown:
            return None
        return charts.branches(self.shown, self.names, self.everyone.mu)


def against(person: Person, showing: Showing, args: Mapping[str, str]) -> AgainstPage:
    """Everything the page says, in a fixed number of queries."""
    asked = {place: args.get(place, "").strip() for place in PLACES}
    told: list[str] = []
    found = _found(person, showing, list(asked.values()), told)
    offered = reading.offered(person, showing.region.path)
    if showing.version is None:
        return AgainstPage(showing, asked, offered, sentences.nothing_yet(showing.place.label))
    if len(found) < 2:
        return AgainstPage(showing, asked, offered, against_words.which(), told, found)
    table = comparison_table(person, showing.scope)
    quarter = (showing.last - showing.first) // QUARTER
    everyone = compare_table(table, quarter, places=True) if table else None
    pairs = hold_against(table, quarter, found[0].id, [each.id for each in found[1:]]) if table else ()
    shown = _in_order(everyone, found)
    told += [
        against_words.unvisited(each) for each in found if str(each.id) not in {one.key for one in shown}
    ]
    return AgainstPage(
        showing=showing,
        asked=asked,
        offered=offered,
        headline=against_words.headline(pairs, {each.key: each for each in shown}, _names(found)),
        messages=told,
        branches=found,
        everyone=everyone,
        shown=shown,
        pairs=pairs,
        lines=_lines(person, showing, everyone, found),
        notes=_notes(person, showing, found),
        caption=group_caption(showing, everyone) if everyone else "",
    )


def _names(found: Sequence[Chosen]) -> dict[str, str]:
    return {str(each.id): each.name for each in found}


def _in_order(everyone: Comparison | None, found: Sequence[Chosen]) -> list[BranchEstimate]:
    known = {each.key: each for each in everyone.branches} if everyone else {}
    return [known[str(each.id)] for each in found if str(each.id) in known]


def _found(person: Person, showing: Showing, asked: Sequence[str], told: list[str]) -> list[Chosen]:
    """The branches asked for, each once, in their order."""
    words = [each.casefold() for each in asked if each]
    known = reading.chosen(person, showing.region.path, words) if words else []
    found: list[Chosen] = []
    for each in filter(None, asked):
        fits = _fits(known, each.casefold())
        branch = fits[0] if len(fits) == 1 else None
        if branch is None:
            told.append(against_words.unclear(each, showing.place.label, [one.code for one in fits]))
        elif branch in found:
            told.append(_("%(branch)s is named twice and shown once.", branch=branch.name))
        else:
            found.append(branch)
    return found


def _fits(known: Sequence[Chosen], words: str) -> list[Chosen]:
    """The branch of this code; else those of this name."""
    coded = [each for each in known if each.code.casefold() == words]
    return coded or [each for each in known if each.name.casefold() == words]


def _lines(
    person: Person, showing: Showing, everyone: Comparison | None, found: Sequence[Chosen]
) -> list[Line]:
    """Touchpoints in journey order, each with what every branch has."""
    definition = showing.asked.definition
    if everyone is None:
        return []
    shown = [each for each in definition.touchpoints if any(one.scored for one in each.questions)]
    measures = [f"t:{each.key}" for each in shown]
    sums = reading.sums_of(person, showing.scope, measures, [each.id for each in found])
    since = estimates.learned_since(everyone, showing)
    spread = queries.spread(person, showing.scope, measures, since)
    first, *rest = (each.id for each in found)
    held = [_held(sums, spread, measures, first, other) for other in rest]
    return [
        Line(
            say(each.title, spoken(definition)),
            each.leaving,
            sums.get((first, measure)),
            tuple((sums.get((other, measure)), one[at]) for other, one in zip(rest, held, strict=True)),
        )
        for at, (each, measure) in enumerate(zip(shown, measures, strict=True))
    ]


def _held(
    sums: Mapping[tuple[int, str], queries.Sums],
    spread: Mapping[str, tuple[float, int]],
    measures: Sequence[str],
    first: int,
    other: int,
) -> list[Difference | None]:
    both = [(sums.get((first, each)), sums.get((other, each))) for each in measures]
    pairs = [None if mine is None or theirs is None else (mine, theirs) for mine, theirs in both]
    return differences(pairs, [spread.get(each, (0.0, 0)) for each in measures])


def _notes(person: Person, showing: Showing, found: Sequence[Chosen]) -> list[str]:
    """What the branches do not have in common, and what is left out of them."""
    mix = reading.mix_of(person, showing.scope, [each.id for each in found])
    unscored = queries.counts_by_branch(person, showing.scope, "not_scored")
    return [*against_mix.notes(mix, found), *against_words.not_scored(unscored, found)]
