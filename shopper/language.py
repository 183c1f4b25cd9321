"""The language of a page: the person's, else the first of ours that the browser asks for."""

from flask import Flask, request

from shopper.accounts.sessions import signed_in_person
from shopper.extensions import babel

LANGUAGES = ("en",)


def choose_language() -> str:
    """One of LANGUAGES."""
    person = signed_in_person()
    return person.language if person else request.accept_languages.best_match(LANGUAGES) or LANGUAGES[0]


def start_language(app: Flask) -> None:
    """Start Flask-Babel."""
    babel.init_app(app, locale_selector=choose_language, default_timezone="UTC")
    app.context_processor(lambda: {"lang": choose_language()})
