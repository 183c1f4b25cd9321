"""The heat table: branches by touchpoint, by P or by mode, the finish at the right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from scoring.comparison import ENOUGH_VISITS, Comparison, MeanRange, mean_range
from shopper.dashboards import estimates, heat_words, queries, sentences
from shopper.dashboards.filters import Showing
from shopper.dashboards.heat_columns import Column, columns, split_asked
from shopper.dashboards.heat_table import Heat, Row, in_order, mean_cell, order_of, rows, sheet, title
from shopper.dashboards.overview import when
from shopper.dashboards.queries import Sums
from shopper.dashboards.sentences import Facts, Headline
from shopper.language import spoken
from shopper.models import Person

__all__ = ["heat", "order_of", "rows", "sheet", "title"]


@dataclass(frozen=True)
class Read:
    """What the tallies hold, by measure: comparisons, sums of the region, sums of the chain."""

    showing: Showing
    split: str
    columns: Sequence[Column]
    names: Mapping[str, str]
    compared: Mapping[str, Comparison]
    here: Mapping[str, Sums]
    chain: Mapping[str, Sums]

    def mean(self, measure: str, sums: Mapping[str, Sums]) -> MeanRange | None:
        """The mean of visits with the range that the visit variance of the comparison gives."""
        everyone = self.compared[measure]
        found = sums.get(measure)
        return mean_range([found], (everyone.s or 0.0) ** 2, everyone.df) if found else None


def heat(person: Person, showing: Showing, split: str, order: str) -> Heat:
    """Everything the page says, in a fixed number of queries."""
    split = split_asked(split)
    if showing.version is None:
        return Heat(showing, split, sentences.nothing_yet(showing.place.label))
    rows = queries.branches_in(person, showing.region.path)
    read = _read(person, showing, split, {str(each.id): each.name for each in rows})
    found = {key: {each.key: each for each in table.branches} for key, table in read.compared.items()}
    shown = estimates.of_branches(read.compared["overall"], {each.id for each in rows})
    return Heat(
        showing=showing,
        split=split,
        headline=_headline(read),
        columns=read.columns,
        names=read.names,
        shown=in_order(shown, read.names, found, order),
        found=found,
        means=_means(read),
        caption=heat_words.caption(showing, read.compared["overall"]),
        unvisited=sum(each.closed_on is None for each in rows if str(each.id) not in found["overall"]),
    )


def _read(person: Person, showing: Showing, split: str, names: Mapping[str, str]) -> Read:
    definition = queries.version_row(person, showing.asked.id).definition
    asked = columns(definition, split, spoken(definition))
    measures = ["overall", *(each.measure for each in asked)]
    cells = queries.measure_cells(person, showing.scope, measures)
    return Read(
        showing=showing,
        split=split,
        columns=asked,
        names=names,
        compared={each: estimates.compared(cells.get(each, []), showing) for each in measures},
        here=queries.sums_in(person, showing.scope, [*measures, "not_scored"]),
        chain=queries.chain_sums(person, showing.scope, measures),
    )


def _headline(read: Read) -> Headline:
    name, period = read.showing.place.label, when(read.showing)
    if "overall" not in read.here:
        return _nothing(read, name, period)
    if not read.columns:
        return heat_words.untagged(read.split, read.showing)
    means = {each: read.mean(each.measure, read.here) for each in read.columns if each.measure != "finish"}
    known = {each: mean for each, mean in means.items() if mean and mean.n >= ENOUGH_VISITS}
    if not known:
        return heat_words.too_few(name, read.here["overall"].n, period)
    weakest = min(reversed(known), key=lambda each: known[each].mean)
    everyone = read.compared[weakest.measure]
    shown = [each for each in everyone.branches if each.key in read.names]
    told = [_as_weak(known, weakest), heat_words.differ(shown, read.names, everyone)]
    return heat_words.headline(name, weakest, known[weakest], told, period)


def _nothing(read: Read, name: str, period: str) -> Headline:
    unseen = read.here["not_scored"].n if "not_scored" in read.here else 0
    nobody = sentences.Standouts(0, 0, compared=False)
    return sentences.overview(Facts(name, None, period, "too_few", nobody, None, unseen))


def _as_weak(known: Mapping[Column, MeanRange], weakest: Column) -> str:
    """Whatever lies within chance of the weakest: the difference of two 95 % ranges."""
    low = known[weakest]
    return heat_words.close(
        [each.label for each, mean in known.items() if each != weakest and _within_chance(low, mean)]
    )


def _within_chance(low: MeanRange, other: MeanRange) -> bool:
    if low.high is None or other.high is None:
        return False
    half = ((low.high - low.mean) ** 2 + (other.high - other.mean) ** 2) ** 0.5
    return other.mean - low.mean < half


def _means(read: Read) -> list[Row]:
    """The region and all of the client; one row where they are the same."""
    told = [(read.showing.place.label, read.here)]
    if read.showing.region.parent_id is not None:
        told.append((_("The whole chain"), read.chain))
    return [
        Row(
            None,
            name,
            sums["overall"].n,
            tuple(mean_cell(read.mean(each.measure, sums)) for each in read.columns),
        )
        for name, sums in told
        if "overall" in sums
    ]
