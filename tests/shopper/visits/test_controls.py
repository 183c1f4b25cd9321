"""For every kind: what is stored fills the inputs, and what stands in the inputs is read back as it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from shopper.visits.controls import AnswerForm
from shopper.visits.forms import FORMS
from survey_defs import check_answers, load_question_set
from survey_defs.plain_words import KINDS

SET = load_question_set((Path(__file__).parents[2] / "survey_defs" / "every_kind.yaml").read_text("utf-8"))
SHA = "ab" * 32

SOUND: dict[str, Any] = {
    "greeted": "no", "table": "crumbs", "told": ["fresh", "untrue"], "warmth": "flat", "said": "“Hé”, he\nsaid",
    "queue": "12", "spent": "9.8", "wait": 190, "closed_at": "17:05", "best_before": "2031-02-28",
    "pack": [SHA], "place": {"lat": 51.507351, "lon": -0.127758, "accuracy_m": 20.0},
    "felt": "drift", "small_thing": "A wave through the window.", "recommend": 0,
}  # fmt: skip

HALF: dict[str, Any] = {
    "queue": "a few", "spent": "ten", "wait": "three:", "closed_at": "half past:", "best_before": "2026-13-40",
    "place": "51.5, near the river, ", "greeted": "perhaps", "recommend": "12",
}  # fmt: skip


def in_browser(form: AnswerForm) -> MultiDict[str, str]:
    """The fields as a browser sends them back untouched."""
    sent: MultiDict[str, str] = MultiDict()
    for field in form:
        for value in field.data if isinstance(field.data, list) else [field.data]:
            if value is not None:
                sent.add(field.name, value)
    return sent


def through_the_page(key: str, entry: dict[str, Any]) -> dict[str, Any]:
    question = SET.by_key[key]
    form = FORMS[question.type](question, entry=entry)
    return FORMS[question.type](question, typed=in_browser(form)).entry()


@pytest.mark.usefixtures("_request")
@pytest.mark.parametrize("key", [*SOUND])
def test_a_sound_answer_goes_through_the_page_unchanged(key: str) -> None:
    assert not check_answers(SET, {key: SOUND[key]}, sending=False).problems
    assert through_the_page(key, {"value": SOUND[key]}) == {"value": SOUND[key]}


@pytest.mark.usefixtures("_request")
@pytest.mark.parametrize("key", [*HALF])
def test_a_half_or_wrong_answer_goes_through_the_page_unchanged(key: str) -> None:
    assert check_answers(SET, {key: HALF[key]}, sending=False).problems
    assert through_the_page(key, {"value": HALF[key]}) == {"value": HALF[key]}


@pytest.mark.usefixtures("_request")
@pytest.mark.parametrize("key", ["greeted", "table", "told", "wait"])
def test_a_state_and_what_happened_go_through_the_page_unchanged(key: str) -> None:
    for state in ("nobody", "does_not_apply", "not_observed"):
        entry = {"state": state, "comment": "Two at the till,\nboth busy."}
        assert through_the_page(key, entry) == entry


@pytest.mark.usefixtures("_request")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(lambda t: t.strip()))
def test_any_words_come_back_to_the_last_quote_mark(text: str) -> None:
    once = through_the_page("said", {"value": text})
    assert through_the_page("said", once) == once
    assert once["value"].replace("\ufffd", "") == text.replace("\r\n", "\n").replace("\r", "\n").replace(
        "\x00", ""
    ).replace("\ufffd", "")


@pytest.mark.usefixtures("_request")
def test_a_value_beside_a_state_keeps_both() -> None:
    question = SET.by_key["wait"]
    typed = MultiDict([("q:wait:minutes", "3"), ("q:wait:state", "nobody")])
    assert FORMS["duration"](question, typed=typed).entry() == {"value": 180, "state": "nobody"}


def test_every_kind_of_question_has_its_inputs() -> None:
    assert set(FORMS) == set(KINDS)


@pytest.mark.usefixtures("_request")
def test_nothing_is_chosen_before_somebody_chooses() -> None:
    for question in SET.by_key.values():
        form = FORMS[question.type](question, entry=None)
        assert form.entry() == {}
        assert not [field.name for field in form if field.data]


@pytest.fixture
def _request(app: Flask) -> Any:
    with app.test_request_context():
        yield
