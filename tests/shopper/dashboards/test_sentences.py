"""The sentences at the top of the pages, as tables of facts and words."""

import pytest

from scoring.change import Month, region_chart
from scoring.compare import wilson
from scoring.comparison import BranchEstimate, Comparison, MeanRange
from shopper.dashboards import sentences, standing
from shopper.dashboards.estimates import TouchpointMean
from shopper.dashboards.needs import Critical, needs, title
from shopper.dashboards.sentences import Facts, Standouts
from shopper.dashboards.words import percent, span
from shopper.language import counted

pytestmark = pytest.mark.usefixtures("speaking")

NONE_OUT = Standouts(0, 0, compared=True)
NORTH = Facts("North", MeanRange(81.4, 77.2, 84.6, 46), "this quarter", "normal", NONE_OUT, "Goodbye")


def estimate(key: str, flag: str, n: int = 9, theta: float = 70.0) -> BranchEstimate:
    return BranchEstimate(key, n, theta, theta, 61.6, 78.4, 67, 73, (5, 40), 0.9, 0.0, flag)  # type: ignore[arg-type]


def comparison(*branches: BranchEstimate, method: str = "shrunk", reason: str | None = None) -> Comparison:
    return Comparison(branches, 80.4, 5.0, 13.0, 99, method, reason, sum(each.n for each in branches))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changed", "strong", "rest"),
    [
        (
            {"out": Standouts(2, 1, compared=True)},
            "North: 81 of 100",
            "from 46 visits this quarter (likely 77–85). No real change. Two branches stand out low, one high. Weakest: Goodbye.",
        ),
        (
            {"verdict": "signal_down", "weakest": None},
            "North: 81 of 100",
            "from 46 visits this quarter (likely 77–85). A signal to check: lower than before, unlikely to be chance. No branch stands out.",
        ),
        (
            {"verdict": "signal_up", "out": Standouts(0, 1, compared=True), "weakest": None},
            "North: 81 of 100",
            "from 46 visits this quarter (likely 77–85). Better than before, unlikely to be chance. One branch stands out high.",
        ),
        (
            {"verdict": "too_few", "out": Standouts(0, 0, compared=False), "weakest": None},
            "North: 81 of 100",
            "from 46 visits this quarter (likely 77–85). Too early to tell whether anything changed.",
        ),
        (
            {"mean": MeanRange(81.4, None, None, 5), "out": Standouts(0, 0, compared=False), "weakest": None},
            "North: 81 of 100",
            "from 5 visits this quarter, one to each branch, so there is no likely range yet. No real change.",
        ),
        (
            {"mean": MeanRange(70.06, None, None, 1)},
            "North: 70.1 of 100",
            "from one visit this quarter. One visit says little; a likely range begins with the second.",
        ),
        (
            {"mean": None},
            "North: no visits this quarter.",
            "Choose other months, or look again when the next visit is released.",
        ),
        (
            {"mean": None, "not_scored": 1},
            "North: no score yet.",
            "The one visit this quarter saw too little to be scored.",
        ),
        (
            {"mean": None, "not_scored": 3},
            "North: no score yet.",
            "None of the 3 visits this quarter saw enough to be scored.",
        ),
    ],
)
def test_the_head_of_the_overview(changed, strong, rest):
    assert sentences.overview(NORTH._replace(**changed)) == (strong, rest)


def test_a_change_is_never_called_a_decline():
    for verdict in ("normal", "signal_up", "signal_down", "too_few"):
        told = sentences.change(verdict).casefold()
        assert "declin" not in told
        assert "worse" not in told


def months(means: list[float], n: int = 20) -> list[Month]:
    return [Month(f"M{at}", mean, n, "1") for at, mean in enumerate(means)]


STEADY = [80, 81, 80, 82, 79, 81, 80, 79, 81, 80, 82, 80, 81]


@pytest.mark.parametrize(
    ("points", "told"),
    [
        (months(STEADY), "13 months of normal ups and downs"),
        (months(STEADY[:12]), "Twelve months of normal ups and downs"),
        (months([*STEADY, 50]), "M13 is a signal to check"),
        (months([*STEADY, 99]), "Better than before, unlikely to be chance"),
        (months([80]), "One month so far, too few to tell a change from chance"),
        (months(STEADY[:4], n=3), "Four months so far, too few to tell a change from chance"),
    ],
)
def test_the_finding_over_the_months(points, told):
    assert sentences.months(region_chart(points)) == told


@pytest.mark.parametrize(
    ("gap", "told"),
    [
        (None, "How visits end has not been seen yet"),
        (MeanRange(-8, -11, -5, 46), "We finish weaker than we set up"),
        (MeanRange(8, 5, 11, 46), "We finish stronger than we set up"),
        (MeanRange(-8, -17, 1, 46), "Set-up and finish cannot be told apart"),
        (MeanRange(-8, -11, -5, 3), "Too few visits to tell the finish from the set-up"),
        (MeanRange(-8, None, None, 46), "Too few visits to tell the finish from the set-up"),
    ],
)
def test_the_finding_over_the_journey(gap, told):
    assert sentences.finish(gap) == told


def test_the_note_says_set_up_finish_gap_and_their_range():
    note = sentences.finish_note(
        MeanRange(84.2, 80, 88, 40), MeanRange(76, 71, 80, 40), MeanRange(-8.2, -11.4, -5, 40)
    )
    assert note == "Set-up 84, finish 76, gap −8 (likely −11 to −5), from 40 visits that saw the end."


def test_the_weakest_link_has_its_range_and_visits_and_is_not_named_too_early():
    leaving = TouchpointMean("leaving", "Leaving", True, MeanRange(61.2, 52.4, 69.9, 46))
    assert sentences.weakest_link(leaving) == "Weakest link: Leaving, 61 (likely 52–70) from 46 visits."
    assert "none is called the weakest" in sentences.weakest_link(None)


def test_critical_failures_come_with_their_range():
    assert sentences.critical(wilson(3, 46), 3) == "Critical failures in 3 of 46 visits (likely 2–18\u00a0%)"
    assert sentences.critical(wilson(0, 46), 0) == "No critical failure in 46 visits (likely 0–8\u00a0%)"
    assert sentences.critical(wilson(0, 0), 0) == "No visits in which a critical question could fail"


NAMES = {"1": "Harbour Street", "2": "Castle Gate", "3": "Mill Lane", "4": "Old Town", "5": "Quayside"}


@pytest.mark.parametrize(
    ("flags", "strong", "rest"),
    [
        (
            {"1": "likely_low", "2": "likely_high", "3": "possibly_low", "4": "middle", "5": "middle"},
            "Harbour Street stands out low, Castle Gate high.",
            "Mill Lane may be low. The other two cannot be told apart on these visits.",
        ),
        (
            {"1": "likely_low", "2": "likely_low", "4": "middle"},
            "Harbour Street and Castle Gate stand out low.",
            "The other one is in the middle.",
        ),
        (
            {"1": "likely_low", "2": "likely_low", "3": "likely_low"},
            "Three branches stand out low.",
            "",
        ),
        (
            {"1": "middle", "2": "middle", "3": "middle"},
            "No branch stands out.",
            "The three with enough visits cannot be told apart on these visits.",
        ),
        (
            {"1": "middle", "2": "middle", "3": "too_few"},
            "No branch stands out.",
            "The two with enough visits cannot be told apart on these visits. One has fewer than four visits, too few to compare.",
        ),
        ({"1": "likely_high"}, "Harbour Street stands out high.", ""),
    ],
)
def test_the_head_of_compare(flags, strong, rest):
    shown = [estimate(key, flag, 2 if flag == "too_few" else 9) for key, flag in flags.items()]
    assert standing.compared(shown, NAMES, comparison(*shown)) == (strong, rest)


def test_nothing_to_compare_and_nobody_to_compare_with_are_told():
    assert standing.compared([], {}, comparison()).strong == "No branch has a scored visit in this period."
    alone = [estimate("1", "middle"), estimate("2", "middle")]
    told = standing.compared(alone, NAMES, comparison(*alone, method="own_mean", reason="few_branches"))
    assert told.strong == "These branches cannot be compared yet."
    assert "Fewer than three branches" in told.rest


def test_the_head_of_a_branch():
    mine = BranchEstimate("1", 3, 61.2, 74.1, 66.4, 82.3, 71, 77, None, 0.5, 0.0, "too_few")
    assert standing.branch("Mill Lane", mine, comparison(mine), "this quarter") == (
        "Mill Lane: estimated 74 (likely 66–82)",
        "from 3 visits averaging 61 this quarter. The chain mean is 80; a branch with no visits would show just that.",
    )
    assert standing.branch("Mill Lane", None, comparison(), "this quarter") == (
        "Mill Lane: no scored visits this quarter.",
        "With nothing seen here, the best guess is the chain mean, 80.",
    )
    one = mine._replace(n=1, mean=61.24, theta=61.24, low=None, high=None)
    assert (
        standing.branch(
            "Mill Lane", one, comparison(one, method="own_mean", reason="one_visit_each"), "this quarter"
        ).strong
        == "Mill Lane: 61.2 of 100"
    )


def test_at_most_five_need_attention_each_once_with_the_weightiest_reason():
    shown = [
        estimate("1", "likely_low"),
        estimate("2", "possibly_low"),
        estimate("3", "possibly_low"),
        estimate("4", "middle"),
        *(estimate(str(key), "too_few", 2) for key in (5, 6)),
    ]
    names = {str(key): f"Branch {key}" for key in range(1, 9)}
    found = needs(
        shown, names, {"1": Critical(5, 9), "3": Critical(3, 9), "2": Critical(1, 9), "4": Critical(2, 9)}
    )
    assert [(each.name, each.kind) for each in found] == [
        ("Branch 1", "low"),
        ("Branch 3", "stop"),
        ("Branch 4", "stop"),
        ("Branch 2", "maybe_low"),
        ("Branch 5", "few"),
    ]
    assert found[0].words == "Likely in the lowest quarter. 9 visits, likely 62–78."
    assert found[1].words == "A critical question failed in 3 of 9 visits (likely 12–65\u00a0%)."
    assert found[4].words == "Too few visits to compare. 2 visits."
    assert title(found) == "Five need you now"


def test_many_branches_with_too_few_visits_share_one_line():
    shown = [estimate("0", "likely_low"), *(estimate(str(key), "too_few", 2) for key in range(1, 90))]
    found = needs(shown, {str(key): f"Branch {key}" for key in range(90)}, {})
    assert [(each.name, each.branch_id) for each in found] == [("Branch 0", 0), ("89 branches", None)]
    assert title(found) == "Two need you now"
    assert title(found[1:]) == "Nobody stands out on these visits"
    assert title([]) == "Nobody needs you now"


@pytest.mark.parametrize(
    ("ends", "told"),
    [
        ((77.2, 84.6), "77–85"),
        ((-11.4, -5), "−11 to −5"),
        ((-0.4, 3), "0 to 3"),
        ((80.1, 80.4), "80"),
        ((None, 3), None),
    ],
)
def test_a_range_can_be_read_with_and_without_minus(ends, told):
    assert span(*ends) == told


def test_small_counts_are_words_and_rates_are_percentages():
    assert [counted(0), counted(1), counted(12), counted(13)] == ["none", "one", "twelve", "13"]
    assert percent(0.021, 0.184) == "2–18\u00a0%"
