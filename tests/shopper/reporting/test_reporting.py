"""A report and its score as people read them, here on the worked example of SCORING.md §1."""

from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from flask import Flask, render_template_string

import survey_defs
from scoring import score_visit
from shopper.reporting import corrections, hidden_rows, report_sections, score_working
from tests.support.builders import BEST, SHORT_SET
from tests.support.pages import check_page

MARKS = {"arrival": "1", "greeting": "0.8", "advice": "0.9", "checkout": "0.75", "farewell": "0.4"}
EXAMPLE = "slug: example\ntitle: The worked example\ntouchpoints:\n" + "".join(
    f"""\
  - key: {key}
    title: {key.title()}
    {"leaving: true" if key == "farewell" else ""}
    questions:
      - key: {key}_went
        type: choice
        text: How did it go?
        points: 1
        options: [{{key: as_it_went, label: So, mark: {mark}}}, {{key: best, label: Well, mark: 1}}]
"""
    for key, mark in MARKS.items()
)


@pytest.fixture
def page(app: Flask):
    with app.test_request_context():
        yield app


@pytest.fixture
def example():
    definition = survey_defs.load_question_set(EXAMPLE)
    answers = {f"{key}_went": {"value": "as_it_went"} for key in MARKS}
    return definition, answers | {"greeting_momentum": {"value": "away"}}


def explained(definition, answers):
    return score_visit(definition, answers).to_dict()


def short(**changed):
    definition = survey_defs.load_question_set(SHORT_SET)
    return definition, survey_defs.check_answers(definition, BEST | changed).answers


@pytest.mark.usefixtures("page")
def test_the_worked_example_adds_up_in_print(example):
    working = score_working(example[0], explained(*example))
    assert [share.part for share in working.shares] == ["16.3", "13.0", "14.6", "12.2", "14.0"]
    assert (working.total, working.flat, working.set_up, working.finish) == ("70.1", "77.0", "86.3", "40.0")
    assert (working.gap, working.outcome, working.cap) == ("−46.3", "fumble", None)
    assert sum(Decimal(share.part) for share in working.shares) == Decimal(working.total)
    assert sum(Decimal(share.loss) for share in working.shares) == Decimal(working.lost)
    assert [share.title for share in working.shares if share.fix_first] == ["Farewell"]
    assert [share.weight for share in working.shares] == ["16.25"] * 4 + ["35"]


@pytest.mark.usefixtures("page")
def test_care_that_only_looked_right_is_named(example):
    sections = {section.key: section for section in report_sections(*example, explained(*example))}
    assert sections["greeting"].felt_differs
    assert not sections["arrival"].felt_differs
    assert (sections["greeting"].score, sections["greeting"].scored_momentum) == ("80.0", "forward")
    assert sections["farewell"].leaving


@pytest.mark.usefixtures("page")
def test_the_same_report_without_its_score_has_no_points():
    sections = report_sections(*short())
    assert {row.earned for section in sections for row in section.rows} == {None}
    assert {section.score for section in sections} == {None}


@pytest.mark.usefixtures("page")
@pytest.mark.parametrize(
    ("answer", "words", "points"),
    [
        ({"wait": 45}, "45 seconds", ("2", "2")),
        ({"wait": 61}, "1 minute 1 second", ("1", "2")),
        ({"wait": 120}, "2 minutes", ("1", "2")),
        ({"wait": "not_observed"}, "Could not be seen", (None, None)),
        ({"receipt": "does_not_apply"}, "Does not apply", (None, None)),
        ({"receipt": "no"}, "No", ("0", "2")),
        ({"greeted": "nobody"}, "Nobody did", ("0", "4")),
        ({"recommend": 9}, "9 of 10", (None, None)),
        ({"leaving_momentum": "away"}, "Sent me away", (None, None)),
    ],
)
def test_answers_are_read_back_in_words(answer, words, points):
    definition, answers = short(**answer)
    sections = report_sections(definition, answers, explained(definition, answers))
    row = next(row for section in sections for row in section.rows if row.key in answer)
    assert (row.given, (row.earned, row.possible)) == (words, points)


@pytest.mark.usefixtures("page")
def test_questions_that_were_not_asked_are_not_in_the_report():
    keys = {row.key for section in report_sections(*short(greeted="nobody")) for row in section.rows}
    assert "words" not in keys
    assert "greeted" in keys


@pytest.mark.usefixtures("page")
def test_what_was_hidden_is_still_read_back():
    definition, _answers = short()
    (row,) = hidden_rows(definition, {"words": {"value": "“Good morning”", "comment": "quietly"}})
    assert (row.asked, row.given, row.comment) == ("What did they say?", "“Good morning”", "quietly")


@pytest.mark.usefixtures("page")
def test_a_correction_names_only_what_changed():
    definition, before = short()
    _definition, after = short(receipt="no")
    (change,) = corrections(definition, before, after)
    assert (change.asked, change.before.given, change.after.given) == (
        "Were you offered a receipt?",
        "Yes",
        "No",
    )


@pytest.mark.usefixtures("page")
def test_a_half_typed_draft_is_read_back_as_it_is():
    definition = survey_defs.load_question_set(SHORT_SET)
    draft = {"wait": {"value": "a while"}, "receipt": {"state": "cleared"}, "thanked": {"value": "maybe"}}
    rows = {row.key: row for section in report_sections(definition, draft) for row in section.rows}
    assert (rows["wait"].given, rows["thanked"].given) == ("a while", "maybe")
    assert (rows["receipt"].given, rows["receipt"].state) == ("–", "unanswered")


@pytest.mark.usefixtures("page")
def test_a_capped_score_shows_the_cap_and_still_adds_up():
    definition, answers = short(thanked="no")
    working = score_working(definition, explained(definition, answers))
    parts = sum(Decimal(share.part) for share in working.shares)
    assert (working.raw, working.cap, working.total) == ("64.5", "−4.5", "60.0")
    assert parts == Decimal(working.raw)
    assert working.critical == ("Were you thanked as you left?",)


@pytest.mark.usefixtures("page")
def test_the_macros_print_every_answer_point_and_loss(example):
    shown = render_template_string(
        """<title>t</title><h1>t</h1>{% from 'components/report.html' import answers_table, working_table,
        working_facts, working_notes %}{{ answers_table(sections) }}{{ working_table(working) }}
        {{ working_facts(working) }}{{ working_notes(working) }}""",
        sections=report_sections(*example, explained(*example)),
        working=score_working(example[0], explained(*example)),
    )
    for words in ("care that only looked right", "0.75 of 1", "fix first", "14.0", "29.9", "77.0"):
        assert words in shown
    check_page(BeautifulSoup(shown, "html.parser"))


EVERY_KIND = """\
slug: kinds
title: Kinds
currency: EUR
touchpoints:
  - key: leaving
    title: Leaving
    leaving: true
    questions:
      - {key: queue, type: number, text: How many?, unit: people}
      - {key: metres, type: number, text: How far?}
      - {key: spent, type: money, text: How much?}
      - {key: came, type: time, text: When?}
      - {key: day, type: date, text: Which day?}
      - {key: warmth, type: scale, text: How warm?, scale: [{key: cold, label: Cold}, {key: warm, label: Warm}]}
      - {key: seen, type: choices, text: What?, options: [{key: a, label: A door, mark: 1}, {key: b, label: A bell, mark: 1}]}
      - {key: where, type: location, text: Where?}
      - {key: slip, type: photo, text: The slip?, max: 2}
      - {key: small, type: moment, text: Anything small?}
"""


@pytest.mark.usefixtures("page")
@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("queue", "3", "3 people"),
        ("metres", "1234.5", "1,234.5"),
        ("spent", "7.4", "€7.40"),
        ("came", "08:30", "08:30"),
        ("day", "2026-10-04", "October 4, 2026"),
        ("warmth", "warm", "Warm"),
        ("seen", ["a", "b"], "A door, A bell"),
        ("where", {"lat": "51.5", "lon": "-0.1", "accuracy_m": 12}, "51.5, -0.1, within 12 m"),
        ("slip", ["ab", "cd"], "2 photos"),
        ("small", "The door was held.", "The door was held."),
    ],
)
def test_every_kind_of_answer_has_words(key, value, words):
    definition = survey_defs.load_question_set(EVERY_KIND)
    (section,) = report_sections(definition, {key: {"value": value}})
    row = next(row for row in section.rows if row.key == key)
    assert row.given == words
    assert row.photos == (("ab", "cd") if key == "slip" else ())


@pytest.mark.usefixtures("page")
def test_photos_are_shown_through_the_address_that_the_page_gives():
    definition = survey_defs.load_question_set(EVERY_KIND)
    shown = render_template_string(
        """{% from 'components/report.html' import answers_table %}{{ answers_table(sections, photo_url) }}""",
        sections=report_sections(definition, {"slip": {"value": ["ab", "cd"]}}),
        photo_url=lambda key, sha256: f"/photos/{key}/{sha256}",
    )
    pictures = BeautifulSoup(shown, "html.parser").select("img")
    assert [picture["src"] for picture in pictures] == ["/photos/slip/ab", "/photos/slip/cd"]
    assert [picture["alt"] for picture in pictures] == ["Photo 1: The slip?", "Photo 2: The slip?"]
