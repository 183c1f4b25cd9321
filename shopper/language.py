"""The language of a page: the person's, else the first of ours that the browser asks for."""

from datetime import date, datetime

from flask import Flask, has_request_context, request
from flask_babel import format_date, format_datetime, format_decimal

from shopper.accounts.sessions import signed_in_person
from shopper.extensions import babel

LANGUAGES = ("en",)


def choose_language() -> str:
    """One of LANGUAGES; on the terminal the first."""
    if not has_request_context():
        return LANGUAGES[0]
    person = signed_in_person()
    return person.language if person else request.accept_languages.best_match(LANGUAGES) or LANGUAGES[0]


def start_language(app: Flask) -> None:
    """Start Flask-Babel."""
    babel.init_app(app, locale_selector=choose_language, default_timezone="UTC")
    app.context_processor(lambda: {"lang": choose_language()})
    app.jinja_env.filters.update(day=day, moment=moment, figure=format_decimal)


def day(value: date) -> str:
    """A calendar day for people, `30 Nov 2026`."""
    return format_date(value, "d MMM y")


def moment(value: datetime) -> str:
    """A moment in UTC for pages that belong to no one branch."""
    return format_datetime(value, "d MMM y, HH:mm 'UTC'")
