"""Presets are reports that can be sent, and score what their names say."""

import json
from typing import Any

import pytest
from hypothesis import given, settings

from scoring import score_visit
from scoring.presets import PRESETS, preset
from survey_defs import check_answers, library, load_question_set
from tests.survey_defs.any_set import any_set

SETS = {slug: load_question_set(path) for slug, path in library().items()}


@pytest.mark.parametrize("name", PRESETS)
@pytest.mark.parametrize("slug", SETS)
def test_a_preset_of_a_shipped_set_can_be_sent(slug: str, name: Any) -> None:
    assert check_answers(SETS[slug], preset(SETS[slug], name)).problems == ()


@pytest.mark.parametrize("slug", SETS)
def test_best_and_worst_score_everything_and_nothing(slug: str) -> None:
    assert score_visit(SETS[slug], preset(SETS[slug], "best")).raw == 100
    assert score_visit(SETS[slug], preset(SETS[slug], "worst")).raw == 0


@pytest.mark.parametrize("slug", SETS)
def test_the_shortest_answers_only_what_must_be_answered(slug: str) -> None:
    answers = preset(SETS[slug], "minimum")
    assert all(SETS[slug].by_key[key].is_required for key in answers)
    assert len(answers) < len(preset(SETS[slug], "best"))


@settings(max_examples=60)
@given(any_set())
def test_law_presets_of_any_set_can_be_sent_and_nothing_lies_beyond_them(data: dict[str, Any]) -> None:
    question_set = load_question_set(json.dumps(data, ensure_ascii=False))
    for name in PRESETS:
        assert check_answers(question_set, preset(question_set, name)).problems == ()
