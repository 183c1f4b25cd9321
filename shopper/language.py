"""The language of a page: the person's, else the browser's last choice, else the first of ours it asks for."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

from flask import Flask, has_request_context, request
from flask_babel import force_locale, format_date, format_datetime, format_decimal, get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from shopper.accounts.sessions import signed_in_person
from shopper.extensions import babel
from shopper.models import Person
from survey_defs import QuestionSet, Sentence

LANGUAGES = ("en", "fr")
NAMES = {"en": "English", "fr": "Français"}
"""Each in its own words, as a person who reads no other looks for it."""

COOKIE = "language"
CATALOGUES = Path(__file__).parent / "translations"

COUNTS = (
    _l("none"),
    _l("one"),
    _l("two"),
    _l("three"),
    _l("four"),
    _l("five"),
    _l("six"),
    _l("seven"),
    _l("eight"),
    _l("nine"),
    _l("ten"),
    _l("eleven"),
    _l("twelve"),
)


def start_language(app: Flask) -> None:
    """Start Flask-Babel and offer the language, and numbers and dates in it, to every template."""
    babel.init_app(
        app,
        locale_selector=_of_this_request,
        default_timezone="UTC",
        default_translation_directories=str(CATALOGUES),
    )
    app.context_processor(lambda: {"lang": choose_language()})
    app.jinja_env.filters.update(day=day, moment=moment, figure=format_decimal, told=told)


def choose_language() -> str:
    """The one of LANGUAGES that words are written in here and now; on the terminal the first."""
    return str(get_locale() or LANGUAGES[0])


def _of_this_request() -> str:
    if not has_request_context():
        return LANGUAGES[0]
    person = signed_in_person()
    wanted = person.language if person else request.cookies.get(COOKIE)
    return known(wanted) or request.accept_languages.best_match(LANGUAGES) or LANGUAGES[0]


def known(language: str | None) -> str | None:
    """The language if it is one of ours."""
    return language if language in LANGUAGES else None


@contextmanager
def written_for(person: Person) -> Iterator[None]:
    """Words inside are in that person's language, whoever is signed in: mail, above all."""
    with force_locale(known(person.language) or LANGUAGES[0]):
        yield


def spoken(question_set: QuestionSet) -> str:
    """The language in which a question set is said here and now: the page's where the set has it."""
    return question_set.language_for(choose_language())


def told(words: str) -> str:
    """What survey_defs or scoring said in English, in the language of the page."""
    if not isinstance(words, Sentence):
        return _(words) if words else ""
    facts = {name: told(fact) if isinstance(fact, Sentence) else fact for name, fact in words.facts.items()}
    return _(words.template, **facts)


def day(value: date) -> str:
    """A calendar day for people, `30 Nov 2026`."""
    return format_date(value, "d MMM y")


def moment(value: datetime) -> str:
    """A moment in UTC for pages that belong to no one branch."""
    return format_datetime(value, "d MMM y, HH:mm 'UTC'")


def listed(names: Sequence[str]) -> str:
    """A, B and C"""
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s and %(last)s", first=", ".join(names[:-1]), last=names[-1])


def counted(n: int) -> str:
    """Up to twelve in words, as a sentence wants it."""
    return str(COUNTS[n]) if n < len(COUNTS) else str(n)


def sentence_case(words: str) -> str:
    """As a sentence begins."""
    return words[:1].upper() + words[1:]
