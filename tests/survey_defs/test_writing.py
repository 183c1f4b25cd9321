"""Sets written as YAML: nothing changes on the way, and the same set is always the same bytes."""

import json
from typing import Any

import pytest
from hypothesis import given

from survey_defs import diff, library, lint, load_question_set, to_yaml
from tests.survey_defs.any_set import any_set

SHIPPED = library()


@pytest.mark.parametrize("slug", SHIPPED)
def test_a_shipped_file_is_what_would_be_written(slug: str) -> None:
    text = SHIPPED[slug].read_text(encoding="utf-8")
    assert to_yaml(load_question_set(text)) == text


@given(any_set())
def test_law_load_of_what_was_written_is_the_same_set(data: dict[str, Any]) -> None:
    made = load_question_set(json.dumps(data, ensure_ascii=False))
    again = load_question_set(to_yaml(made))
    assert again == made
    assert to_yaml(again) == to_yaml(made)
    assert diff(made, again) == ()


@given(any_set())
def test_law_lint_never_stumbles(data: dict[str, Any]) -> None:
    for one in lint(load_question_set(json.dumps(data, ensure_ascii=False))):
        assert str(one)
        assert "%(" not in one.what


def test_words_that_older_yaml_takes_for_something_else_stay_words() -> None:
    text = to_yaml(load_question_set(SHIPPED["coffee-shop"]))
    assert "comment_on: [no]" in text
    assert "is: yes}" in text


def test_no_line_is_wider_than_an_editor() -> None:
    assert max(map(len, to_yaml(load_question_set(SHIPPED["coffee-shop"])).splitlines())) <= 115
