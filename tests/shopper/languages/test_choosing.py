"""Everybody reads in the language they chose, before and after signing in, in pages and in mail."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from flask_babel import format_decimal

from shopper.extensions import db
from shopper.language import day, moment, told, written_for
from shopper.models import AuditEvent, Message
from survey_defs import QuestionSetError, load_question_set


def language_of(page) -> str:
    return str(page.soup.html["lang"])


def test_a_person_changes_the_language_where_they_are_and_keeps_it(house, as_):
    browser = as_(house.chloe)
    page = browser.get("visits.today").submit("form.languages", language="fr")
    assert page.path == "/my/today"
    assert language_of(page) == "fr"
    assert "Aujourd’hui" in page.text
    db.session.refresh(house.chloe)
    assert house.chloe.language == "fr"
    assert language_of(as_(house.chloe).get("visits.today")) == "fr"
    line = db.session.query(AuditEvent).filter_by(action="person.choose_language").one()
    assert (line.person_id, line.facts) == (house.chloe.id, {"language": "fr"})


def test_a_browser_keeps_the_choice_before_anybody_signs_in(as_):
    browser = as_(None)
    chosen = browser.get("accounts.sign_in").submit("form.languages", language="fr")
    assert language_of(chosen) == "fr"
    assert "Mot de passe" in browser.get("accounts.sign_in").text


@pytest.mark.parametrize(
    ("asked", "given"), [("fr-CA,fr;q=0.9", "fr"), ("de,en;q=0.5", "en"), ("de", "en"), ("", "en")]
)
def test_else_the_browser_is_asked(as_, asked: str, given: str):
    browser = as_(None)
    browser.http.environ_base["HTTP_ACCEPT_LANGUAGE"] = asked
    assert language_of(browser.get("accounts.sign_in")) == given


def test_the_language_of_the_person_wins_over_that_of_the_browser(house, as_):
    browser = as_(house.chloe)
    browser.http.environ_base["HTTP_ACCEPT_LANGUAGE"] = "fr"
    assert language_of(browser.get("visits.today")) == "en"


@pytest.mark.parametrize("language", ["de", "", "../fr"])
def test_a_language_that_we_do_not_have_changes_nothing(house, as_, language: str):
    page = as_(house.chloe).post("languages.choose", {"language": language, "next": "/my/today"})
    assert language_of(page) == "en"
    db.session.refresh(house.chloe)
    assert house.chloe.language == "en"


@pytest.mark.parametrize("next_", ["https://example.test/", "//example.test", "/\\example.test", ""])
def test_choosing_leads_nowhere_else(house, as_, next_: str):
    page = as_(house.chloe).post("languages.choose", {"language": "fr", "next": next_})
    assert page.answer.request.host == "localhost"
    assert page.path == "/my/today"


def test_mail_is_written_for_who_reads_it_not_for_who_asks(app, house, as_):
    house.chloe.language = "fr"
    db.session.commit()
    as_(None).get("accounts.forgotten").submit("main form", sign_in=house.chloe.sign_in)
    mail = db.session.query(Message).one()
    assert mail.language == "fr"
    assert mail.subject == "Un nouveau mot de passe pour Last Inch"
    assert "Bonjour" in mail.body


def test_numbers_and_dates_are_written_as_french_writes_them(app, house):
    house.chloe.language = "fr"
    with app.test_request_context(), written_for(house.chloe):
        assert format_decimal(Decimal("1234.5")) == "1\u202f234,5"
        assert day(date(2026, 11, 30)) == "30 nov. 2026"
        assert moment(datetime(2026, 11, 30, 14, 5, tzinfo=UTC)) == "30 nov. 2026, 14:05 UTC"
    with app.test_request_context():
        assert day(date(2026, 11, 30)) == "30 Nov 2026"


def test_what_is_wrong_with_a_set_is_said_in_french_facts_and_all(app, house):
    house.asha.language = "fr"
    with pytest.raises(QuestionSetError) as wrong:
        load_question_set("slug: s\ntitle: T\ntouchpoints: [{key: a, title: A, wieght: 1}]\n")
    problem = wrong.value.problems[0]
    with app.test_request_context(), written_for(house.asha):
        assert (told(problem.message), told(problem.mend)) == (
            "Clé inconnue `wieght`.",
            "Vouliez-vous dire `weight`\u202f?",
        )
