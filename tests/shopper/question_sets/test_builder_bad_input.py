"""What no admin means to send to the builder: told, and nothing lost."""

from __future__ import annotations

import survey_defs
from shopper.question_sets.reading import read_data
from tests.shopper.question_sets.building import HAND, opened, question
from tests.support.databases import LONG_ON_POSTGRES

pytestmark = LONG_ON_POSTGRES

SCRIPT = "<script>alert(1)</script>"


def test_scripts_in_texts_are_shown_as_text(house, asha, draft):
    page = opened(asha, draft, question="greeted").submit(HAND, **{"text.en": SCRIPT, "hint.en": SCRIPT})
    assert SCRIPT in page.text
    assert SCRIPT not in page.answer.get_data(as_text=True)


def test_control_characters_do_not_reach_the_set(house, asha, draft):
    opened(asha, draft, question="greeted").submit(
        HAND, **{"text.en": "Did\x00 any\u2028one\x85 greet\ufeff you?"}
    )
    kept = question(draft, "greeted")["text"]
    assert kept.startswith("Did any\none")
    assert not set(kept) & {"\x00", "\x85", "\u2028"}
    assert read_data(draft.data).definition.by_key["greeted"].text == kept


def test_what_is_gone_is_told_and_the_page_still_opens(house, asha, draft):
    assert opened(asha, draft, question="no_such").select("#h-edit")
    page = asha.post(
        "question_sets.write_question",
        {"text.en": "x"},
        set_id=draft.question_set_id,
        key="no_such",
        expect=409,
    )
    assert "no longer there" in page.text


def test_a_thousand_questions_are_told_to_be_too_many(house, asha, draft):
    lines = "\n".join(f"Was thing {n} in its place?" for n in range(100))
    for at in range(5):
        asha.post("question_sets.add", {"title": f"Room {at}"}, set_id=draft.question_set_id)
        page = asha.post(
            "question_sets.add", {"touchpoint": f"room_{at}", "lines": lines}, set_id=draft.question_set_id
        )
    assert page.select("#found .is-worse, #found .code")
    page = asha.post(
        "question_sets.add", {"touchpoint": "room_0", "lines": lines}, set_id=draft.question_set_id
    )
    assert "1 error" in page.text
    assert survey_defs.load_question_set(draft.source.encode()), "the last whole state stays"
