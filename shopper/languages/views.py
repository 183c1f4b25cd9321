"""One button for each language, on the pages that everybody passes."""

from flask import Blueprint, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue

from shopper.accounts.sessions import signed_in_person
from shopper.form_parts import sure
from shopper.language import COOKIE, LANGUAGES, NAMES, choose_language
from shopper.languages.charts import chart_language
from shopper.languages.commands import change_language
from shopper.languages.forms import LanguageForm
from shopper.permissions import public

languages = Blueprint("languages", __name__)

languages.add_app_template_global(chart_language)

A_YEAR = 365 * 24 * 60 * 60


@languages.post("/language")
@public
def choose() -> ResponseReturnValue:
    """Remembered for the person where one is signed in, and by this browser in any case."""
    form, person = LanguageForm(), signed_in_person()
    answer = redirect(form.way_back() or url_for("accounts.home"))
    if form.validate_on_submit():
        chosen, secure = sure(form.language), bool(current_app.config["SESSION_COOKIE_SECURE"])
        if person and person.language != chosen:
            change_language(person, language=chosen, by=person)
        answer.set_cookie(COOKIE, chosen, max_age=A_YEAR, secure=secure, httponly=True, samesite="Lax")
    return answer


@languages.app_template_global()
def offered_languages() -> list[tuple[str, str, bool]]:
    """Code, name in its own words, and whether it is the language of this page."""
    here = choose_language()
    return [(code, NAMES[code], code == here) for code in LANGUAGES]


@languages.app_template_global()
def this_page() -> str:
    """The address to come back to: of a page, never of a form that was sent."""
    return request.full_path.rstrip("?") if request.method == "GET" else ""
