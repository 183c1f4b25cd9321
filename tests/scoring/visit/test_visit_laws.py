"""The laws of SCORING.md §1: I1–I7, I10–I18, I20 and I21 over any curve, importance and missingness."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from scoring.outcome import Outcome
from scoring.weights import Place, finish_weights
from tests.scoring.visit.trips import ANY_KAPPA, FULL, Trip, hundredth, raw, seen, trips

DESIGNED = st.one_of(
    st.tuples(st.just("geometric"), hundredth("1", "3")), st.tuples(st.just("linear"), hundredth("0", "5"))
)
WORST_TO_BEST = ["away", "drift", "forward"]


def percent(trip: Trip) -> list[Fraction]:
    return [Fraction(100 * score, FULL) for score in trip.scores if score is not None]


def curve_of(trip: Trip) -> tuple[Fraction, ...]:
    """w, before `weakest_link`."""
    question_set = trip.question_set
    places = [Place(at, Fraction(question_set.touchpoints[at].weight)) for at in trip.observed()]
    return finish_weights(question_set.scoring.finish, places, len(trip.scores))


@given(trips(kappas=ANY_KAPPA))
def test_i01_weights_add_up_to_one(trip):
    assert sum(curve_of(trip)) == 1
    assert sum(touchpoint.weight for touchpoint in trip.scored().touchpoints) == 1


@given(trips(kappas=ANY_KAPPA))
def test_i02_a_touchpoint_weighs_something_if_and_only_if_it_was_observed(trip):
    weighty = [touchpoint.weight > 0 for touchpoint in trip.scored().touchpoints]
    assert weighty == [score is not None for score in trip.scores]


@given(trips(least=2, kappas=ANY_KAPPA))
def test_i03_the_last_observed_is_strictly_the_heaviest(trip):
    *heads, last = seen(trip.scored())
    assert last.weight > max(head.weight for head in heads)


@given(trips(least=2))
def test_i03_without_weakest_link_it_is_a_tenth_heavier_at_least(trip):
    *heads, last = seen(trip.scored())
    assert last.weight >= Fraction(11, 10) * max(head.weight for head in heads)


@given(trips(kappas=ANY_KAPPA))
def test_i04_raw_lies_between_the_lowest_and_the_highest_touchpoint(trip):
    assert min(percent(trip)) <= raw(trip) <= max(percent(trip))


@given(trips(kappas=ANY_KAPPA, critical=True))
def test_i05_official_is_never_above_raw(trip):
    visit = trip.scored()
    assert 0 <= visit.official <= visit.raw <= 100
    at, cap = trip.critical
    triggered = trip.scores[at] is not None and trip.scores[at] < FULL
    assert visit.official == (min(visit.raw, Fraction(cap)) if triggered else visit.raw)


@given(trips(kappas=ANY_KAPPA))
def test_i06_contributions_add_up_to_raw(trip):
    assert sum(touchpoint.contribution for touchpoint in trip.scored().touchpoints) == raw(trip)


@given(trips(kappas=ANY_KAPPA))
def test_i07_losses_add_up_to_what_is_missing(trip):
    losses = [touchpoint.loss for touchpoint in trip.scored().touchpoints]
    assert sum(losses) == 100 - raw(trip)
    assert min(losses) >= 0


@given(trips())
def test_i10_the_impression_telescopes(trip):
    visit = trip.scored()
    assert list(visit.pulls) == [touchpoint.key for touchpoint in seen(visit)]
    running = Fraction(0)
    for touchpoint in seen(visit):
        running += visit.pulls[touchpoint.key]
        assert running == touchpoint.impression
    assert running == visit.raw


@given(trips(least=2, kappas=ANY_KAPPA))
def test_i11_raw_is_set_up_and_finish(trip):
    visit = trip.scored()
    last = seen(visit)[-1]
    assert visit.raw == (1 - last.weight) * visit.set_up + last.weight * visit.finish
    assert visit.finish == last.score
    assert visit.gap == visit.finish - visit.set_up


@given(trips(least=2, kappas=ANY_KAPPA), st.integers(0, FULL))
def test_i12_equal_touchpoints_are_the_score(trip, score):
    level = replace(trip, scores=tuple(None if s is None else score for s in trip.scores))
    visit = level.scored()
    assert visit.raw == visit.flat == Fraction(100 * score, FULL)
    assert visit.gap == 0


@given(trips(kappas=ANY_KAPPA, critical=True), st.data())
def test_i13_raising_one_touchpoint_raises_raw_and_never_lowers_official(trip, data):
    at = data.draw(st.sampled_from(trip.observed()))
    assume(trip.scores[at] < FULL)
    before, after = (
        trip.scored(),
        trip.with_score(at, data.draw(st.integers(trip.scores[at] + 1, FULL))).scored(),
    )
    assert after.raw > before.raw
    assert after.official >= before.official


@given(trips(), st.data())
def test_i14_momentum_never_worsens_when_a_score_rises(trip, data):
    at = data.draw(st.sampled_from(trip.observed()))
    higher = trip.with_score(at, data.draw(st.integers(trip.scores[at], FULL)))
    before, after = (WORST_TO_BEST.index(t.scored().touchpoints[at].momentum) for t in (trip, higher))
    assert after >= before


@given(trips(), st.data())
def test_i15_raw_is_linear_in_the_scores(trip, data):
    even = st.integers(0, FULL // 2).map(lambda half: 2 * half)
    one, other = (
        replace(trip, scores=tuple(None if s is None else data.draw(even) for s in trip.scores))
        for _ in range(2)
    )
    pairs = zip(one.scores, other.scores, strict=True)
    middle = replace(trip, scores=tuple(None if a is None else (a + b) // 2 for a, b in pairs))
    assert raw(middle) == (raw(one) + raw(other)) / 2


@given(trips(least=2), st.data())
def test_i16_the_same_gain_is_worth_most_at_the_last(trip, data):
    *heads, last = trip.observed()
    head, gain = data.draw(st.sampled_from(heads)), data.draw(st.integers(1, FULL // 2))
    low = trip.with_score(head, 100).with_score(last, 200)
    assert raw(low.with_score(last, 200 + gain)) > raw(low.with_score(head, 100 + gain))


@given(trips(kappas=ANY_KAPPA), st.integers(2, 50))
def test_i17_scaling_every_importance_changes_nothing(trip, times):
    scaled = replace(trip, weights=tuple(weight * times for weight in trip.weights))
    assert replace(trip.scored(), lines=()) == replace(scaled.scored(), lines=())


@given(trips())
def test_i18_the_opposite_visit_scores_the_opposite(trip):
    opposite = replace(trip, scores=tuple(None if s is None else FULL - s for s in trip.scores))
    assert raw(opposite) == 100 - raw(trip)


@given(trips(least=3, finishes=DESIGNED), st.data())
def test_i20_designed_curves_keep_the_ratios_when_a_head_drops_out(trip, data):
    heads = trip.observed()[:-1]
    gone = data.draw(st.sampled_from(heads))
    left = [at for at in heads if at != gone]
    before, after = trip.scored().touchpoints, trip.with_score(gone, None).scored().touchpoints
    ratios = {before[at].weight / after[at].weight for at in left}
    assert len(ratios) == 1


@given(trips(kappas=ANY_KAPPA, critical=True), st.booleans())
def test_i21_a_visit_has_exactly_one_outcome_the_first_that_fits(trip, left_early):
    visit = trip.scored(left_early)
    strong_finish, strong_set_up = visit.finish >= 90, visit.set_up is not None and visit.set_up >= 75
    rules = {
        "turnover": left_early,
        "unfinished": len(trip.observed()) < 2 or trip.scores[-1] is None,
        "penalty": bool(visit.critical),
        "touchdown": strong_finish and strong_set_up,
        "rescue": strong_finish,
        "fumble": strong_set_up and visit.gap is not None and visit.gap <= -20,
        "field_goal": strong_set_up,
        "punt": True,
    }
    assert set(rules) == set(Outcome)
    assert visit.outcome == next(name for name, fits in rules.items() if fits)


@given(trips(least=2, kappas=hundredth("0.01", "1")))
def test_weakest_link_only_ever_lowers_the_score(trip):
    assert raw(trip) <= raw(replace(trip, kappa=Decimal(0)))
    if len(set(percent(trip))) > 1:
        assert raw(trip) < raw(replace(trip, kappa=Decimal(0)))
