"""The snapshot: everything that explains a score, as JSON, exactly."""

import json
from fractions import Fraction

from hypothesis import given

from scoring import score_visit
from tests.scoring.visit.kinds import reports
from tests.scoring.visit.trips import WORKED, a_set, ask

SNAPSHOT = WORKED.scored().to_dict()


def test_fractions_are_written_as_fractions():
    assert SNAPSHOT["raw"] == "1121/16"
    assert SNAPSHOT["flat"] == "77"
    assert SNAPSHOT["shown"]["parts"]["t0"] == "16.3"
    assert SNAPSHOT["touchpoints"][4] == {
        "key": "t4",
        "score": "40",
        "weight": "7/20",
        "contribution": "14",
        "loss": "21",
        "impression": "1121/16",
        "momentum": "away",
        "observed": True,
    }


def test_the_outcome_is_its_plain_word():
    assert SNAPSHOT["outcome"] == "fumble"
    assert type(SNAPSHOT["outcome"]) is str


@given(reports())
def test_a_snapshot_survives_json_and_adds_up(report):
    snapshot = score_visit(report.question_set, report.answers).to_dict()
    assert json.loads(json.dumps(snapshot, allow_nan=False)) == snapshot
    parts = sum(Fraction(touchpoint["contribution"]) for touchpoint in snapshot["touchpoints"])
    assert snapshot["raw"] is None or parts == Fraction(snapshot["raw"])


def test_lines_tell_what_each_answer_earned():
    visit = score_visit(a_set([ask("a", points=4), ask("b", points=1)]), {"a": "nobody"})
    told = {line["key"]: line for line in visit.to_dict()["lines"]}
    assert (told["a"]["state"], told["a"]["mark"], told["a"]["earned"], told["a"]["possible"]) == (
        "nobody",
        "0",
        "0",
        "4",
    )
    assert (told["b"]["state"], told["b"]["mark"], told["b"]["possible"]) == ("unanswered", None, "0")


def test_words_of_the_shopper_stay_out_of_a_snapshot_that_is_never_erased():
    words = {"key": "words", "type": "text", "text": "?"}
    visit = score_visit(a_set([ask("a"), words]), {"a": "yes", "words": "Anna at till 3 was kind"})
    assert "Anna" not in json.dumps(visit.to_dict())
