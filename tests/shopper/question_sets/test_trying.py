"""Trying a draft: on the phone, by a test run, and by saved cases on each change."""

from __future__ import annotations

import pytest

from shopper.extensions import db
from shopper.models import DraftCase, QuestionSetVersion
from shopper.question_sets.building import commands

RUN = "form#run"


@pytest.fixture
def draft(house) -> QuestionSetVersion:
    return commands.change(house.version.question_set, number=2, by=house.asha)


def run(browser, draft):
    return browser.get("question_sets.test_run", set_id=draft.question_set_id)


def edit(house, draft, **fields):
    step = lambda data: ({**data, **fields}, None)  # noqa: E731
    commands.edit(draft, step, act="settings", part="settings", by=house.asha)


@pytest.mark.parametrize(("do", "total"), [("best", "100.0"), ("worst", "0.0"), ("minimum", "of 100")])
def test_a_preset_shows_the_score_building_up(house, as_, draft, do, total):
    page = run(as_(house.asha), draft).submit(RUN, do=do)
    assert total in page.select("#h-score")[0].get_text()
    rows = page.select("table.working tbody tr")
    assert len(rows) == 3
    assert page.select("table.answers")


def test_answers_stay_in_the_form_and_count(house, as_, draft):
    page = run(as_(house.asha), draft).submit(RUN, do="best")
    page = page.submit(RUN, do="score", **{"q:thanked:value": "no"})
    assert "Penalty" not in page.select("#h-score")[0].get_text()
    lost = page.select("#h-score")[0].get_text()
    assert lost != "100.0 of 100"
    assert page.form(RUN)["q:thanked:value"] == "no"


def test_a_wrong_answer_is_told_beside_its_question(house, as_, draft):
    page = run(as_(house.asha), draft)
    names = [name for name in page.form(RUN) if name.startswith("q:wait:") and "was" not in name]
    page = page.submit(RUN, expect=400, do="score", **{names[0]: "soon"})
    assert page.select("#run .wrong")
    assert "No score yet" in page.text


def test_a_case_is_tried_again_on_each_change(house, as_, draft):
    browser = as_(house.asha)
    page = run(browser, draft).submit(RUN, do="best")
    page = page.submit(RUN, do="case", name="All well <b>")
    assert "is saved" in page.text
    assert "scores 100.0 as expected" in page.text or "as expected" in page.text
    (case,) = db.session.query(DraftCase)
    case.expected = "86.0"
    db.session.commit()
    page = browser.get("question_sets.builder", set_id=draft.question_set_id)
    assert "expected 86.0, now 100.0" in page.text
    edit(house, draft, touchpoints=draft.data["touchpoints"][1:])
    assert "All well <b>" in browser.get("question_sets.builder", set_id=draft.question_set_id).text
    run(browser, draft).submit("form[action$=delete]")
    assert db.session.query(DraftCase).count() == 0


def test_an_unfinished_draft_is_not_tried(house, as_, draft):
    edit(house, draft, touchpoints=[])
    assert "cannot be read yet" in run(as_(house.asha), draft).text
    page = as_(house.asha).get("question_sets.preview", set_id=draft.question_set_id)
    assert "cannot be read yet" in page.text


def test_the_phone_shows_the_real_questions_and_only_we_may_frame_it(house, as_, draft):
    browser = as_(house.asha)
    page = browser.get("question_sets.preview", set_id=draft.question_set_id, touchpoint="checkout")
    frames = page.select("iframe")
    assert len(frames) == 2
    assert "frame-src 'self'" in page.answer.headers["Content-Security-Policy"]
    inner = browser.get(frames[0]["src"])
    assert "Were you offered a receipt?" in inner.text
    assert "frame-ancestors 'self'" in inner.answer.headers["Content-Security-Policy"]
    other = browser.get("question_sets.index")
    assert "frame-ancestors 'none'" in other.answer.headers["Content-Security-Policy"]


def test_scripts_in_texts_are_text_in_the_preview_and_the_run(house, as_, draft):
    evil = "<script>alert(1)</script>"
    touchpoints = draft.data["touchpoints"]
    touchpoints[0]["questions"][0]["text"] = evil
    edit(house, draft, touchpoints=touchpoints, title=evil)
    browser = as_(house.asha)
    for page in (
        browser.get("question_sets.phone", set_id=draft.question_set_id),
        run(browser, draft),
        browser.get("question_sets.version", set_id=draft.question_set_id, number=2),
    ):
        assert evil in page.text
        assert evil not in page.answer.get_data(as_text=True)
