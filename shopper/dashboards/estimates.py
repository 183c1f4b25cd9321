"""From tallies to what may be said: the comparison of branches and means with their likely ranges."""

from collections.abc import Mapping, Set
from typing import NamedTuple

from scoring.comparison import (
    ENOUGH_VISITS,
    BranchEstimate,
    Comparison,
    MeanRange,
    compare_branches,
    compare_table,
    mean_range,
)
from shopper.dashboards.filters import Showing
from shopper.dashboards.months import QUARTER
from shopper.dashboards.queries import Sums
from shopper.dashboards.queries.chain import Chain, cell_table
from shopper.dashboards.queries.tallies import tells_enough
from survey_defs import QuestionSet, say


def comparison(chain: Chain, showing: Showing) -> Comparison:
    """All branches of the client on this version and period that were not closed by the end: the
    reference population.

    Its estimates never depend on the region shown; `of_branches` picks those that may be."""
    found = chain.table("overall")

    def compared() -> Comparison:
        table = cell_table(found, but=chain.closed)
        if not len(table.branch):
            return compare_branches({})
        return compare_table(table, (showing.last - showing.first) // QUARTER, places=True)

    return found.once(("comparison", chain.closed), compared)


def learned_since(everyone: Comparison, showing: Showing) -> int:
    """The first month from which to learn how much visits differ."""
    enough = tells_enough(len(everyone.branches), everyone.n)
    return showing.scope.first if enough else showing.scope.trailing


def of_branches(everyone: Comparison, ids: Set[int]) -> list[BranchEstimate]:
    """The estimates of these branches, those who need attention first."""
    keys = {str(each) for each in ids}
    return [each for each in everyone.branches if each.key in keys]


def overall(sums: Mapping[str, Sums], everyone: Comparison) -> MeanRange | None:
    """The mean of all visits shown, with the range that the comparison's visit variance gives."""
    shown = sums.get("overall")
    if shown is None:
        return None
    return mean_range([shown], (everyone.s or 0.0) ** 2, everyone.df)


def means(sums: Mapping[str, Sums], spread: Mapping[str, tuple[float, int]]) -> dict[str, MeanRange]:
    """The mean and likely range of each measure that has visits."""
    ranged = {measure: mean_range([cell], *spread.get(measure, (0.0, 0))) for measure, cell in sums.items()}
    return {measure: found for measure, found in ranged.items() if found}


def lowest(definition: QuestionSet, sums: Mapping[str, Sums]) -> str | None:
    """The measure of the touchpoint with the lowest mean among those that enough visits saw.

    Of equals, the later."""
    seen = [f"t:{each.key}" for each in definition.touchpoints]
    known = [each for each in reversed(seen) if each in sums and sums[each].n >= ENOUGH_VISITS]
    return min(known, key=lambda each: sums[each].total / sums[each].n, default=None)


class TouchpointMean(NamedTuple):
    """One touchpoint over many visits; no mean where none of them saw it."""

    key: str
    title: str
    leaving: bool
    mean: MeanRange | None


def touchpoint_means(
    definition: QuestionSet, found: Mapping[str, MeanRange], language: str
) -> list[TouchpointMean]:
    """Every scored touchpoint in journey order."""
    return [
        TouchpointMean(each.key, say(each.title, language), each.leaving, found.get(f"t:{each.key}"))
        for each in definition.touchpoints
        if any(question.scored for question in each.questions)
    ]


def weakest(touchpoints: list[TouchpointMean], measure: str | None) -> TouchpointMean | None:
    """The touchpoint of the measure that `lowest` named."""
    return next((each for each in touchpoints if f"t:{each.key}" == measure), None)
