"""What editors are told agrees with what loads."""

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given

from survey_defs import json_schema, library, load_question_set, yaml12
from tests.survey_defs.any_set import any_set

SCHEMA = json_schema()
CHECK = jsonschema.Draft202012Validator(SCHEMA)


def plain(text: str) -> Any:
    """The file as an editor's validator sees it."""
    return json.loads(json.dumps(yaml12.read(text).data, default=float))


def test_it_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("slug", library())
def test_shipped_sets_fit(slug: str) -> None:
    assert list(CHECK.iter_errors(plain(library()[slug].read_text(encoding="utf-8")))) == []


@given(any_set())
def test_law_what_loads_fits(data: dict[str, Any]) -> None:
    load_question_set(json.dumps(data, ensure_ascii=False))
    assert list(CHECK.iter_errors(data)) == []


SMALL = """
slug: small
title: Small
touchpoints:
  - key: leaving
    title: Leaving
    leaving: true
    questions:
      - {key: bye, type: yes_no, text: Goodbye?, points: 2, na: false, critical: %s}
"""


@pytest.mark.parametrize("critical", ["fail", "{at: fail}", "{at: 60, below: 0.5}"])
def test_short_forms_fit(critical: str) -> None:
    load_question_set(SMALL % critical)
    assert list(CHECK.iter_errors(plain(SMALL % critical))) == []


@pytest.mark.parametrize(
    "change",
    [("title: Small", "titel: Small"), ("type: yes_no", "type: yesno"), ("points: 2", "points: two"), ("key: bye, ", ""), ("slug: small", "slug: Not a slug")],
)  # fmt: skip
def test_slips_are_marked_in_the_editor(change: tuple[str, str]) -> None:
    assert list(CHECK.iter_errors(plain((SMALL % "fail").replace(*change)))) != []
