"""The heat table: branches by touchpoint, by P or by mode, the finish at the right."""

from collections.abc import Mapping

from flask_babel import gettext as _

from scoring.comparison import (
    ENOUGH_VISITS,
    MeanRange,
)
from shopper.dashboards import estimates, heat_words, queries, sentences
from shopper.dashboards.filters import Showing
from shopper.dashboards.heat_columns import Column, columns, split_asked
from shopper.dashboards.heat_sums import HeatSums, Known, period_tells_enough
from shopper.dashboards.heat_table import Heat, Row, in_order, mean_cell, order_of, rows, sheet, title
from shopper.dashboards.overview import when
from shopper.dashboards.queries.chain import Chain
from shopper.dashboards.sentences import Facts, Headline
from shopper.language import spoken
from shopper.models import Person

__all__ = ["heat", "order_of", "rows", "sheet", "title"]


def heat(person: Person, showing: Showing, split: str, order: str) -> Heat:
    """Everything the page says, in a fixed number of queries."""
    split = split_asked(split)
    if showing.version is None:
        return Heat(showing, split, sentences.nothing_yet(showing.place.label))
    rows = queries.branches_in(person, showing.region.path)
    read = _read(person, showing, split, {str(each.id): each.name for each in rows})
    found = read.found
    shown = estimates.of_branches(read.compared["overall"], {each.id for each in rows})
    return Heat(
        showing=showing,
        split=split,
        headline=_headline(read) if read.sums("overall").n else _nothing(person, showing),
        columns=read.columns,
        names=read.names,
        shown=in_order(shown, read.names, found, order),
        found=found,
        means=_means(read),
        caption=heat_words.caption(showing, read.compared["overall"]),
        unvisited=sum(each.closed_on is None for each in rows if str(each.id) not in found["overall"]),
    )


def _read(person: Person, showing: Showing, split: str, names: Mapping[str, str]) -> HeatSums:
    definition = showing.asked.definition
    asked = columns(definition, split, spoken(definition))
    scope = showing.scope
    chain, scope = Chain(person, showing.scope), showing.scope
    overall = chain.table("overall")
    since = scope.first if period_tells_enough(overall) else scope.trailing
    kept = chain.tables([each.measure for each in asked], since)
    inside = scope.wave is None and since > scope.trailing
    tables = {measure: Known(each, inside, chain.closed) for measure, each in kept.items()}
    known = {"overall": Known(overall, False, chain.closed), **tables}
    return HeatSums(showing, split, asked, names, known)


def _headline(read: HeatSums) -> Headline:
    name, period = read.showing.place.label, when(read.showing)
    if not read.columns:
        return heat_words.untagged(read.split, read.showing)
    weakest = read.weakest
    mean = read.mean(weakest.measure) if weakest else None
    if weakest is None or mean is None:
        return heat_words.too_few(name, read.sums("overall").n, period)
    everyone = read.compared[weakest.measure]
    shown = [each for each in everyone.branches if each.key in read.names]
    told = [heat_words.close(_as_weak(read, weakest, mean)), heat_words.differ(shown, read.names, everyone)]
    return heat_words.headline(name, weakest, mean, told, period)


def _nothing(person: Person, showing: Showing) -> Headline:
    sums = queries.sums_in(person, showing.scope, ["not_scored"])
    unseen = sums["not_scored"].n if sums else 0
    nobody = sentences.Standouts(0, 0, compared=False)
    return sentences.overview(
        Facts(showing.place.label, None, when(showing), "too_few", nobody, None, unseen)
    )


def _as_weak(read: HeatSums, weakest: Column, low: MeanRange) -> list[str]:
    """What else lies within chance of the weakest: the difference of two 95 % ranges."""
    others = [each for each in read.columns if each.measure not in (weakest.measure, "finish")]
    means = [(each.label, read.mean(each.measure)) for each in others]
    return [label for label, mean in means if mean and mean.n >= ENOUGH_VISITS and _within_chance(low, mean)]


def _within_chance(low: MeanRange, other: MeanRange) -> bool:
    if low.high is None or other.high is None:
        return False
    half = ((low.high - low.mean) ** 2 + (other.high - other.mean) ** 2) ** 0.5
    return other.mean - low.mean < half


def _means(read: HeatSums) -> list[Row]:
    """The region and all of the client; one row where they are the same."""
    told = [(read.showing.place.label, False)]
    if read.showing.region.parent_id is not None:
        told.append((_("The whole chain"), True))
    behind = heat_words.Behind()
    totals = [(name, chain, read.sums("overall", chain=chain).n) for name, chain in told]
    return [
        Row(
            None,
            name,
            n,
            tuple(mean_cell(read.mean(each.measure, chain=chain), behind) for each in read.columns),
        )
        for name, chain, n in totals
        if n
    ]
