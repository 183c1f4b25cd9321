"""Branches compared: colour and numbers only where the visits carry them."""

import pytest

from scoring.comparison import BranchEstimate, Flag
from scoring.figures import BranchDot, Chart, DotWords, dot_plot

WORDS = DotWords(
    branch="Branch",
    estimate="Estimate",
    likely="Likely",
    visits="Visits",
    place="Place",
    says="Says",
    too_few="too few",
    no_place="no rank",
    span="{low} to {high}",
    mean="North {value}",
    point="{name}: {value}, {low} to {high}, {visits} visits",
    flags={
        "likely_low": "likely low",
        "possibly_low": "possibly low",
        "middle": "in the middle",
        "possibly_high": "possibly high",
        "likely_high": "likely high",
        "too_few": "too few to compare",
    },
    alt="{branches} branches: {low} low, {high} high, {few} too few, mean {mean}",
)


def dot(flag: Flag, theta: float = 80, name: str = "Mill Lane", n: int = 9) -> BranchDot:
    half = 7.0
    place = None if flag == "too_few" else (20.2, 75.4)
    ends = (theta - half, theta + half, theta - half / 3, theta + half / 3)
    return BranchDot(name, BranchEstimate("k", n, theta - 4, theta, *ends, place, 0.1, 0.1, flag))


ALL = [
    dot("likely_low", 65, "Harbour Street"),
    dot("possibly_low", 74),
    dot("middle", 80.5),
    dot("possibly_high", 84),
    dot("likely_high", 90, "Castle Gate"),
    dot("too_few", 78, "Moorside", n=3),
]


@pytest.fixture
def chart(sound) -> Chart:
    return sound(dot_plot(ALL, 81.2, WORDS))


def test_bars_run_over_the_ranges(chart: Chart):
    whole, inner = chart.figure["data"][:2]
    assert [base + x for base, x in zip(whole["base"], whole["x"], strict=True)] == [72, 81, 87.5, 91, 97]
    assert whole["base"] == [58, 67, 73.5, 77, 83]
    assert inner["x"] == pytest.approx([14 / 3] * 5)


def test_only_likely_low_and_high_take_colour(chart: Chart):
    whole, inner = chart.figure["data"][:2]
    assert inner["marker"]["color"] == [
        "var(--worse)", "var(--band-50)", "var(--band-50)", "var(--band-50)", "var(--better)",
    ]  # fmt: skip
    assert whole["marker"]["color"][1:4] == ["var(--band-95)"] * 3
    assert whole["marker"]["opacity"] == [0.28, 1, 1, 1, 0.28]


def test_shapes_say_it_without_colour(chart: Chart):
    dots = chart.figure["data"][3]
    assert dots["marker"]["symbol"] == [
        "triangle-down", "triangle-down", "circle", "triangle-up", "triangle-up", "circle-open",
    ]  # fmt: skip
    assert dots["x"] == [65, 74, 80.5, 84, 90, 78]


def test_too_few_visits_get_a_dotted_range_a_hollow_dot_and_no_number(chart: Chart):
    few, labels = chart.figure["data"][2], chart.figure["data"][4]
    assert (few["x"], few["y"]) == ([71, 85, None], [5, 5, None])
    assert few["line"]["dash"] == "dot"
    assert [text.strip() for text in labels["text"]] == [
        "<b>65</b>", "<b>74</b>", "<b>81</b>", "<b>84</b>", "<b>90</b>", "too few",
    ]  # fmt: skip


def test_the_chain_mean_is_a_line_with_its_name(chart: Chart):
    (line,), (note,) = chart.figure["layout"]["shapes"], chart.figure["layout"]["annotations"]
    assert line["x0"] == line["x1"] == 81.2
    assert note["text"] == "<b>North 81</b>"


def test_rows_keep_their_order_from_the_top(chart: Chart):
    axis = chart.figure["layout"]["yaxis"]
    assert axis["range"] == [5.5, -0.5]
    assert axis["ticktext"][0] == "<b>Harbour Street</b>"
    assert axis["ticktext"][5] == "Moorside"


def test_the_table_says_all_of_it_in_words(chart: Chart):
    assert chart.rows[0] == ("Harbour Street", 65, "58 to 72", 9, "20 to 75", "likely low")
    assert chart.rows[5] == ("Moorside", 78, "71 to 85", 3, "no rank", "too few to compare")
    assert chart.alt == "6 branches: 1 low, 1 high, 1 too few, mean 81"


def test_branches_of_which_nothing_is_known_but_a_mean(sound):
    """One visit each: dots without ranges."""
    alone = BranchDot("A", BranchEstimate("a", 5, 70, 70, None, None, None, None, None, None, None, "middle"))
    chart = sound(dot_plot([alone], 70, WORDS))
    assert chart.figure["data"][0]["x"] == []
    assert chart.rows == (("A", 70, None, 5, "no rank", "in the middle"),)


def test_long_names_are_shortened_on_the_axis_only_and_never_markup(sound):
    chart = sound(
        dot_plot([dot("middle", name="Northgate Shopping Centre"), dot("middle", name="<b>")], 80, WORDS)
    )
    assert chart.figure["layout"]["yaxis"]["ticktext"] == ["Northgate Shop…", "&lt;b&gt;"]
    assert chart.rows[0][0] == "Northgate Shopping Centre"
    assert chart.figure["data"][3]["hovertext"][0].startswith("Northgate Shopping Centre: 80")


@pytest.mark.parametrize("theta", [1, 50, 99.5])
def test_the_axis_holds_every_range_within_0_and_100(sound, theta: float):
    low, high = sound(dot_plot([dot("middle", theta)], theta, WORDS)).figure["layout"]["xaxis"]["range"]
    assert 0 <= low <= max(theta - 7, 0)
    assert min(theta + 7, 100) <= high <= 100
    assert high - low >= 20


def test_no_branches_no_chart():
    with pytest.raises(ValueError, match="no branches"):
        dot_plot([], 80, WORDS)
