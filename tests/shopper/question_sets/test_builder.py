"""The builder without a script: every form is whole by itself, and nothing typed is lost."""

from __future__ import annotations

import pytest

from shopper.extensions import db
from shopper.models import AuditEvent, DraftEdit, QuestionSetVersion, VersionState
from shopper.question_sets import queries
from shopper.question_sets.building import commands
from shopper.question_sets.reading import data_of, read_data
from tests.shopper.question_sets.building import HAND, opened, question
from tests.support.builders import make_person
from tests.support.databases import LONG_ON_POSTGRES

pytestmark = LONG_ON_POSTGRES


def test_a_new_set_begins_with_both_ends_and_a_slug(house, asha):
    page = asha.get("question_sets.new").submit("main form", title="Garden café, été", languages="en, fr")
    assert "Garden café, été, draft of version 1" in page.text
    version = db.session.query(QuestionSetVersion).filter_by(number=1, state=VersionState.DRAFT).one()
    assert version.question_set.slug == "garden-cafe-ete"
    assert [one["key"] for one in version.data["touchpoints"]] == ["greeting", "leaving"]
    assert version.definition.languages == ("en", "fr")


def test_a_taken_slug_is_refused_and_the_words_stay(house, asha):
    page = asha.get("question_sets.new").submit("main form", title="Short", slug="short", expect=409)
    assert "is taken by “Short visit”" in page.text
    assert page.form("main form")["title"] == "Short"


def test_change_opens_the_one_draft_made_of_the_last_version(house, asha, draft):
    again = commands.change(house.version.question_set, number=2, by=house.asha)
    assert again.id == draft.id
    assert draft.definition == house.version.definition
    page = opened(asha, draft)
    assert "Short visit, draft of version 2" in page.text
    assert len(page.select(".outline > li")) == 3


@pytest.mark.parametrize("key", ["greeted", "words", "receipt", "wait", "thanked", "recommend"])
def test_saving_untouched_changes_nothing(house, asha, draft, key):
    before, revision = question(draft, key), draft.revision
    opened(asha, draft, question=key).submit(HAND)
    assert question(draft, key) == before
    assert draft.revision == revision


def test_settings_and_touchpoints_saved_untouched_change_nothing(house, asha, draft):
    before = data_of(draft)
    opened(asha, draft, settings=1).submit(HAND)
    opened(asha, draft, touchpoint="checkout").submit(HAND)
    db.session.refresh(draft)
    assert (draft.data, draft.revision) == (before, 0)


def test_everything_a_question_has_is_written(house, asha, draft):
    page = opened(asha, draft, question="wait")
    fields = {"text.en": "How long was the wait?", "hint.en": "From joining the line.", "points": "3,5", "p": "processes",
              "required": "true", "na": "true", "nobody": ["true"], "stamps.0": "In", "stamps.1": "Paid", "min": "0", "max": "3600",
              "critical.at": "50", "critical.below": "0.5", "if.0.question": "greeted", "if.0.value": "yes"}  # fmt: skip
    page.submit(HAND, **fields)
    assert question(draft, "wait") == {
        "key": "wait", "type": "duration", "text": "How long was the wait?", "hint": "From joining the line.",
        "p": "processes", "points": 3.5, "min": 0, "max": 3600, "na": True, "required": True, "nobody": True,
        "critical": {"at": 50, "below": 0.5}, "from_stamps": ["In", "Paid"],
        "bands": [{"upto": 60, "mark": 1}, {"upto": 180, "mark": 0.5}, {"mark": 0}],
        "show_if": {"question": "greeted", "is": "yes"},
    }  # fmt: skip
    assert read_data(draft.data).definition is not None


def test_another_type_brings_its_own_inputs_and_undo_brings_all_back(house, asha, draft):
    before = question(draft, "receipt")
    page = opened(asha, draft, question="receipt").submit(HAND, type="choice")
    assert page.select("input[name='option.1.key']")
    page = page.submit(HAND, **{"do": "option_add"})
    assert len(question(draft, "receipt")["options"]) == 3
    page = page.submit(
        HAND, **{"option.2.label.en": "Only on request", "option.2.mark": "0,5", "do": "option_up.2"}
    )
    assert question(draft, "receipt")["options"][1]["label"] == "Only on request"
    assert question(draft, "receipt")["options"][1]["mark"] == 0.5
    page = page.submit(HAND, **{"do": "option_remove.0"})
    assert len(question(draft, "receipt")["options"]) == 2
    while page.select("form[action$=undo]"):
        page = page.submit("form[action$=undo]")
    assert question(draft, "receipt") == before


def test_what_is_typed_wrong_stays_and_is_told_beside_the_question(house, asha, draft):
    checksum = draft.checksum
    page = opened(asha, draft, question="wait").submit(HAND, points="many")
    assert page.form(HAND)["points"] == "many"
    assert "must be a number" in " ".join(item.get_text(" ") for item in page.select("#found .here"))
    assert question(draft, "wait")["points"] == "many"
    assert draft.checksum == checksum, "what was whole last is kept beside it"
    assert "1 error" in page.text
    page.submit(HAND, points="2")
    assert draft.definition.by_key["wait"].points == 2


def test_several_comparisons_and_deeper_ones(house, asha, draft):
    page = opened(asha, draft, question="thanked").submit(
        HAND, **{"if.0.question": "greeted", "if.0.value": "yes"}
    )
    page = page.submit(
        HAND, **{"if.1.question": "wait", "if.1.operator": "at_most", "if.1.value": "90", "if.join": "any"}
    )
    both = [{"question": "greeted", "is": "yes"}, {"question": "wait", "at_most": 90}]
    assert question(draft, "thanked")["show_if"] == {"any": both}
    assert (
        "Show “Were you thanked as you left?” if “Did anyone greet you?” is Yes or “How long did you wait?” is at most 90."
        in page.text
    )
    page = page.submit(HAND, **{"if.text": "{not: {question: greeted, is: yes}}"})
    assert question(draft, "thanked")["show_if"] == {"not": {"question": "greeted", "is": "yes"}}
    page = page.submit(HAND, **{"if.text": "{not: ["})
    assert question(draft, "thanked")["show_if"] == "{not: ["
    assert page.form(HAND)["if.text"] == "{not: ["
    page.submit(HAND, **{"if.text": ""})
    assert "show_if" not in question(draft, "thanked")


def test_a_condition_on_itself_or_in_a_circle_is_a_finding(house, asha, draft):
    page = opened(asha, draft, question="greeted").submit(HAND, **{"if.text": "{question: thanked, is: yes}"})
    page = opened(asha, draft, question="thanked").submit(HAND, **{"if.text": "{question: thanked, is: yes}"})
    assert len(page.select("#found .is-worse")) >= 2
    assert question(draft, "thanked")["show_if"] == {"question": "thanked", "is": "yes"}


def test_deleting_names_who_waits_and_takes_their_conditions_along(house, asha, draft):
    page = opened(asha, draft, question="greeted")
    delete = next(f for f in page.select("#tools form") if f.select("[value=delete]"))
    fields = {box["name"]: box["value"] for box in delete.select("input")}
    page = asha.send("post", delete["action"], {**fields, "do": "delete"}, 409)
    assert "What did they say?" in page.select(".notice-stop")[0].get_text(" ")
    page = page.submit(".notice-stop form", do="delete_with")
    db.session.refresh(draft)
    assert "greeted" not in draft.definition.by_key
    assert draft.definition.by_key["words"].show_if is None
    page.submit("form[action$=undo]")
    assert question(draft, "words")["show_if"] == {"question": "greeted", "is": "yes"}


def arrange(browser, draft, expect=200, **fields):
    return browser.post("question_sets.arrange", fields, set_id=draft.question_set_id, expect=expect)


def test_moving_says_where_it_stands_now(house, asha, draft):
    page = arrange(asha, draft, kind="question", key="wait", do="up")
    assert "“How long did you wait?” is now number 1 of 2 in “Checkout”." in page.text
    page = arrange(asha, draft, kind="question", key="wait", do="up")
    assert "number 3 of 3 in “Greeting”" in page.text
    page = arrange(asha, draft, kind="question", key="wait", do="to", to="leaving")
    assert "number 3 of 3 in “Leaving”" in page.text
    page = arrange(asha, draft, kind="question", key="wait", do="down")
    assert "at the very end already" in page.text
    page = arrange(asha, draft, kind="touchpoint", key="checkout", do="up")
    assert "“Checkout” is now number 1 of 3." in page.text
    page = arrange(asha, draft, kind="touchpoint", key="leaving", do="up", expect=409)
    assert "always the last" in page.text


def test_a_copy_has_a_key_of_its_own(house, asha, draft):
    arrange(asha, draft, kind="question", key="receipt", do="duplicate")
    assert question(draft, "receipt_2")["text"] == question(draft, "receipt")["text"]


def test_keys_that_are_published_are_for_ever_and_others_take_conditions_along(house, asha, draft):
    page = opened(asha, draft, question="greeted").submit(HAND, key="welcomed")
    assert "greeted" in draft.definition.by_key
    page = opened(asha, draft, touchpoint="greeting")
    page.submit("form[action$=add]:has(textarea)", lines="Was the floor dry?\nHow clean was it? | scale | 3")
    page = opened(asha, draft, question="floor_dry").submit(HAND, key="GREETED", expect=409)
    assert "The key `GREETED` is taken" in page.text
    assert page.form(HAND)["key"] == "GREETED"
    page = opened(asha, draft, question="floor_dry").submit(HAND, key="no spaces", expect=409)
    assert "cannot be a key" in page.text
    opened(asha, draft, question="floor_dry").submit(HAND, key="dry_floor")
    assert question(draft, "dry_floor")["points"] == 2
    assert (question(draft, "clean")["type"], question(draft, "clean")["points"]) == ("scale", 3)


def test_two_admins_at_once_keep_both_edits_and_are_told(house, as_, asha, draft):
    other = as_(make_person("Second admin", *[(grant.role, grant.region) for grant in house.asha.grants]))
    mine, theirs = opened(asha, draft, question="greeted"), opened(other, draft, question="greeted")
    theirs.submit(HAND, points="7", **{"hint.en": "Theirs"})
    page = mine.submit(HAND, **{"text.en": "Were you greeted?", "hint.en": "Mine"})
    stored = question(draft, "greeted")
    assert (stored["points"], stored["text"], stored["hint"]) == (7, "Were you greeted?", "Mine")
    assert "Second admin wrote “Theirs” as hint of `greeted` a moment ago; yours stands: “Mine”." in page.text
    page = opened(asha, draft, question="wait")
    opened(other, draft, question="receipt").submit(HAND, points="1")
    assert "Second admin changed `receipt` since you opened this page." in page.submit(HAND, points="5").text


def test_a_language_more_or_less_takes_every_text_along(house, asha, draft):
    page = opened(asha, draft, settings=1).submit(HAND, languages="en, fr")
    assert question(draft, "greeted")["text"] == {"en": "Did anyone greet you?"}
    assert "The words in “fr” are missing" in page.text
    opened(asha, draft, question="greeted").submit(HAND, **{"text.fr": "Vous a-t-on salué ?"})
    assert question(draft, "greeted")["text"]["fr"] == "Vous a-t-on salué ?"
    opened(asha, draft, settings=1).submit(HAND, languages="en")
    assert question(draft, "greeted")["text"] == "Did anyone greet you?"


def test_settings_of_the_score(house, asha, draft):
    fields = {
        "curve": "geometric",
        "amount": "1,4",
        "bands.0.from": "90",
        "coverage": "0.7",
        "momentum.drift": "40",
        "currency": "eur",
    }
    opened(asha, draft, settings=1).submit(HAND, **fields)
    scoring = draft.definition.scoring
    assert (scoring.finish.curve, str(scoring.finish.ratio), scoring.bands["great"]) == (
        "geometric",
        "1.4",
        90,
    )
    assert (str(scoring.coverage), scoring.momentum.drift, draft.definition.currency) == ("0.7", 40, "EUR")


def test_every_edit_has_one_line_in_history_and_log(house, asha, draft):
    opened(asha, draft, question="wait").submit(HAND, points="5")
    opened(asha, draft, question="wait").submit(HAND, points="5")
    assert db.session.query(AuditEvent).filter_by(action="question_set.edit").count() == 1
    (edit,) = queries.edits(draft)
    assert (edit.act, edit.about, edit.by_id) == ("question", "wait", house.asha.id)


def test_only_the_last_fifty_can_be_undone(house, draft):
    for number in range(DraftEdit.KEPT + 3):
        step = lambda data, n=number: ({**data, "title": f"Title {n}"}, None)  # noqa: E731
        commands.edit(draft, step, act="settings", part="settings", by=house.asha)
    kept = db.session.query(DraftEdit).filter(DraftEdit.before.is_not(None)).count()
    assert kept == DraftEdit.KEPT
