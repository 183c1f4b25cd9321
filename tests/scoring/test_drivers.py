"""Does the last impression matter most: it is declared only where the data carry it."""

import numpy as np
import pytest

from scoring.drivers import finish_claim
from script.simulation.worlds import intents

FINISH = (0.1625,) * 4 + (0.35,)


def test_shares_add_up_and_the_truth_is_in_reach() -> None:
    claim = finish_claim(*intents(np.random.default_rng(1), FINISH), seed=1)
    assert claim is not None
    assert sum(one.share for one in claim.drivers) == pytest.approx(1)
    assert claim.low < 0.35 < claim.high
    assert (claim.verdict, claim.n) == ("supported", 2000)


def test_few_visits_cannot_tell() -> None:
    claim = finish_claim(*intents(np.random.default_rng(2), FINISH, visits=120))
    assert claim is not None
    assert claim.verdict == "cannot tell"


def test_a_last_touchpoint_that_moves_nothing_is_said_to() -> None:
    claim = finish_claim(*intents(np.random.default_rng(3), (0.5, 0.25, 0.25, 0.0), visits=4000))
    assert claim is not None
    assert claim.verdict == "refuted"


def test_what_belongs_to_branch_and_shopper_plays_no_part() -> None:
    scores, recommend, branch, shopper = intents(np.random.default_rng(4), FINISH, visits=600)
    plain = finish_claim(scores, recommend, branch, shopper)
    moved = finish_claim(scores + 3.0 * shopper[:, None], recommend + 5.0 * branch - shopper, branch, shopper)
    assert plain is not None
    assert moved is not None
    assert [one.share for one in moved.drivers] == pytest.approx(
        [one.share for one in plain.drivers], abs=1e-6
    )


def test_the_same_data_say_the_same() -> None:
    data = intents(np.random.default_rng(5), FINISH, visits=300)
    assert finish_claim(*data) == finish_claim(*data)


@pytest.mark.parametrize("visits", [0, 5, 29])
def test_too_little_to_estimate_says_nothing(visits: int) -> None:
    scores, recommend, branch, shopper = intents(np.random.default_rng(6), FINISH, visits=60)
    assert (
        finish_claim(
            scores[:visits].reshape(visits, 5), recommend[:visits], branch[:visits], shopper[:visits]
        )
        is None
    )


def test_nothing_that_varies_says_nothing() -> None:
    scores, recommend, branch, shopper = intents(np.random.default_rng(7), FINISH, visits=60)
    assert finish_claim(scores, np.full(60, 9.0), branch, shopper) is None
    assert finish_claim(np.full((60, 5), 80.0), recommend, branch, shopper) is None


def test_visits_that_do_not_fit_together__error() -> None:
    with pytest.raises(ValueError, match="every visit needs"):
        finish_claim(np.zeros((40, 5)), np.zeros(39), np.zeros(40), np.zeros(40))
