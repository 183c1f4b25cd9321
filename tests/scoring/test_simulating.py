"""A draft applied to past visits: the same laws as the score itself, told about many visits."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import hundredths, score_visit
from scoring.presets import PRESETS, Preset, preset
from scoring.simulating import Past, Scorer, Simulator, Sums, simulate
from survey_defs import QuestionSet, check_answers, definition, library, load_question_set
from tests.scoring.visit.kinds import BANDS, Report, reports
from tests.scoring.visit.trips import ANY_KAPPA, a_set, ask

OPEN = {"finish": {"curve": "share", "share": Decimal("0.35")}, "coverage": 0}


def past(question_set: QuestionSet, answers: dict[str, Any], branch: int = 1, version: int = 1) -> Past:
    """A visit as it is stored: answers in long form, the score as it was made then."""
    stored = check_answers(question_set, answers, sending=False).answers
    result = score_visit(question_set, stored)
    raw = None if result.raw is None else hundredths(result.raw)
    return Past(branch, version, raw, result.band, stored)


def data_of(question_set: QuestionSet) -> dict[str, Any]:
    """The set as data, its numbers exact."""
    data: dict[str, Any] = json.loads(json.dumps(definition(question_set)), parse_float=Decimal)
    return data


def changed(question_set: QuestionSet, **scoring: Any) -> QuestionSet:
    data = data_of(question_set)
    data["scoring"] = {**data.get("scoring", {}), **scoring}
    return QuestionSet.model_validate(data)


def same_score(question_set: QuestionSet, answers: dict[str, Any]) -> None:
    stored = check_answers(question_set, answers, sending=False).answers
    whole, light = score_visit(question_set, stored), Scorer(question_set).score(stored)
    assert (light.raw, light.official, light.band) == (whole.raw, whole.official, whole.band)
    assert light.others == tuple((whole.sensitivity or {}).values())


@given(reports(kappas=ANY_KAPPA))
def test_the_light_score_is_the_score(report: Report) -> None:
    same_score(report.question_set, report.answers)


@given(reports(), st.sampled_from([Decimal("0.3"), Decimal("0.6"), Decimal("1")]))
def test_coverage_is_judged_alike(report: Report, least: Decimal) -> None:
    same_score(changed(report.question_set, coverage=least), report.answers)


CONDITIONAL = a_set(
    [ask("met", nobody=True), ask("name", show_if={"question": "met", "is": "yes"}, critical={"at": 40})],
    [ask("wait", "duration", 3, bands=BANDS), ask("sorry", points=2, na=True, show_if={"question": "wait", "at_least": 60})],
    [ask("bye", show_if={"any": [{"question": "name", "answered": True}, {"not": {"question": "sorry", "is": "yes"}}]}), ask("end", na=False)],
    scoring=OPEN,
)  # fmt: skip
ONE_OF = {
    "met": ["yes", "no", "nobody", None],
    "name": ["yes", "no", "does_not_apply", None],
    "wait": [10, 60, 200, "not_observed"],
    "sorry": ["yes", "no", "does_not_apply", None],
    "bye": ["yes", "no", "cleared"],
    "end": ["yes", "no", "does_not_apply"],
}


@given(st.fixed_dictionaries({key: st.sampled_from(values) for key, values in ONE_OF.items()}))
def test_hidden_questions_play_no_part_here_either(drawn: dict[str, Any]) -> None:
    same_score(CONDITIONAL, {key: answer for key, answer in drawn.items() if answer is not None})


@pytest.mark.parametrize("name", PRESETS)
def test_shipped_sets_score_alike(name: Preset) -> None:
    for path in library().values():
        question_set = load_question_set(path)
        same_score(question_set, preset(question_set, name))


@given(reports())
def test_the_same_definition_changes_nothing(report: Report) -> None:
    visit = past(report.question_set, report.answers)
    found = simulate(report.question_set, {1: report.question_set}, [visit] * 3)
    assert found.moves == found.refused == ()
    assert (found.newly_scored, found.no_longer_scored) == (0, 0)
    assert all(each.before == each.after for each in (*found.tens, *found.bands.values()))
    assert found.mean is None or found.mean[0] == found.mean[1] == Fraction(visit.raw or 0, 100)


@given(reports(), st.integers(2, 9))
def test_points_all_times_the_same_change_nothing(report: Report, times: int) -> None:
    data = data_of(report.question_set)
    for touchpoint in data["touchpoints"]:
        for question in touchpoint["questions"]:
            question["points"] = question.get("points", 0) * times
    found = simulate(
        QuestionSet.model_validate(data),
        {1: report.question_set},
        [past(report.question_set, report.answers)],
    )
    assert found.moves == found.refused == ()
    assert found.mean is None or found.mean[0] == found.mean[1]


@given(reports())
def test_a_larger_finish_share_pulls_visits_towards_their_finish(report: Report) -> None:
    low, high = (
        changed(report.question_set, finish={"curve": "share", "share": Decimal(share)})
        for share in ("0.25", "0.60")
    )
    gap = score_visit(low, report.answers).gap or 0
    found = simulate(high, {1: low}, [past(low, report.answers)])
    if found.mean is not None:
        rise = found.mean[1] - found.mean[0]
        assert rise <= 0 if gap < 0 else rise >= 0 if gap > 0 else abs(rise) <= Fraction(1, 100)


TWO = a_set([ask("hello")], [ask("bye")], scoring=OPEN)
LOST_AT_THE_END = {"hello": "yes", "bye": "no"}
WON_AT_THE_END = {"hello": "no", "bye": "yes"}


def test_who_changes_band_is_told_by_where_from_and_where_to() -> None:
    even = changed(TWO, bands={"good": 45, "bad": 0})
    before = changed(TWO, bands={"good": 45, "bad": 0}, finish={"curve": "share", "share": Decimal("0.6")})
    visits = [past(before, dict(LOST_AT_THE_END))] * 3 + [past(before, dict(WON_AT_THE_END))] * 2
    found = simulate(even, {1: before}, visits)
    assert [(move.before, move.after, move.n, move.way) for move in found.moves] == [("bad", "good", 3, 1)]
    assert (found.up, found.down, found.compared) == (3, 0, 5)
    assert found.bands == {"good": (2, 5), "bad": (3, 0)}
    assert [at for at, ten in enumerate(found.tens) if ten.before or ten.after] == [4, 5, 6]


def test_a_band_with_another_name_is_neither_up_nor_down() -> None:
    before, after = (changed(TWO, bands={name: 45, "bad": 0}) for name in ("good", "fine"))
    found = simulate(after, {1: before}, [past(before, {"hello": "yes", "bye": "yes"})])
    assert [(move.after, move.way) for move in found.moves] == [("fine", 0)]
    assert (found.up, found.down) == (0, 0)


def test_a_new_question_stops_a_visit_and_may_be_left_out() -> None:
    after = a_set([ask("hello"), ask("name")], [ask("bye")], scoring=OPEN)
    visits = [past(TWO, LOST_AT_THE_END)] * 2
    found = simulate(after, {1: TWO}, visits)
    assert found.refused == (("new", "name", 2),)
    assert (found.compared, found.cannot, found.mean) == (0, 2, None)
    rest = simulate(after, {1: TWO}, visits, leave_out=True)
    assert (rest.compared, rest.refused) == (2, ())
    assert rest.mean is not None
    assert rest.mean[0] == rest.mean[1]


def test_a_new_question_without_points_stops_nobody() -> None:
    after = a_set([ask("hello"), ask("name", points=0)], [ask("bye")], scoring=OPEN)
    assert simulate(after, {1: TWO}, [past(TWO, LOST_AT_THE_END)]).compared == 1


def test_a_new_question_stops_only_visits_that_would_be_asked_it() -> None:
    name = ask("name", show_if={"question": "hello", "is": "yes"})
    after = a_set([ask("hello"), name], [ask("bye")], scoring=OPEN)
    found = simulate(after, {1: TWO}, [past(TWO, LOST_AT_THE_END), past(TWO, WON_AT_THE_END)])
    assert found.refused == (("new", "name", 1),)
    assert found.compared == 1


def test_a_question_that_means_something_else_is_not_answered_unless_the_author_vouches() -> None:
    data = data_of(TWO)
    data["touchpoints"][0]["questions"][0]["text"] = "Was the floor clean?"
    after, visits = QuestionSet.model_validate(data), [past(TWO, LOST_AT_THE_END)]
    assert simulate(after, {1: TWO}, visits).refused == (("meaning", "hello", 1),)
    assert simulate(after, {1: TWO}, visits, vouched=["t0.hello"]).compared == 1


def test_a_condition_that_is_gone_asks_visits_that_were_not_asked() -> None:
    name = ask("name", na=False, show_if={"question": "hello", "is": "yes"})
    before = a_set([ask("hello"), name], [ask("bye")], scoring=OPEN)
    after = a_set([ask("hello"), ask("name", na=False)], [ask("bye")], scoring=OPEN)
    visits = [past(before, {**LOST_AT_THE_END, "name": "yes"}), past(before, WON_AT_THE_END)]
    found = simulate(after, {1: before}, visits, vouched=["t0.name"])
    assert found.refused == (("not_asked", "name", 1),)
    assert found.compared == 1


def test_an_open_answer_is_no_reason_to_leave_a_visit_out() -> None:
    assert simulate(TWO, {1: TWO}, [past(TWO, {"hello": "yes"})]).compared == 1


def test_an_answer_that_is_not_taken_any_more_stops_its_visit() -> None:
    before = a_set([ask("count", "number", good=10, bad=0)], [ask("bye")], scoring=OPEN)
    after = a_set([ask("count", "number", good=10, bad=0, max=5)], [ask("bye")], scoring=OPEN)
    visits = [past(before, {"count": count, "bye": "yes"}) for count in (3, 5, 7)]
    found = simulate(after, {1: before}, visits)
    assert found.refused == (("answer", "count", 1),)
    assert found.compared == 2


def test_another_channel_makes_other_visits() -> None:
    data = data_of(TWO) | {"channel": "phone"}
    found = simulate(QuestionSet.model_validate(data), {1: TWO}, [past(TWO, LOST_AT_THE_END)], leave_out=True)
    assert found.refused == (("other_visits", "", 1),)


def test_visits_of_several_versions_are_read_each_by_its_own() -> None:
    older = a_set([ask("hello")], [ask("thanks"), ask("bye")], scoring=OPEN)
    visits = [
        past(older, {**LOST_AT_THE_END, "thanks": "yes"}, version=1),
        past(TWO, LOST_AT_THE_END, version=2),
    ]
    found = simulate(TWO, {1: older, 2: TWO}, visits)
    assert (found.compared, found.refused) == (2, ())


def three(share: str) -> QuestionSet:
    finish = {"curve": "share", "share": Decimal(share)}
    return a_set([ask("a")], [ask("b")], [ask("c")], [ask("d")], scoring={"finish": finish, "coverage": 0})


GOOD_START, GOOD_END = dict.fromkeys("abc", "yes") | {"d": "no"}, dict.fromkeys("abc", "no") | {"d": "yes"}


@pytest.mark.parametrize(("n", "noise", "says"), [(12, 0, "falls_below"), (3, 0, "unsure"), (4, 2, "unsure")])
def test_a_comparison_that_changes_sign_is_claimed_only_where_the_range_allows(
    n: int, noise: int, says: str
) -> None:
    before, after = three("0.25"), three("0.60")
    mixed = [GOOD_START, GOOD_END]
    visits = [
        past(before, mixed[(own + (at < noise)) % 2], branch) for branch, own in ((1, 0), (2, 1), (3, 1)) for at in range(n)
    ]  # fmt: skip
    if n == 4:
        visits += [past(before, mixed[at % 2], 1) for at in range(3)]
    found = {each.branch: each for each in simulate(after, {1: before}, visits).branches}
    assert found[1].before.above > 0 > found[1].after.above
    assert found[1].turn == says
    assert found[1].depends
    assert found[1].before.low is not None
    assert found[1].before.low < found[1].before.above < (found[1].before.high or 0)


def test_the_sensitivity_is_the_mean_of_the_visits_under_each_weighting() -> None:
    visits = [past(three("0.25"), answers) for answers in (GOOD_START, GOOD_START, GOOD_END)]
    found = simulate(three("0.60"), {1: three("0.25")}, visits).sensitivity
    assert (found["flat"], found["share_35"], found["share_60"]) == (Fraction(175, 3), 55, Fraction(140, 3))
    assert found["flat"] > found["share_25"] > found["share_35"]


def test_a_branch_alone_is_compared_with_nobody() -> None:
    assert simulate(TWO, {1: TWO}, [past(TWO, LOST_AT_THE_END)] * 9).branches == ()


def test_one_visit_each_has_no_range_and_no_claim() -> None:
    visits = [past(three("0.25"), GOOD_START, 1), past(three("0.25"), GOOD_END, 2)]
    found = simulate(three("0.60"), {1: three("0.25")}, visits).branches
    assert {each.turn for each in found} == {"unsure"}
    assert {each.after.low for each in found} == {None}


@given(st.lists(reports(), min_size=1, max_size=3), st.integers(1, 4))
def test_sums_can_be_put_down_and_taken_up_again(some: list[Report], cut: int) -> None:
    first = some[0].question_set
    visits = [past(first, some[0].answers, branch) for branch in range(6)]
    whole = simulate(first, {1: first}, visits)
    begun = Simulator(first, {1: first})
    for visit in visits[:cut]:
        begun.add(visit)
    kept = Sums.of_plain(json.loads(json.dumps(begun.sums.to_plain())))
    again = Simulator(first, {1: first}, sums=kept)
    for visit in visits[cut:]:
        again.add(visit)
    assert again.outcome() == whole
